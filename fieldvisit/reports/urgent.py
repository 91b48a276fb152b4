"""The exceptions that need a decision: as many as page one has room for, the others on the page after."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate

from fieldvisit.domain.exceptions import ExceptionLine, exceptions
from fieldvisit.domain.flags import Severity
from fieldvisit.domain.language import tr
from fieldvisit.domain.steps import STEPS
from fieldvisit.reports.anchors import FURTHER, anchor_of
from fieldvisit.reports.columns import Cell, Cells, Column
from fieldvisit.reports.document import Report
from fieldvisit.reports.flow import Block
from fieldvisit.reports.page import shortened
from fieldvisit.reports.spans import Span
from fieldvisit.reports.tables import Table
from fieldvisit.reports.theme import CAPTION, GREY, TABLE
from fieldvisit.reports.visit_content import VisitContent
from fieldvisit.reports.words import Heading, headline, paragraph

_AT_LEAST = 4
_REMARK = 13.0
_MOST_LINES = 2
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
        self._printed = printed
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
        rows = self._rows
        self._choose(report, room, rows)
        if report.height_of(_table(rows[: self._shown], self._shares)) > room:
            rows = self._cut(report)
            self._choose(report, room, rows)
        more = [self._more(on_page_two=room > 0)] if self._shown < len(self._rows) else []
        return [title, _table(rows[: self._shown], self._shares), *more]

    def _choose(self, report: Report, room: float, rows: Sequence[Cells]) -> None:
        """The widths with which most of the rows fit."""
        self._shown, self._shares = max(
            ((_fitting(report, room, rows, shares), shares) for shares in _SHARES), key=lambda each: each[0]
        )

    def _cut(self, report: Report) -> list[Cells]:
        """The rows with figure, rule and action on two lines each; the steps tell them in full."""
        unit = report.frame.body_width / (sum(self._shares) + 0.6)
        widths = [unit * share for share in self._shares[1:]]

        def cut(words: str, at: int) -> str:
            if len(report.lettering.lines([Span(words, TABLE)], widths[at])) <= _MOST_LINES:
                return words
            return shortened(report.lettering, words, TABLE, 0.93 * _MOST_LINES * widths[at])

        return [_row(line, number, self._printed, cut) for number, line in enumerate(self._lines, 1)]

    def further(self) -> list[Block]:
        """Those that page one had no room for."""
        if self._shown == len(self._rows):
            return []
        return [Heading(tr("Further exceptions"), anchor=FURTHER), _table(self._rows[self._shown :], self._shares)]

    def _more(self, *, on_page_two: bool) -> Block:
        rest = self._lines[self._shown :]
        red = sum(line.severity is Severity.RED for line in rest)
        told = tr("{count} more on page 2, none of them outside a limit", count=len(rest))
        if not on_page_two:
            told = tr("{count} more after this summary, {red} of them outside a limit", count=len(rest), red=red)
        elif red:
            told = tr("{count} more on page 2, {red} of them outside a limit", count=len(rest), red=red)
        return Table((Column(stretch=1, style=CAPTION),), [[Cell((Span(told, CAPTION),), link=FURTHER)]], bare=True)


def _fitting(report: Report, room: float, rows: Sequence[Cells], shares: Shares) -> int:
    """How many rows fit, with the remark on the others where there are any."""
    heights = list(accumulate(report.heights_of(_table(rows, shares))))
    if heights[-1] <= room:
        return len(rows)
    fitting = sum(height <= room - _REMARK for height in heights) - 1  # the head is no row
    return min(len(rows), max(_AT_LEAST, fitting))


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


Cut = Callable[[str, int], str]
"""Shortens the words of the figure (0), the rule (1) or the action (2)."""


def _row(line: ExceptionLine, number: int, printed: frozenset[str], cut: Cut = lambda words, _at: words) -> Cells:
    step = STEPS[line.step - 1].key
    link = anchor_of(step) if step in printed else ""
    return [
        str(number),
        Cell((Span(line.title(), TABLE.bold()),), line.severity, link),
        cut(line.figure(), 0),
        Cell((Span(cut(line.limit(), 1), TABLE.coloured(GREY)),)),
        cut(line.action(), 2),
        Cell((Span(str(line.step), TABLE.coloured(GREY)),), link=link),
    ]
