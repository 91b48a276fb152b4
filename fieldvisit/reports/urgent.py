"""The exceptions that need a decision: as many as page one has room for, the others on the page after."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from fieldvisit.domain.exceptions import ExceptionLine, exceptions
from fieldvisit.domain.flags import Severity
from fieldvisit.domain.language import tr
from fieldvisit.domain.steps import STEPS
from fieldvisit.reports.anchors import FURTHER, anchor_of
from fieldvisit.reports.columns import Cell, Cells, Column
from fieldvisit.reports.document import Report
from fieldvisit.reports.flow import Block
from fieldvisit.reports.spans import Span
from fieldvisit.reports.tables import Table
from fieldvisit.reports.theme import CAPTION, GREY, TABLE
from fieldvisit.reports.visit_content import VisitContent
from fieldvisit.reports.words import Heading, headline, paragraph

_AT_LEAST = 4
_REMARK = 13.0
Shares = tuple[float, float, float, float]
_SHARES: tuple[Shares, ...] = (
    (1.05, 1.7, 1.0, 1.2),
    (1.05, 1.5, 1.2, 1.2),
    (1.0, 1.4, 1.4, 1.2),
    (0.95, 1.7, 1.1, 1.2),
)
"""Ways to divide the table's width among what, figure, rule and action; the one that needs least height is taken."""


class Urgent:
    """The exceptions in two parts; `printed` are the steps that have a section to link to."""

    def __init__(self, content: VisitContent, printed: frozenset[str]) -> None:
        self._lines = exceptions(content.figures.flags)
        self._rows = [_row(line, number, printed) for number, line in enumerate(self._lines, 1)]
        self._shown = len(self._rows)
        self._shares = _SHARES[0]

    def on_page_one(self, report: Report, room: float) -> list[Block]:
        """The most urgent ones that fit into `room`, and how many more there are."""
        heading = tr("Exceptions needing a decision")
        if not self._rows:
            return [headline(heading), paragraph(tr("None."))]
        title = headline(heading, tr("{count}, most urgent first", count=len(self._rows)))
        room -= report.height_of(title)
        self._shown, self._shares = max(
            ((self._fitting(report, room, shares), shares) for shares in _SHARES), key=lambda each: each[0]
        )
        more = [self._more()] if self._shown < len(self._rows) else []
        return [title, _table(self._rows[: self._shown], self._shares), *more]

    def further(self) -> list[Block]:
        """Those that page one had no room for."""
        if self._shown == len(self._rows):
            return []
        return [Heading(tr("Further exceptions"), anchor=FURTHER), _table(self._rows[self._shown :], self._shares)]

    def _fitting(self, report: Report, room: float, shares: Shares) -> int:
        """How many rows fit, with the remark on the others where there are any."""
        heights = list(accumulate(report.heights_of(_table(self._rows, shares))))
        if heights[-1] <= room:
            return len(self._rows)
        fitting = sum(height <= room - _REMARK for height in heights) - 1  # the head is no row
        return min(len(self._rows), max(_AT_LEAST, fitting))

    def _more(self) -> Block:
        rest = self._lines[self._shown :]
        red = sum(line.severity is Severity.RED for line in rest)
        told = tr("{count} more on page 2, none of them outside a limit", count=len(rest))
        if red:
            told = tr("{count} more on page 2, {red} of them outside a limit", count=len(rest), red=red)
        return Table((Column(stretch=1, style=CAPTION),), [[Cell((Span(told, CAPTION),), link=FURTHER)]], bare=True)


def _table(rows: Sequence[Cells], shares: Shares) -> Table:
    what, figure, rule, action = shares
    columns = (
        Column("", "right", gap=6),
        Column(tr("What"), stretch=what, gap=8),
        Column(tr("Figure"), stretch=figure),
        Column(tr("Rule"), stretch=rule),
        Column(tr("Proposed action"), stretch=action),
        Column(tr("Step"), "right"),
    )
    return Table(columns, rows)


def _row(line: ExceptionLine, number: int, printed: frozenset[str]) -> Cells:
    step = STEPS[line.step - 1].key
    link = anchor_of(step) if step in printed else ""
    return [
        str(number),
        Cell((Span(line.title(), TABLE.bold()),), line.severity, link),
        line.figure(),
        Cell((Span(line.limit(), TABLE.coloured(GREY)),)),
        line.action(),
        Cell((Span(str(line.step), TABLE.coloured(GREY)),), link=link),
    ]
