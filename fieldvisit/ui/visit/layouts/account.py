"""Step 6: three figures and ageing, both books side by side, the identity, the signatures; then everything else."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from fieldvisit.domain import formats
from fieldvisit.domain.fields import Field
from fieldvisit.domain.language import tr
from fieldvisit.domain.visit import Address
from fieldvisit.ui.visit.account.books import Books
from fieldvisit.ui.visit.account.identity import IdentityLine
from fieldvisit.ui.visit.account.overview import AccountOverview
from fieldvisit.ui.visit.layouts.step_layout import StepLayout
from fieldvisit.ui.widgets.buttons import Button

_SIGNING = ("company_signature", "dealer_signature")


class AccountLayout(StepLayout):
    """The reconciliation stands first; the dealer's book is typed below it."""

    flagged = ("materials",)
    paper = "statement"

    def groups(self) -> Iterator[tuple[str, tuple[Field, ...]]]:
        field = self.step.field
        yield "", (field("reconciliation"),)
        if self.notebook.figures.books is None:
            yield "", (field("dealer_book"),)
            yield "", tuple(field(key) for key in _SIGNING)
        else:
            yield "", tuple(field(key) for key in _SIGNING)
            yield "", (field("dealer_book"),)
        for title, fields in self.step.grouped():
            rest = tuple(each for each in fields if each.key not in {*_SIGNING, "reconciliation", "dealer_book"})
            if rest:
                yield title, rest

    def above(self) -> list[QWidget]:
        return [AccountOverview(self.notebook)]

    def instead(self, key: str) -> QWidget | None:
        return Books(self.notebook) if key == "reconciliation" else None

    def below(self, key: str) -> list[QWidget]:
        return [IdentityLine(self.notebook)] if key == "reconciliation" else []

    def begins_at(self) -> str:
        return "dealer_book" if self.notebook.figures.books is None else ""

    def subtitle(self) -> str:
        return tr(
            "as of {day} · {currency}",
            day=formats.day(self.notebook.visit.day),
            currency=self.notebook.facts.dealer.currency,
        )

    def actions(self) -> list[Button]:
        book = Button(tr("Dealer's book"), "file-down")
        book.clicked.connect(lambda: self.notebook.asked_for.emit(Address("account", "document", "dealer_book", "")))
        return [book]

    def aside(self, fields: tuple[Field, ...]) -> QWidget | None:
        if tuple(each.key for each in fields) != _SIGNING:
            return None
        refused = Button(tr("Refused, because…"), bar=True)
        refused.clicked.connect(lambda: self.notebook.asked_for.emit(Address("account", "refused_because")))
        return refused
