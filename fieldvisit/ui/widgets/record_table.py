"""A table to read and choose from, one row or several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from fieldvisit.ui.theme import theme
from fieldvisit.ui.widgets.column_shares import widths
from fieldvisit.ui.widgets.record_delegate import RecordDelegate
from fieldvisit.ui.widgets.records import Column, Record
from fieldvisit.ui.widgets.records_model import RecordsModel

ROW, HEAD = 32, 30


class RecordTable(QTableView):
    """`chosen` follows the current row, `opened` is Enter or a double click; both bring the record's key.

    With `many` several rows can be selected, as in any list of files: Shift and the arrows or a click for a stretch,
    Ctrl and a click or Space for single ones, Ctrl+A for all that are shown; `selected` tells that they changed.
    """

    chosen = Signal(object)
    opened = Signal(object)
    selected = Signal()

    def __init__(self, columns: Sequence[Column], name: str, *, many: bool = False) -> None:
        super().__init__()
        self.records = RecordsModel(columns)
        self._delegate = RecordDelegate(self.records)
        self.setModel(self.records)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self._dress()
        if many:
            self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.selectionModel().currentRowChanged.connect(self._tell_chosen)
        self.selectionModel().selectionChanged.connect(self.selected)
        self.doubleClicked.connect(self._tell_opened)

    def _dress(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme().px(ROW))
        head = self.horizontalHeader()
        head.setFixedHeight(theme().px(HEAD))
        head.setMinimumSectionSize(theme().px(24))
        head.setHighlightSections(False)
        head.setSectionsClickable(False)

    def set_records(self, records: Sequence[Record]) -> None:
        """Shows other records; what was current and selected stays so where it is still there."""
        key, selected = self.current_key(), self.selected_keys()
        self.records.set_records(records)
        self._take_up(key, selected)

    def search(self, words: str) -> None:
        key, selected = self.current_key(), self.selected_keys()
        self.records.search(words)
        self._take_up(key, selected)

    def _take_up(self, key: object, selected: Sequence[object]) -> None:
        row = self.records.row_of(key) if key is not None else None
        if row is None and self.records.rowCount():
            row = 0
        if row is None:
            self.chosen.emit(None)
            self.selected.emit()
            return
        self.choose_row(row)
        if len(selected) > 1:
            self.select(selected)

    def select(self, keys: Iterable[object]) -> None:
        """Selects the records of `keys` that are shown; the current one stays where it is."""
        wanted, rows = set(keys), QItemSelection()
        for row, key in enumerate(self.records.shown_keys()):
            if key in wanted:
                rows.select(self.records.index(row, 0), self.records.index(row, self.records.columnCount() - 1))
        self.selectionModel().select(rows, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def selected_keys(self) -> list[object]:
        """The keys of the selected records, in the order of the list."""
        return [self.records.record(row).key for row in sorted(each.row() for each in self._selected_rows())]

    def _selected_rows(self) -> list[QModelIndex]:
        return self.selectionModel().selectedRows()

    def choose_row(self, row: int) -> None:
        index = self.records.index(row, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def choose(self, key: object) -> bool:
        """Makes the record of `key` current; False where it is not shown."""
        row = self.records.row_of(key)
        if row is not None:
            self.choose_row(row)
        return row is not None

    def current_key(self) -> object:
        """The key of the current record; None where there is none."""
        index = self.currentIndex()
        return self.records.record(index.row()).key if index.isValid() else None

    def _tell_chosen(self, current: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self.records.record(current.row()).key)

    def _tell_opened(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self.records.record(index.row()).key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self._tell_opened(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        shared = widths(self.records.columns, self.viewport().width(), theme().scale / 100)
        self.records.last_shown = max(shared)
        for number in range(len(self.records.columns)):
            self.setColumnHidden(number, number not in shared)
            if number in shared:
                self.setColumnWidth(number, shared[number])

    def sizeHint(self) -> QSize:
        return QSize(sum(theme().px(column.width) for column in self.records.columns), theme().px(240))
