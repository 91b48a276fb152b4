"""The question for the passphrase, which covers the window."""

import contextlib
import time
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from fieldvisit.store import errors
from fieldvisit.ui import holding, passphrase_ask, tasks
from fieldvisit.usecases import attempts
from fieldvisit.usecases.passphrase import unlock
from tests.factories.keys import PASSPHRASE
from tests.factories.locked import lock_page, opened, type_in, words_in

DEALER = "Shengyuan"


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


def test_it_is_said_what_remains_without_the_passphrase(start, path):
    words = words_in(lock_page(start(path)))
    assert "Nobody can recover a forgotten passphrase" in words
    assert "backups that you can still open" in words


def test_a_wrong_passphrase_is_told_at_the_field(start, path, qtbot):
    program = start(path)
    type_in(program, qtbot, "another one entirely")
    ask = lock_page(program).ask
    qtbot.waitUntil(lambda: "not the passphrase" in ask.field.message.text())
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
    qtbot.waitUntil(ask.button.isEnabled)
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


def test_enter_during_the_wait_says_why_nothing_is_tried(start, path, qtbot, monkeypatch):
    program = start(path)
    monkeypatch.setattr(attempts, "wait_left", lambda *_: 0.9)
    ask = lock_page(program).ask
    ask.look_whether_to_wait()
    qtbot.keyClick(ask.field.line, Qt.Key.Key_Return)
    assert ask.field.message.text() == "Not tried yet: wait 1 more second, then press Enter."
    qtbot.waitUntil(ask.button.isEnabled)
    assert not ask.field.message.text()


def test_what_was_said_of_a_wrong_one_goes_with_the_next_letter(start, path, qtbot):
    program = start(path)
    type_in(program, qtbot, "another one entirely")
    ask = lock_page(program).ask
    qtbot.waitUntil(lambda: "not the passphrase" in ask.field.message.text() and ask.button.isEnabled())
    qtbot.keyClicks(ask.field.line, "c")
    assert not ask.field.message.text()


@pytest.mark.parametrize(("module", "name"), [(passphrase_ask, "_unlocked"), (holding, "_opened_store")])
def test_a_window_that_closed_while_it_was_unlocking_opens_nothing(start, path, qtbot, monkeypatch, module, name):
    began, work = Event(), getattr(module, name)

    def slow(*given):
        began.set()
        time.sleep(0.3)
        return work(*given)

    monkeypatch.setattr(module, name, slow)
    program = start(path)
    opened_stores = []
    program.holding.opened.connect(lambda: opened_stores.append(program.holding.store))
    type_in(program, qtbot, PASSPHRASE)
    qtbot.waitUntil(began.is_set)
    program.shell.close()
    program.end()
    qtbot.waitUntil(lambda: not tasks.running())
    assert opened_stores == []
    assert program.holding.store is None
    assert not path.with_name(path.name + "-wal").exists(), "the file is let go"
