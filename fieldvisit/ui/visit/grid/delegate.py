"""Paints a cell from what its row keeps ready; nothing is worked out here."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from fieldvisit.ui.icons import paint_icon
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.visit.grid.cell import Cell, Picture
from fieldvisit.ui.visit.grid.line import Kind
from fieldvisit.ui.visit.grid.model import GridModel
from fieldvisit.ui.visit.surface import PainterSurface, box_of
from fieldvisit.ui.widgets.marks import paint_flag

Index = QModelIndex | QPersistentModelIndex
PADDING = 8
_PICTURE_HEIGHT = 18
_GAP = 6
# As plain numbers: flags of the toolkit are made anew at each use, and every cell uses several.
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_WRAPPED = int(Qt.TextFlag.TextWordWrap)
_SELECTED = int(QStyle.StateFlag.State_Selected.value)


class GridDelegate(QStyledItemDelegate):
    """Draws over the fill: text, small text, picture or flag; the focus is a 2 px edge inside the cell."""

    figure_cut = Signal(int, int)
    """A figure did not fit: its column, and the pixels that are missing. A cut figure reads as another one."""

    def __init__(self, model: GridModel) -> None:
        super().__init__(model)
        self._model = model
        self.current_row = -1
        self.focused: tuple[int, int] | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme().px(60), theme().px(32))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, column = index.row(), index.column()
        area = QRectF(option.rect)
        painter.save()
        if self._model.line(row).kind is Kind.GROUP:
            self._paint_group(painter, area, self._model.line(row).title)
        else:
            selected = bool(option.state.value & _SELECTED)
            self._paint_cell(painter, area, self._model.cell(row, column), (row, column), selected=selected)
        painter.restore()

    def _paint_group(self, painter: QPainter, area: QRectF, title: str) -> None:
        painter.fillRect(area, theme().colour("side"))
        _rule(painter, area)
        painter.setFont(theme().font(Role.CAPTION_STRONG))
        painter.setPen(theme().colour("text2"))
        words = area.adjusted(theme().px(12), 0, -theme().px(PADDING), 0)
        painter.drawText(words, _LEFT, title)

    def _paint_cell(
        self, painter: QPainter, area: QRectF, cell: Cell, place: tuple[int, int], *, selected: bool
    ) -> None:
        painter.fillRect(area, theme().colour(self._ground(cell, place, selected=selected)))
        if cell.hatched:
            painter.fillRect(area, QBrush(theme().colour("line"), Qt.BrushStyle.BDiagPattern))
        _rule(painter, area)
        if cell.entry:
            _side_rules(painter, area)
        missing = self._paint_content(painter, area, cell, first=place[1] == 0)
        if missing > 0:
            self.figure_cut.emit(place[1], missing)
        if cell.refused:
            _edge(painter, area, "red_mark")
        if place == self.focused:
            _edge(painter, area, "accent")

    def _ground(self, cell: Cell, place: tuple[int, int], *, selected: bool) -> str:
        if cell.fill:
            return cell.fill
        if selected and place[0] != self.current_row:
            return "select"
        if cell.entry:
            return "field"
        return "select" if place[0] == self.current_row else "bg"

    def _paint_content(self, painter: QPainter, area: QRectF, cell: Cell, *, first: bool) -> int:
        pad = theme().px(PADDING)
        room = area.adjusted(theme().px(12) if first else pad, 0, -pad, 0)
        if cell.flag is not None:
            paint_flag(painter, room.adjusted(0, 0, pad - 2, 0), cell.flag)
            return 0
        if cell.picture is not None:
            room = self._paint_picture(painter, room, cell.picture, cell.picture_width)
        if cell.small and _has_room_for_small(room, cell):
            room = _paint_small(painter, room, cell.small)
        if cell.behind:
            room = _paint_behind(painter, room, cell.behind)
        if cell.chooser and not cell.text:
            side = theme().px(14)
            top = area.top() + (area.height() - side) / 2
            paint_icon(painter, room.right() - side + theme().px(3), top, "chevron-down", "text3", 14)
        return _paint_text(painter, room, cell)

    def _paint_picture(self, painter: QPainter, room: QRectF, picture: Picture, wanted: int) -> QRectF:
        height = theme().px(_PICTURE_HEIGHT)
        width = min(theme().px(wanted), room.width())
        frame = QRectF(room.left(), room.top() + (room.height() - height) / 2, width, height)
        painter.save()
        picture(PainterSurface(painter), box_of(frame))
        painter.restore()
        return room.adjusted(width + theme().px(_GAP), 0, 0, 0)


def _has_room_for_small(room: QRectF, cell: Cell) -> bool:
    """What was typed gives way to what it comes to."""
    small = theme().metrics(Role.HINT).horizontalAdvance(cell.small) + theme().px(_GAP) if cell.text else 0
    return small + _text_width(cell) <= room.width() + 1


def _text_width(cell: Cell) -> int:
    return theme().metrics(_role(cell)).horizontalAdvance(cell.text)


def _role(cell: Cell) -> Role:
    return Role.GRID_STRONG if cell.strong else Role.GRID


def _paint_small(painter: QPainter, room: QRectF, words: str) -> QRectF:
    painter.setFont(theme().font(Role.HINT))
    painter.setPen(theme().colour("text3"))
    width = theme().metrics(Role.HINT).horizontalAdvance(words)
    painter.drawText(room, _LEFT, words)
    return room.adjusted(width + theme().px(_GAP), 0, 0, 0)


def _paint_behind(painter: QPainter, room: QRectF, words: str) -> QRectF:
    painter.setFont(theme().font(Role.HINT))
    painter.setPen(theme().colour("text3"))
    width = max(theme().metrics(Role.HINT).horizontalAdvance(words), theme().px(8))
    slot = QRectF(room.right() - width, room.top(), width, room.height())
    painter.drawText(slot, _LEFT, words)
    return room.adjusted(0, 0, -width - theme().px(3), 0)


def _paint_text(painter: QPainter, room: QRectF, cell: Cell) -> int:
    """Writes the text, words cut where they do not fit; gives the pixels that a figure would need more."""
    if not cell.text:
        return 0
    role = _role(cell)
    font = theme().font(role)
    if cell.hatched:
        font = QFont(font)
        font.setItalic(True)
    painter.setFont(font)
    painter.setPen(theme().colour(cell.tone))
    metrics = theme().metrics(role)
    if not cell.right and room.height() > 2.4 * metrics.lineSpacing():
        painter.drawText(room, _LEFT | _WRAPPED, cell.text)
        return 0
    text = cell.text.replace("\n", " ")
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()) + 1)
    painter.drawText(room, _RIGHT if cell.right else _LEFT, shown)
    return ceil(metrics.horizontalAdvance(text) - room.width()) if cell.right and shown != text else 0


def _rule(painter: QPainter, area: QRectF) -> None:
    painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), theme().colour("line"))


def _side_rules(painter: QPainter, area: QRectF) -> None:
    painter.fillRect(QRectF(area.left() - 1, area.top(), 1, area.height()), theme().colour("line"))
    painter.fillRect(QRectF(area.right() - 1, area.top(), 1, area.height()), theme().colour("line"))


def _edge(painter: QPainter, area: QRectF, tone: str) -> None:
    painter.setPen(QPen(theme().colour(tone), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(area.adjusted(1, 1, -2, -2))
