"""The stops of a day: number, dealer, reasons and exceptions, in the order they are to be visited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from fieldvisit.ui.icons import paint_icon
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.hover import HoverList
from fieldvisit.ui.widgets.labels import cut
from fieldvisit.ui.widgets.marks import FlagMark, badge_width, paint_badge, paint_flag

Index = QModelIndex | QPersistentModelIndex
_HEIGHT = 73
_FLAGS_SHOWN = 3


class Progress(Enum):
    """How far the visit of a stop is."""

    PLANNED = "planned"
    NEXT = "next"
    OPEN = "open"
    VISITED = "visited"


@dataclass(frozen=True)
class StopRow:
    """A stop as it is drawn. `outcome` are lines over the flags, of a stop that has a visit."""

    key: object
    number: int
    name: str
    second_name: str = ""
    badge: str = ""
    reason: str = ""
    place: str = ""
    time: str = ""
    progress: Progress = Progress.PLANNED
    flags: tuple[FlagMark, ...] = ()
    outcome: tuple[str, ...] = ()

    def spoken(self) -> str:
        """The whole stop in words, for a screen reader and the tooltip."""
        parts = (
            f"{self.number} {self.name} {self.second_name}".strip(),
            self.badge,
            self.time,
            self.reason,
            self.place,
        )
        return ". ".join(part for part in (*parts, *(mark.text for mark in self.flags), *self.outcome) if part)


class StopsModel(QAbstractListModel):
    """The stops as they are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[StopRow] = []

    def set_rows(self, rows: Sequence[StopRow]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return row.spoken()
        return None


class StopDelegate(QStyledItemDelegate):
    """Three lines on the left, at most three flags on the right, the number on the line of the day."""

    def __init__(self, view: StopList) -> None:
        super().__init__()
        self._view, self._model = view, view.stops

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme().px(320), theme().px(_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._model.rows[index.row()]
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, index, area)
        self._paint_thread(painter, area, index.row())
        self._paint_number(painter, area, row)
        flags_left = area.left() + area.width() * (0.72 if area.width() > theme().px(560) else 0.66)
        words = QRectF(
            area.left() + theme().px(56), area.top(), flags_left - area.left() - theme().px(64), area.height()
        )
        self._paint_words(painter, words, row)
        self._paint_flags(painter, QRectF(flags_left, area.top(), area.right() - flags_left - theme().px(8), 0), row)
        painter.restore()

    def _paint_ground(self, painter: QPainter, index: Index, area: QRectF) -> None:
        selected = self._view.is_current(index)
        if selected or self._view.is_hovered(index):
            painter.fillRect(area, theme().colour("select" if selected else "hover"))
        painter.setPen(theme().colour("line"))
        painter.drawLine(
            QPointF(area.left() + theme().px(56), area.bottom() - 0.5), area.bottomRight() - QPointF(0, 0.5)
        )
        if self._view.has_focus_at(index):
            painter.setPen(QPen(theme().colour("accent"), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -2))

    def _paint_thread(self, painter: QPainter, area: QRectF, row: int) -> None:
        x, middle = area.left() + theme().px(32), area.top() + theme().px(22)
        painter.setPen(QPen(theme().colour("line2"), 1))
        if row > 0:
            painter.drawLine(QPointF(x, area.top()), QPointF(x, middle))
        if row < len(self._model.rows) - 1:
            painter.drawLine(QPointF(x, middle), QPointF(x, area.bottom()))

    def _paint_number(self, painter: QPainter, area: QRectF, row: StopRow) -> None:
        radius = theme().px(10)
        disc = QRectF(
            area.left() + theme().px(32) - radius, area.top() + theme().px(22) - radius, 2 * radius, 2 * radius
        )
        fill, edge, ink = _DISCS[row.progress]
        painter.setPen(QPen(theme().colour(edge), 1.5))
        painter.setBrush(theme().colour(fill))
        painter.drawEllipse(disc)
        if row.progress is Progress.VISITED:
            paint_icon(painter, disc.center().x() - theme().px(6), disc.center().y() - theme().px(6), "check", ink, 12)
            return
        painter.setFont(theme().font(Role.CAPTION_STRONG))
        painter.setPen(theme().colour(ink))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(row.number))

    def _paint_words(self, painter: QPainter, area: QRectF, row: StopRow) -> None:
        self._paint_name(painter, QRectF(area.left(), area.top() + theme().px(10), area.width(), theme().px(22)), row)
        second = QRectF(area.left(), area.top() + theme().px(31), area.width(), theme().px(17))
        _line(painter, second, row.reason, Role.GRID, "text")
        third = QRectF(area.left(), area.top() + theme().px(48), area.width(), theme().px(17))
        _line(painter, third, row.place, Role.CAPTION, "text3")

    def _paint_name(self, painter: QPainter, area: QRectF, row: StopRow) -> None:
        badge = badge_width(row.badge) + theme().px(8) if row.badge else 0
        x = area.left() + _line(painter, area.adjusted(0, 0, -badge, 0), row.name, Role.HEADING, "text")
        if row.second_name:
            room = QRectF(x + theme().px(8), area.top(), area.right() - badge - x - theme().px(8), area.height())
            if room.width() > theme().px(32):
                x = room.left() + _line(painter, room, row.second_name, Role.BODY, "text2")
        paint_badge(painter, x + theme().px(8), area.center().y(), row.badge)

    def _paint_flags(self, painter: QPainter, area: QRectF, row: StopRow) -> None:
        lines = [
            QRectF(area.left(), area.top() + theme().px(10 + 20 * number), area.width(), theme().px(20))
            for number in range(_FLAGS_SHOWN)
        ]
        for line, words in zip(lines, row.outcome, strict=False):
            _line(painter, line, words, Role.GRID, "text2")
        room = lines[len(row.outcome) :]
        for number, (line, mark) in enumerate(zip(room, row.flags, strict=False), start=1):
            more = len(row.flags) - number if number == len(room) else 0
            paint_flag(painter, line, mark if more <= 0 else FlagMark(mark.severity, mark.words, more))


_DISCS = {
    Progress.PLANNED: ("bg", "ink", "text"),
    Progress.NEXT: ("accent", "accent", "on_accent"),
    Progress.OPEN: ("bg", "accent", "accent"),
    Progress.VISITED: ("ink", "ink", "bg"),
}


def _line(painter: QPainter, area: QRectF, words: str, role: Role, tone: str) -> float:
    """Draws one line cut to the area; gives the width it took."""
    if not words or area.width() <= 0:
        return 0.0
    shown, wide = cut(words, role, area.width())
    painter.setFont(theme().font(role))
    painter.setPen(theme().colour(tone))
    painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
    return wide


class StopList(HoverList):
    """Alt+Up and Alt+Down, or dragging, ask to move the current stop; Del asks to take it out."""

    chosen = Signal(object)
    opened = Signal(object)
    move_asked = Signal(object, int)
    removal_asked = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.stops = StopsModel()
        self._delegate = StopDelegate(self)
        self.setModel(self.stops)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.selectionModel().currentChanged.connect(self._tell_chosen)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.stops.rows[index.row()].key))

    def dropEvent(self, event: QDropEvent) -> None:
        """A stop that is dropped on or between others moves there; the page decides and shows it."""
        before = self.currentIndex().row()
        over = self.indexAt(event.position().toPoint())
        after = over.row() if over.isValid() else len(self.stops.rows) - 1
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if before >= 0 and after != before:
            self.move_asked.emit(self.current_key(), after - before)

    def set_rows(self, rows: Sequence[StopRow], current: object = None) -> None:
        """Shows other stops; the current one is that of key `current`, else a visit under way, else the next."""
        self.stops.set_rows(rows)
        keys = [row.key for row in rows]
        waiting = {row.progress: row.key for row in reversed(rows)}
        following = waiting.get(Progress.OPEN, waiting.get(Progress.NEXT))
        wanted = current if current in keys else following
        if wanted is not None:
            self.setCurrentIndex(self.stops.index(keys.index(wanted)))
        elif rows:
            self.setCurrentIndex(self.stops.index(0))
        else:
            self.chosen.emit(None)

    def current_key(self) -> object:
        index = self.currentIndex()
        return self.stops.rows[index.row()].key if index.isValid() else None

    def _tell_chosen(self, current: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self.stops.rows[current.row()].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = event.key(), event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_asked.emit(self.current_key(), -1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Delete:
            self.removal_asked.emit(self.current_key())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit(self.current_key())
        else:
            super().keyPressEvent(event)
