"""The ten steps with their states: a list for mouse, arrows and screen reader."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem

from fieldvisit.domain.language import tr
from fieldvisit.domain.steps import STEPS
from fieldvisit.ui.icons import paint_icon
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.visit.notebook import Notebook
from fieldvisit.ui.visit.step_marks import StepMark, mark_of

Index = QModelIndex | QPersistentModelIndex
ROW = 38


class TaskModel(QAbstractListModel):
    """The steps with their marks, worked out when figures or states change."""

    def __init__(self, notebook: Notebook) -> None:
        super().__init__()
        self._notebook = notebook
        self._marks: list[StepMark] = []
        self.renew()
        notebook.recalculated.connect(self.renew)
        notebook.state_changed.connect(self.renew)
        notebook.refused.connect(self.renew)

    def renew(self) -> None:
        before, self._marks = self._marks, [mark_of(step, self._notebook) for step in STEPS]
        for at, (old, new) in enumerate(zip(before, self._marks, strict=False)):
            if old != new:
                self.dataChanged.emit(self.index(at), self.index(at))

    def mark(self, row: int) -> StepMark:
        return self._marks[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(STEPS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(STEPS[index.row()].title)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{index.row() + 1} {self._marks[index.row()].spoken}"
        return None


class TaskDelegate(QStyledItemDelegate):
    """Number, state icon, name, and the word at the right; the current step has fill and bar."""

    def __init__(self, view: TaskList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme().px(180), theme().px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area = QRectF(option.rect).adjusted(theme().px(8), 0, -theme().px(8), 0)
        current = index.row() == self._view.current_step
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if current:
            self._paint_current(painter, area)
        self._paint_words(painter, area, index.row(), current=current)
        if self._view.hasFocus() and index == self._view.currentIndex():
            painter.setPen(QPen(theme().colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), theme().px(6), theme().px(6))
        painter.restore()

    def _paint_current(self, painter: QPainter, area: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("select"))
        painter.drawRoundedRect(area, theme().px(6), theme().px(6))
        bar = QRectF(
            area.left() - theme().px(8), area.top() + theme().px(6), theme().px(3), area.height() - theme().px(12)
        )
        painter.fillRect(bar, theme().colour("accent"))

    def _paint_words(self, painter: QPainter, area: QRectF, row: int, *, current: bool) -> None:
        mark = self._view.tasks.mark(row)
        left = area.left() + theme().px(4)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(theme().font(Role.GRID))
        painter.setPen(theme().colour("text2"))
        number = QRectF(left, area.top(), theme().px(18), area.height())
        painter.drawText(number, middle | int(Qt.AlignmentFlag.AlignRight), str(row + 1))
        side = theme().px(16)
        paint_icon(painter, left + theme().px(27), area.center().y() - side / 2, mark.icon, mark.tone)
        room = area.adjusted(theme().px(56), 0, -theme().px(8), 0)
        metrics = theme().metrics(Role.CAPTION)
        role = Role.HEADING if current else Role.BODY
        needed = theme().metrics(role).horizontalAdvance(tr(STEPS[row].title)) + theme().px(6)
        fits = needed + metrics.horizontalAdvance(mark.words) <= room.width()
        words = mark.words if fits or not mark.words else mark.short
        painter.setFont(theme().font(Role.CAPTION))
        painter.setPen(theme().colour(mark.words_tone))
        painter.drawText(room, middle | int(Qt.AlignmentFlag.AlignRight), words)
        painter.setFont(theme().font(role))
        painter.setPen(theme().colour("accent" if current else "text"))
        rest = room.width() - (metrics.horizontalAdvance(words) + theme().px(6) if words else 0)
        title = theme().metrics(role).elidedText(tr(STEPS[row].title), Qt.TextElideMode.ElideRight, int(rest))
        painter.drawText(room, middle, title)


class TaskList(QListView):
    """`chosen` names the step the rep goes to."""

    chosen = Signal(str)

    def __init__(self, notebook: Notebook) -> None:
        super().__init__()
        self.current_step = -1
        self.tasks = TaskModel(notebook)
        self.setModel(self.tasks)
        self.setItemDelegate(TaskDelegate(self))
        self.setProperty("surface", "side")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("Steps of the visit"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.clicked.connect(self._choose)

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(STEPS[index.row()].key)

    def show_current(self, row: int) -> None:
        """Marks the step that is open; -1 for none."""
        self.current_step = row
        if row >= 0:
            self.setCurrentIndex(self.tasks.index(row))
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(196), theme().px(ROW) * len(STEPS))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(120), theme().px(ROW) * 3)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and not event.modifiers():
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
