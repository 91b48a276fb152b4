"""A grid for the keyboard: Enter goes down, Tab right, typing begins, and whole blocks come from a spreadsheet."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QSizePolicy, QTableView

from fieldvisit.domain.fields import YesNo
from fieldvisit.domain.language import tr
from fieldvisit.domain.visit import Address, Origin
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.visit.grid import block
from fieldvisit.ui.visit.grid.cell_editor import CellEditor, Refusal, answers_of
from fieldvisit.ui.visit.grid.delegate import GridDelegate
from fieldvisit.ui.visit.grid.head import HeadView
from fieldvisit.ui.visit.grid.keys import MOVES, Act, act_of, step_of
from fieldvisit.ui.visit.grid.model import GridModel, Index, Kind
from fieldvisit.ui.visit.grid.widths import ColumnWidths

_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect


class GridView(QTableView):
    """`row_shown` names the row the cursor is in; `left` wants the focus before (-1) or after (1) the grid."""

    row_shown = Signal(str)
    left = Signal(int)
    grown = Signal()

    def __init__(self, model: GridModel, kept_widths: dict[str, list[int]]) -> None:
        super().__init__()
        self._grid = model
        self._notebook = model.notebook
        self._delegate = GridDelegate(model)
        self._editor: CellEditor | None = None
        self._editing: Address | None = None
        self.setModel(model)
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
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self._refusal = Refusal(self.viewport())
        self.widths = ColumnWidths(self, kept_widths)
        model.modelAboutToBeReset.connect(self._before_reset)
        model.modelReset.connect(self._after_reset)
        self._kept: Address | None = None
        self._notebook.refused.connect(self._show_refusal)
        self._lay_out()

    # Layout

    def _before_reset(self) -> None:
        self._kept = self.current_address() or self._kept
        self._close_editor()

    def _after_reset(self) -> None:
        self._lay_out()
        if self._kept is not None and not self.go_to(self._kept):
            self._kept = None

    def _lay_out(self) -> None:
        self.clearSpans()
        for at, line in self._grid.lines():
            if line.kind is not Kind.ROW:
                self.setSpan(at, 0, 1, self._grid.columnCount())
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
            self.widths.fit()
            self.grown.emit()
        self._place_editor()

    def wheelEvent(self, event: QWheelEvent) -> None:
        bar = self.verticalScrollBar()
        down = event.angleDelta().y() < 0
        if bar.value() == (bar.maximum() if down else bar.minimum()):
            event.ignore()
            return
        super().wheelEvent(event)

    # Where the cursor is

    def current_address(self) -> Address | None:
        return self._grid.address(self.currentIndex())

    def current_row_id(self) -> str:
        index = self.currentIndex()
        return self._grid.line(index.row()).row if index.isValid() else ""

    def go_to(self, address: Address) -> bool:
        """Puts the cursor on a cell; False when it is not in this grid."""
        if (address.step, address.table) != (self._grid.sheet.step, self._grid.sheet.table.key):
            return False
        row, column = self._grid.row_of(address.row), self._grid.sheet.index_of(address.field)
        if row is None and self._grid.exceptions_only:
            self._grid.show_exceptions_only(False, "")
            row = self._grid.row_of(address.row)
        if row is None:
            return False
        entries = self._grid.sheet.entry_columns()
        self.set_current(row, column if column is not None else (entries[0] if entries else 0))
        return True

    def set_current(self, row: int, column: int) -> None:
        index = self._grid.index(row, column)
        self.selectionModel().setCurrentIndex(index, _SELECT)
        self.scrollTo(index)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._mark_focus()
        if not current.isValid():
            return
        self._refusal.hide()
        address = self._grid.address(current)
        line = self._grid.line(current.row())
        if line.row and self.hasFocus():
            self._notebook.place(address or self._grid.row_address(line.row, ""))
        self.row_shown.emit(line.row)
        if address in self._notebook.refusals and self.hasFocus():
            self._say(self._notebook.refusals[address], current)

    def _mark_focus(self) -> None:
        index = self.currentIndex()
        self._delegate.current_row = index.row() if index.isValid() else -1
        shown = index.isValid() and (self.hasFocus() or self._editor is not None)
        self._delegate.focused = (index.row(), index.column()) if shown else None
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() or not self.currentIndex().flags():
            self._to_first_cell()
        elif (address := self.current_address()) is not None and self._editor is None:
            self._notebook.place(address)
        self._mark_focus()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._refusal.hide()
        self._mark_focus()

    def _to_first_cell(self) -> None:
        entries = self._grid.sheet.entry_columns()
        first = next((at for at, line in self._grid.lines() if line.kind is not Kind.GROUP), None)
        if first is not None:
            self.set_current(first, entries[0] if entries else 0)

    def _step(self, rows: int, columns: int) -> None:
        row, column = self.currentIndex().row(), self.currentIndex().column()
        if rows:
            self._step_rows(row, column, rows)
        elif columns:
            self._step_columns(row, column, columns)

    def _step_rows(self, row: int, column: int, way: int) -> None:
        row += way
        while 0 <= row < self._grid.rowCount() and self._grid.line(row).kind is Kind.GROUP:
            row += way
        if 0 <= row < self._grid.rowCount():
            self.set_current(row, column)

    def _step_columns(self, row: int, column: int, way: int) -> None:
        """Tab goes through the cells that are filled by hand, row after row, and then out of the grid."""
        entries = self._grid.sheet.entry_columns()
        adding = self._grid.line(row).kind is Kind.ADD if row >= 0 else False
        following = [] if adding else [at for at in entries if (at > column if way > 0 else at < column)]
        if following:
            self.set_current(row, following[0 if way > 0 else -1])
            return
        row += way
        while 0 <= row < self._grid.rowCount() and self._grid.line(row).kind is Kind.GROUP:
            row += way
        if 0 <= row < self._grid.rowCount() and entries:
            self.set_current(row, entries[0 if way > 0 else -1])
        else:
            self.left.emit(way)

    # Keys

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            moved = step_of(event)
            if moved is not None and moved[1]:
                self._step(*moved)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._on_adding_line() and event.key() in (
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
            Qt.Key.Key_Space,
            Qt.Key.Key_F2,
        ):
            self.add_row()
            return
        moved = step_of(event)
        if moved is not None:
            self._step(*moved)
            return
        act = act_of(event)
        if act is None:
            self._move_or_pass(event)
        else:
            self._perform(act, event.text())

    def _move_or_pass(self, event: QKeyEvent) -> None:
        way = MOVES.get(Qt.Key(event.key()))
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if way is not None and plain and way[0]:
            self._step_rows(self.currentIndex().row(), self.currentIndex().column(), way[0])
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier and way is None and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _on_adding_line(self) -> bool:
        index = self.currentIndex()
        return index.isValid() and self._grid.line(index.row()).kind is Kind.ADD

    def _perform(self, act: Act, typed: str) -> None:
        if self._notebook.read_only and act is not Act.COPY:
            return
        match act:
            case Act.TYPE:
                self.edit_current(typed)
            case Act.EDIT | Act.CHOOSE:
                self.edit_current(None, choose=True)
            case Act.SPACE:
                self._space()
            case Act.CLEAR:
                self._enter_all([(address, "") for address in self._chosen_addresses()])
            case Act.COPY_LAST:
                self._copy_last()
            case Act.COPY:
                QGuiApplication.clipboard().setText(block.copied(self._grid, self.selectedIndexes()))
            case Act.PASTE:
                self.paste(QGuiApplication.clipboard().text())
            case Act.FILL_DOWN:
                self._enter_all(block.filled_down(self._grid, self.selectedIndexes()))
            case Act.REMOVE_ROW:
                self.remove_row()

    def _chosen_addresses(self) -> list[Address]:
        found = (self._grid.address(index) for index in self.selectedIndexes())
        return [address for address in found if address is not None]

    def _enter_all(self, cells: list[tuple[Address, str]]) -> None:
        if not cells:
            return
        self._notebook.paste(cells)
        for row_id in dict.fromkeys(address.row for address, _ in cells):
            self._grid.renew_row(row_id)

    def paste(self, text: str) -> None:
        """Enters a block from the clipboard at the cursor; a free table grows by the rows it needs."""
        index, cells = self.currentIndex(), block.read_block(text)
        if not index.isValid() or not cells:
            return
        row, column = index.row(), index.column()
        table = self._grid.sheet.table
        if table.rows == "free":
            there = sum(1 for at, line in self._grid.lines() if at >= row and line.kind is Kind.ROW)
            for _ in range(len(cells) - there):
                self._notebook.add_row(self._grid.sheet.step, table.key)
            self.set_current(row, column)
        self._enter_all(block.pasted(self._grid, cells, row, column))

    def _space(self) -> None:
        address = self.current_address()
        if address is None:
            return
        if self._notebook.visit.mark(address).origin is Origin.PREFILLED:
            self._notebook.confirm(address)
        elif isinstance(self._grid.sheet.table.column(address.field), YesNo):
            value = self._notebook.visit.value(address)
            self._notebook.set_value(address, {None: True, True: False}.get(value if isinstance(value, bool) else None))
        else:
            self.edit_current(None, choose=True)

    def _copy_last(self) -> None:
        address = self.current_address()
        if address is not None:
            self._notebook.copy_last(address)

    # Rows

    def add_row(self) -> None:
        """Adds a row to a free table and begins in its first cell."""
        row = self._notebook.add_row(self._grid.sheet.step, self._grid.sheet.table.key)
        entries = self._grid.sheet.entry_columns()
        at = self._grid.row_of(row.id) if row else None
        if at is not None and entries:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.set_current(at, entries[0])

    def remove_row(self) -> None:
        """Takes the current row of a free table away; undo brings it back."""
        row_id = self.current_row_id()
        if row_id and self._grid.sheet.table.rows == "free":
            self._notebook.remove_row(self._grid.sheet.step, self._grid.sheet.table.key, row_id)

    # Editing

    def edit_current(self, typed: str | None, *, choose: bool = False) -> None:
        """Opens the editor on the current cell: over its text, or begun anew with `typed`."""
        index, address = self.currentIndex(), self.current_address()
        if address is None or self._editor is not None or self._notebook.read_only:
            return
        asked = self._grid.sheet.table.column(address.field)
        answers = answers_of(asked, self._notebook)
        editor = CellEditor(self.viewport(), asked, answers)
        if self._grid.sheet.columns[index.column()].right:
            editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._editor, self._editing = editor, address
        editor.setText(block.editable_text(self._grid, address) if typed is None else typed)
        editor.textEdited.connect(self._typed)
        editor.left.connect(self._leave_editor)
        editor.given_up.connect(self._give_up)
        self._place_editor()
        editor.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if typed is None:
            editor.selectAll()
            if choose and answers:
                editor.show_answers()
        else:
            self._typed(typed)

    def is_editing(self) -> bool:
        return self._editor is not None

    def _place_editor(self) -> None:
        if self._editor is None:
            return
        area = self.visualRect(self.currentIndex())
        self._editor.setGeometry(area.adjusted(0, 0, -1, -1))

    def _typed(self, text: str) -> None:
        if self._editing is None or self._editor is None:
            return
        self._refusal.hide()
        self._editor.show_refused(refused=False)
        self._notebook.refusals.pop(self._editing, None)
        self._notebook.typing(self._editing, text)
        self._grid.preview(self._editing, text)

    def _leave_editor(self, step: tuple[int, int] | None) -> None:
        if self._editor is None or self._editing is None:
            return
        address, text = self._editing, self._editor.text()
        if text == block.editable_text(self._grid, address) and address not in self._notebook.drafts:
            self._finish(step)
        elif self._notebook.enter(address, text) or step is None:
            self._finish(step)
            self._grid.renew_row(address.row)

    def _finish(self, step: tuple[int, int] | None) -> None:
        self._close_editor()
        if step is not None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self._step(*step)
        self._mark_focus()

    def _give_up(self) -> None:
        address = self._editing
        self._close_editor()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if address is not None:
            self._notebook.drop_draft(address)
            self._grid.renew_row(address.row)

    def _close_editor(self) -> None:
        editor, self._editor, self._editing = self._editor, None, None
        self._refusal.hide()
        if editor is not None:
            editor.hide()
            editor.deleteLater()

    def commit(self) -> None:
        """Enters what is being typed, as when the page is left."""
        self._leave_editor(None)

    def _show_refusal(self, address: Address, words: str) -> None:
        if address == self._editing and self._editor is not None:
            self._editor.show_refused(refused=True)
            self._say(words, self.currentIndex())
        elif address == self.current_address() and self.hasFocus():
            self._say(words, self.currentIndex())

    def _say(self, words: str, index: Index) -> None:
        area = self.visualRect(index)
        self._refusal.say(words, area.left(), area.bottom() + 2, theme().px(280))

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if self._editor is None and (event.preeditString() or event.commitString()):
            self.edit_current("")
        if self._editor is not None:
            QApplication.sendEvent(self._editor, event)
        else:
            super().inputMethodEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        before = self.currentIndex()
        super().mousePressEvent(event)
        index = self.currentIndex()
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        if self._on_adding_line():
            self.add_row()
        elif index == before and self._grid.cell(index.row(), index.column()).chooser:
            self.edit_current(None, choose=True)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.edit_current(None, choose=True)
