"""The lists of the record card: people, prices in their corridors, promises, complaints, past visits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fieldvisit.domain import formats
from fieldvisit.domain.dealer_history import PastVisit
from fieldvisit.domain.facts import Commitment, Complaint
from fieldvisit.domain.flags import Severity
from fieldvisit.domain.language import tr
from fieldvisit.domain.prices import SideFigures
from fieldvisit.domain.record_card import Contact
from fieldvisit.reports.card_content import POLICY_RULES, CardContent, SeenPrice, role_words
from fieldvisit.reports.columns import Cell, Cells, Column
from fieldvisit.reports.fitting import ShortList
from fieldvisit.reports.lettering import Lettering
from fieldvisit.reports.page import shortened
from fieldvisit.reports.sections.flagged import flag_cell, mark_role
from fieldvisit.reports.small_pictures import corridor_picture
from fieldvisit.reports.spans import Span
from fieldvisit.reports.theme import DENSE, DENSE_GAP, PALE

_NAME, _WORDS, _REACHED = 210.0, 165.0, 92.0
_SHORT = (58.0, 88.0)


@dataclass(frozen=True)
class CardLists:
    """Makes the lists of one card; every text is cut to one line, or with `roomy` to two."""

    content: CardContent
    lettering: Lettering
    roomy: bool = True

    def people(self) -> ShortList:
        """Who decides first, as the card has them."""
        columns = (
            _words(tr("Name"), 1.1),
            _words(tr("Role"), 0.9),
            _words(tr("Phone, e-mail"), 1.6),
            Column(tr("Birthday"), "right", style=DENSE),
        )
        cells = [self._person(each) for each in self.content.card.contacts]
        return ShortList(tr("Contacts"), _count(cells), columns, cells, tr("None known."), weight=1.5)

    def prices(self) -> ShortList:
        """Prices as last seen, in the corridor that is valid today."""
        columns = (
            _words(tr("Product"), 1),
            _words(tr("Day")),
            *(Column(title, "right", style=DENSE, gap=DENSE_GAP) for title in (tr("Resale"), tr("Retail"))),
            Column(tr("Corridor"), gap=DENSE_GAP),
            _words(tr("Policy")),
            Column(tr("Flag"), style=DENSE),
        )
        cells = [self._price(each) for each in self.content.prices]
        note = tr("per unit as last seen, exceptions first; the policy of {day}", day=self.content.facts.day)
        none = tr("No price was seen yet.")
        return ShortList(tr("Last prices"), note if cells else "", columns, cells, none, weight=2)

    def promises(self, side: str) -> ShortList:
        """Open commitments of `ours` or `theirs`; those past their date are marked."""
        title = tr("Our commitments") if side == "ours" else tr("Commitments of the dealer")
        cells = [self._promise(each) for each in self.content.facts.commitments if each.side == side]
        columns = (_words(tr("What, who"), 1), Column(tr("Due"), "right", style=DENSE))
        return ShortList(title, _count(cells), columns, cells, tr("None open."))

    def complaints(self) -> ShortList:
        """Complaints that are not settled."""
        cells = [self._complaint(each) for each in self.content.facts.complaints]
        columns = (_words(tr("No.")), _words(tr("Facts"), 1), Column(tr("Since"), "right", style=DENSE))
        return ShortList(tr("Open complaints"), _count(cells), columns, cells, tr("None open."))

    def visits(self) -> ShortList:
        """Closed visits, the latest first."""
        cells = [self._visit(each) for each in self.content.history.visits]
        columns = (
            _words(tr("Day")),
            _words(tr("Number")),
            _words(tr("Rep"), 1),
            Column(tr("Objectives reached"), "right", style=DENSE),
        )
        return ShortList(tr("Last visits"), _count(cells), columns, cells, tr("Not visited yet."))

    def _person(self, each: Contact) -> Cells:
        ways = [self._cut(part.replace(" ", "\xa0"), _REACHED) for part in (each.phone, each.email) if part]
        born = formats.short_day(each.birthday) if each.birthday else ""
        name = Span(self._brief(each.name), DENSE.bold() if each.decision_maker else DENSE)
        return [Cell((name,)), self._brief(role_words(each.role)), "\n".join(ways[: 1 + self.roomy]), born]

    def _price(self, seen: SeenPrice) -> Cells:
        figures = seen.row.figures
        side = figures.side(seen.side)
        flags = [seen.flag] if seen.flag else []
        return [
            self._cut(str(seen.product.called), _NAME),
            formats.short_day(max((each.day for each in seen.product.history), default=None)),
            *(formats.unit_price(figures.side(each).observed) for each in ("resale", "retail")),
            corridor_picture(side, mark_role(flags, *POLICY_RULES)),
            _corridor(side),
            flag_cell(flags),
        ]

    def _promise(self, each: Commitment) -> Cells:
        late = each.due is not None and each.due < self.content.facts.day
        severity = (Severity.RED if each.side == "ours" else Severity.AMBER) if late else None
        due = Cell((Span(formats.short_day(each.due), DENSE.bold()),))
        return [Cell(self._with(each.what, each.who), severity), due]

    def _complaint(self, each: Complaint) -> Cells:
        late = each.due is not None and each.due < self.content.facts.day
        facts = Cell(self._with(each.facts, each.owner), Severity.AMBER if late else None)
        return [self._cut(each.number, 50), facts, formats.short_day(each.opened_on)]

    def _visit(self, each: PastVisit) -> Cells:
        reached = tr("{reached} of {total}", reached=each.reached, total=each.objectives) if each.objectives else "–"
        return [formats.day(each.day), self._cut(each.number, 70), self._brief(each.rep), reached]

    def _with(self, words: str, more: str) -> tuple[Span, ...]:
        """Words with quieter ones behind them, on one line or on two."""
        lines = 2 if self.roomy else 1
        first = Span(self._cut(words, _WORDS * lines * 0.7), DENSE)
        if not more:
            return (first,)
        room = max(40.0, _WORDS * lines * 0.95 - self.lettering.width(first.text, DENSE))
        return first, Span(formats.apposed(("", self._cut(more, room))), DENSE.coloured(PALE))

    def _brief(self, words: str) -> str:
        return self._cut(words, _SHORT[self.roomy])

    def _cut(self, words: str, width: float) -> str:
        return shortened(self.lettering, words, DENSE, width)


def _corridor(side: SideFigures) -> str:
    """`3.60–4.20` per unit; empty where the policy is silent."""
    floor, ceiling = side.band.floor, side.band.ceiling
    if floor is None and ceiling is None:
        return formats.unit_price(side.band.recommended) if side.band.recommended is not None else ""
    return f"{formats.unit_price(floor)}–{formats.unit_price(ceiling)}"


def _count(rows: Sequence[Cells]) -> str:
    return str(len(rows)) if len(rows) > 1 else ""


def _words(title: str, stretch: float = 0) -> Column:
    return Column(title, stretch=stretch, style=DENSE, gap=DENSE_GAP)
