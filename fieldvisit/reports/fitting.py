"""Lists that share one page: as many rows of each as there is room for, and how many more there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fieldvisit.domain.language import tr
from fieldvisit.reports.columns import Cells, Column
from fieldvisit.reports.document import Report
from fieldvisit.reports.flow import Block
from fieldvisit.reports.tables import Table
from fieldvisit.reports.words import headline, paragraph, remark

MOST_ROWS = 12


@dataclass(frozen=True)
class ShortList:
    """A table that may be cut; `none` stands where it has no rows."""

    title: str
    note: str
    columns: tuple[Column, ...]
    rows: Sequence[Cells]
    none: str
    weight: float = 1
    """How many rows it gets where a list of weight 1 gets one."""

    def blocks(self, shown: int) -> list[Block]:
        """Heading and the first rows; what is left out is counted."""
        heading = headline(self.title, self.note, space_before=9)
        if not self.rows:
            return [heading, paragraph(self.none)]
        rest = len(self.rows) - shown
        more = [remark(tr("and {count} more", count=rest))] if rest > 0 else []
        return [heading, Table(self.columns, self.rows[:shown]), *more]


Layout = Callable[[Sequence[list[Block]]], list[Block]]
"""Puts the blocks of all lists in their places."""


def fitting(report: Report, room: float, lists: Sequence[ShortList], layout: Layout) -> list[Block]:
    """The lists with as many rows as `room` takes: first by their weights, then more where there is room left.

    With one row of each they are given in any case: whether that fits is for the caller to see.
    """
    counts = [min(len(each.rows), 1) for each in lists]
    best = _laid_out(lists, counts, layout)
    for most in range(1, MOST_ROWS + 1):
        wanted = [min(len(each.rows), MOST_ROWS, max(1, int(most * each.weight))) for each in lists]
        if wanted == counts:
            continue
        tried = _laid_out(lists, wanted, layout)
        if report.height_of(*tried) > room:
            return _filled(report, room, lists, layout, counts, best)
        counts, best = wanted, tried
    return best


def _filled(
    report: Report,
    room: float,
    lists: Sequence[ShortList],
    layout: Layout,
    counts: list[int],
    best: list[Block],
) -> list[Block]:
    """One more row here and there, the first lists first; a list may grow unseen beside a longer neighbour."""
    for index, each in enumerate(lists):
        while counts[index] < min(len(each.rows), MOST_ROWS):
            wanted = [count + (at == index) for at, count in enumerate(counts)]
            tried = _laid_out(lists, wanted, layout)
            if report.height_of(*tried) > room:
                break
            counts, best = wanted, tried
    return best


def _laid_out(lists: Sequence[ShortList], counts: Sequence[int], layout: Layout) -> list[Block]:
    return layout([each.blocks(count) for each, count in zip(lists, counts, strict=True)])
