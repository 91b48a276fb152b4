"""Tables: columns as wide as they need, rows that never split, heads that come again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from fieldvisit.charts.target import Box
from fieldvisit.domain.flags import Severity
from fieldvisit.reports.flow import Piece
from fieldvisit.reports.lettering import Lettering, Line, Span
from fieldvisit.reports.sheet import Sheet
from fieldvisit.reports.theme import COLUMN_HEAD, GUTTER, HAIRLINE, INK, ROW_HEIGHT, TABLE, Style
from fieldvisit.reports.words import MARK_WIDTH, draw_severity

_GAP = 9.0
_ROW_AIR = 3.0
_LEAST_STRETCHED = 42.0
_MOST_LINES = 40
"""A row of more lines would leave half a page empty; it is continued as further rows."""


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


@dataclass(frozen=True)
class Picture:
    """A drawing in a cell, a row high and `width` points wide."""

    paint: Callable[[Sheet, Box], None]
    width: float


CellLike = str | Cell | Picture
Cells = Sequence[CellLike]


@dataclass(frozen=True)
class Table:
    """Rows under a head; `total` is set off by weight and a rule over it."""

    columns: tuple[Column, ...]
    rows: Sequence[Cells]
    total: Cells | None = None
    space_before: float = 1
    may_be_narrow: bool = False
    titles: frozenset[int] = frozenset()
    """Rows that head the rows after them and are never the last on a page."""
    bare: bool = False
    """Without head and rules: a line of words that can be a link."""

    def pieces(self, lettering: Lettering, width: float) -> list[Piece]:
        """The head, kept with the first row, and a piece for each row."""
        rows = [*self.rows, *([_bold(self.total, self.columns)] if self.total is not None else [])]
        widths = column_widths(lettering, self.columns, rows, self._room(lettering, rows, width))
        edges = _Edges(self.columns, widths)
        if self.bare:
            lines = [piece for cells in rows for piece in _row(lettering, edges, cells, None, ())]
            return [replace(line, height=line.height - _ROW_AIR) for line in lines]
        head = replace(_head(lettering, edges), space_before=self.space_before)
        body: list[Piece] = []
        for index, cells in enumerate(rows):
            rule = _rule_under(index, len(rows), has_total=self.total is not None)
            pieces = _row(lettering, edges, cells, rule, (head,))
            body += [replace(piece, keep_with_next=True) for piece in pieces] if index in self.titles else pieces
        return [head, *_without_orphans(body)]

    def _room(self, lettering: Lettering, rows: Sequence[Cells], width: float) -> float:
        """A table of few words takes half the page, so that the eye can follow its rows."""
        if not self.may_be_narrow:
            return width
        natural = sum(
            _needed(lettering, column, [row[index] for row in rows]) + column.gap
            for index, column in enumerate(self.columns)
        )
        half = (width - 2 * GUTTER) / 2
        return half if natural < 0.8 * half else width


@dataclass(frozen=True)
class _Edges:
    columns: tuple[Column, ...]
    widths: list[float]

    @property
    def lefts(self) -> list[float]:
        places, left = [], 0.0
        for column, width in zip(self.columns, self.widths, strict=True):
            places.append(left)
            left += width + column.gap
        return places

    @property
    def right(self) -> float:
        return sum(self.widths) + sum(column.gap for column in self.columns[:-1])


@dataclass(frozen=True)
class _Rule:
    width: float
    colour: str


_INK_RULE = _Rule(0.5, INK)
_HAIR_RULE = _Rule(0.35, HAIRLINE)


def _without_orphans(rows: list[Piece]) -> list[Piece]:
    """Neither the first nor the last row of a table stands alone on a page."""
    held = {0, len(rows) - 2} if len(rows) > 1 else set()
    return [replace(row, keep_with_next=True) if index in held else row for index, row in enumerate(rows)]


def _rule_under(index: int, count: int, *, has_total: bool) -> _Rule:
    over_total = has_total and index == count - 2
    return _INK_RULE if index == count - 1 or over_total else _HAIR_RULE


def _bold(cells: Cells, columns: Sequence[Column]) -> Cells:
    return [
        Cell((Span(cell, column.style.bold()),)) if isinstance(cell, str) else cell
        for cell, column in zip(cells, columns, strict=True)
    ]


def _spans(cell: str | Cell, column: Column) -> tuple[Span, ...]:
    return (Span(cell, column.style),) if isinstance(cell, str) else cell.spans


def column_widths(lettering: Lettering, columns: Sequence[Column], rows: Sequence[Cells], width: float) -> list[float]:
    """Content decides; columns with `stretch` share the rest. What does not fit at all is made narrower and breaks."""
    needed = [_needed(lettering, column, [row[index] for row in rows]) for index, column in enumerate(columns)]
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


def _needed(lettering: Lettering, column: Column, cells: Sequence[CellLike]) -> float:
    # A head may break into two lines or, by its words, into more; never within a word.
    title = [Span(column.title, COLUMN_HEAD)]
    spare = 1 if column.title.isascii() else COLUMN_HEAD.size / 2  # half a character, where their number is odd
    head = max(lettering.longest_word(title), lettering.natural_width(title) / 2 + spare)
    return max((head if column.title else 0, *(_cell_width(lettering, cell, column) for cell in cells)))


def _cell_width(lettering: Lettering, cell: CellLike, column: Column) -> float:
    if isinstance(cell, Picture):
        return cell.width
    if isinstance(cell, str):
        return (
            lettering.width(cell, column.style) if "\n" not in cell else lettering.natural_width(_spans(cell, column))
        )
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


def _head(lettering: Lettering, edges: _Edges) -> Piece:
    titles = [
        lettering.lines([Span(column.title, COLUMN_HEAD)], width + 0.5) if column.title else []
        for column, width in zip(edges.columns, edges.widths, strict=True)
    ]
    deepest = max(map(len, titles), default=1)
    leading = COLUMN_HEAD.size * 1.2
    height = deepest * leading + 7

    def draw(sheet: Sheet, left: float, top: float) -> None:
        for column, place, width, lines in zip(edges.columns, edges.lefts, edges.widths, titles, strict=True):
            first = top + 7.5 + (deepest - len(lines)) * leading
            _draw_lines(sheet, lines, column, Box(left + place, first, width, 0), leading)
        sheet.rule(left, left + edges.right, top + height, _INK_RULE.width, _INK_RULE.colour)

    return Piece(height, draw, keep_with_next=True)


def _draw_lines(sheet: Sheet, lines: Sequence[Line], column: Column, box: Box, leading: float) -> None:
    """Lines in a cell, the first base line at the box's top."""
    for index, line in enumerate(lines):
        if not line:
            continue
        last = line[-1]
        baseline = box.top + index * leading
        shift = 0.0
        if column.align == "right":
            shift = box.width - last.left - sheet.words_width(last.text, last.style)
        for segment in line:
            sheet.write(box.left + shift + segment.left, baseline, segment.text, segment.style)


def _row(
    lettering: Lettering, edges: _Edges, cells: Cells, rule: _Rule | None, heads: tuple[Piece, ...]
) -> list[Piece]:
    broken = [
        _break(lettering, cell, column, width)
        for cell, column, width in zip(cells, edges.columns, edges.widths, strict=True)
    ]
    deepest = max((len(lines) for lines in broken), default=1)
    pieces = []
    for start in range(0, max(1, deepest), _MOST_LINES):
        part = [lines[start : start + _MOST_LINES] for lines in broken]
        shown = cells if start == 0 else [""] * len(cells)
        last = start + _MOST_LINES >= deepest
        pieces.append(_row_piece(edges, shown, part, rule if last else None, heads))
    return pieces


def _break(lettering: Lettering, cell: CellLike, column: Column, width: float) -> list[Line]:
    if isinstance(cell, Picture) or cell == "":
        return []
    indent = MARK_WIDTH if isinstance(cell, Cell) and cell.severity in (Severity.RED, Severity.AMBER) else 0
    return lettering.lines(_spans(cell, column), width - indent + 0.02)


def _row_piece(
    edges: _Edges, cells: Cells, broken: Sequence[Sequence[Line]], rule: _Rule | None, heads: tuple[Piece, ...]
) -> Piece:
    leading = TABLE.size * 1.36
    deepest = max(1, *map(len, broken))
    height = ROW_HEIGHT + (deepest - 1) * leading

    def draw(sheet: Sheet, left: float, top: float) -> None:
        for cell, column, place, width, lines in zip(
            cells, edges.columns, edges.lefts, edges.widths, broken, strict=True
        ):
            _draw_cell(sheet, cell, column, Box(left + place, top, width, height), lines)
        if rule is not None:
            sheet.rule(left, left + edges.right, top + height, rule.width, rule.colour)

    return Piece(height, draw, heads=heads)


def _draw_cell(sheet: Sheet, cell: CellLike, column: Column, box: Box, lines: Sequence[Line]) -> None:
    if isinstance(cell, Picture):
        cell.paint(sheet, Box(box.left, box.top, min(cell.width, box.width), ROW_HEIGHT))
        return
    indent = 0.0
    if isinstance(cell, Cell):
        indent = MARK_WIDTH if cell.severity in (Severity.RED, Severity.AMBER) else 0
        draw_severity(sheet, cell.severity, (box.left + 4, box.top + 8))
        if cell.link:
            sheet.link(cell.link, box)
    words = Box(box.left + indent, box.top + 10.7, box.width - indent, 0)
    _draw_lines(sheet, lines, column, words, TABLE.size * 1.36)
