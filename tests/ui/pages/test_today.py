from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDropEvent

from fieldvisit.ui.pages import plan_visit
from fieldvisit.ui.pages.add_stop import AddStop
from fieldvisit.ui.widgets.stop_list import Progress
from fieldvisit.usecases.plan_day import add_stop, day_plan

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(shell, store, today):
    for code in ("D-1", "D-2", "D-3"):
        add_stop(store, today, code)
    shell.go_to("today")
    return shell.current()


def names(page):
    return [row.name for row in page.stops.stops.rows]


def planned(store, today):
    return [stop.dealer for stop in day_plan(store, today, today).stops]


def test_stops_stand_in_their_order_and_the_first_is_next(page):
    assert names(page) == ["Shengyuan Trading", "Derun Grocery", "Lianhe Drinks"]
    assert page.stops.stops.rows[0].progress is Progress.NEXT
    assert page.stops.current_key() == "D-1"


def test_alt_and_an_arrow_moves_a_stop_and_keeps_it_current(page, qtbot, store, today):
    qtbot.keyClick(page.stops, Qt.Key.Key_Down, ALT)
    assert planned(store, today) == ["D-2", "D-1", "D-3"]
    assert page.stops.current_key() == "D-1"
    qtbot.keyClick(page.stops, Qt.Key.Key_Up, ALT)
    assert planned(store, today) == ["D-1", "D-2", "D-3"]


def test_del_takes_a_stop_out_and_undo_puts_it_back(page, shell, qtbot, store, today):
    qtbot.keyClick(page.stops, Qt.Key.Key_Down)
    qtbot.keyClick(page.stops, Qt.Key.Key_Delete)
    assert planned(store, today) == ["D-1", "D-3"]
    assert "Derun Grocery" in shell.undo_strip.words()
    qtbot.keyClick(shell, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert planned(store, today) == ["D-1", "D-2", "D-3"]
    assert page.stops.current_key() == "D-2"


def test_a_stop_is_added_by_typing_its_initials(shell, qtbot, store, today):
    chooser = AddStop(shell.desk, shell)
    chooser.chosen.connect(shell.current()._add)
    chooser.open()
    qtbot.keyClicks(chooser.field, "dr")
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    assert planned(store, today) == ["D-2"]
    assert names(shell.current()) == ["Derun Grocery"]


def test_enter_starts_the_visit_and_a_second_time_continues_it(page, shell, qtbot):
    opened: list[str] = []
    shell.desk.visit_asked.disconnect()
    shell.desk.visit_asked.connect(opened.append)
    qtbot.keyClick(page.stops, Qt.Key.Key_Return)
    shell.go_to("today")
    assert page.start.text() == "Continue visit"
    assert not page.remove.isEnabled()
    qtbot.mouseClick(page.start, Qt.MouseButton.LeftButton)
    assert len(opened) == 2
    assert opened[0] == opened[1]


def test_the_days_beside_it_have_plans_of_their_own(page, qtbot, today):
    qtbot.keyClick(page.stops, Qt.Key.Key_Right, ALT)
    assert page.day == today + timedelta(days=1)
    assert names(page) == []
    assert page.empty.isVisible()
    qtbot.mouseClick(page.back, Qt.MouseButton.LeftButton)
    assert names(page) == ["Shengyuan Trading", "Derun Grocery", "Lianhe Drinks"]


def test_without_dealers_the_page_says_where_they_come_from(open_shell, empty_store):
    page = open_shell(empty_store).current()
    assert "Import" in page.empty.sentence()


def test_where_there_is_little_room_the_side_is_a_button_away(page, shell, qtbot):
    shell.resize(700, 700)
    assert not page.side.isVisible()
    assert page.halves.swap.isVisible()
    qtbot.mouseClick(page.halves.swap, Qt.MouseButton.LeftButton)
    assert page.side.isVisible()
    qtbot.waitUntil(lambda: page.side.width() == page.halves.width())
    shell.resize(1280, 800)
    qtbot.waitUntil(lambda: page.side.width() < page.halves.width() / 2)


def test_a_stop_is_moved_by_dropping_it_on_another(page, store, today):
    target = page.stops.visualRect(page.stops.stops.index(2)).center()
    data = page.stops.stops.mimeData([page.stops.stops.index(0)])
    event = QDropEvent(
        QPointF(target), Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    page.stops.dropEvent(event)
    assert planned(store, today) == ["D-2", "D-3", "D-1"]
    assert page.stops.current_key() == "D-1"


def answered(monkeypatch, day):
    monkeypatch.setattr(plan_visit, "ask_other_day", lambda _today, _shown, _parent: day)


def test_ctrl_g_goes_to_any_day_and_back_is_one_button_away(page, qtbot, monkeypatch, today):
    answered(monkeypatch, date(1998, 5, 6))
    qtbot.keyClick(page.stops, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert page.day == date(1998, 5, 6)
    assert page.date.text() == "Wed 6 May 1998"
    page._add("D-2")
    assert names(page) == ["Derun Grocery"]
    qtbot.mouseClick(page.back, Qt.MouseButton.LeftButton)
    assert page.day == today


def test_the_date_is_a_button_that_says_what_it_does(page, qtbot, monkeypatch):
    answered(monkeypatch, None)
    before = page.day
    assert "Ctrl+G" in page.date.toolTip()
    assert page.date.accessibleName().startswith("Day: ")
    qtbot.mouseClick(page.date, Qt.MouseButton.LeftButton)
    assert page.day == before


def test_a_visit_planned_for_an_old_day_is_seen_there(shell, qtbot, monkeypatch):
    monkeypatch.setattr(plan_visit, "ask_day", lambda _today, _parent: date(1998, 5, 6))
    shell.go_to("dealers")
    dealers = shell.current()
    dealers.plan("D-1")
    dealers.notice.followed.emit()
    assert shell.current().day == date(1998, 5, 6)
    assert names(shell.current()) == ["Shengyuan Trading"]


def test_a_computed_reason_stands_before_the_one_that_was_given(shell, store, today):
    add_stop(store, today, "D-1", "Promotion ends")
    shell.go_to("today")
    assert shell.current().stops.stops.rows[0].reason == "Not visited before · Promotion ends"
