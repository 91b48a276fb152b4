"""A grid for the keyboard: Enter goes down, Tab right, typing begins, and whole blocks come from a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QSizePolicy, QTableView

from fieldvisit.domain.language import tr
from fieldvisit.domain.visit import Address
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.visit.grid import acts
from fieldvisit.ui.visit.grid.caret import Caret
from fieldvisit.ui.visit.grid.cell_entry import CellEntry
from fieldvisit.ui.visit.grid.delegate import GridDelegate
from fieldvisit.ui.visit.grid.head import HeadView
from fieldvisit.ui.visit.grid.keys import MOVES, act_of, step_of
from fieldvisit.ui.visit.grid.line import Kind
from fieldvisit.ui.visit.grid.model import GridModel, Index
from fieldvisit.ui.visit.grid.widths import ROW_HEIGHT, ColumnWidths

_ADDING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F2)


class GridView(QTableView):
    """`row_shown` names the row the cursor is in; `left` wants the focus before (-1) or after (1) the grid.

    `folded` says that other columns than before find room, `aside_wanted` leads from the last one to those that do not.
    """

    row_shown = Signal(str)
    left = Signal(int)
    grown = Signal()
    folded = Signal()
    aside_wanted = Signal()

    def __init__(self, model: GridModel, kept_widths: dict[str, list[int]]) -> None:
        super().__init__()
        self.grid = model
        self.notebook = model.notebook
        self._delegate = GridDelegate(model)
        self.setItemDelegate(self._delegate)
        self.setObjectName(model.sheet.table.key)
        self.setAccessibleName(tr(model.sheet.table.label))
        self.setFont(theme().font(Role.GRID))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setMouseTracking(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalHeader(HeadView(model, self))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme().px(ROW_HEIGHT))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setModel(model)  # after everything that would lay all rows out anew
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        # Only what covers its ground is scrolled by moving what is already painted.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.caret = Caret(self)
        self.entry = CellEntry(self)
        self.widths = ColumnWidths(self, kept_widths)
        self._delegate.figure_cut.connect(self.widths.widen)
        model.modelAboutToBeReset.connect(self._before_reset)
        model.modelReset.connect(self._after_reset)
        model.seen = self._seen
        self.horizontalScrollBar().rangeChanged.connect(lambda *_: self.grown.emit())
        self._kept: Address | None = None
        self._lay_out()

    # Layout

    def _before_reset(self) -> None:
        self._kept = self.current_address() or self._kept
        self.entry.close()

    def _after_reset(self) -> None:
        self._lay_out()
        if self._kept is not None and not self.go_to(self._kept):
            self._kept = None

    def _lay_out(self) -> None:
        self.clearSpans()
        for at, line in self.grid.lines():
            if line.kind is not Kind.ROW:
                self.setSpan(at, 0, 1, self.grid.columnCount())
        self.widths.fit()
        self.grown.emit()
        self.updateGeometry()

    def content_height(self) -> int:
        """Header and all rows, without scrolling."""
        bar = self.horizontalScrollBar()
        more = bar.sizeHint().height() if bar.maximum() > 0 else 0
        return self.horizontalHeader().height() + self.verticalHeader().length() + more

    def sizeHint(self) -> QSize:
        return QSize(theme().px(400), self.content_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(120), theme().px(60))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.widths.is_measured = True
            self.widths.fit()
            self.grown.emit()
        self.entry.place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme().colour("bg"))
        painter.end()
        super().paintEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        bar = self.verticalScrollBar()
        down = event.angleDelta().y() < 0
        if bar.value() == (bar.maximum() if down else bar.minimum()):
            event.ignore()
            return
        super().wheelEvent(event)

    # Where the cursor is

    def current_address(self) -> Address | None:
        """The cell one is at; None where there is none, or none that the rep fills."""
        return self.caret.address()

    def current_row_id(self) -> str:
        """The row one is in; empty for none."""
        return self.caret.row_id()

    def go_to(self, address: Address) -> bool:
        """Puts the cursor on a cell; False when it is not in this grid."""
        return self.caret.go_to(address)

    def set_current(self, row: int, column: int) -> None:
        """Makes a cell the current one."""
        self.caret.set(row, column)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.mark_focus()
        if not current.isValid():
            return
        self.entry.refusal.hide()
        address = self.grid.address(current)
        line = self.grid.line(current.row())
        if line.row and self.hasFocus():
            self.notebook.place(address or self.grid.row_address(line.row, ""))
        self.row_shown.emit(line.row)
        if address is not None and self.hasFocus():
            self.entry.tell_refusal(address)

    def mark_focus(self) -> None:
        index, before = self.currentIndex(), (self._delegate.current_row, self._delegate.focused)
        self._delegate.current_row = index.row() if index.isValid() else -1
        shown = index.isValid() and (self.hasFocus() or self.entry.is_open())
        self._delegate.focused = (index.row(), index.column()) if shown else None
        if before != (self._delegate.current_row, self._delegate.focused):
            for row in {before[0], self._delegate.current_row}:
                self._draw_row(row)

    def _seen(self) -> range:
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        return range(max(first, 0), (last if last >= 0 else self.grid.rowCount() - 1) + 1)

    def _draw_row(self, row: int) -> None:
        """Has one row painted anew, and nothing else of the grid."""
        if row >= 0:
            top, height = self.rowViewportPosition(row), self.rowHeight(row)
            self.viewport().update(0, top, self.viewport().width(), height)

    def dataChanged(self, topLeft: Index, bottomRight: Index, roles: Sequence[int] = ()) -> None:  # noqa: N803  Qt's
        # Qt would paint the whole grid for more than one cell; its own part (screen readers) needs only the first.
        super().dataChanged(topLeft, topLeft, roles)
        for row in range(topLeft.row(), bottomRight.row() + 1):
            self._draw_row(row)

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Qt itself would begin at the very first cell, which the rep may not be able to fill.
        if not self.currentIndex().isValid():
            self.caret.to_first_cell()
        # Qt's own part would only paint the whole grid anew; the row that shows the focus is enough.
        if (address := self.current_address()) is not None and not self.entry.is_open():
            self.notebook.place(address)
        self.mark_focus()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.entry.refusal.hide()
        self.mark_focus()

    # Keys

    def viewportEvent(self, event: QEvent) -> bool:
        # The editor of a cell comes and goes over the grid, which needs no new layout for it.
        return True if event.type() == QEvent.Type.LayoutRequest else super().viewportEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            moved = step_of(event)
            if moved is not None and moved[1]:
                self.caret.step(*moved)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.caret.is_on_adding_line() and event.key() in _ADDING_KEYS:
            acts.add_row(self)
            return
        moved = step_of(event)
        if moved is not None:
            self.caret.step(*moved)
            return
        act = act_of(event)
        if act is None:
            self._move_or_pass(event)
        else:
            acts.perform(self, act, event.text())

    def _move_or_pass(self, event: QKeyEvent) -> None:
        way = MOVES.get(Qt.Key(event.key()))
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if way is not None and plain and way[0]:
            self.caret.step(way[0], 0)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier and way is None and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if not self.entry.is_open() and (event.preeditString() or event.commitString()):
            self.entry.begin("")
        if not self.entry.forward(event):
            super().inputMethodEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        before = self.currentIndex()
        super().mousePressEvent(event)
        index = self.currentIndex()
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        if self.caret.is_on_adding_line():
            acts.add_row(self)
        elif index == before and self.grid.cell(index.row(), index.column()).chooser:
            self.entry.begin(None, choose=True)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.entry.begin(None, choose=True)
