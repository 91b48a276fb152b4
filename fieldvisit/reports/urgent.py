"""The exceptions that need a decision: as many as page one has room for, the others on the page after."""

from __future__ import annotations

from collections.abc import Sequence

from fieldvisit.domain.exceptions import ExceptionLine, exceptions
from fieldvisit.domain.flags import Severity
from fieldvisit.domain.language import tr
from fieldvisit.domain.steps import STEPS
from fieldvisit.reports.anchors import FURTHER, anchor_of
from fieldvisit.reports.document import Report
from fieldvisit.reports.flow import Block
from fieldvisit.reports.lettering import Span
from fieldvisit.reports.sections.flagged import capital
from fieldvisit.reports.tables import Cell, Cells, Column, Table
from fieldvisit.reports.theme import CAPTION, GREY, TABLE
from fieldvisit.reports.visit_content import VisitContent
from fieldvisit.reports.words import Heading, paragraph

_AT_LEAST = 4
_REMARK = 16.0
_GLANCE = 110


class Urgent:
    """The exceptions in two parts; `printed` are the steps that have a section to link to."""

    def __init__(self, content: VisitContent, printed: frozenset[str]) -> None:
        self._lines = exceptions(content.figures.flags)
        self._rows = [_row(line, number, printed) for number, line in enumerate(self._lines, 1)]
        self._shown = len(self._rows)

    def on_page_one(self, report: Report, room: float) -> list[Block]:
        """The most urgent ones that fit into `room`, and how many more there are."""
        heading = tr("Exceptions needing a decision")
        if not self._rows:
            return [Heading(heading), paragraph(tr("None."))]
        title = Heading(heading, tr("{count}, most urgent first", count=len(self._rows)))
        room -= report.height_of(title)
        if report.height_of(_table(self._rows)) > room:
            self._shown = self._fitting(report, room - _REMARK)
        more = [self._more()] if self._shown < len(self._rows) else []
        return [title, _table(self._rows[: self._shown]), *more]

    def further(self) -> list[Block]:
        """Those that page one had no room for."""
        if self._shown == len(self._rows):
            return []
        return [Heading(tr("Further exceptions"), anchor=FURTHER), _table(self._rows[self._shown :])]

    def _fitting(self, report: Report, room: float) -> int:
        count = len(self._rows)
        while count > _AT_LEAST and report.height_of(_table(self._rows[:count])) > room:
            count -= 1
        return min(count, len(self._rows))

    def _more(self) -> Block:
        rest = self._lines[self._shown :]
        red = sum(line.severity is Severity.RED for line in rest)
        told = tr("{count} more on page 2, none of them outside a limit", count=len(rest))
        if red:
            told = tr("{count} more on page 2, {red} of them outside a limit", count=len(rest), red=red)
        return Table((Column(stretch=1, style=CAPTION),), [[Cell((Span(told, CAPTION),), link=FURTHER)]], bare=True)


def _table(rows: Sequence[Cells]) -> Table:
    columns = (
        Column("", "right", gap=6),
        Column(tr("What"), stretch=1.05, gap=8),
        Column(tr("Figure"), stretch=1.7),
        Column(tr("Rule"), stretch=1),
        Column(tr("Proposed action"), stretch=1.2),
        Column(tr("Step"), "right"),
    )
    return Table(columns, rows)


def _row(line: ExceptionLine, number: int, printed: frozenset[str]) -> Cells:
    step = STEPS[line.step - 1].key
    link = anchor_of(step) if step in printed else ""
    return [
        str(number),
        Cell((Span(line.title(), TABLE.bold()),), line.severity, link),
        _figure(line),
        Cell((Span(line.limit(), TABLE.coloured(GREY)),)),
        capital(line.action()),
        Cell((Span(str(line.step), TABLE.coloured(GREY)),), link=link),
    ]


def _figure(line: ExceptionLine) -> str:
    """The figures of as many subjects as can be read at a glance; the sections tell them all."""
    told = [f"{flag.subject}: {flag.figure}" if flag.subject else str(flag.figure) for flag in line.flags]
    shown = capital(told[0])
    for count, words in enumerate(told[1:], 1):
        if len(shown) + len(words) > _GLANCE:
            return tr("{shown}; and {more} more", shown=shown, more=len(told) - count)
        shown = f"{shown}; {words}"
    return shown
