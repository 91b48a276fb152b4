"""The Protection tab of the Settings page: a passphrase set, changed and taken away, and when the store is locked."""

import contextlib
from datetime import datetime
from threading import Event

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from fieldvisit.domain.language import Message
from fieldvisit.store import errors
from fieldvisit.ui import keyring_question, tasks
from fieldvisit.ui.dialogs import Sheet
from fieldvisit.ui.pages.passphrase_sheets import ChangeSheet
from fieldvisit.ui.passphrase_ask import PassphraseSheet
from fieldvisit.ui.preferences import load_preferences
from fieldvisit.usecases import remembered_key
from fieldvisit.usecases.backup import back_up, list_backups
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.passphrase import is_locked, unlock
from fieldvisit.usecases.places import default_store, sample_store
from fieldvisit.usecases.sample import build_sample
from fieldvisit.usecases.settings import change_settings
from tests.factories.keys import PASSPHRASE, quick_keys
from tests.factories.programs import programs
from tests.factories.store import add_dealer

OTHER = "another lake under the pale stairs"


@pytest.fixture
def start(qtbot, monkeypatch):
    quick_keys(monkeypatch)
    monkeypatch.setattr(remembered_key, "can_remember", lambda: True)
    with programs(qtbot, monkeypatch) as start:
        yield start


@pytest.fixture
def program(start, home, qtbot):
    """A plain store with a backup, and the tab open."""
    with contextlib.closing(open_store(default_store())) as store:
        with store.write() as session:
            add_dealer(session, "D-1", name="Shengyuan Trading")
        change_settings(store, rep_name="Lin Yue")
        back_up(store, now=datetime.now().astimezone())
    program = start(default_store())
    settled(program, qtbot)
    show_tab(program, qtbot)
    return program


def settled(program, qtbot):
    qtbot.waitUntil(lambda: program.desk.is_open and not tasks.running())


def show_tab(program, qtbot):
    program.shell.go_to("settings").show_tab("protection")
    qtbot.waitUntil(lambda: not tasks.running())


def form(program):
    return program.shell.current().protection


def type_new(qtbot, new, first, again):
    for field, text in ((new.first, first), (new.again, again)):
        field.line.clear()
        qtbot.keyClicks(field.line, text)


def encrypt(program, qtbot):
    type_new(qtbot, form(program).new, PASSPHRASE, PASSPHRASE)
    qtbot.mouseClick(form(program).protect, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.holding.key is not None)
    settled(program, qtbot)
    return read_out()


def read_out():
    """What is said when it is done, put away."""
    sheet = shown(Sheet)
    words = "\n".join(each.text() for each in sheet.findChildren(QLabel))
    sheet.accept()
    return words


def ask_to_take_away(program, qtbot):
    qtbot.mouseClick(form(program).remove, Qt.MouseButton.LeftButton)
    sheet = shown(PassphraseSheet)
    qtbot.keyClicks(sheet.ask.field.line, PASSPHRASE)
    qtbot.mouseClick(sheet.ask.button, Qt.MouseButton.LeftButton)


def take_away(program, qtbot):
    ask_to_take_away(program, qtbot)
    qtbot.waitUntil(lambda: not is_locked(program.store_path))
    settled(program, qtbot)
    return read_out()


def shown(kind):
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible())


def test_a_weak_passphrase_is_told_while_it_is_typed_and_refused(program, qtbot):
    new = form(program).new
    qtbot.keyClicks(new.first.line, "lin yue")
    assert new.meter.words().startswith("Anyone would guess this")
    qtbot.mouseClick(form(program).protect, Qt.MouseButton.LeftButton)
    assert "four words" in new.first.message.text()
    assert new.meter.words() == ""
    new.first.line.clear()
    qtbot.keyClicks(new.first.line, PASSPHRASE)
    assert new.meter.words().startswith(("Good", "Strong"))
    assert new.first.message.text() == ""
    assert not is_locked(program.store_path)


def test_two_that_are_not_the_same_are_refused(program, qtbot):
    type_new(qtbot, form(program).new, PASSPHRASE, PASSPHRASE[:-1])
    qtbot.keyClick(form(program).new.again.line, Qt.Key.Key_Return)
    assert form(program).new.again.message.text() == "The two are not the same."
    assert not is_locked(program.store_path)


def test_a_passphrase_encrypts_the_store_and_its_backups_and_one_is_back_on_the_tab(program, qtbot):
    encrypt(program, qtbot)
    assert program.shell.page_key == "settings"
    assert form(program).lock_now.isVisible()
    assert is_locked(program.store_path)
    assert all(is_locked(each.path) for each in list_backups(program.store_path))
    assert unlock(program.store_path, PASSPHRASE) == program.holding.key


def test_what_is_encrypted_is_counted_and_what_stays_readable_is_named(program, qtbot):
    ruined = program.store_path.with_name("fieldvisit-replaced-20260915-120000.store")
    ruined.write_bytes(program.store_path.read_bytes()[:5000] + b"\xff" * 30000)
    words = encrypt(program, qtbot)
    assert "1 copy of it are encrypted" in words
    assert ruined.name in words
    assert "PDF and Excel files" in words


def test_where_it_cannot_be_encrypted_the_store_is_opened_as_it_was(program, qtbot, monkeypatch):
    def full(*_args, **_options):
        raise errors.StoreFull(Message("There is no room left on the disk."))

    monkeypatch.setattr("fieldvisit.store.ciphering.turn_over", full)
    type_new(qtbot, form(program).new, PASSPHRASE, PASSPHRASE)
    with qtbot.captureExceptions() as raised:
        qtbot.mouseClick(form(program).protect, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: bool(raised))
        settled(program, qtbot)
    assert "no room left" in str(raised[0][1])
    assert program.shell.page_key == "settings"
    assert not is_locked(program.store_path)


def test_changing_asks_for_the_present_one(program, qtbot):
    encrypt(program, qtbot)
    key = program.holding.key
    qtbot.mouseClick(form(program).change, Qt.MouseButton.LeftButton)
    sheet = shown(ChangeSheet)
    qtbot.keyClicks(sheet.old.line, "not this one")
    type_new(qtbot, sheet.new, OTHER, OTHER)
    qtbot.mouseClick(sheet.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "not the passphrase" in sheet.old.message.text())
    sheet.old.line.clear()
    qtbot.keyClicks(sheet.old.line, PASSPHRASE)
    qtbot.mouseClick(sheet.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not shiboken6.isValid(sheet))
    assert "1 copy of it open with the new passphrase only" in read_out()
    assert unlock(program.store_path, OTHER) == key
    with pytest.raises(errors.WrongPassphrase):
        unlock(program.store_path, PASSPHRASE)


def test_taking_away_asks_for_it_and_leaves_a_plain_store(program, qtbot):
    encrypt(program, qtbot)
    words = take_away(program, qtbot)
    assert "1 copy beside it stays encrypted" in words
    assert list_backups(program.store_path)[0].path.name in words
    assert program.holding.key is None
    assert form(program).new.isVisible()


@pytest.fixture
def ring(monkeypatch):
    """What the keyring keeps."""
    kept: list[bytes] = []
    monkeypatch.setattr(remembered_key, "remember", kept.append)
    monkeypatch.setattr(remembered_key, "forget", kept.remove)
    return kept


def test_the_keyring_is_asked_to_keep_and_to_forget(program, qtbot, ring):
    form(program).remember.setChecked(True)
    encrypt(program, qtbot)
    path = program.store_path
    qtbot.waitUntil(form(program).remember.isChecked)
    assert ring == [program.holding.key]
    assert load_preferences().remembered == [str(path)]
    form(program).remember.click()
    qtbot.waitUntil(lambda: not load_preferences().remembered)
    assert ring == []


def test_a_plain_store_leaves_nothing_in_the_keyring(program, qtbot, ring):
    form(program).remember.setChecked(True)
    encrypt(program, qtbot)
    qtbot.waitUntil(lambda: bool(load_preferences().remembered))
    take_away(program, qtbot)
    qtbot.waitUntil(lambda: not load_preferences().remembered)
    assert ring == []


def test_where_the_passphrase_stays_the_keyring_keeps_its_key(program, qtbot, ring, monkeypatch):
    def full(*_args, **_options):
        raise errors.StoreFull(Message("There is no room left on the disk."))

    form(program).remember.setChecked(True)
    encrypt(program, qtbot)
    qtbot.waitUntil(lambda: bool(load_preferences().remembered))
    monkeypatch.setattr("fieldvisit.store.ciphering.turn_over", full)
    with qtbot.captureExceptions() as raised:
        ask_to_take_away(program, qtbot)
        qtbot.waitUntil(lambda: bool(raised))
        settled(program, qtbot)
    assert ring == [program.holding.key]
    assert load_preferences().remembered == [str(program.store_path)]


def test_a_keyring_that_does_not_answer_holds_nothing_up(program, qtbot, monkeypatch):
    answers = Event()
    monkeypatch.setattr(keyring_question, "PATIENCE", 0.05)
    monkeypatch.setattr(remembered_key, "remember", lambda _key: answers.wait(20))
    encrypt(program, qtbot)
    form(program).remember.click()
    qtbot.waitUntil(lambda: "has not answered" in program.shell.status.middle_words())
    assert not form(program).remember.isChecked()
    program.rooms.lock()
    qtbot.waitUntil(lambda: program.holding.store is None)
    answers.set()
    qtbot.waitUntil(lambda: load_preferences().remembered == [str(program.store_path)])


def test_a_keyring_that_refuses_is_told_and_the_tick_is_taken_out(program, qtbot, monkeypatch):
    def refuse(*_):
        raise remembered_key.NotRemembered(Message("The keyring did not take the key."))

    monkeypatch.setattr(remembered_key, "remember", refuse)
    encrypt(program, qtbot)
    with qtbot.captureExceptions() as raised:
        form(program).remember.click()
        qtbot.waitUntil(lambda: bool(raised))
    assert isinstance(raised[0][1], remembered_key.NotRemembered)
    assert not form(program).remember.isChecked()


def test_without_a_keyring_nothing_can_be_remembered(program, qtbot, monkeypatch):
    monkeypatch.setattr(remembered_key, "can_remember", lambda: False)
    program.shell.go_to("today")
    show_tab(program, qtbot)
    qtbot.waitUntil(lambda: not form(program).remember.isEnabled())
    assert "no keyring" in form(program).remember.text()


def test_the_minutes_are_kept_and_hold_at_once(program, qtbot):
    encrypt(program, qtbot)
    form(program).lock_after.box.setCurrentIndex(0)
    form(program).lock_after.box.activated.emit(0)
    assert load_preferences().lock_after == 1
    program.rooms.locking.idleness._last_input -= 61
    qtbot.waitUntil(lambda: program.shell.is_covered)


def test_lock_now_locks(program, qtbot):
    encrypt(program, qtbot)
    qtbot.mouseClick(form(program).lock_now, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.holding.store is None)
    assert program.shell.is_covered


def test_sample_data_is_not_encrypted(start, qtbot):
    build_sample(sample_store(), dealers=3, years=1)
    program = start(sample_store())
    settled(program, qtbot)
    show_tab(program, qtbot)
    assert not hasattr(form(program), "new")
    assert form(program).remember is None


def test_everything_on_the_tab_has_a_name(program, qtbot, unnamed):
    assert unnamed(program.shell.centralWidget()) == []
    encrypt(program, qtbot)
    assert unnamed(program.shell.centralWidget()) == []
