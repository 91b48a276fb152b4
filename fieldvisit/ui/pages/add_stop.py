"""Choosing a dealer to call on: by name, code or pinyin initials."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from fieldvisit.domain.formats import day as day_words
from fieldvisit.domain.language import tr
from fieldvisit.ui.desk import Desk
from fieldvisit.ui.dialogs import Sheet
from fieldvisit.ui.theme import theme
from fieldvisit.ui.widgets.record_table import RecordTable
from fieldvisit.ui.widgets.records import Cell, Column, Kind, Record
from fieldvisit.ui.widgets.search_field import SearchField
from fieldvisit.usecases.dealers import DealerLine, due_day, list_dealers


class AddStop(Sheet):
    """Enter takes the dealer that is marked; `chosen` brings its code."""

    chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("Add a stop"), parent, width=560)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.field = SearchField(tr("Name, code, pinyin initials"))
        self.table = RecordTable(_columns(), tr("Dealers"))
        self.table.setMinimumHeight(theme().px(320))
        self.table.set_records([dealer_record(line) for line in list_dealers(desk.store)])
        self.body.addWidget(self.field)
        self.body.addWidget(self.table, 1)
        self.add_answers(tr("Add"), tr("Cancel"))
        self.field.searched.connect(self._search)
        self.field.installEventFilter(self)
        self.table.opened.connect(lambda _key: self.accept())
        self.field.setFocus()

    def _search(self, words: str) -> None:
        self.table.search(words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down move the mark while one goes on typing."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            count = self.table.records.rowCount()
            if step is not None and count:
                self.table.choose_row((self.table.currentIndex().row() + step) % count)
                return True
        return super().eventFilter(watched, event)

    def accept(self) -> None:
        code = self.table.current_key()
        super().accept()
        if isinstance(code, str):
            self.chosen.emit(code)


def _columns() -> list[Column]:
    return [
        Column(tr("Dealer"), width=220, stretch=1),
        Column(tr("Class"), Kind.BADGE, width=72),
        Column(tr("City"), width=110, drop=1),
        Column(tr("Next due"), width=110),
    ]


def dealer_record(line: DealerLine) -> Record:
    """A dealer in a short list."""
    due = due_day(line.last_visit, line.visit_interval_days, line.class_label)
    cells = (
        Cell(line.name, line.name_local),
        Cell(line.class_label),
        Cell(line.city, tone="text2"),
        Cell(day_words(due), tone="text2"),
    )
    return Record(line.code, cells, line.search_key or f"{line.name} {line.code}".casefold())
