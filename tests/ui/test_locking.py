"""A locked store in the window: asked for at the start, locked by hand, by time and by sleep, and opened again."""

import contextlib
import gc
import threading
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from sqlalchemy.orm import Session

from fieldvisit.domain.language import Message
from fieldvisit.domain.visit import Address
from fieldvisit.store import errors, headers, visits
from fieldvisit.store.store import Store
from fieldvisit.ui import dialogs, tasks
from fieldvisit.ui.backup_sheet import BackupSheet
from fieldvisit.ui.crash import CrashDialog
from fieldvisit.ui.lock_page import LockPage
from fieldvisit.ui.passphrase_ask import PassphraseSheet
from fieldvisit.ui.preferences import Preferences
from fieldvisit.ui.shortcuts import ShortcutsDialog
from fieldvisit.ui.store_trouble import StoreTrouble
from fieldvisit.ui.visit.editors.signature import SignatureBox
from fieldvisit.ui.visit.page import VisitPage
from fieldvisit.usecases import attempts, remembered_key
from fieldvisit.usecases.backup import back_up, list_backups
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.passphrase import is_locked, protect, unlock
from fieldvisit.usecases.places import default_store, sample_store
from fieldvisit.usecases.sample import build_sample
from fieldvisit.usecases.visit_documents import load_document
from tests.factories.desks import WORKED_ID
from tests.factories.keys import PASSPHRASE, quick_keys
from tests.factories.programs import PATIENCE, programs
from tests.factories.visits import WORKED_VISIT

DEALER = "Shengyuan"


@pytest.fixture
def start(qtbot, monkeypatch):
    quick_keys(monkeypatch)
    with programs(qtbot, monkeypatch) as start:
        yield start


@pytest.fixture
def path(home: Path, monkeypatch) -> Path:
    """The user's own store with the worked visit, encrypted."""
    quick_keys(monkeypatch)
    with contextlib.closing(open_store(default_store())) as store:
        load_document(store, WORKED_VISIT.read_bytes())
    protect(default_store(), PASSPHRASE)
    return default_store()


def lock_page(program) -> LockPage:
    page = program.rooms.locking.page
    assert isinstance(page, LockPage)
    assert program.shell.is_covered
    return page


def type_in(program, qtbot, passphrase: str) -> None:
    program.shell.activateWindow()
    qtbot.waitUntil(program.shell.isActiveWindow)
    field = lock_page(program).ask.field.line
    field.clear()
    qtbot.keyClicks(field, passphrase)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def opened(program, qtbot) -> None:
    qtbot.waitUntil(lambda: program.desk.is_open and not program.shell.is_covered, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not tasks.running(), timeout=PATIENCE)


def closed(program, qtbot) -> None:
    qtbot.waitUntil(lambda: program.holding.store is None, timeout=PATIENCE)


@pytest.fixture
def at_work(start, path, qtbot):
    """The program, unlocked, in a cell of the visit's prices with half a number in it."""
    program = start(path, Preferences(visit=WORKED_ID))
    program.shell.activateWindow()
    qtbot.waitUntil(program.shell.isActiveWindow)
    type_in(program, qtbot, PASSPHRASE)
    opened(program, qtbot)
    qtbot.waitUntil(lambda: program.shell.page_key == "visit", timeout=PATIENCE)
    qtbot.wait(50)
    board = program.shell.board()
    board.go_to(cell(board))
    for key in "12.":
        qtbot.keyClicks(QApplication.focusWidget(), key)
    qtbot.waitUntil(lambda: board.desk.drafts.get(cell(board)) == "12.")
    return program


def cell(board) -> Address:
    return Address("prices", "retail", "products", board.desk.visit.step("prices").rows("products")[0].id)


def words_in(widget: QWidget) -> str:
    """All that can be read in a window, its title included."""
    texts = [each.text() for each in widget.findChildren(QLabel)]
    texts += [each.text() for each in widget.findChildren(QLineEdit)]
    return "\n".join([widget.windowTitle(), *texts, *(each.accessibleName() for each in widget.findChildren(QWidget))])


# At the start


def test_a_locked_store_asks_first_and_shows_nothing_of_itself(start, path, qtbot):
    program = start(path)
    page = lock_page(program)
    qtbot.wait(100)
    assert not program.desk.is_open
    assert path.name in words_in(page)
    assert DEALER not in words_in(program.shell)
    assert program.shell.windowTitle() == "FieldVisit, locked"
    type_in(program, qtbot, PASSPHRASE)
    opened(program, qtbot)
    assert program.shell.page_key == "today"
    assert program.shell.windowTitle() == "FieldVisit"


def test_a_wrong_passphrase_is_told_at_the_field(start, path, qtbot):
    program = start(path)
    type_in(program, qtbot, "another one entirely")
    ask = lock_page(program).ask
    qtbot.waitUntil(lambda: "not the passphrase" in ask.field.message.text(), timeout=PATIENCE)
    assert ask.button.isEnabled()
    assert not program.desk.is_open
    type_in(program, qtbot, PASSPHRASE)
    opened(program, qtbot)


def test_an_empty_field_is_no_try(start, path, qtbot):
    program = start(path)
    qtbot.mouseClick(lock_page(program).ask.button, Qt.MouseButton.LeftButton)
    assert lock_page(program).ask.field.message.text() == "Type the passphrase first."
    assert lock_page(program).ask.button.text() == "Unlock"


def test_after_wrong_ones_the_wait_is_counted_down(start, path, qtbot, monkeypatch):
    program = start(path)
    left = [0.0]
    monkeypatch.setattr(attempts, "wait_left", lambda *_: left[0])
    left[0] = 0.4
    ask = lock_page(program).ask
    ask.look_whether_to_wait()
    assert ask.field.message.text() == "Try again in 1 second."
    type_in(program, qtbot, PASSPHRASE)
    assert ask.button.text() == "Unlock", "nothing is tried while the wait lasts"
    left[0] = 0.0
    qtbot.waitUntil(ask.button.isEnabled, timeout=PATIENCE)
    assert ask.field.message.text() == ""
    type_in(program, qtbot, PASSPHRASE)
    opened(program, qtbot)


def test_a_wait_from_before_the_start_still_lasts(start, path, qtbot):
    for _ in range(3):
        with contextlib.suppress(errors.WrongPassphrase):
            unlock(path, "wrong")
    program = start(path)
    assert "Try again in" in lock_page(program).ask.field.message.text()
    assert not lock_page(program).ask.button.isEnabled()


def test_what_is_typed_can_be_shown_and_caps_lock_is_told(start, path, qtbot):
    field = lock_page(start(path)).ask.field
    qtbot.keyClick(field.line, "A")  # no Shift is held
    assert field._caps.isVisible()
    qtbot.keyClick(field.line, "a")
    assert not field._caps.isVisible()
    qtbot.keyClick(field.line, "B", Qt.KeyboardModifier.ShiftModifier)
    assert not field._caps.isVisible()
    assert field.line.echoMode() is QLineEdit.EchoMode.Password
    qtbot.mouseClick(field.show_button, Qt.MouseButton.LeftButton)
    assert field.line.echoMode() is QLineEdit.EchoMode.Normal
    assert field.show_button.text() == "Hide"


def test_everything_on_the_lock_page_has_a_name(start, path, unnamed):
    assert unnamed(lock_page(start(path))) == []


def test_a_remembered_key_opens_without_a_question(start, path, qtbot, monkeypatch):
    key = unlock(path, PASSPHRASE)
    monkeypatch.setattr(remembered_key, "recalled", lambda _path: key)
    program = start(path, Preferences(remembered=[str(path)]))
    assert not program.shell.is_covered
    opened(program, qtbot)
    assert program.holding.key == key


def test_a_keyring_that_lost_the_key_leads_to_the_question(start, path, qtbot, monkeypatch):
    monkeypatch.setattr(remembered_key, "recalled", lambda _path: None)
    program = start(path, Preferences(remembered=[str(path)]))
    qtbot.waitUntil(lambda: program.shell.is_covered, timeout=PATIENCE)
    type_in(program, qtbot, PASSPHRASE)
    opened(program, qtbot)


# Locking


def test_locking_takes_all_away_and_unlocking_brings_it_back_half_typed(at_work, qtbot):
    program = at_work
    board, place = program.shell.board(), cell(program.shell.board())
    program.shell.lock_asked.emit()
    page = lock_page(program)
    closed(program, qtbot)
    qtbot.wait(20)
    assert not shiboken6.isValid(board)
    assert program.holding.key is None
    assert DEALER not in words_in(program.shell)
    assert program.shell.focusWidget() is page.ask.field.line
    type_in(program, qtbot, PASSPHRASE)
    opened(program, qtbot)
    qtbot.waitUntil(lambda: program.shell.page_key == "visit", timeout=PATIENCE)
    again = program.shell.board()
    qtbot.waitUntil(lambda: again.here == place, timeout=PATIENCE)
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


def test_after_the_minutes_the_store_is_locked(at_work, qtbot):
    at_work.rooms.locking.idleness._last_input -= 301
    qtbot.waitUntil(lambda: at_work.shell.is_covered, timeout=1000)
    assert "5 minutes" in lock_page(at_work).why.text()
    closed(at_work, qtbot)


def test_after_a_sleep_the_store_is_locked_within_a_second(at_work, qtbot):
    at_work.rooms.locking.idleness._last_wall -= 60
    qtbot.waitUntil(lambda: at_work.shell.is_covered, timeout=1000)
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
    qtbot.wait(20)
    box = next(each for each in board.findChildren(SignatureBox) if each.isVisible() and each.writable)
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


def test_a_running_task_goes_on_behind_the_lock(at_work, qtbot):
    program = at_work
    goes_on = threading.Event()
    done: list[bool] = []
    tasks.run(lambda _progress: goes_on.wait(20), title="Importing", on_done=done.append)
    program.rooms.locking.lock()
    qtbot.wait(400)
    page = lock_page(program)
    assert program.holding.store is not None
    assert not page.restore.isEnabled()
    goes_on.set()
    closed(program, qtbot)
    assert done == [True]
    qtbot.waitUntil(page.restore.isEnabled)


def test_unlocking_before_a_task_has_ended_leads_back_to_it(at_work, qtbot):
    program = at_work
    goes_on = threading.Event()
    board = program.shell.board()
    tasks.run(lambda _progress: goes_on.wait(20))
    program.rooms.locking.lock()
    qtbot.wait(50)
    type_in(program, qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: not program.shell.is_covered, timeout=PATIENCE)
    goes_on.set()
    qtbot.waitUntil(lambda: not tasks.running())
    qtbot.wait(300)
    assert program.shell.board() is board
    assert program.holding.store is not None
    qtbot.keyClicks(QApplication.focusWidget(), "7")
    qtbot.waitUntil(lambda: board.desk.drafts.get(cell(board)) == "12.7")


def test_on_a_full_disk_the_lock_covers_and_nothing_is_thrown_away(at_work, qtbot, monkeypatch):
    program = at_work
    write, full = Store.write, [True]

    @contextlib.contextmanager
    def limited(store: Store):
        session: Session
        with write(store) as session:
            yield session
            if full[0]:
                raise errors.StoreFull(Message("There is no room left on the disk."))

    monkeypatch.setattr(Store, "write", limited)
    qtbot.keyClicks(QApplication.focusWidget(), "5")
    program.rooms.locking.lock()
    qtbot.wait(400)
    lock_page(program)
    assert program.holding.store is not None
    full[0] = False
    closed(program, qtbot)
    type_in(program, qtbot, PASSPHRASE)
    opened(program, qtbot)
    qtbot.waitUntil(lambda: program.shell.page_key == "visit", timeout=PATIENCE)
    board = program.shell.board()
    assert board.desk.drafts[cell(board)] == "12.5"


def test_a_plain_store_is_not_locked_but_told_how(start, home, qtbot):
    open_store(default_store()).close()
    program = start(default_store())
    opened(program, qtbot)
    program.shell.lock_asked.emit()
    assert not program.shell.is_covered
    assert "Settings, Protection" in program.shell.status.middle_words()


# Ways out


def test_a_lost_key_file_is_told_apart_from_a_damaged_one_and_from_a_damaged_store(start, path, qtbot):
    key_file = headers.key_file_of(path)
    whole = key_file.read_bytes()
    key_file.write_bytes(whole.replace(b'"memory": 6', b'"memory": 7'))
    program = start(path)
    type_in(program, qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: isinstance(program.shell.current(), StoreTrouble), timeout=PATIENCE)
    assert "key file" in words_in(program.shell.current())
    assert "damaged" in words_in(program.shell.current())
    key_file.unlink()
    qtbot.mouseClick(program.shell.current().again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.shell.is_covered, timeout=PATIENCE)
    type_in(program, qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: not program.shell.is_covered, timeout=PATIENCE)
    assert "not there" in words_in(program.shell.current())
    key_file.write_bytes(whole)
    with path.open("r+b") as file:
        file.seek(20)
        file.write(b"\xff" * 40)
    qtbot.mouseClick(program.shell.current().again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.shell.is_covered, timeout=PATIENCE)
    type_in(program, qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: not program.shell.is_covered, timeout=PATIENCE)
    assert "passphrase is right" in words_in(program.shell.current())


def test_a_backup_is_restored_from_the_lock_page_with_its_own_passphrase(start, path, qtbot, monkeypatch):
    with contextlib.closing(open_store(path, key=unlock(path, PASSPHRASE))) as store:
        back_up(store, now=datetime.now().astimezone() - timedelta(days=2))
    elsewhere = path.parent.parent / "stick" / "of-the-old-laptop.store"
    open_store(elsewhere).close()
    protect(elsewhere, "what it was before that")
    program = start(path)
    monkeypatch.setattr("fieldvisit.ui.ways_back.ask", lambda *_: True)
    monkeypatch.setattr("fieldvisit.ui.files.ask_open", lambda *_: elsewhere)
    qtbot.mouseClick(lock_page(program).restore, Qt.MouseButton.LeftButton)
    sheet = shown(BackupSheet, qtbot)
    assert sheet.table.model().rowCount() == 1
    qtbot.mouseClick(sheet.elsewhere, Qt.MouseButton.LeftButton)
    question = shown(PassphraseSheet, qtbot)
    answer(question, qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: "not the passphrase" in question.ask.field.message.text(), timeout=PATIENCE)
    answer(question, qtbot, "what it was before that")
    opened(program, qtbot)
    assert is_locked(path)
    assert unlock(path, "what it was before that") == program.holding.key


def shown(kind, qtbot):
    def one():
        return [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]

    qtbot.waitUntil(lambda: bool(one()), timeout=PATIENCE)
    return one()[0]


def answer(sheet, qtbot, passphrase):
    sheet.ask.field.line.clear()
    qtbot.keyClicks(sheet.ask.field.line, passphrase)
    qtbot.keyClick(sheet.ask.field.line, Qt.Key.Key_Return)


def test_the_present_key_opens_its_own_backups_without_a_question(at_work, qtbot):
    program = at_work
    qtbot.waitUntil(lambda: bool(list_backups(program.store_path)), timeout=PATIENCE)
    program.desk.restore_asked.emit(list_backups(program.store_path)[0].path)
    qtbot.waitUntil(lambda: any("replaced" in each.name for each in program.store_path.parent.iterdir()))
    opened(program, qtbot)
    assert program.holding.key == unlock(program.store_path, PASSPHRASE)


def test_from_the_sample_data_back_to_a_locked_store(start, path, qtbot):
    build_sample(sample_store(), dealers=3, years=1)
    program = start(sample_store())
    opened(program, qtbot)
    qtbot.mouseClick(program.shell.sample_strip.back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.shell.is_covered, timeout=PATIENCE)
    type_in(program, qtbot, PASSPHRASE)
    opened(program, qtbot)
    assert program.store_path == path
    assert not program.shell.sample_strip.isVisible()


def test_from_a_locked_store_to_another_one(start, path, qtbot, monkeypatch, tmp_path):
    other = tmp_path / "other.store"
    open_store(other).close()
    program = start(path)
    monkeypatch.setattr("fieldvisit.ui.files.ask_open", lambda *_: other)
    qtbot.mouseClick(lock_page(program).other, Qt.MouseButton.LeftButton)
    opened(program, qtbot)
    assert program.store_path == other


def test_quitting_from_the_lock_page_keeps_the_visit_for_the_next_time(at_work, qtbot):
    at_work.rooms.locking.lock()
    closed(at_work, qtbot)
    qtbot.mouseClick(lock_page(at_work).quit, Qt.MouseButton.LeftButton)
    assert not at_work.shell.isVisible()
    assert at_work.preferences.visit == WORKED_ID


def test_the_visit_page_is_let_go(at_work, qtbot):
    at_work.rooms.locking.lock()
    closed(at_work, qtbot)
    qtbot.wait(20)
    assert at_work.shell.findChildren(VisitPage) == []


def test_nothing_holds_the_key_any_more(at_work, qtbot):
    keys = [at_work.holding.key]
    at_work.rooms.locking.lock()
    closed(at_work, qtbot)
    qtbot.wait(50)
    gc.collect()
    assert [each for each in gc.get_referrers(keys[0]) if each is not keys] == []
