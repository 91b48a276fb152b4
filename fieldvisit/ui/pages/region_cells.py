"""How a region's rows are drawn: two lines with an icon, bars, and prices beside their corridor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter

from fieldvisit.charts.spread import Spread, paint_spread
from fieldvisit.ui.icons import SIZE, paint_icon
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.visit.surface import PainterSurface, box_of
from fieldvisit.ui.widgets.labels import cut
from fieldvisit.ui.widgets.record_delegate import RecordDelegate, paint_words
from fieldvisit.ui.widgets.record_table import RecordTable
from fieldvisit.ui.widgets.records import Cell, Column, Kind, Record

TWO_LINES, THREE_LINES = 47, 64
_LINE = 17
_BAR = 9


@dataclass(frozen=True)
class HeadedCell(Cell):
    """`words` in bold behind an icon, and `second` under them, on as many lines as there is room for."""

    icon: str = ""
    icon_tone: str = "text2"
    second_tone: str = "text2"


@dataclass(frozen=True)
class WrappedCell(Cell):
    """Words on as many lines as there is room for."""


@dataclass(frozen=True)
class BarCell(Cell):
    """A figure at the left part of the cell, and a bar of `share` (0 to 1) in the rest."""

    share: float = 0.0


@dataclass(frozen=True)
class SpreadCell(Cell):
    """Prices beside their corridor; `words` say the same to those who cannot see it."""

    spread: Spread | None = None


class RegionDelegate(RecordDelegate):
    """Draws the kinds of cells above, and all others as any record's."""

    def _paint_cell(self, painter: QPainter, area: QRectF, cell: Cell, kind: Kind) -> None:
        if isinstance(cell, HeadedCell):
            _paint_headed(painter, area, cell)
        elif isinstance(cell, WrappedCell):
            _paint_wrapped(painter, area, cell.words, cell.tone)
        elif isinstance(cell, BarCell):
            _paint_bar(painter, area, cell)
        elif isinstance(cell, SpreadCell) and cell.spread is not None:
            paint_spread(PainterSurface(painter), box_of(area), cell.spread)
        else:
            super()._paint_cell(painter, area, cell, kind)


class RegionTable(RecordTable):
    """A table of rows of `height` design pixels, some of them taller. `unwanted` is Delete on the current row."""

    unwanted = Signal()

    def __init__(self, columns: Sequence[Column], name: str, height: int | None = None) -> None:
        super().__init__(columns, name)
        self._drawn = RegionDelegate(self.records)
        self.setItemDelegate(self._drawn)
        if height is not None:
            self.verticalHeader().setDefaultSectionSize(theme().px(height))

    def set_tall(self, records: Sequence[Record], tall: Sequence[bool]) -> None:
        """Shows records of which some need a third line."""
        self.set_records(records)
        head = self.verticalHeader()
        silent = head.blockSignals(True)
        for row, is_tall in enumerate(tall):
            if is_tall:
                head.resizeSection(row, theme().px(THREE_LINES))
        head.blockSignals(silent)
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.currentIndex().isValid():
            self.unwanted.emit()
        else:
            super().keyPressEvent(event)

    def set_head(self, column: int, words: str) -> None:
        """Names a column anew."""
        held = list(self.records.columns)
        old = held[column]
        held[column] = Column(words, old.kind, old.width, old.stretch, old.drop)
        self.records.columns = tuple(held)
        self.records.headerDataChanged.emit(Qt.Orientation.Horizontal, column, column)


def _paint_headed(painter: QPainter, area: QRectF, cell: HeadedCell) -> None:
    line, side = theme().px(_LINE), theme().px(SIZE)
    lines = max(1, min(3, int((area.height() - theme().px(8)) // line)))
    under = _under(cell, area.width() - side - theme().px(8), lines - 1)
    top = area.top() + (area.height() - line * (1 + under)) / 2
    if cell.icon:
        paint_icon(painter, area.left(), top + (line - side) / 2, cell.icon, cell.icon_tone)
        area = area.adjusted(side + theme().px(8), 0, 0, 0)
    head = QRectF(area.left(), top, area.width(), line)
    paint_words(painter, head, Cell(cell.words, strong=True))
    _paint_wrapped(painter, QRectF(area.left(), top + line, area.width(), line * under), cell.second, cell.second_tone)


def _under(cell: HeadedCell, width: float, most: int) -> int:
    """How many lines the second part takes."""
    if not cell.second:
        return 0
    wide = theme().metrics(Role.GRID).horizontalAdvance(cell.second)
    return max(1, min(most, 1 + int(wide // max(1.0, width))))


def _paint_wrapped(painter: QPainter, area: QRectF, words: str, tone: str) -> None:
    """What does not fit into the lines there are is cut at the last one."""
    painter.setFont(theme().font(Role.GRID))
    painter.setPen(theme().colour(tone))
    lines = max(1, int(area.height() // theme().px(_LINE)))
    shown = _lines(words, area.width(), lines)
    height = theme().px(_LINE)
    top = area.top() + (area.height() - height * len(shown)) / 2
    for at, line in enumerate(shown):
        row = QRectF(area.left(), top + at * height, area.width(), height)
        painter.drawText(row, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line)


def _lines(words: str, width: float, most: int) -> list[str]:
    """Broken between words, or anywhere where there are none, as in Chinese."""
    metrics = theme().metrics(Role.GRID)
    lines: list[str] = []
    rest = words
    while rest and len(lines) < most - 1 and metrics.horizontalAdvance(rest) > width:
        end = _fitting(rest, width)
        lines.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    if rest:
        lines.append(cut(rest, Role.GRID, width)[0])
    return lines


def _fitting(words: str, width: float) -> int:
    """How many letters fit, back to the last place among them where a line may end."""
    metrics = theme().metrics(Role.GRID)
    low, high = 1, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if metrics.horizontalAdvance(words[:middle]) <= width else (low, middle - 1)
    end = low
    while end > 1 and _joins(words, end):
        end -= 1
    return end if end > low // 3 else low


def _joins(words: str, at: int) -> bool:
    """Whether a line must not end before the letter at `at`: inside a word or figure of Latin letters."""
    before, after = words[at - 1 : at], words[at : at + 1]
    return before.isascii() and after.isascii() and not before.isspace() and not after.isspace()


def _paint_bar(painter: QPainter, area: QRectF, cell: BarCell) -> None:
    figure = QRectF(area.left(), area.top(), min(area.width(), theme().px(86)), area.height())
    paint_words(painter, figure, cell, right=True)
    left = figure.right() + theme().px(8)
    width = (area.right() - left) * min(1.0, max(0.0, cell.share))
    if width > 0:
        height = theme().px(_BAR)
        bar = QRectF(left, area.center().y() - height / 2, max(1.0, width), height)
        painter.fillRect(bar, theme().colour("ink"))
