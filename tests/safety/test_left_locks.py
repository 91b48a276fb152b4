"""What a power cut, a new name of the laptop, a link or a synchronising program makes of the lock beside a store."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from fieldvisit.ui import holding, unanswered
from fieldvisit.ui.holding import Holding
from fieldvisit.ui.instance import NOBODY_KNOWN, Instance

LONG_AGO = 1_000_000_000
ELSEWHERE = b"1234\nfieldvisit\nlaptop-of-before\n"


@pytest.fixture
def store(tmp_path: Path, qapp: object) -> Path:
    return tmp_path / "my.store"


def leave_lock(store: Path, content: bytes, *, at: float = LONG_AGO) -> Path:
    lock = store.with_name(store.name + ".lock")
    lock.write_bytes(content)
    os.utime(lock, (at, at))
    return lock


@pytest.mark.parametrize("content", [b"", b"\x00" * 90, b"no number\n", ELSEWHERE])
def test_a_lock_that_a_power_cut_or_a_renamed_laptop_left_keeps_nobody_out(store, content):
    leave_lock(store, content)
    claim = Instance(store)
    assert claim.claim()
    claim.release()


def test_an_empty_lock_that_a_living_process_holds_is_respected(store):
    first = Instance(store)
    assert first.claim()
    lock = store.with_name(store.name + ".lock")
    if sys.platform == "win32":
        pytest.skip("Windows lets nobody empty it")
    os.truncate(lock, 0)
    os.utime(lock, (LONG_AGO, LONG_AGO))
    look = "import sys; from pathlib import Path; from fieldvisit.ui.instance import Instance;"
    told = subprocess.run(
        [sys.executable, "-c", look + "print(Instance(Path(sys.argv[1])).claim())", str(store)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "False"
    first.release()


def test_a_lock_that_is_just_being_written_is_waited_for(store):
    lock = leave_lock(store, b"")
    os.utime(lock)
    assert not Instance(store).claim()


def test_in_a_synchronised_folder_the_user_is_asked_before_a_lock_of_elsewhere_is_taken(store, monkeypatch):
    shared = store.parent / "OneDrive - Northwind" / store.name
    shared.parent.mkdir()
    leave_lock(shared, ELSEWHERE)
    monkeypatch.setattr(holding, "PATIENCE", 0.0)
    monkeypatch.setattr(Instance, "raise_first", lambda self: False)
    asked: list[str] = []
    answer = [True, False]

    def may(machine: str) -> bool:
        asked.append(machine)
        return answer.pop()

    monkeypatch.setattr(unanswered, "may_open_anyway", may)
    held = Holding(shared, None, lambda: None)  # type: ignore[arg-type, return-value]
    assert not held.may_begin()
    assert held.may_begin()
    assert asked == ["laptop-of-before"] * 2
    held.instance.release()


def test_a_lock_without_a_name_is_told_as_anybodys(store):
    leave_lock(store, b"")
    assert Instance(store).stranger() == NOBODY_KNOWN


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
def test_a_link_to_a_store_leads_to_the_same_claim(store):
    link = store.parent / "elsewhere" / "linked.store"
    link.parent.mkdir()
    link.symlink_to(store)
    first, second = Instance(store), Instance(link)
    assert first.claim()
    assert not second.claim()
    first.release()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
def test_a_link_to_itself_is_claimed_so_that_opening_it_can_tell(store):
    store.symlink_to(store)
    claim = Instance(store)
    assert claim.claim()
    claim.listen(lambda: None)
    claim.release()
