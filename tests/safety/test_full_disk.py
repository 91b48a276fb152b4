"""The disk runs full while a visit is typed: it is told, nothing acknowledged is lost, nothing half is left behind."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.visit import Address
from fieldvisit.store import backup, errors, opening
from fieldvisit.ui.preferences import Preferences
from fieldvisit.usecases.check_store import check_store
from fieldvisit.usecases.export_report import save_report
from fieldvisit.usecases.export_table import export_table
from fieldvisit.usecases.visit_desk import VisitDesk
from fieldvisit.usecases.whole_store import export_store
from tests.factories.desks import again, worked_desk

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


def typed_until_full(desk: VisitDesk, place: Address) -> tuple[str, bool]:
    """Types more and more into a cell; the last text that was acknowledged, and whether the disk ran full."""
    acknowledged = ""
    for number in range(1, 60):
        text = f"{number}" + " typed at length" * 20 * number
        try:
            desk.draft(place, text)
        except errors.StoreFull:
            return acknowledged, True
        acknowledged = text
    return acknowledged, False


@pytest.mark.timeout(300)
def test_a_disk_full_at_any_point_loses_nothing_that_was_acknowledged(small_disk: Path) -> None:
    told = 0
    with worked_desk(small_disk) as desk:
        rows = desk.visit.step("prices").rows("products")
        for point in range(FILL_POINTS):
            filler = fill(small_disk, point * BLOCK)
            place = Address("prices", "retail", "products", rows[point % len(rows)].id)
            before = desk.visit.value(place)
            acknowledged, full = typed_until_full(desk, place)
            told += full
            if acknowledged:
                assert again(desk).drafts[place] == acknowledged
            assert desk.visit.value(place) == before
            filler.unlink()
            desk.enter(place, f"{point + 1}.5")
            assert again(desk).visit.value(place) == desk.visit.value(place)
            assert place not in again(desk).drafts
        assert check_store(desk.store) == []
    assert told > FILL_POINTS // 4


@pytest.mark.parametrize("left", [0, BLOCK])
def test_what_does_not_fit_on_a_full_disk_leaves_no_file(small_disk: Path, left: int) -> None:
    with worked_desk(small_disk) as desk:
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
            lambda: backup.back_up(desk.store.path, NOON),
            lambda: backup.copy_to(desk.store.path, out / "copy.store"),
        ):
            with pytest.raises(KnownError):
                write()
        assert list(out.iterdir()) == []
        assert list(backup.folder_of(desk.store.path).iterdir()) == []
        filler.unlink()
        made = backup.back_up(desk.store.path, NOON)
        opening.full_check(made)


def test_habits_that_cannot_be_saved_leave_no_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    assert not Preferences().save()
    assert list(home.iterdir()) == []
