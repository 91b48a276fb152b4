"""Lists that share one page: as many rows of each as there is room for, and how many more there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fieldvisit.domain.language import tr
from fieldvisit.reports.columns import Cells, Column
from fieldvisit.reports.document import Report
from fieldvisit.reports.flow import Block, Piece
from fieldvisit.reports.lettering import Lettering
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
    made = _Made(lists, layout)
    best = made.laid_out(counts)
    for most in range(1, MOST_ROWS + 1):
        wanted = [min(len(each.rows), MOST_ROWS, max(1, int(most * each.weight))) for each in lists]
        if wanted == counts:
            continue
        tried = made.laid_out(wanted)
        if report.height_of(*tried) > room:
            return _filled(report, room, lists, made, counts, best)
        counts, best = wanted, tried
    return best


def _filled(
    report: Report,
    room: float,
    lists: Sequence[ShortList],
    made: _Made,
    counts: list[int],
    best: list[Block],
) -> list[Block]:
    """One more row here and there, in turn; a list may grow unseen beside a longer neighbour."""
    growing = list(range(len(lists)))
    while growing:
        for index in list(growing):
            wanted = [count + (at == index) for at, count in enumerate(counts)]
            tried = made.laid_out(wanted)
            if wanted[index] > min(len(lists[index].rows), MOST_ROWS) or report.height_of(*tried) > room:
                growing.remove(index)
            else:
                counts, best = wanted, tried
    return best


class _Once:
    """A block that is laid out once for each width, however often it is tried."""

    def __init__(self, block: Block) -> None:
        self._block = block
        self._pieces: dict[float, list[Piece]] = {}

    def pieces(self, lettering: Lettering, width: float) -> list[Piece]:
        """Those of the block."""
        if width not in self._pieces:
            self._pieces[width] = self._block.pieces(lettering, width)
        return self._pieces[width]


class _Made:
    """The lists at every length at which they were tried."""

    def __init__(self, lists: Sequence[ShortList], layout: Layout) -> None:
        self._lists = lists
        self._layout = layout
        self._blocks: dict[tuple[int, int], list[Block]] = {}

    def laid_out(self, counts: Sequence[int]) -> list[Block]:
        return self._layout([self._of(index, count) for index, count in enumerate(counts)])

    def _of(self, index: int, count: int) -> list[Block]:
        if (index, count) not in self._blocks:
            self._blocks[index, count] = [_Once(block) for block in self._lists[index].blocks(count)]
        return self._blocks[index, count]
