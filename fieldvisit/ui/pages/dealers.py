"""Dealers: the list with its search, and the card of the one that is chosen."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from fieldvisit.domain.language import ntr, tr
from fieldvisit.ui import tasks
from fieldvisit.ui.desk import Desk
from fieldvisit.ui.pages.dealer_card import DealerCard
from fieldvisit.ui.pages.dealer_rows import dealer_columns, dealer_records
from fieldvisit.ui.pages.page import Page
from fieldvisit.ui.table_saving import export_to_file
from fieldvisit.ui.theme import theme
from fieldvisit.ui.widgets.buttons import Button, primary
from fieldvisit.ui.widgets.empty_state import EmptyState
from fieldvisit.ui.widgets.filters import FilterRow
from fieldvisit.ui.widgets.page_header import PageHeader
from fieldvisit.ui.widgets.record_table import RecordTable
from fieldvisit.ui.widgets.search_field import SearchField
from fieldvisit.ui.widgets.two_panes import TwoPanes
from fieldvisit.usecases import plan_day
from fieldvisit.usecases.dealers import DealerLine, Sales, list_dealers, overview, yearly_sales
from fieldvisit.usecases.start_visit import start_visit

ALL, NEW = "all", "new"
_CARD, _BOTH_NEED = 340, 760


class DealersPage(Page):
    """Enter or the button starts a visit; a dealer can be added and changed by hand."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._lines: list[DealerLine] = []
        self._shown: list[DealerLine] = []
        self._sales: dict[str, Sales] = {}
        self._planned: date | None = None
        self.notice.followed.connect(self._show_planned_day)
        self.column.addWidget(self._header())
        self.column.addWidget(self.notice)
        self.filters = FilterRow(tr("Class"))
        self.filters.chosen.connect(lambda _key: self._show())
        self.table = RecordTable(dealer_columns(), tr("Dealers"))
        self.table.chosen.connect(self._show_card)
        self.table.opened.connect(lambda _key: self.start())
        self.card = DealerCard(desk)
        self.card.edit_asked.connect(self.edit)
        self.card.plan_asked.connect(self.plan)
        self.empty = EmptyState(tr("No dealers yet. Import them from Excel."), tr("Import"), "file-up")
        self.empty.asked.connect(lambda: self.desk.open_page("data"))
        self.stack = QStackedWidget()
        self.stack.addWidget(self._halves())
        self.stack.addWidget(self.empty)
        self.column.addWidget(self.stack, 1)
        self.header.add_action(self.halves.swap)
        self.bind("Ctrl+F", self.search.setFocus)

    def _header(self) -> PageHeader:
        self.header = PageHeader(tr("Dealers"))
        self.search = SearchField(tr("Name, code, pinyin"), keys="Ctrl F", width=200)
        self.search.searched.connect(self._search)
        self.search.left_downwards.connect(self._enter_table)
        self.export = Button(tr("Export"), "file-down")
        self.export.clicked.connect(self.export_list)
        self.add = Button(tr("New dealer"), "plus")
        self.add.clicked.connect(self.add_dealer)
        self.begin = primary(tr("Start visit"), "play")
        self.begin.clicked.connect(self.start)
        for action in (self.search, self.export, self.add, self.begin):
            self.header.add_action(action)
        return self.header

    def _halves(self) -> TwoPanes:
        self.left = QWidget()
        column = QVBoxLayout(self.left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.filters.setContentsMargins(theme().px(12), theme().px(8), theme().px(12), theme().px(8))
        column.addWidget(self.filters)
        column.addWidget(self.table, 1)
        self.halves = TwoPanes(self.left, self.card, tr("Record card"), needs=_BOTH_NEED, side_width=_CARD)
        return self.halves

    # What is shown

    def refresh(self) -> None:
        self._lines = list_dealers(self.desk.store)
        labels = sorted({line.class_label for line in self._lines if line.class_label})
        counts = [(label, label, sum(line.class_label == label for line in self._lines)) for label in labels]
        unclassed = sum(not line.class_label for line in self._lines)
        rest = [(NEW, tr("No class"), unclassed)] if unclassed and labels else []
        self.filters.set_choices([(ALL, tr("All"), len(self._lines)), *counts, *rest])
        self.header.set_subtitle(ntr("{count} dealer", "{count} dealers", len(self._lines)))
        self.stack.setCurrentIndex(0 if self._lines else 1)
        self.export.setEnabled(bool(self._lines))
        self._show()
        self._sum_up()

    def _sum_up(self) -> None:
        """The sales of a year take a large store a moment, so they come when they are summed."""
        store, today = self.desk.store, self.desk.today()
        tasks.run(lambda _progress: yearly_sales(store, today), on_done=self._take_sales)

    def _take_sales(self, sales: dict[str, Sales]) -> None:
        if sales != self._sales:
            self._sales = sales
            self._fill()

    def _show(self) -> None:
        wanted = self.filters.current()
        shown = [line for line in self._lines if wanted == ALL or line.class_label == ("" if wanted == NEW else wanted)]
        self._shown = shown
        self._fill()
        self._show_card(self.table.current_key())

    def _fill(self) -> None:
        self.table.set_records(dealer_records(self._shown, self._sales, self.desk.today()))

    def _search(self, words: str) -> None:
        self.table.search(words)
        self._show_card(self.table.current_key())

    def _enter_table(self) -> None:
        self.table.setFocus()

    def _show_card(self, code: object) -> None:
        self.begin.setEnabled(isinstance(code, str))
        seen = overview(self.desk.store, code, self.desk.today()) if isinstance(code, str) else None
        self.card.show_overview(seen)

    def show_dealer(self, code: str) -> None:
        """Makes a dealer the chosen one, whatever was searched or filtered before."""
        self.search.clear()
        self.filters.choose(ALL)
        self._show()
        self.table.choose(code)
        self.table.setFocus()

    # What is done

    def start(self) -> None:
        code = self.table.current_key()
        if isinstance(code, str):
            visit = start_visit(self.desk.store, code, self.desk.today(), datetime.now().astimezone())
            self.desk.has_saved()
            self.desk.open_visit(visit)

    def plan(self, code: str) -> None:
        """Puts the dealer on a day that the rep chooses."""
        from fieldvisit.ui.pages.plan_visit import ask_day

        day = ask_day(self.desk.today(), self)
        if day is not None:
            plan_day.add_stop(self.desk.store, day, code)
            self.desk.has_saved()
            self._planned = day
            self.notice.show_notice(tr("Planned for {day}.", day=day), tr("Show the day"), "info")

    def _show_planned_day(self) -> None:
        if self._planned is not None:
            self.notice.hide()
            self.desk.open_day(self._planned)

    def export_list(self) -> None:
        """All dealers as a table that can be taken in again."""
        export_to_file(self.desk, self, "dealers")

    def edit(self, code: str) -> None:
        from fieldvisit.ui.pages.dealer_form import DealerForm

        self._open_form(DealerForm(self.desk, code, self))

    def add_dealer(self) -> None:
        from fieldvisit.ui.pages.dealer_form import DealerForm

        self._open_form(DealerForm(self.desk, None, self))

    def _open_form(self, form: QWidget) -> None:
        form.kept.connect(self._kept)  # type: ignore[attr-defined]
        form.open()  # type: ignore[attr-defined]

    def _kept(self, code: str) -> None:
        self.desk.has_saved()
        self.refresh()
        self.show_dealer(code)

    def first_field(self) -> QWidget | None:
        return self.table if self._lines else self.empty.button

    def panes(self) -> list[QWidget]:
        return [self.left if self._lines else self.empty, self.card, self.header]
