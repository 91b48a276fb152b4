"""Today: the stops of a day with their reasons and exceptions, and beside them what is promised and the week."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from fieldvisit.domain import formats
from fieldvisit.domain.days import days_after, days_before
from fieldvisit.domain.formats import day as day_words
from fieldvisit.domain.formats import weekday
from fieldvisit.domain.language import ntr, tr
from fieldvisit.ui.desk import Desk
from fieldvisit.ui.pages.page import Page
from fieldvisit.ui.pages.stop_rows import seen_rows, stop_rows
from fieldvisit.ui.pages.today_side import WIDTH, TodaySide
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.buttons import Button, IconButton, link, primary
from fieldvisit.ui.widgets.empty_state import EmptyState
from fieldvisit.ui.widgets.labels import KeyHint, NameLabel, label
from fieldvisit.ui.widgets.page_header import PageHeader
from fieldvisit.ui.widgets.stop_list import StopList
from fieldvisit.ui.widgets.two_panes import TwoPanes

if TYPE_CHECKING:
    from fieldvisit.usecases.first_look import SeenStop
    from fieldvisit.usecases.plan_day import DayPlan, Stop

_BOTH_NEED = 740


class TodayPage(Page):
    """One day at a time: the arrows, Alt+Left and Alt+Right go to the days beside it, Ctrl+G and the date to any."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.day = desk.today()
        self._plan: DayPlan | None = None
        self.side = TodaySide(desk)
        self.halves = TwoPanes(self._main(), self.side, tr("Promises and week"), needs=_BOTH_NEED, side_width=WIDTH)
        self.column.addWidget(self._header())
        self.column.addWidget(self.notice)
        self.column.addWidget(self.halves, 1)
        self.bind("Alt+Left", lambda: self.show_day(days_before(self.day, 1)))
        self.bind("Alt+Right", lambda: self.show_day(days_after(self.day, 1)))
        self.bind("Ctrl+G", self.ask_day)
        self.bind("Ctrl+N", self.add_stop)
        self.bind("Ctrl+Z", self.desk.undo_wanted.emit)

    def _header(self) -> PageHeader:
        self.header = PageHeader(tr("Today"))
        self.before = IconButton("chevron-left", tr("The day before (Alt+Left)"))
        self.before.clicked.connect(lambda: self.show_day(days_before(self.day, 1)))
        self.after = IconButton("chevron-right", tr("The day after (Alt+Right)"))
        self.after.clicked.connect(lambda: self.show_day(days_after(self.day, 1)))
        self.back = Button(tr("Back to today"), bar=True)
        self.back.clicked.connect(lambda: self.show_day(self.desk.today()))
        self.palette_button = Button(tr("Find or do"), "search", keys=tr("Ctrl K"))
        self.palette_button.clicked.connect(self.desk.palette_asked)
        self.add = Button(tr("Add stop"), "plus")
        self.add.clicked.connect(self.add_stop)
        self.start = primary(tr("Start visit"), "play")
        self.start.clicked.connect(self.start_current)
        self.date = link(_day_words(self.day))
        self.date.setToolTip(tr("Go to a day (Ctrl+G)"))
        self.date.clicked.connect(self.ask_day)
        for beside in (self.before, self.date, self.after, self.back):
            self.header.add_beside_title(beside)
        for action in (self.palette_button, self.halves.swap, self.add, self.start):
            self.header.add_action(action)
        return self.header

    def _main(self) -> QWidget:
        self.stops = StopList(tr("Stops of the day"))
        self.stops.opened.connect(lambda _key: self.start_current())
        self.stops.chosen.connect(self._show_action)
        self.stops.move_asked.connect(self.move_stop)
        self.stops.removal_asked.connect(self.remove_stop)
        self.empty = EmptyState("", tr("Add stop"), "plus")
        self.empty.asked.connect(self.add_stop)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._list_with_head())
        self.stack.addWidget(self.empty)
        return self.stack

    def _list_with_head(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._list_head())
        column.addWidget(self.stops, 1)
        return holder

    def _list_head(self) -> QFrame:
        head = QFrame()
        head.setProperty("rule", "below")
        head.setFixedHeight(theme().px(38))
        row = QHBoxLayout(head)
        row.setContentsMargins(theme().px(16), 0, theme().px(14), 0)
        row.setSpacing(theme().px(4))
        self.count = NameLabel("", Role.GRID_STRONG)
        row.addWidget(self.count, 1)
        self.remove = Button(tr("Take out"), bar=True, keys=tr("Del"))
        self.remove.clicked.connect(lambda: self.remove_stop(self.stops.current_key()))
        row.addWidget(self.remove)
        row.addSpacing(theme().px(8))
        row.addWidget(label(tr("Change the order"), Role.GRID, "text2"))
        for keys in ("Alt", "↑", "↓"):
            row.addWidget(KeyHint(keys))
        return head

    # What is shown

    def show_day(self, day: date) -> None:
        self.day = day
        if self.desk.is_open:
            self.refresh()
        self.stops.setFocus()

    def show_first_look(self, stops: list[SeenStop]) -> None:
        """Shows the stops while the store is still being opened; `refresh` then adds reasons and exceptions."""
        self._show_date()
        self.back.hide()
        rows = seen_rows(stops)
        self.stack.setCurrentIndex(0 if rows else 1)
        self.stops.set_rows(rows)
        self._show_action()

    def refresh(self) -> None:
        from fieldvisit.usecases import plan_day

        current = self.stops.current_key()
        self._plan = plan_day.day_plan(self.desk.store, self.day, self.desk.today())
        self._show_head()
        rows = stop_rows(self._plan)
        self.stack.setCurrentIndex(0 if rows else 1)
        self.empty.set_sentence(self._nothing_words())
        self.stops.set_rows(rows, current)
        self.side.show_plan(self._plan)
        self._show_action()

    def _show_head(self) -> None:
        is_today = self.day == self.desk.today()
        self.header.set_title(tr("Today") if is_today else tr("Plan of the day"))
        self._show_date()
        self.back.setVisible(not is_today)
        plan = self._plan
        if plan is not None:
            stops = ntr("{count} stop", "{count} stops", len(plan.stops))
            visited = ntr("{count} visited", "{count} visited", sum(stop.visited for stop in plan.stops))
            self.count.set_whole(formats.listed((stops, visited)))

    def _show_date(self) -> None:
        self.date.setText(_day_words(self.day))
        self.date.setAccessibleName(tr("Day: {day}", day=_day_words(self.day)))
        self.date.updateGeometry()

    def _nothing_words(self) -> str:
        if self._plan is not None and not self._plan.any_dealers:
            return tr("No dealers yet. Import them on the Data page, or add one on the Dealers page.")
        return tr("No stops on this day yet. Add the dealers you want to call on.")

    def _show_action(self, _key: object = None) -> None:
        stop = self._current()
        self.start.setEnabled(stop is not None)
        self.remove.setEnabled(stop is not None and not stop.visit_id)
        self.start.setText(_action_words(stop))
        self.start.updateGeometry()

    def _current(self) -> Stop | None:
        key = self.stops.current_key()
        stops = self._plan.stops if self._plan else ()
        return next((stop for stop in stops if stop.dealer == key), None)

    # What is done

    def start_current(self) -> None:
        """Opens the visit of the current stop, started now where there is none yet."""
        from fieldvisit.usecases.start_visit import start_visit

        stop = self._current()
        if stop is None:
            return
        visit = stop.visit_id or start_visit(self.desk.store, stop.dealer, self.day, datetime.now().astimezone())
        self.desk.has_saved()
        self.desk.open_visit(visit)

    def ask_day(self) -> None:
        """Goes to the day that is typed, however far away."""
        from fieldvisit.ui.pages.plan_visit import ask_other_day

        day = ask_other_day(self.desk.today(), self.day, self)
        if day is not None:
            self.show_day(day)

    def add_stop(self) -> None:
        if self._plan is None:
            return
        from fieldvisit.ui.pages.add_stop import AddStop

        chooser = AddStop(self.desk, self)
        chooser.chosen.connect(self._add)
        chooser.open()

    def _add(self, dealer: str) -> None:
        from fieldvisit.usecases import plan_day

        plan_day.add_stop(self.desk.store, self.day, dealer)
        self.desk.has_saved()
        self.refresh()
        self._choose(dealer)

    def _choose(self, dealer: str) -> None:
        keys = [row.key for row in self.stops.stops.rows]
        if dealer in keys:
            self.stops.setCurrentIndex(self.stops.stops.index(keys.index(dealer)))
        self.stops.setFocus()

    def move_stop(self, dealer: str | None, step: int) -> None:
        """Moves a stop by `step` places; at the ends of the list nothing happens."""
        from fieldvisit.usecases import plan_day

        if dealer is None or self._plan is None:
            return
        plan_day.move_stop(self.desk.store, self.day, dealer, step)
        self.desk.has_saved()
        self.refresh()

    def remove_stop(self, dealer: object) -> None:
        """Takes a stop out of the day; it can be taken back. One with a visit stays."""
        from fieldvisit.usecases import plan_day

        stop = self._current()
        if stop is None or stop.dealer != dealer or stop.visit_id:
            return
        removed, day = plan_day.remove_stop(self.desk.store, self.day, stop.dealer), self.day
        self.desk.has_saved()
        self.refresh()

        def take_back() -> None:
            plan_day.restore_stop(self.desk.store, day, removed)
            self.desk.has_saved()
            self.show_day(day)
            self._choose(removed.dealer)

        self.desk.undo_offered.emit(tr("{name} taken out of the day.", name=stop.name), take_back)

    def first_field(self) -> QWidget | None:
        return self.stops if self._plan is not None and self._plan.stops else self.empty.button

    def panes(self) -> list[QWidget]:
        return [self.stack, self.side, self.header]


def _day_words(day: date) -> str:
    return f"{weekday(day)} {day_words(day)}"


def _action_words(stop: Stop | None) -> str:
    if stop is None or not stop.visit_id:
        return tr("Start visit")
    return tr("Open visit") if stop.visited else tr("Continue visit")
