"""Killed at any step of setting, changing or taking away a passphrase, or of restoring: the store opens, and all is in
it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from fieldvisit.store import backup, headers, key_files, opening, vault
from fieldvisit.store.errors import StoreError
from fieldvisit.store.models import Dealer
from fieldvisit.usecases import backup as backups
from fieldvisit.usecases import passphrase
from fieldvisit.usecases.open_store import open_store
from tests.factories.keys import quick_keys
from tests.factories.store import add_dealer
from tests.safety.dying import dying_at

NOON = datetime(2026, 9, 15, 12, 0, 0)  # noqa: DTZ001 - backups are named after local time
OLD, NEW = "four words without sense", "other words without sense"
CANARY = "Kanarienvogel GmbH"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_keys(monkeypatch)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A plain store with a dealer, and a backup of it."""
    path = tmp_path / "data" / "my.store"
    with contextlib.closing(open_store(path)) as opened:
        with opened.write() as session:
            add_dealer(session, "K-1", name=CANARY)
        backup.back_up(path, NOON - timedelta(days=1))
    return path


def steps_of(work: Callable[[Path], object], store: Path, patch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The store after the work has died at its first step, its second and so on, and at last after it was finished."""
    folder = store.parent
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    finished = False
    step = 0
    while not finished:
        for path in [each for each in folder.rglob("*") if each.is_file()]:
            path.unlink()
        for path, content in before.items():
            path.write_bytes(content)
        with dying_at(step, patch) as made:
            work(store)
        finished = made.finished
        yield store
        step += 1
    assert step > 4


def opens(store: Path, *words: str) -> str:
    """Opens a store or backup with one of the passphrases, or without; says with which."""
    said, key = "", None
    if passphrase.is_locked(store):
        said, key = next((word, found) for word in words if (found := tried(store, word)))
    opening.full_check(store, key=key)
    with contextlib.closing(open_store(store, create=False, key=key)) as opened, opened.read() as session:
        assert session.scalars(select(Dealer.name)).all() == [CANARY]
    return said


def tried(store: Path, word: str) -> bytes | None:
    return vault.opened(key_files.envelope_for(store), word)


def in_the_clear(folder: Path) -> list[str]:
    return [each.name for each in folder.rglob("*") if each.is_file() and CANARY.encode() in each.read_bytes()]


@pytest.mark.timeout(300)
def test_protecting(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = set()
    for _ in steps_of(lambda path: passphrase.protect(path, OLD), store, monkeypatch):
        locked = passphrase.is_locked(store)
        seen.add(locked)
        for copy in (store, *backup.backups(store)):
            opens(copy, OLD)
        if locked:
            next_start(store, OLD)
            assert in_the_clear(store.parent) == []
        else:
            passphrase.protect(store, NEW)
            assert opens(store, NEW)
            assert in_the_clear(store.parent) == []
    assert seen == {False, True}


def next_start(store: Path, word: str) -> None:
    """What the program does each day."""
    key = passphrase.unlock(store, word)
    with contextlib.closing(open_store(store, key=key)) as opened:
        backups.back_up_daily(opened, NOON)


@pytest.mark.timeout(300)
def test_changing(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    passphrase.protect(store, OLD)
    seen = set()
    for _ in steps_of(lambda path: passphrase.change_passphrase(path, OLD, NEW), store, monkeypatch):
        said = opens(store, OLD, NEW)
        seen.add(said)
        copies = {opens(each, OLD, NEW) for each in backup.backups(store)}
        assert copies <= {OLD, said}
        next_start(store, said)
        assert {opens(each, OLD, NEW) for each in backup.backups(store)} == {said}
    assert seen == {OLD, NEW}


@pytest.mark.timeout(300)
def test_taking_away(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    passphrase.protect(store, OLD)
    seen = set()
    for _ in steps_of(lambda path: passphrase.remove_passphrase(path, OLD), store, monkeypatch):
        said = opens(store, OLD)
        seen.add(said)
        assert {opens(each, OLD) for each in backup.backups(store)} == {OLD}
        if said:
            passphrase.unlock(store, OLD)
            assert in_the_clear(store.parent) == [], "half of the plain file is taken away"
    assert seen == {OLD, ""}


@pytest.mark.timeout(300)
def test_restoring_a_backup_under_another_key(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    passphrase.protect(store, OLD)
    made = backup.backups(store)[0]
    key = passphrase.unlock(made, OLD)
    passphrase.remove_passphrase(store, OLD)
    passphrase.protect(store, NEW)
    seen = set()

    def restore(path: Path) -> None:
        backups.restore_backup(path, made, NOON, key=key)

    for _ in steps_of(restore, store, monkeypatch):
        seen.add(opens(store, OLD, NEW))
        for each in backup.kept_copies(store):
            opens(each, OLD, NEW)
    assert seen == {NEW, OLD}
    assert [each.key_id for each in key_files.keys_beside(store)] == [headers.key_id(key)]


def files(store: Path) -> set[str]:
    """All but the log, which is folded in by whoever writes next."""
    found = {each.name for each in store.parent.rglob("*")}
    return {name for name in found if not name.endswith(("-wal", "-shm"))}


def test_a_store_that_cannot_be_written_anew_is_as_it_was(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(store)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as within:
        within.setattr("os.fsync", full)
        with pytest.raises(StoreError):
            passphrase.protect(store, OLD)
    assert files(store) == before
    assert opens(store) == ""
