"""A store as a kill or a power cut leaves it opens at once, with no word about damage or rights."""

from __future__ import annotations

import contextlib
import shutil
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from fieldvisit.store import backup, errors, key_files, opening, vault
from fieldvisit.store import engine as engines
from fieldvisit.store.log_pages import pages_in_log
from fieldvisit.store.models import Dealer
from fieldvisit.store.store import open_store
from fieldvisit.usecases.check_store import check_store
from tests.factories.keys import PASSPHRASE, quick_keys
from tests.factories.store import add_dealer

KEY = bytes(range(32))
PAGE = 4096
DEALERS = 150
NOON = datetime(2026, 9, 15, 12, 0, 0)  # noqa: DTZ001 - backups are named after local time


@pytest.fixture(params=[None, KEY], ids=["plain", "encrypted"])
def key(request: pytest.FixtureRequest) -> bytes | None:
    found: bytes | None = request.param
    return found


@pytest.fixture
def closed(tmp_path: Path, key: bytes | None, monkeypatch: pytest.MonkeyPatch) -> Path:
    quick_keys(monkeypatch)
    path = tmp_path / "my.store"
    if key is not None:
        key_files.write_keys(path, [vault.seal(key, PASSPHRASE)])
    with contextlib.closing(open_store(path, key=key)) as store, store.write() as session:
        for number in range(DEALERS):
            add_dealer(session, f"X-{number:04}")
    return path


@pytest.fixture
def with_log(closed: Path, key: bytes | None) -> Path:
    """One dealer more stands in the log only."""
    with contextlib.closing(open_store(closed, key=key)) as store:
        with store.write() as session:
            add_dealer(session, "Y-1")
        return as_it_is(closed)


def as_it_is(store: Path) -> Path:
    """What a kill at this moment would leave; the index of the log is made anew."""
    folder = store.parent / "cut"
    folder.mkdir()
    for path in store.parent.glob(f"{store.name}*"):
        if not path.name.endswith("-shm"):
            shutil.copy(path, folder)
    return folder / store.name


def dealers(path: Path, key: bytes | None) -> int:
    with contextlib.closing(open_store(path, create=False, key=key)) as store, store.read() as session:
        return session.scalar(select(func.count(Dealer.id))) or 0


def half_written(store: Path, key: bytes | None) -> Path:
    """The store and its journal in the middle of a change that is not made through the log."""
    with contextlib.closing(engines.connect(store, key=key, journal="DELETE")) as connection:
        connection.execute("PRAGMA cache_size = 1")  # so that pages are written before the end
        connection.execute("BEGIN")
        connection.execute("UPDATE dealers SET name = 'half', city = hex(randomblob(500))")
        cut = as_it_is(store)
        connection.execute("ROLLBACK")
    return cut


def test_what_was_half_done_outside_of_the_log_is_undone(closed: Path, key: bytes | None) -> None:
    cut = half_written(closed, key)
    assert cut.read_bytes() != closed.read_bytes()
    assert opening.schema_of(cut, key=key) == opening.SCHEMA
    assert dealers(cut, key) == DEALERS
    opening.full_check(cut, key=key)
    assert not cut.with_name(cut.name + "-journal").exists()


def test_a_store_to_be_replaced_takes_what_is_half_done_with_it(closed: Path, key: bytes | None) -> None:
    copy = closed.with_name("copy.store")
    backup.copy_to(closed, copy, key=key)
    cut = half_written(closed, key)
    kept = backup.restore(copy, cut, NOON, key=key)
    assert kept is not None
    assert (dealers(cut, key), dealers(kept, key)) == (DEALERS, DEALERS)


def test_a_page_that_the_log_has_is_not_missed_in_the_file(with_log: Path, key: bytes | None) -> None:
    content = bytearray(with_log.read_bytes())
    in_log = pages_in_log(with_log)
    assert in_log
    for page in in_log:
        content[(page - 1) * PAGE + 512 : page * PAGE] = bytes(PAGE - 512)
    with_log.write_bytes(content)
    opening.full_check(with_log, key=key)
    with contextlib.closing(open_store(with_log, key=key)) as store:
        assert check_store(store) == []
    assert dealers(with_log, key) == DEALERS + 1


def test_a_page_that_only_the_file_has_is_missed(with_log: Path, key: bytes | None) -> None:
    content = bytearray(with_log.read_bytes())
    page = next(each for each in range(20, 60) if each not in pages_in_log(with_log))
    content[(page - 1) * PAGE : page * PAGE] = bytes(PAGE)
    with_log.write_bytes(content)
    with pytest.raises(errors.StoreDamaged):
        opening.full_check(with_log, key=key)


def test_the_log_of_a_kill_is_in_the_store_that_is_set_aside(with_log: Path, key: bytes | None) -> None:
    copy = with_log.with_name("copy.store")
    backup.copy_to(with_log.parent.with_name("my.store"), copy, key=key)
    kept = backup.restore(copy, with_log, NOON, key=key)
    assert kept is not None
    assert not kept.with_name(kept.name + "-wal").exists()
    assert dealers(kept, key) == DEALERS + 1


def test_a_copy_does_not_take_over_the_log_of_the_one_it_replaces(with_log: Path, key: bytes | None) -> None:
    other = with_log.with_name("other.store")
    with contextlib.closing(open_store(other, key=key)):
        pass
    backup.copy_to(other, with_log, key=key)
    assert dealers(with_log, key) == 0


@pytest.mark.parametrize("key", [KEY], indirect=True)
def test_undoing_what_is_half_done_takes_no_right_key(closed: Path, key: bytes) -> None:
    cut = half_written(closed, key)
    with pytest.raises(errors.WrongKey):
        opening.schema_of(cut, key=bytes(32))
    assert dealers(cut, key) == DEALERS
    opening.full_check(cut, key=key)
