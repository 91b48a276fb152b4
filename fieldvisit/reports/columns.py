"""Columns of a table, what stands in their cells, and how wide they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from fieldvisit.charts.target import Box
from fieldvisit.domain.flags import Severity
from fieldvisit.reports.lettering import Lettering
from fieldvisit.reports.sheet import Sheet
from fieldvisit.reports.spans import Span
from fieldvisit.reports.theme import COLUMN_HEAD, TABLE, Style
from fieldvisit.reports.words import MARK_WIDTH

_GAP = 9.0
_LEAST_STRETCHED = 42.0
_SHORT_HEAD = 24.0


@dataclass(frozen=True)
class Column:
    """A column. With `stretch` it takes that share of the room left by the others and breaks its words."""

    title: str = ""
    align: Literal["left", "right"] = "left"
    stretch: float = 0
    style: Style = TABLE
    gap: float = _GAP
    """Room between this column and the next."""


@dataclass(frozen=True)
class Cell:
    """Words of a cell in other styles than the column's, with a flag's mark or a link."""

    spans: tuple[Span, ...]
    severity: Severity | None = None
    link: str = ""
    across: int = 1
    """How many columns the words may take; the cells they reach into are left empty."""


@dataclass(frozen=True)
class Picture:
    """A drawing in a cell, a row high and `width` points wide."""

    paint: Callable[[Sheet, Box], None]
    width: float
    alternative: str = ""
    """What is told instead of it; empty where the cells beside it tell the same in figures."""


CellLike = str | Cell | Picture
Cells = Sequence[CellLike]


def spans_of(cell: str | Cell, column: Column) -> tuple[Span, ...]:
    """The words of a cell in their styles."""
    return (Span(cell, column.style),) if isinstance(cell, str) else cell.spans


def column_widths(lettering: Lettering, columns: Sequence[Column], rows: Sequence[Cells], width: float) -> list[float]:
    """Content decides; columns with `stretch` share the rest. What does not fit at all is made narrower and breaks."""
    needed = [needed_width(lettering, column, [row[index] for row in rows]) for index, column in enumerate(columns)]
    room = width - sum(column.gap for column in columns[:-1])
    stretched = [index for index, column in enumerate(columns) if column.stretch]
    rigid = sum(each for index, each in enumerate(needed) if index not in stretched)
    least = _LEAST_STRETCHED * len(stretched)
    if rigid + least > room:
        factor = max(0.0, room - least) / rigid
        needed = [each if index in stretched else each * factor for index, each in enumerate(needed)]
        rigid *= factor
    for index, share in _shared(columns, needed, stretched, room - rigid).items():
        needed[index] = share
    return needed


def needed_width(lettering: Lettering, column: Column, cells: Sequence[CellLike]) -> float:
    """The width at which no figure of the column breaks."""
    head = _head_width(lettering, [Span(column.title, COLUMN_HEAD)])
    return max((head if column.title else 0, *(_cell_width(lettering, cell, column) for cell in cells)))


def _head_width(lettering: Lettering, title: Sequence[Span]) -> float:
    """A head of few letters stays on one line; a longer one breaks into two or, by its words, into more."""
    natural = lettering.natural_width(title)
    if natural <= _SHORT_HEAD:
        return natural
    spare = 1 if title[0].text.isascii() else COLUMN_HEAD.size / 2  # half a character, where their number is odd
    return max(lettering.longest_word(title), natural / 2 + spare)


def _cell_width(lettering: Lettering, cell: CellLike, column: Column) -> float:
    if isinstance(cell, str):
        return lettering.natural_width(spans_of(cell, column)) if "\n" in cell else lettering.width(cell, column.style)
    if isinstance(cell, Picture):
        return cell.width
    if cell.across > 1:
        return 0.0
    return lettering.natural_width(cell.spans) + (MARK_WIDTH if cell.severity else 0)


def _shared(
    columns: Sequence[Column], needed: Sequence[float], stretched: Sequence[int], room: float
) -> dict[int, float]:
    """Room that nobody needs is spread; where it is short, columns that need less than their share leave the rest."""
    slack = room - sum(needed[index] for index in stretched)
    if slack >= 0:
        weights = sum(columns[index].stretch for index in stretched)
        return {index: needed[index] + slack * columns[index].stretch / weights for index in stretched}
    given: dict[int, float] = {}
    open_ones = list(stretched)
    while open_ones:
        unit = (room - sum(given.values())) / sum(columns[index].stretch for index in open_ones)
        content = [index for index in open_ones if needed[index] <= unit * columns[index].stretch]
        if not content or len(content) == len(open_ones):
            break
        given |= {index: needed[index] for index in content}
        open_ones = [index for index in open_ones if index not in content]
    total = sum(columns[index].stretch for index in open_ones)
    rest = room - sum(given.values())
    return given | {index: rest * columns[index].stretch / total for index in open_ones}
