"""The lists of the visit brief: stock, prices, order, promises, complaints, news and what is to be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fieldvisit.domain import formats
from fieldvisit.domain.facts import Commitment, Complaint, News, OpenPoint, ProductFacts
from fieldvisit.domain.figures import OrderRow, number
from fieldvisit.domain.flags import Severity
from fieldvisit.domain.language import tr
from fieldvisit.domain.objectives import proposals
from fieldvisit.domain.visit import Row
from fieldvisit.reports.columns import Cell, Cells, Column
from fieldvisit.reports.fitting import ShortList
from fieldvisit.reports.last_known import KnownPrice, KnownStock, LastKnown
from fieldvisit.reports.lettering import Lettering
from fieldvisit.reports.page import shortened
from fieldvisit.reports.sections.flagged import flag_cell
from fieldvisit.reports.spans import Span
from fieldvisit.reports.theme import DENSE, DENSE_GAP, PALE
from fieldvisit.reports.visit_content import VisitContent

_NAME = 110.0
_MEASURE = 190.0
_TWO_LINES = (390.0, 340.0)
"""The room of a text in a column, and what its first words may take of it; the quieter ones have the rest."""
_ONE_LINE = (170.0, 115.0)


@dataclass(frozen=True)
class BriefLists:
    """Makes the lists of one brief; texts of any length are cut to one or two lines."""

    content: VisitContent
    known: LastKnown
    lettering: Lettering
    terse: bool = False
    """Whether every text has to do with one line."""

    @property
    def _room(self) -> tuple[float, float]:
        return _ONE_LINE if self.terse else _TWO_LINES

    def objectives(self) -> ShortList:
        """What was accepted or proposed, each with its reason; the program's proposals while the rep has none."""
        rows = [row for row in self.content.record("preparation").rows("objectives") if _is_wanted(row)]
        cells = [self._objective(row) for row in rows] or [
            [
                self._cut(each.measure, _MEASURE),
                formats.number(each.target),
                each.unit,
                self._cut(each.reason, self._room[0]),
            ]
            for each in proposals(self.content.facts)
        ]
        columns = (
            _words(tr("Objective"), 1),
            _figure(tr("Target")),
            _words(tr("Unit")),
            _words(tr("Reason"), 1.2),
        )
        return ShortList(tr("Objectives"), _count(cells), columns, cells, tr("None."), weight=2)

    def stock(self) -> ShortList:
        """Exceptions of the stock."""
        columns = (_words(tr("Product"), 1), _figure(tr("Last count")), _figure(tr("Days")), _words(tr("Flag")))
        rows = [self._stock(each) for each in self.known.stock]
        days = {product.previous_count_on for product in self.content.facts.products if product.previous_count_on}
        note = tr("as counted on {day}", day=max(days)) if days else ""
        return ShortList(tr("Stock exceptions"), note, columns, rows, tr("None as far as is known."), weight=2)

    def prices(self) -> ShortList:
        """Exceptions of the prices."""
        columns = (_words(tr("Product"), 1), _figure(tr("Last")), _figure(tr("Policy")), _words(tr("Flag")))
        rows = [self._price(each) for each in self.known.prices]
        note = tr("last seen, under the policy of today")
        return ShortList(tr("Price exceptions"), note, columns, rows, tr("None as far as is known."), weight=2)

    def order(self) -> ShortList:
        """The order that follows from the last counts."""
        columns = (
            _words(tr("Product"), 1),
            *(_figure(title) for title in (tr("Cases"), tr("Units"), tr("Amount"))),
        )
        rows = [self._order(*each) for each in self.known.order]
        value = formats.money(self.known.figures.suggested_value, self.content.minor)
        note = tr("from the last counts, {amount} in all", amount=value)
        return ShortList(
            tr("Suggested order"), note if rows else "", columns, rows, tr("None as far as is known."), weight=1.5
        )

    def to_do(self) -> ShortList:
        """Instructions, unfinished tasks and old problems."""
        facts = self.content.facts
        points = [*facts.instructions, *facts.tasks, *facts.problems]
        columns = (_words(tr("What"), 1), _words(tr("Since")))
        cells = [self._point(point) for point in points]
        return ShortList(tr("Instructions, tasks, old problems"), _count(cells), columns, cells, tr("None."))

    def promises(self, side: str) -> ShortList:
        """Open commitments of `ours` or `theirs`; those past their date are marked."""
        title = tr("Our commitments") if side == "ours" else tr("Commitments of the dealer")
        found = [each for each in self.content.facts.commitments if each.side == side]
        cells = [self._promise(each) for each in found]
        columns = (_words(tr("What, who"), 1), Column(tr("Due"), "right", style=DENSE))
        return ShortList(title, _count(cells), columns, cells, tr("None."))

    def complaints(self) -> ShortList:
        """Complaints that are not settled."""
        cells = [self._complaint(each) for each in self.content.facts.complaints]
        columns = (_words(tr("No.")), _words(tr("Facts"), 1), Column(tr("Due"), "right", style=DENSE))
        return ShortList(tr("Open complaints"), _count(cells), columns, cells, tr("None."))

    def news(self) -> ShortList:
        """Policies, prices and products to tell the dealer of."""
        cells = [self._news(each) for each in self.content.facts.news]
        columns = (_words(tr("What is new"), 1), Column(tr("Date"), "right", style=DENSE))
        return ShortList(tr("News to convey"), _count(cells), columns, cells, tr("None."))

    def _objective(self, row: Row) -> Cells:
        unit, target = str(row.values.get("unit", "")), number(row, "target")
        is_money = unit == self.content.facts.dealer.currency
        return [
            self._cut(str(row.values.get("measure", "")), _MEASURE),
            formats.money(target, self.content.minor) if is_money else formats.number(target),
            self._cut(unit, 60),
            self._quiet(str(row.values.get("reason", "")), self._room[0]),
        ]

    def _stock(self, each: KnownStock) -> Cells:
        figures = each.stock.figures
        count, cover = formats.quantity(figures.entry.count), formats.figure(figures.cover)
        return [self._cut(str(each.product.called), _NAME), count, cover, flag_cell([each.flag])]

    def _price(self, each: KnownPrice) -> Cells:
        side = each.prices.figures.side(each.side)
        last, policy = formats.unit_price(side.observed), formats.unit_price(side.band.recommended)
        return [self._cut(str(each.product.called), _NAME), last, policy, flag_cell([each.flag])]

    def _order(self, product: ProductFacts, row: OrderRow) -> Cells:
        suggestion = row.suggestion
        if suggestion is None:
            return [str(product.called), *[formats.NO_VALUE] * 3]
        amount = formats.money(suggestion.value, self.content.minor)
        return [
            self._cut(str(product.called), _NAME),
            str(suggestion.cases),
            formats.quantity(suggestion.units),
            amount,
        ]

    def _point(self, point: OpenPoint) -> Cells:
        return [self._with(point.text, point.next_step), formats.short_day(point.since)]

    def _promise(self, each: Commitment) -> Cells:
        late = each.due is not None and each.due < self.content.visit.day
        severity = (Severity.RED if each.side == "ours" else Severity.AMBER) if late else None
        what = self._with(each.what, each.who)
        return [Cell(what.spans, severity), Cell((Span(formats.short_day(each.due), DENSE.bold()),))]

    def _complaint(self, each: Complaint) -> Cells:
        late = each.due is not None and each.due < self.content.visit.day
        facts = self._with(each.facts, each.owner)
        due = Cell((Span(formats.short_day(each.due), DENSE.bold()),), Severity.AMBER if late else None)
        return [self._cut(each.number, 50), facts, due]

    def _news(self, each: News) -> Cells:
        return [self._with(each.title, each.summary), formats.short_day(each.changed_on)]

    def _with(self, words: str, more: str) -> Cell:
        """Words with quieter ones behind them."""
        first = Span(self._cut(words, self._room[1]), DENSE)
        if not more:
            return Cell((first,))
        room = max(45.0, self._room[0] - self.lettering.width(first.text, DENSE))
        return Cell((first, Span(formats.apposed(("", self._cut(more, room))), DENSE.coloured(PALE))))

    def _quiet(self, words: str, width: float) -> Cell:
        return Cell((Span(self._cut(words, width), DENSE.coloured(PALE)),))

    def _cut(self, words: str, width: float) -> str:
        return shortened(self.lettering, words, DENSE, width)


def _is_wanted(row: Row) -> bool:
    return bool(row.values.get("measure")) and row.values.get("state") != "rejected"


def _count(rows: Sequence[Cells]) -> str:
    return str(len(rows)) if len(rows) > 1 else ""


def _words(title: str, stretch: float = 0) -> Column:
    return Column(title, stretch=stretch, style=DENSE, gap=DENSE_GAP)


def _figure(title: str) -> Column:
    return Column(title, "right", style=DENSE, gap=DENSE_GAP)
