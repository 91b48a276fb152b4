"""The key in a real keyring of a Linux desktop: kept, lost, locked, replaced and silent."""

from __future__ import annotations

from concurrent.futures import TimeoutError as NoAnswerError
from contextlib import closing
from pathlib import Path

import keyring
import pytest
from PySide6.QtCore import Qt

from fieldvisit.store.headers import key_id
from fieldvisit.ui.preferences import load_preferences
from fieldvisit.usecases import remembered_key
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.passphrase import change_passphrase, is_locked, protect
from fieldvisit.usecases.places import default_store
from fieldvisit.usecases.remembered_key import KeyLost, NotRecalled, recalled, remember
from tests.factories.keys import PASSPHRASE, quick_keys
from tests.factories.locked import closed, lock_page, opened, type_in
from tests.factories.programs import programs
from tests.safety import secret_service

pytestmark = [
    pytest.mark.skipif(bool(secret_service.missing()), reason=f"needs {secret_service.missing()}"),
    # Where a collection cannot be opened, the keyring's library leaves its connection to be thrown away.
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def service(tmp_path, monkeypatch):
    made = secret_service.SecretService(tmp_path, monkeypatch)
    made.begin()
    yield made
    made.close()


@pytest.fixture
def path(home, monkeypatch) -> Path:
    quick_keys(monkeypatch)
    open_store(default_store()).close()
    return default_store()


def test_a_key_is_kept_until_it_is_forgotten_and_a_changed_passphrase_leaves_it(service, path):
    key = protect(path, PASSPHRASE).key
    remember(key)
    service.end()
    service.begin()
    assert recalled(path) == key
    change_passphrase(path, PASSPHRASE, "other words without sense")
    assert recalled(path) == key
    remembered_key.forget(key)
    with pytest.raises(KeyLost):
        recalled(path)


def test_a_lost_keyring_a_wrong_entry_and_a_locked_one_are_told_apart(service, path):
    key = protect(path, PASSPHRASE).key
    remember(key)
    keyring.get_keyring().set_password("FieldVisit", path.read_bytes()[4:16].hex(), "00" * 32)
    with pytest.raises(KeyLost, match="does not open"):
        recalled(path)
    service.lose()
    with pytest.raises(KeyLost, match="no longer has"):
        recalled(path)
    remember(key)
    service.end()
    service.begin(unlocked=False)
    with pytest.raises(NotRecalled, match="could not be asked"):
        recalled(path)
    service.end()
    with pytest.raises(NotRecalled, match="could not be asked"):
        recalled(path)


def test_a_silent_keyring_leaves_the_question_open(service, path):
    key = protect(path, PASSPHRASE).key
    remember(key)
    service.fall_silent()
    answer = remembered_key.asked(lambda: recalled(path))
    with pytest.raises(NoAnswerError):
        answer.result(0.3)
    service.answer_again()
    assert answer.result(20) == key


def test_remembered_in_the_window_until_the_passphrase_is_taken_away(service, path, qtbot, monkeypatch):
    with programs(qtbot, monkeypatch) as start:
        program = start(path)
        opened(program, qtbot)
        program.desk.protect_asked.emit(PASSPHRASE, True)
        qtbot.waitUntil(lambda: load_preferences().remembered == [str(path)])
        opened(program, qtbot)
        program.shell.close()
        program.end()

        again = start(path, load_preferences())
        opened(again, qtbot)
        assert is_locked(path)
        key = again.holding.key
        qtbot.keyClick(again.shell, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        closed(again, qtbot)
        assert lock_page(again).isVisible()
        type_in(again, qtbot, PASSPHRASE)
        opened(again, qtbot)
        again.desk.unprotect_asked.emit(PASSPHRASE)
        qtbot.waitUntil(lambda: not load_preferences().remembered)
        opened(again, qtbot)
        assert not is_locked(path)
        assert key is not None
        assert keyring.get_keyring().get_password("FieldVisit", key_id(key)) is None


def test_a_start_with_a_silent_keyring_asks_and_takes_what_comes_late(service, path, qtbot, monkeypatch):
    remember(protect(path, PASSPHRASE).key)
    service.fall_silent()
    preferences = load_preferences()
    preferences.remembered = [str(path)]
    with programs(qtbot, monkeypatch) as start:
        program = start(path, preferences)
        qtbot.waitUntil(lambda: program.shell.is_covered)
        assert "has not answered yet" in lock_page(program).why.text()
        service.answer_again()
        opened(program, qtbot)
        with closing(open_store(path, key=program.holding.key)):
            pass
