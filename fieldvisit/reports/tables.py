"""Tables: columns as wide as they need, rows that never split, heads that come again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from fieldvisit.charts.target import Box
from fieldvisit.domain.flags import Severity
from fieldvisit.reports.columns import Cell, CellLike, Cells, Column, Picture, column_widths, needed_width
from fieldvisit.reports.flow import Piece
from fieldvisit.reports.lettering import Lettering
from fieldvisit.reports.sheet import Sheet
from fieldvisit.reports.spans import Line, Span
from fieldvisit.reports.structure import HEAD, ROW_HEAD, Tag, across
from fieldvisit.reports.theme import COLUMN_HEAD, GUTTER, HAIRLINE, INK, ROW_HEIGHT, TABLE
from fieldvisit.reports.words import MARK_WIDTH, draw_severity

_ROW_AIR = 3.0
_MOST_LINES = 40
"""A row of more lines would leave half a page empty; it is continued as further rows."""


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
    row_height: float = ROW_HEIGHT
    """Of a row of one line, in points."""

    def pieces(self, lettering: Lettering, width: float) -> list[Piece]:
        """The head, kept with the first row, and a piece for each row."""
        rows = [*self.rows, *([_bold(self.total, self.columns)] if self.total is not None else [])]
        widths = column_widths(lettering, self.columns, rows, self._room(lettering, rows, width))
        edges = _Edges(self.columns, widths, self.row_height, Tag("Div" if self.bare else "Table"))
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
            needed_width(lettering, column, [row[index] for row in rows]) + column.gap
            for index, column in enumerate(self.columns)
        )
        half = (width - 2 * GUTTER) / 2
        return half if natural < 0.8 * half else width


@dataclass(frozen=True)
class _Edges:
    columns: tuple[Column, ...]
    widths: list[float]
    row_height: float
    whole: Tag

    def room(self, index: int, cell: CellLike) -> float:
        """The width of a cell, which may reach over the columns after its own."""
        if not isinstance(cell, Cell) or cell.across == 1:
            return self.widths[index]
        end = index + cell.across
        gaps = sum(column.gap for column in self.columns[index : end - 1])
        return sum(self.widths[index:end]) + gaps

    @cached_property
    def lefts(self) -> list[float]:
        places, left = [], 0.0
        for column, width in zip(self.columns, self.widths, strict=True):
            places.append(left)
            left += width + column.gap
        return places

    @cached_property
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


def _head(lettering: Lettering, edges: _Edges) -> Piece:
    titles = [
        lettering.lines([Span(column.title, COLUMN_HEAD)], width + 0.5) if column.title else []
        for column, width in zip(edges.columns, edges.widths, strict=True)
    ]
    deepest = max(map(len, titles), default=1)
    leading = COLUMN_HEAD.size * 1.2
    height = deepest * leading + 7

    def draw(sheet: Sheet, left: float, top: float) -> None:
        with sheet.inside(edges.whole), sheet.inside(Tag("TR")):
            for column, place, width, lines in zip(edges.columns, edges.lefts, edges.widths, titles, strict=True):
                first = top + 7.5 + (deepest - len(lines)) * leading
                with sheet.inside(Tag("TH", HEAD)):
                    _draw_lines(sheet, lines, column, Box(left + place, first, width, 0), leading)
        sheet.rule(left, left + edges.right, top + height, _INK_RULE.width, _INK_RULE.colour)

    return Piece(height, draw, keep_with_next=True)


def _draw_lines(sheet: Sheet, lines: Sequence[Line], column: Column, box: Box, leading: float) -> None:
    """Lines in a cell, the first base line at the box's top."""
    left, baseline, width, _ = box
    for line in lines:
        if line:
            shift = left
            if column.align == "right":
                last, text, style = line[-1]
                shift += width - last - sheet.words_width(text, style)
            for start, text, style in line:
                sheet.write(shift + start, baseline, text, style)
        baseline += leading


def _row(
    lettering: Lettering, edges: _Edges, cells: Cells, rule: _Rule | None, heads: tuple[Piece, ...]
) -> list[Piece]:
    broken = [
        _break(lettering, cell, column, edges.room(index, cell))
        for index, (cell, column) in enumerate(zip(cells, edges.columns, strict=True))
    ]
    deepest = max((len(lines) for lines in broken), default=1)
    tags = _RowTags(edges.whole, edges.columns, cells)
    pieces = []
    for start in range(0, max(1, deepest), _MOST_LINES):
        part = [lines[start : start + _MOST_LINES] for lines in broken]
        shown = cells if start == 0 else [""] * len(cells)
        last = start + _MOST_LINES >= deepest
        pieces.append(_row_piece(edges, tags, shown, part, rule if last else None, heads))
    return pieces


def _break(lettering: Lettering, cell: CellLike, column: Column, width: float) -> list[Line]:
    if isinstance(cell, str):
        return lettering.line(cell, column.style, width + 0.02) if cell else []
    if isinstance(cell, Picture):
        return []
    indent = MARK_WIDTH if cell.severity in (Severity.RED, Severity.AMBER) else 0
    return lettering.lines(cell.spans, width - indent + 0.02)


class _RowTags:
    """The elements of a row and its cells, which may go on as further rows of the page.

    What stands in the first column of words heads the row, so that a listener hears which product a figure is of.
    """

    def __init__(self, whole: Tag, columns: Sequence[Column], cells: Cells) -> None:
        self.whole = whole
        bare = whole.kind == "Div"
        self.row = Tag("Div" if bare else "TR")
        self.cells: list[Tag | None] = [Tag("P" if bare else "TD") for _ in cells]
        head = next((index for index, each in enumerate(columns) if each.title and each.align == "left"), None)
        if head is not None and not bare and cells[head] != "":
            self.cells[head] = Tag("TH", ROW_HEAD)
        for index, cell in enumerate(cells):
            if isinstance(cell, Cell) and cell.across > 1:
                self.cells[index] = Tag("TH", across(cell.across))
                self.cells[index + 1 : index + cell.across] = [None] * (cell.across - 1)


def _row_piece(
    edges: _Edges,
    tags: _RowTags,
    cells: Cells,
    broken: Sequence[Sequence[Line]],
    rule: _Rule | None,
    heads: tuple[Piece, ...],
) -> Piece:
    leading = TABLE.size * 1.36
    deepest = max(1, *map(len, broken))
    natural = ROW_HEIGHT + (deepest - 1) * leading
    height = max(edges.row_height, natural)
    air = (height - natural) / 2
    drawing = height if edges.row_height > ROW_HEIGHT else ROW_HEIGHT

    def draw(sheet: Sheet, left: float, top: float) -> None:
        with sheet.inside(tags.whole), sheet.inside(tags.row):
            for cell, column, place, width, lines, tag in zip(
                cells, edges.columns, edges.lefts, edges.widths, broken, tags.cells, strict=True
            ):
                if tag is None:
                    continue
                box = Box(left + place, top, width, height)
                with sheet.inside(tag):
                    if isinstance(cell, Picture):
                        _draw_picture(sheet, cell, Box(box.left, top, min(cell.width, width), drawing))
                    else:
                        _draw_words(sheet, cell, column, box, lines, air)
        if rule is not None:
            sheet.rule(left, left + edges.right, top + height, rule.width, rule.colour)

    return Piece(height, draw, heads=heads)


def _draw_words(sheet: Sheet, cell: str | Cell, column: Column, box: Box, lines: Sequence[Line], air: float) -> None:
    """A cell of words; `air` is the room over and under them in a row that is higher than they are."""
    indent = 0.0
    if isinstance(cell, Cell):
        indent = MARK_WIDTH if cell.severity in (Severity.RED, Severity.AMBER) else 0
        draw_severity(sheet, cell.severity, (box.left + 4, box.top + air + 8))
    words = Box(box.left + indent, box.top + air + 10.7, box.width - indent, 0)
    if isinstance(cell, Cell) and cell.link:
        with sheet.linked(cell.link, box):
            _draw_lines(sheet, lines, column, words, TABLE.size * 1.36)
    else:
        _draw_lines(sheet, lines, column, words, TABLE.size * 1.36)


def _draw_picture(sheet: Sheet, picture: Picture, box: Box) -> None:
    with sheet.figure(box, picture.alternative):
        picture.paint(sheet, box)
