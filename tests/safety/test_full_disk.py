"""The disk runs full while a visit is typed or a store is written anew: it is told, nothing acknowledged is lost, and
nothing half is left behind."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.visit import Address
from fieldvisit.store import backup, errors, key_files, opening, vault
from fieldvisit.store import engine as engines
from fieldvisit.store.store import Store
from fieldvisit.ui.preferences import Preferences
from fieldvisit.usecases.check_store import check_store
from fieldvisit.usecases.export_report import save_report
from fieldvisit.usecases.export_table import export_table
from fieldvisit.usecases.visit_desk import VisitDesk
from fieldvisit.usecases.whole_store import export_store
from tests.factories.desks import again, worked_desk
from tests.factories.keys import PASSPHRASE, quick_keys
from tests.safety import file_acts
from tests.safety.file_acts import store_in
from tests.safety.file_cuts import state_of

FILL_POINTS = 100
BLOCK = 4096
NOON = datetime(2026, 9, 15, 12, 0, 0)  # noqa: DTZ001 - backups are named after local time


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 16 MB; only Linux has such, and only an administrator may mount it."""
    if not (sys.platform.startswith("linux") and os.geteuid() == 0):
        pytest.skip("mounting a small tmpfs needs Linux and an administrator")
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16m", "fieldvisit-test", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no tmpfs can be mounted here")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def fill(disk: Path, left: int) -> Path:
    """Takes all room but so many bytes."""
    filler = disk / "filler"
    free = os.statvfs(disk).f_bavail * BLOCK
    filler.write_bytes(bytes(max(0, free - left)))
    return filler


@pytest.fixture(params=[None, bytes(range(32))], ids=["plain", "encrypted"])
def key(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bytes | None:
    quick_keys(monkeypatch)
    found: bytes | None = request.param
    return found


def typed_until_full(desk: VisitDesk, place: Address) -> str:
    """Types more and more into a cell until the disk is full; the last text that was acknowledged."""
    acknowledged = ""
    for number in range(1, 100):
        text = f"{number}" + " typed at length" * 20 * number
        try:
            desk.draft(place, text)
        except errors.StoreFull:
            return acknowledged
        acknowledged = text
    raise AssertionError("the disk does not run full")


def fold_log(store: Store) -> None:
    """Takes the log into the file; on a full disk that may fail."""
    with errors.told(store.path), contextlib.closing(engines.connect(store.path, key=store.key)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@pytest.mark.timeout(300)
def test_a_disk_full_at_any_point_loses_nothing_that_was_acknowledged(small_disk: Path, key: bytes | None) -> None:
    lengths = set()
    with worked_desk(small_disk, key) as desk:
        rows = desk.visit.step("prices").rows("products")
        for point in range(FILL_POINTS):
            fold_log(desk.store)  # the log begins anew: what it holds already takes no more room
            filler = fill(small_disk, point * BLOCK)
            place = Address("prices", "retail", "products", rows[point % len(rows)].id)
            before = desk.visit.value(place)
            acknowledged = typed_until_full(desk, place)
            lengths.add(len(acknowledged))
            with contextlib.suppress(errors.StoreFull):
                fold_log(desk.store)
            found = again(desk)
            assert found.drafts.get(place, "") == acknowledged
            assert found.visit.value(place) == desk.visit.value(place) == before
            filler.unlink()
            desk.enter(place, f"{point + 1}.5")
            found = again(desk)
            assert found.visit.value(place) == desk.visit.value(place)
            assert place not in found.drafts
        assert check_store(desk.store) == []
    assert len(lengths) > FILL_POINTS // 8


@pytest.mark.parametrize("left", [0, BLOCK])
def test_what_does_not_fit_on_a_full_disk_leaves_no_file(small_disk: Path, left: int, key: bytes | None) -> None:
    with worked_desk(small_disk, key) as desk:
        if key is not None:
            key_files.write_keys(desk.store.path, [vault.seal(key, PASSPHRASE)])
        fill(small_disk, left)
        out = small_disk / "out"
        filler = small_disk / "filler"
        filler.write_bytes(filler.read_bytes()[: -2 * BLOCK])  # the folders themselves
        out.mkdir()
        backup.folder_of(desk.store.path).mkdir(exist_ok=True)
        fill_rest = small_disk / "rest"
        fill_rest.write_bytes(bytes(max(0, os.statvfs(small_disk).f_bavail * BLOCK - left)))
        for write in (
            lambda: save_report(bytes(500_000), out / "report.pdf"),
            lambda: export_table(desk.store, "observed_prices", out / "prices.xlsx"),
            lambda: export_store(desk.store, out / "all.json"),
            lambda: backup.back_up(desk.store.path, NOON, key=key),
            lambda: backup.copy_to(desk.store.path, out / "copy.store", key=key),
        ):
            with pytest.raises(KnownError):
                write()
        assert list(out.iterdir()) == []
        assert list(backup.folder_of(desk.store.path).iterdir()) == []
        filler.unlink()
        made = backup.back_up(desk.store.path, NOON, key=key)
        opening.full_check(made, key=key)


def files(folder: Path) -> set[str]:
    """All but the empty log of a store that was only read, and the digest of one that was left."""
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return {name for name in names if not name.endswith(("-wal", "-shm", ".sum"))}


@pytest.mark.timeout(300)
@pytest.mark.parametrize("work", ["protect", "take-away", "restore"])
def test_a_store_that_is_written_anew_on_a_full_disk_is_as_it_was(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch, work: str
) -> None:
    quick_keys(monkeypatch)
    box = small_disk / "data"
    file_acts.ACTS[work].prepare(store_in(box))
    before, there = state_of(box), files(box)
    for blocks in range(0, 100, 10):
        filler = fill(small_disk, blocks * BLOCK)
        with pytest.raises(errors.StoreFull):
            file_acts.ACTS[work].work(store_in(box))
        filler.unlink()
        assert (state_of(box), files(box)) == (before, there)
    file_acts.ACTS[work].work(store_in(box))
    assert state_of(box) != before


def test_habits_that_cannot_be_saved_leave_no_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    assert not Preferences().save()
    assert list(home.iterdir()) == []
