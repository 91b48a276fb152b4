"""Locked by hand, by time and by sleep, and opened again."""

import contextlib
import gc
from datetime import UTC, datetime

import shiboken6
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QToolTip

from fieldvisit.store import visits
from fieldvisit.ui import dialogs, tasks
from fieldvisit.ui.crash import CrashDialog
from fieldvisit.ui.idleness import TICK_MS
from fieldvisit.ui.palette import Palette
from fieldvisit.ui.shortcuts import ShortcutsDialog
from fieldvisit.ui.visit.editors.signature import SignatureBox
from fieldvisit.ui.visit.page import VisitPage
from fieldvisit.usecases.close_visit import close_visit
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.passphrase import unlock
from fieldvisit.usecases.places import default_store
from tests.factories.desks import WORKED_ID
from tests.factories.keys import PASSPHRASE
from tests.factories.locked import cell, closed, lock_page, opened, type_in, words_in

DEALER = "Shengyuan"


def test_locking_takes_all_away_and_unlocking_brings_it_back_half_typed(at_work, qtbot):
    program = at_work
    board, place = program.shell.board(), cell(program.shell.board())
    program.shell.lock_asked.emit()
    page = lock_page(program)
    closed(program, qtbot)
    qtbot.waitUntil(lambda: not shiboken6.isValid(board))
    assert program.holding.key is None
    assert DEALER not in words_in(program.shell)
    assert program.shell.focusWidget() is page.ask.field.line
    type_in(program, qtbot, PASSPHRASE)
    opened(program, qtbot)
    qtbot.waitUntil(lambda: program.shell.page_key == "visit")
    again = program.shell.board()
    qtbot.waitUntil(lambda: again.here == place)
    assert again.desk.drafts[place] == "12."
    assert again.desk.visit.value(place) != 12, "half typed it stays"
    assert "half typed is in the cell" in again.notice.words()


def test_the_key_locks_and_no_key_reaches_what_lies_below(at_work, qtbot):
    program = at_work
    qtbot.keyClick(program.shell, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    lock_page(program)
    closed(program, qtbot)
    qtbot.keyClick(program.shell, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(program.shell, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert program.shell.is_covered
    assert program.shell.page_key == "visit"
    assert QApplication.activePopupWidget() is None


def test_one_is_back_on_the_tab_where_one_was_after_a_lock_and_after_a_change_of_looks(at_work, qtbot):
    program = at_work
    program.shell.go_to("settings").show_tab("thresholds")
    program.rooms.locking.lock()
    closed(program, qtbot)
    type_in(program, qtbot, PASSPHRASE)
    opened(program, qtbot)
    page = program.shell.current()
    assert page.tabs.currentWidget() is page.thresholds
    program.shell.rebuild()
    page = program.shell.current()
    assert page.tabs.currentWidget() is page.thresholds
    program.shell.go_to("today")
    assert program.shell.go_to("settings").tabs.currentWidget() is page.thresholds


def test_after_the_minutes_the_store_is_locked(at_work, qtbot):
    at_work.rooms.locking.idleness._last_input -= 301
    qtbot.waitUntil(lambda: at_work.shell.is_covered)
    assert "5 minutes" in lock_page(at_work).why.text()
    closed(at_work, qtbot)


def test_after_a_sleep_the_store_is_locked_at_the_next_tick(at_work, qtbot):
    assert TICK_MS < 1000, "within a second"
    at_work.rooms.locking.idleness._last_wall -= 60
    qtbot.waitUntil(lambda: at_work.shell.is_covered)
    assert "slept" in lock_page(at_work).why.text()


def test_typing_keeps_the_lock_away(at_work, qtbot):
    at_work.rooms.locking.idleness._last_input -= 299
    qtbot.keyClicks(QApplication.focusWidget(), "5")  # straight to the cell, as an input method does
    qtbot.waitUntil(lambda: at_work.shell.board().desk.drafts.get(cell(at_work.shell.board())) == "12.5")
    at_work.rooms.locking.idleness._last_input -= 299
    at_work.rooms.locking.idleness.look()
    assert not at_work.shell.is_covered


def test_dialogs_and_previews_go_with_the_lock(at_work, qtbot):
    program = at_work
    ShortcutsDialog(program.shell).open()
    program.shell.open_palette()
    program.rooms.locking.lock()
    qtbot.waitUntil(
        lambda: [each for each in QApplication.topLevelWidgets() if each.isVisible()] == [program.shell], timeout=1000
    )
    closed(program, qtbot)


def test_what_was_closed_over_the_window_is_thrown_away_with_the_lock(at_work, qtbot):
    program = at_work
    program.shell.open_palette()
    sheet = dialogs.Sheet(f"{DEALER} owes", program.shell)
    sheet.show()
    sheet.reject()
    program.rooms.locking.lock()
    closed(program, qtbot)
    qtbot.waitUntil(lambda: not shiboken6.isValid(sheet))
    qtbot.waitUntil(lambda: not program.shell.findChildren(Palette))
    assert not [each for each in QApplication.topLevelWidgets() if DEALER in words_in(each)]


def test_a_hint_that_is_shown_goes_with_the_lock(at_work, qtbot):
    program = at_work
    QToolTip.showText(QPoint(200, 200), f"{DEALER} owes", program.shell)
    assert QToolTip.isVisible()
    program.rooms.locking.lock()
    closed(program, qtbot)
    qtbot.waitUntil(lambda: not [each for each in QApplication.allWidgets() if DEALER in words_of(each)])


def words_of(widget):
    return widget.text() if isinstance(widget, QLabel) else ""


def test_the_crash_dialog_stays_over_the_lock(at_work, qtbot):
    dialog = CrashDialog("a stack", parent=at_work.shell)
    dialog.open()
    at_work.rooms.locking.lock()
    closed(at_work, qtbot)
    assert dialog.isVisible()
    dialog.go_on.click()
    lock_page(at_work)


def test_a_question_that_waits_for_an_answer_is_called_off(at_work, qtbot):
    answers = []
    qtbot.waitUntil(lambda: not tasks.running())
    QTimer.singleShot(50, at_work.rooms.locking.lock)
    answers.append(dialogs.ask("Sure?", "Really?", "Yes", at_work.shell))
    assert answers == [False]
    closed(at_work, qtbot)


def test_a_stroke_that_is_being_drawn_is_kept(at_work, qtbot):
    board = at_work.shell.board()
    board.show_step("account")
    boxes = board.findChildren(SignatureBox)
    qtbot.waitUntil(lambda: any(each.isVisible() and each.writable for each in boxes))
    box = next(each for each in boxes if each.isVisible() and each.writable)
    before = len(box.strokes)
    box.begin(QPointF(20, 20))
    box.draw_to(QPointF(60, 30))
    at_work.rooms.locking.lock()
    closed(at_work, qtbot)
    with contextlib.closing(open_store(at_work.store_path, key=unlock(at_work.store_path, PASSPHRASE))) as store:
        with store.read() as session:
            visit = visits.load_visit(session, WORKED_ID)
        kept = [value for value in visit.step("account").values.values() if isinstance(value, list)]
    assert max(len(strokes) for strokes in kept) == before + 1


def test_a_plain_store_is_not_locked_but_told_how(start, home, qtbot):
    open_store(default_store()).close()
    program = start(default_store())
    opened(program, qtbot)
    program.shell.lock_asked.emit()
    assert not program.shell.is_covered
    assert "Settings, Protection" in program.shell.status.middle_words()


def test_the_visit_page_is_let_go(at_work, qtbot):
    at_work.rooms.locking.lock()
    closed(at_work, qtbot)
    qtbot.waitUntil(lambda: at_work.shell.findChildren(VisitPage) == [])


def test_nothing_holds_the_key_any_more(at_work, qtbot):
    keys = [at_work.holding.key]
    at_work.rooms.locking.lock()
    closed(at_work, qtbot)
    qtbot.wait(50)
    gc.collect()
    assert [each for each in gc.get_referrers(keys[0]) if each is not keys] == []


def test_a_closed_visit_comes_back_at_its_step(at_work, qtbot):
    board = at_work.shell.board()
    board.notebook.enter(cell(board), "12")
    close_visit(at_work.desk.store, WORKED_ID, datetime(2026, 9, 15, 12, tzinfo=UTC))
    at_work.shell.go_to("visits")
    at_work.shell.open_visit(WORKED_ID)
    at_work.shell.board().show_step("prices")
    at_work.rooms.locking.lock()
    closed(at_work, qtbot)
    type_in(at_work, qtbot, PASSPHRASE)
    opened(at_work, qtbot)
    qtbot.waitUntil(lambda: at_work.shell.board() is not None)
    qtbot.waitUntil(lambda: at_work.shell.board().current.step.key == "prices")
    assert at_work.shell.board().notebook.read_only
