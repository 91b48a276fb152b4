"""Step 6: three figures and ageing, both books side by side, the identity, the signatures; then everything else."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from fieldvisit.domain import formats
from fieldvisit.domain.fields import Field
from fieldvisit.domain.figures import number
from fieldvisit.domain.language import tr
from fieldvisit.domain.visit import Address
from fieldvisit.ui.visit.account.books import Books
from fieldvisit.ui.visit.account.identity import IdentityLine
from fieldvisit.ui.visit.account.overview import AccountOverview
from fieldvisit.ui.visit.layouts.step_layout import StepLayout
from fieldvisit.ui.visit.step_head import MenuEntry
from fieldvisit.ui.visit.told_lines import Told, ToldLines
from fieldvisit.ui.widgets.buttons import Button

_SIGNING = ("company_signature", "dealer_signature")


class AccountLayout(StepLayout):
    """The reconciliation stands first; the dealer's book is typed below it."""

    flagged = ("materials",)
    paper = "statement"
    pinned = _SIGNING

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
        if key == "materials":
            return [ToldLines(self.notebook, self._complying)]
        if key != "reconciliation":
            return []
        identity = IdentityLine(self.notebook)
        identity.setProperty("pinned", True)
        return [identity]

    def _complying(self) -> list[Told]:
        """How many of the outlets sampled keep to each promotion."""
        found = self.notebook.figures.materials
        rows = {row.id: row for row in self.notebook.visit.step("account").rows("materials")}
        return [
            Told(
                str(rows[row_id].values.get("promotion") or rows[row_id].values.get("material") or ""),
                tr(
                    "{complying} of {sampled} outlets comply, {share} %",
                    complying=formats.quantity(number(rows[row_id], "outlets_complying")),
                    sampled=formats.quantity(number(rows[row_id], "outlets_sampled")),
                    share=formats.percent(material.complying),
                ),
            )
            for row_id, material in found.items()
            if material.complying is not None and row_id in rows
        ]

    def _quota(self) -> list[Told]:
        """Stock on credit against its quota."""
        found, minor = self.notebook.figures, self.notebook.minor
        quota = self.notebook.visit.step("account").values.get("quota_value")
        over = found.over_quota
        if over is None or not isinstance(quota, Decimal):
            return []
        shown = {"stock": formats.money(found.stock_value, minor), "quota": formats.money(quota, minor)}
        if over > 0:
            words = tr("{stock} counted − {quota} quota = {over} over", over=formats.money(over, minor), **shown)
        else:
            words = tr("{stock} counted − {quota} quota = {under} under", under=formats.money(-over, minor), **shown)
        return [Told(tr("Stock against quota"), words, "amber" if over > 0 else "text")]

    def begins_at(self) -> str:
        return "dealer_book" if self.notebook.figures.books is None else ""

    def subtitle(self) -> str:
        return tr(
            "as of {day} · {currency}",
            day=formats.day(self.notebook.visit.day),
            currency=self.notebook.facts.dealer.currency,
        )

    def actions(self) -> list[Button]:
        book = Button(tr("Import dealer's book"), "file-up", bar=True)
        book.setEnabled(not self.notebook.read_only)
        book.clicked.connect(lambda: self._import_book(book.window()))
        return [book]

    def _import_book(self, over: QWidget) -> None:
        from fieldvisit.ui.visit.account.book_import import ask_for_book

        ask_for_book(self.notebook, over)

    def entries(self) -> list[MenuEntry]:
        return [(tr("Go to the dealer's book"), self._go_to_book)]

    def _go_to_book(self, _over: QWidget) -> None:
        self.notebook.asked_for.emit(Address("account", "document", "dealer_book", ""))

    def aside(self, fields: tuple[Field, ...]) -> QWidget | None:
        keys = tuple(each.key for each in fields)
        if "quota_value" in keys:
            return ToldLines(self.notebook, self._quota)
        if keys != _SIGNING:
            return None
        refused = Button(tr("Refused, because…"), bar=True)
        refused.clicked.connect(lambda: self.notebook.asked_for.emit(Address("account", "refused_because")))
        return refused
