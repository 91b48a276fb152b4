"""The keyring is a cache: whatever it does, the worst is that the passphrase is asked for."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import Any

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from fieldvisit.store import vault
from fieldvisit.usecases import remembered_key
from fieldvisit.usecases.open_store import open_store


class Memory:
    """A keyring that works."""

    priority = 5

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, name: str, secret: str) -> None:
        self.kept[service, name] = secret

    def get_password(self, service: str, name: str) -> str | None:
        return self.kept.get((service, name))

    def delete_password(self, service: str, name: str) -> None:
        del self.kept[service, name]


class Broken(Memory):
    """A keyring that is there, but whose user says no, or whose desktop has gone."""

    def set_password(self, *_: Any) -> None:
        raise OSError("no desktop")

    get_password = delete_password = set_password  # type: ignore[assignment]


@pytest.fixture
def key() -> bytes:
    return vault.new_key()


@pytest.fixture
def path(tmp_path: Path, key: bytes) -> Path:
    made = tmp_path / "my.store"
    open_store(made, key=key).close()
    return made


def use(monkeypatch: pytest.MonkeyPatch, ring: object) -> None:
    monkeypatch.setattr(keyring, "get_keyring", lambda: ring)


def test_a_remembered_key_comes_back_until_it_is_forgotten(monkeypatch, path, key):
    ring = Memory()
    use(monkeypatch, ring)
    assert remembered_key.can_remember()
    with pytest.raises(remembered_key.KeyLost, match="no longer has"):
        remembered_key.recalled(path)
    remembered_key.remember(key)
    assert remembered_key.recalled(path) == key
    assert list(ring.kept) == [("FieldVisit", path.read_bytes()[4:16].hex())]
    remembered_key.forget(key)
    remembered_key.forget(key)
    assert ring.kept == {}


@pytest.mark.parametrize("ring", [NoKeyring(), Broken(), None])
def test_no_keyring_means_not_remembered(monkeypatch, path, key, ring):
    use(monkeypatch, ring)
    with pytest.raises(remembered_key.NotRemembered):
        remembered_key.remember(key)
    with pytest.raises(remembered_key.NotRecalled, match="could not be asked") as raised:
        remembered_key.recalled(path)
    assert not isinstance(raised.value, remembered_key.KeyLost)
    remembered_key.forget(key)


def test_a_keyring_that_keeps_something_else_has_not_taken_the_key(monkeypatch, key):
    class Forgetful(Memory):
        def set_password(self, *_: Any) -> None:
            pass

    use(monkeypatch, Forgetful())
    with pytest.raises(remembered_key.NotRemembered):
        remembered_key.remember(key)


@pytest.mark.parametrize("said", ["no hex", "00" * 32])
def test_what_does_not_fit_the_store_is_not_taken(monkeypatch, path, said):
    ring = Memory()
    use(monkeypatch, ring)
    ring.set_password("FieldVisit", path.read_bytes()[4:16].hex(), said)
    with pytest.raises(remembered_key.KeyLost, match="does not open your data"):
        remembered_key.recalled(path)


def test_a_plain_store_has_nothing_to_remember(monkeypatch, tmp_path):
    use(monkeypatch, Memory())
    open_store(tmp_path / "plain.store").close()
    assert remembered_key.recalled(tmp_path / "plain.store") is None
    assert remembered_key.recalled(tmp_path / "nowhere.store") is None


def test_a_question_is_answered_refused_or_left_open(monkeypatch, path, key):
    goes_on = Event()
    silent = remembered_key.asked(lambda: goes_on.wait(20))
    assert remembered_key.asked(lambda: key).result(20) == key
    with pytest.raises(OSError, match="no desktop"):
        remembered_key.asked(lambda: Broken().set_password("", "", "")).result(20)
    assert not silent.done()
    goes_on.set()
    assert silent.result(20)
