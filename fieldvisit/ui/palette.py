"""Ctrl+K: finds any dealer, product, visit or command by name, code or pinyin initials."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from fieldvisit.domain.formats import day as day_words
from fieldvisit.domain.language import tr
from fieldvisit.domain.product_names import ProductName
from fieldvisit.ui.desk import Desk
from fieldvisit.ui.rail import PLACES, SETTINGS
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.labels import label
from fieldvisit.ui.widgets.record_table import RecordTable
from fieldvisit.ui.widgets.records import Cell, Column, Record
from fieldvisit.ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from fieldvisit.ui.visit.board import VisitBoard
    from fieldvisit.usecases.list_visits import VisitHead

_SHOWN = 10
_LISTED = 200


@dataclass(frozen=True)
class Finding:
    """One thing to go to: what it is, its name, the text it is found by and what happens on Enter."""

    kind: str
    words: str
    second: str
    found_by: str
    go: Callable[[], object]


_ABOVE = 64
"""Design pixels of the window that stay seen over the palette."""


class Palette(QDialog):
    """Typing narrows, arrows choose, Enter goes there, Esc closes. `board` is the visit that is seen, None for none."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, board: VisitBoard | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.desk = desk
        self.setAccessibleName(tr("Find or do"))
        self.setProperty("surface", "popup")
        self.setFixedWidth(min(theme().px(560), parent.width() if parent else theme().px(560)))
        self.field = SearchField(tr("Dealer, product, visit or command"))
        self.results = RecordTable(
            [Column(tr("What"), width=96), Column(tr("Title"), width=200, stretch=1)], tr("Found")
        )
        self.results.horizontalHeader().hide()
        wanted = theme().px(32) * _SHOWN
        self.results.setFixedHeight(min(wanted, parent.height() - theme().px(_ABOVE + 64)) if parent else wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(*([theme().px(8)] * 4))
        column.addWidget(self.field)
        column.addWidget(self.results)
        self.nothing = label(tr("Nothing has all these words."), Role.GRID, "text2")
        self.nothing.setContentsMargins(*([theme().px(8)] * 4))
        column.addWidget(self.nothing)
        self._findings = _commands_of(board) + _commands(desk) + _records(desk)
        self.field.searched.connect(self._search)
        self.field.returnPressed.connect(self._go)
        self.field.installEventFilter(self)
        self.results.opened.connect(lambda _key: self._go())
        self.results.clicked.connect(lambda _index: self._go())
        self._search("")

    def _search(self, words: str) -> None:
        """The best first: what begins with the words before what merely holds them."""
        wanted = words.casefold().split()
        found = [finding for finding in self._findings if all(word in finding.found_by for word in wanted)]
        if wanted:
            found.sort(key=lambda finding: not finding.found_by.startswith(wanted[0]))
        self.results.set_records([_shown(finding) for finding in found[:_LISTED]])
        self.results.setVisible(bool(found))
        self.nothing.setHidden(bool(found))
        if found:
            self.results.choose_row(0)

    def _go(self) -> None:
        finding = self.results.current_key()
        if isinstance(finding, Finding):
            self.accept()
            finding.go()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self._move(step)
                return True
        return super().eventFilter(watched, event)

    def _move(self, step: int) -> None:
        count = self.results.records.rowCount()
        if count:
            self.results.choose_row((self.results.currentIndex().row() + step) % count)

    def open_over(self, window: QWidget) -> None:
        """Opens in the upper middle of the window, ready to be typed into."""
        corner = window.mapToGlobal(window.rect().topLeft())
        self.adjustSize()
        self.move(corner.x() + (window.width() - self.width()) // 2, corner.y() + theme().px(_ABOVE))
        self.show()
        self.field.setFocus()


def _shown(finding: Finding) -> Record:
    return Record(finding, (Cell(finding.kind, tone="text3"), Cell(finding.words, finding.second)))


def _commands_of(board: VisitBoard | None) -> list[Finding]:
    if board is None:
        return []
    from fieldvisit.ui.visit.commands import commands_of

    return [Finding(tr("Visit"), words, "", words.casefold(), act) for words, act in commands_of(board)]


def _commands(desk: Desk) -> list[Finding]:
    return [
        Finding(tr("Go to"), tr(place.name), "", tr(place.name).casefold(), partial(desk.open_page, place.key))
        for place in (*PLACES, SETTINGS)
    ] + [
        Finding(tr("Do"), tr("Lock now"), "", tr("Lock now").casefold(), desk.lock_asked.emit),
        Finding(tr("Do"), tr("For support…"), "", tr("For support…").casefold(), desk.diagnostics_asked.emit),
    ]


def _records(desk: Desk) -> list[Finding]:
    """Dealers, products and the latest visits; the dealers first, because they are looked for most."""
    from fieldvisit.usecases.catalogue import list_products
    from fieldvisit.usecases.dealers import list_dealers
    from fieldvisit.usecases.list_visits import list_visits

    dealers = [
        Finding(tr("Dealer"), each.name, each.name_local, each.search_key, partial(desk.open_dealer, each.code))
        for each in list_dealers(desk.store)
    ]
    visits = [
        Finding(
            tr("Visit"),
            each.dealer_name,
            f"{day_words(each.day)} {each.number}",
            _visit_key(each),
            partial(desk.open_visit, each.id),
        )
        for each in list_visits(desk.store, limit=_LISTED)
    ]
    products = [
        Finding(tr("Product"), called, each.code, each.search_key, partial(desk.open_product, each.code))
        for each in list_products(desk.store, desk.today())
        for called in [str(ProductName(each.name, each.name_local))]
    ]
    return dealers + products + visits


def _visit_key(head: VisitHead) -> str:
    return f"{head.dealer_name} {head.number} {head.day.isoformat()} {day_words(head.day)}".casefold()
