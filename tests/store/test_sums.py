"""A plain store that the disk has altered since it was closed is told, and none that somebody has written."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from fieldvisit.store import backup, errors, sums
from fieldvisit.store.store import Store, open_store
from fieldvisit.usecases.backup import back_up_daily
from fieldvisit.usecases.check_store import check_store
from tests.factories.store import add_dealer

NOON = datetime(2026, 9, 15, 12, 0, 0)  # noqa: DTZ001 - backups are named after local time


def add(store: Store, code: str) -> None:
    with store.write() as session:
        add_dealer(session, code)


def flip(path: Path, at: int, bit: int = 1) -> None:
    """As a failing disk does: no time of change is written."""
    found = path.stat()
    with path.open("r+b") as file:
        file.seek(at)
        byte = file.read(1)[0]
        file.seek(at)
        file.write(bytes([byte ^ bit]))
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))


@pytest.fixture
def closed(path: Path) -> Path:
    with contextlib.closing(open_store(path)) as store:
        for number in range(50):
            add(store, f"D-{number}")
    assert sums.sum_file_of(path).exists()
    return path


def decays(path: Path) -> bool:
    with contextlib.closing(open_store(path)) as store:
        return sums.has_decayed(path, store.left)


def test_every_flipped_bit_is_told(closed: Path) -> None:
    chance = random.Random(6)
    left = sums.left(closed)
    assert not sums.has_decayed(closed, left)
    for _ in range(300):
        at, bit = chance.randrange(closed.stat().st_size), 1 << chance.randrange(8)
        flip(closed, at, bit)
        assert sums.has_decayed(closed, left), f"byte {at}"
        flip(closed, at, bit)
    assert not sums.has_decayed(closed, left)


def test_the_next_start_says_so_and_so_does_check(closed: Path) -> None:
    flip(closed, closed.read_bytes().index(b"D-17"))
    with contextlib.closing(open_store(closed)) as store:
        (told,) = [str(each) for each in check_store(store) if "disk" in str(each)]
        assert str(closed) in told
        with pytest.raises(errors.StoreDecayed):
            back_up_daily(store, NOON)
    assert backup.backups(closed) == []


def test_whoever_only_looks_hides_nothing(closed: Path) -> None:
    flip(closed, closed.read_bytes().index(b"D-17"))
    with contextlib.closing(open_store(closed)) as store, store.read():
        pass
    assert decays(closed)


def test_what_was_written_in_any_way_is_no_decay(closed: Path) -> None:
    with contextlib.closing(open_store(closed)) as store:
        add(store, "new")
        assert not sums.has_decayed(closed, store.left)
    assert not decays(closed)
    older = Path(shutil.copy(closed, closed.with_name("older")))
    with contextlib.closing(open_store(closed)) as store:
        add(store, "newer")
    shutil.copy(older, closed)
    assert not decays(closed), "a file that somebody has put there"


def test_while_it_is_open_and_after_a_kill_nothing_is_claimed(closed: Path) -> None:
    store, other = open_store(closed), open_store(closed)
    assert not sums.sum_file_of(closed).exists()
    assert other.left is None
    add(store, "new")
    with other.read():
        pass
    other.close()
    assert not sums.sum_file_of(closed).exists(), "the first one still has it open"
    store.close()
    assert not decays(closed)


@pytest.mark.parametrize("content", ["", "[]", "{}", '["x", 1, 2]', "[1, 2]"])
def test_a_ruined_digest_claims_nothing(closed: Path, content: str) -> None:
    sums.sum_file_of(closed).write_text(content)
    assert not decays(closed)


def test_a_decayed_backup_is_not_restored(closed: Path) -> None:
    good = backup.back_up(closed, NOON - timedelta(days=1))
    made = backup.back_up(closed, NOON)
    flip(made, made.read_bytes().index(b"D-17"))
    with pytest.raises(errors.StoreDecayed) as told:
        backup.restore(made, closed, NOON)
    assert str(made) in str(told.value)
    backup.restore(good, closed, NOON)
    assert not decays(closed)


def test_an_encrypted_store_needs_none(path: Path) -> None:
    with contextlib.closing(open_store(path, key=bytes(32))) as store:
        add(store, "x")
    assert not sums.sum_file_of(path).exists()
