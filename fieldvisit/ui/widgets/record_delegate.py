"""How a row of a table is painted: filled where it is chosen, edged where the keys go."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.labels import cut
from fieldvisit.ui.widgets.marks import badge_width, paint_badge, paint_flag
from fieldvisit.ui.widgets.records import Cell, Kind
from fieldvisit.ui.widgets.records_model import Index, RecordsModel

_PAD = 12


class RecordDelegate(QStyledItemDelegate):
    """Paints a cell of a record: selected rows filled, and the current one edged while the table has the focus."""

    def __init__(self, model: RecordsModel) -> None:
        super().__init__()
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area = QRect(option.rect)
        painter.save()
        self._paint_ground(painter, option, index, area)
        inner = QRectF(area).adjusted(theme().px(_PAD), 0, -theme().px(_PAD if index.column() else 4), 0)
        cell = self._model.record(index.row()).cells[index.column()]
        self._paint_cell(painter, inner, cell, self._model.columns[index.column()].kind)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, area: QRect) -> None:
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme().colour("select" if selected else "hover"))
        painter.setPen(theme().colour("line"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        view = option.widget
        if isinstance(view, QTableView) and view.hasFocus() and view.currentIndex().row() == index.row():
            self._paint_focus(painter, area, first=index.column() == 0, last=index.column() == self._last())

    def _last(self) -> int:
        return self._model.last_shown

    def _paint_focus(self, painter: QPainter, area: QRect, *, first: bool, last: bool) -> None:
        painter.setPen(QPen(theme().colour("accent"), 2))
        top, bottom = QPoint(0, area.top() + 1), QPoint(0, area.bottom())
        painter.drawLine(area.left(), top.y(), area.right(), top.y())
        painter.drawLine(area.left(), bottom.y(), area.right(), bottom.y())
        if first:
            painter.drawLine(area.left() + 1, area.top(), area.left() + 1, area.bottom())
        if last:
            painter.drawLine(area.right(), area.top(), area.right(), area.bottom())

    def _paint_cell(self, painter: QPainter, area: QRectF, cell: Cell, kind: Kind) -> None:
        if cell.mark is not None:
            paint_flag(painter, area, cell.mark)
        elif kind is Kind.BADGE and cell.words and badge_width(cell.words) <= area.width() + theme().px(_PAD):
            paint_badge(painter, area.left(), area.center().y(), cell.words)
        else:
            paint_words(painter, area, cell, right=kind is Kind.NUMBER)


def paint_words(painter: QPainter, area: QRectF, cell: Cell, *, right: bool = False) -> None:
    """Draws the words of a cell and, where there is room, its second part in grey behind them."""
    role = Role.GRID_STRONG if cell.strong else Role.GRID
    shown, wide = cut(cell.words, role, area.width())
    painter.setFont(theme().font(role))
    painter.setPen(theme().colour(cell.tone))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, shown)
    if cell.second and shown == cell.words:
        _paint_second(painter, area, cell, wide + theme().px(8))


def _paint_second(painter: QPainter, area: QRectF, cell: Cell, used: float) -> None:
    rest = area.adjusted(used, 0, 0, 0)
    if rest.width() < theme().px(24):
        return
    painter.setFont(theme().font(Role.GRID))
    painter.setPen(theme().colour("text2"))
    shown, _ = cut(cell.second, Role.GRID, rest.width())
    painter.drawText(rest, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
