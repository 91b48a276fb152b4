"""The start with a key from the system's keyring, and what is said where that has none, another, or does not answer."""

import gc
from contextlib import closing
from threading import Event

import pytest
from PySide6.QtCore import Qt

from fieldvisit.domain.language import Message
from fieldvisit.store import errors
from fieldvisit.ui import keyring_question, tasks
from fieldvisit.ui.preferences import Preferences
from fieldvisit.ui.store_trouble import StoreTrouble
from fieldvisit.usecases import remembered_key
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.passphrase import protect, remove_passphrase, unlock
from tests.factories.keys import PASSPHRASE
from tests.factories.locked import closed, lock_page, opened, type_in


@pytest.fixture
def start_remembering(start, path):
    return lambda: start(path, Preferences(remembered=[str(path)]))


@pytest.fixture
def slow(monkeypatch):
    """A keyring that gives `answer` when it is told to go on."""

    class Slow:
        def __init__(self):
            self.goes_on = Event()
            self.answer: bytes | Exception | None = None

        def recalled(self, _path):
            self.goes_on.wait(20)
            if isinstance(self.answer, Exception):
                raise self.answer
            return self.answer

    ring = Slow()
    monkeypatch.setattr(remembered_key, "recalled", ring.recalled)
    monkeypatch.setattr(keyring_question, "PATIENCE", 0.1)
    yield ring
    ring.goes_on.set()


def refuse(monkeypatch, error):
    def recalled(_path):
        raise error

    monkeypatch.setattr(remembered_key, "recalled", recalled)


def covered(program, qtbot):
    qtbot.waitUntil(lambda: program.shell.is_covered)
    return lock_page(program)


def test_a_remembered_key_opens_without_a_question(start_remembering, path, qtbot, slow, monkeypatch):
    slow.answer = unlock(path, PASSPHRASE)
    monkeypatch.setattr(keyring_question, "PATIENCE", 60)
    program = start_remembering()
    qtbot.waitUntil(lambda: "keyring" in program.shell.status.middle_words())
    slow.goes_on.set()
    assert not program.shell.is_covered
    opened(program, qtbot)
    assert program.holding.key == slow.answer
    assert program.shell.status.middle_words() == ""


def test_after_a_lock_the_keyring_spares_nothing_and_nothing_holds_its_key(start_remembering, path, qtbot, monkeypatch):
    given = [unlock(path, PASSPHRASE)]
    monkeypatch.setattr(remembered_key, "recalled", lambda _path: given.pop())
    program = start_remembering()
    opened(program, qtbot)
    keys = [program.holding.key]
    program.rooms.lock()
    closed(program, qtbot)
    qtbot.wait(50)
    gc.collect()
    assert lock_page(program).isVisible()
    assert [each for each in gc.get_referrers(keys[0]) if each is not keys] == []


def test_a_keyring_that_lost_the_key_is_given_it_again(start_remembering, path, qtbot, monkeypatch):
    kept: list[bytes] = []
    monkeypatch.setattr(remembered_key, "remember", kept.append)
    refuse(monkeypatch, remembered_key.KeyLost(Message("It has the key no longer.")))
    program = start_remembering()
    assert covered(program, qtbot).why.text() == "It has the key no longer."
    type_in(program, qtbot, PASSPHRASE)
    opened(program, qtbot)
    qtbot.waitUntil(lambda: kept == [program.holding.key])


def test_the_key_of_another_store_is_not_kept_in_its_place(start_remembering, path, qtbot, monkeypatch, tmp_path):
    kept: list[bytes] = []
    monkeypatch.setattr(remembered_key, "remember", kept.append)
    refuse(monkeypatch, remembered_key.KeyLost(Message("It has the key no longer.")))
    other = tmp_path / "other.store"
    open_store(other).close()
    protect(other, PASSPHRASE)
    monkeypatch.setattr("fieldvisit.ui.files.ask_open", lambda *_: other)
    program = start_remembering()
    qtbot.mouseClick(covered(program, qtbot).other, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.shell.is_covered and program.store_path == other)
    type_in(program, qtbot, PASSPHRASE)
    opened(program, qtbot)
    qtbot.wait(50)
    assert kept == []


def test_a_keyring_that_refused_is_told_and_not_asked_again(start_remembering, path, qtbot, monkeypatch):
    kept: list[bytes] = []
    monkeypatch.setattr(remembered_key, "remember", kept.append)
    refuse(monkeypatch, remembered_key.NotRecalled(Message("It could not be asked.")))
    program = start_remembering()
    assert covered(program, qtbot).why.text() == "It could not be asked."
    type_in(program, qtbot, PASSPHRASE)
    opened(program, qtbot)
    qtbot.wait(50)
    assert kept == []
    assert program.preferences.remembered == [str(path)]


def test_a_keyring_that_does_not_answer_leads_to_the_question(start_remembering, qtbot, slow):
    program = start_remembering()
    assert "has not answered yet" in covered(program, qtbot).why.text()
    assert program.shell.focusWidget() is lock_page(program).ask.field.line
    type_in(program, qtbot, PASSPHRASE)
    opened(program, qtbot)
    slow.goes_on.set()
    qtbot.wait(100)
    qtbot.waitUntil(lambda: not tasks.running())
    assert program.desk.is_open


def test_an_answer_that_comes_late_opens_the_store(start_remembering, path, qtbot, slow):
    slow.answer = unlock(path, PASSPHRASE)
    program = start_remembering()
    covered(program, qtbot)
    slow.goes_on.set()
    opened(program, qtbot)
    assert program.holding.key == slow.answer


def test_a_refusal_that_comes_late_changes_the_words(start_remembering, qtbot, slow):
    slow.answer = remembered_key.NotRecalled(Message("It could not be asked."))
    program = start_remembering()
    page = covered(program, qtbot)
    slow.goes_on.set()
    qtbot.waitUntil(lambda: page.why.text() == "It could not be asked.")
    assert lock_page(program) is page


def test_a_window_that_closed_while_the_keyring_was_silent_opens_nothing(start_remembering, path, qtbot, slow):
    slow.answer = unlock(path, PASSPHRASE)
    program = start_remembering()
    covered(program, qtbot)
    program.shell.close()
    program.end()
    assert not program.shell.isVisible()
    slow.goes_on.set()
    qtbot.wait(500)
    qtbot.waitUntil(lambda: not tasks.running())
    assert program.holding.store is None


def test_a_store_that_is_plain_by_now_opens_as_such(start_remembering, path, qtbot):
    remove_passphrase(path, PASSPHRASE)
    program = start_remembering()
    opened(program, qtbot)
    assert program.holding.key is None


def test_a_store_that_cannot_be_reached_is_told(start_remembering, path, qtbot, monkeypatch):
    refuse(monkeypatch, errors.StoreFull(Message("The disk is gone.")))
    with closing(open_store(path, key=unlock(path, PASSPHRASE))):
        program = start_remembering()
    covered(program, qtbot)  # the file itself is well here: opening it asks for the passphrase
    assert not isinstance(program.shell.current(), StoreTrouble)
