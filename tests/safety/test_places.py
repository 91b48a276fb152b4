"""Where a store lies: read-only, gone, on another machine, copied away; and clocks that go back."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.visit import Address
from fieldvisit.store import backup, errors, opening, visits
from fieldvisit.store.store import open_store
from fieldvisit.usecases import doubtful_places
from fieldvisit.usecases.backup import back_up_closed, back_up_daily, list_backups
from fieldvisit.usecases.check_store import check_store
from fieldvisit.usecases.close_visit import revise_visit
from fieldvisit.usecases.doubtful_places import is_on_network, synchronised_by, warning_about
from fieldvisit.usecases.export_report import save_report
from fieldvisit.usecases.export_table import export_table
from fieldvisit.usecases.open_visit import open_visit
from tests.factories.desks import again, worked_desk
from tests.factories.store import add_dealer, full_visit, put_visit

NOON = datetime(2026, 9, 15, 12, 0, 0).astimezone()


def text_cell(desk):
    return Address("prices", "retail", "products", desk.visit.step("prices").rows("products")[0].id)


@pytest.mark.parametrize(
    ("folder", "program"),
    [
        (PureWindowsPath(r"C:\Users\li\OneDrive\FieldVisit"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\li\OneDrive - Northwind\Visits"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\li\iCloudDrive\Visits"), "iCloud"),
        (PurePosixPath("/Users/li/Library/CloudStorage/OneDrive-Northwind"), "OneDrive"),
        (PurePosixPath("/Users/li/Library/CloudStorage/GoogleDrive-li@example.org/x"), "Google Drive"),
        (PurePosixPath("/Users/li/Library/Mobile Documents/com~apple~CloudDocs"), "iCloud"),
        (PurePosixPath("/home/li/Dropbox (Personal)/visits"), "Dropbox"),
        (PurePosixPath("/home/li/Nextcloud"), "Nextcloud"),
        (PurePosixPath("/home/li/dropboxes"), ""),
        (PurePosixPath("/home/li/.local/share/FieldVisit"), ""),
        (PureWindowsPath(r"C:\Users\li\AppData\Local\FieldVisit"), ""),
    ],
)
def test_a_synchronised_folder_is_known_by_its_name(folder, program):
    assert synchronised_by(folder) == program


def test_one_sentence_says_what_is_doubtful(tmp_path, monkeypatch):
    assert warning_about(tmp_path / "my.store") is None
    assert "OneDrive" in str(warning_about(tmp_path / "OneDrive - Northwind" / "my.store"))
    monkeypatch.setattr(doubtful_places, "is_on_network", lambda folder: True)
    assert "another machine" in str(warning_about(tmp_path / "my.store"))


def test_the_kind_of_file_system_is_that_of_the_deepest_mount():
    mounts = [("/", "ext4"), ("/mnt", "ext4"), ("/mnt/share", "cifs"), ("/mnt/sharex", "nfs4")]
    assert doubtful_places._kind_at(Path("/mnt/share/visits"), mounts) == "cifs"
    assert doubtful_places._kind_at(Path("/mnt/other"), mounts) == "ext4"


def test_each_system_is_asked_in_its_own_way(tmp_path, monkeypatch):
    assert not is_on_network(tmp_path)
    monkeypatch.setitem(doubtful_places._ASK, "darwin", lambda folder: True)
    monkeypatch.setattr(sys, "platform", "darwin")
    assert is_on_network(tmp_path)


def test_a_share_named_by_its_machine_is_a_network(tmp_path):
    assert doubtful_places._on_windows(PureWindowsPath(r"\\server\visits\li"))  # type: ignore[arg-type]


def test_mounts_of_a_mac_are_read(monkeypatch):
    said = "/dev/disk1s1 on / (apfs, local, journaled)\n//li@server/visits on /Volumes/visits (smbfs, nodev, nosuid)\n"
    done = subprocess.CompletedProcess([], 0, stdout=said)
    monkeypatch.setattr(subprocess, "run", lambda *_args, **_options: done)
    assert doubtful_places._on_mac(Path("/Volumes/visits/li"))
    assert not doubtful_places._on_mac(Path("/Users/li"))


@pytest.fixture
def read_only_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder that not even an administrator can write into."""
    if not sys.platform.startswith("linux"):
        pytest.skip("a read-only disk is mounted on Linux only")
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "fieldvisit-test", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting a disk needs an administrator")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def drafts_in(path: Path) -> list[str]:
    with contextlib.closing(open_store(path)) as store, store.read() as session:
        return list(session.connection().exec_driver_sql("SELECT text FROM drafts").scalars())


def test_a_disk_that_becomes_read_only_is_told_and_keeps_what_was_acknowledged(read_only_disk):
    with worked_desk(read_only_disk) as desk:
        desk.draft(text_cell(desk), "12.3")
    store = read_only_disk / "test.store"
    kept = drafts_in(store)
    assert "12.3" in kept
    subprocess.run(["mount", "-o", "remount,ro", str(read_only_disk)], check=True)
    with pytest.raises(errors.StoreError, match="cannot be"):
        drafts_in(store)
    with pytest.raises(KnownError):
        save_report(b"%PDF", read_only_disk / "report.pdf")
    with pytest.raises(errors.StoreReadOnly):
        open_store(read_only_disk / "new" / "my.store")
    subprocess.run(["mount", "-o", "remount,rw", str(read_only_disk)], check=True)
    assert drafts_in(store) == kept


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not let an open file go")
def test_a_drive_that_vanishes_is_told_and_typing_goes_on_when_it_is_back(tmp_path):
    drive, away = tmp_path / "drive", tmp_path / "away"
    drive.mkdir()
    with worked_desk(drive) as desk:
        place = text_cell(desk)
        desk.draft(place, "1")
        desk.store._engine.dispose()
        with desk.store.held():
            desk.store._writer.forget()
        drive.rename(away)
        for _ in range(2):
            with pytest.raises(errors.StoreUnreachable):
                desk.draft(place, "12")
        with pytest.raises(errors.StoreUnreachable), desk.store.read() as session:
            visits.list_visits(session)
        assert not drive.exists(), "no empty store is made in the place of the one that is gone"
        away.rename(drive)
        desk.draft(place, "12")
        assert again(desk).drafts[place] == "12"


def test_a_store_on_a_drive_that_is_not_there_is_missing_not_made_anew(tmp_path):
    with pytest.raises(errors.StoreMissing):
        open_store(tmp_path / "gone" / "my.store", create=False)
    assert not (tmp_path / "gone").exists()


def test_a_file_open_elsewhere_is_told_and_left_as_it_is(tmp_path, monkeypatch):
    """As Windows refuses: the file is in use by another process."""
    target = tmp_path / "report.pdf"
    target.write_bytes(b"open elsewhere")
    table = tmp_path / "prices.xlsx"
    table.write_bytes(b"open elsewhere")

    def refuse(self, _other):
        raise PermissionError(13, "The process cannot access the file because it is being used by another process")

    with worked_desk(tmp_path / "store") as desk:
        monkeypatch.setattr(Path, "replace", refuse)
        with pytest.raises(KnownError, match=r"report\.pdf.*another process"):
            save_report(b"%PDF", target)
        with pytest.raises(KnownError, match=r"prices\.xlsx.*another process"):
            export_table(desk.store, "observed_prices", table)
        with pytest.raises(errors.StoreReadOnly):
            backup.copy_to(desk.store.path, tmp_path / "copy.store")
        monkeypatch.undo()
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["prices.xlsx", "report.pdf"]
    assert {target.read_bytes(), table.read_bytes()} == {b"open elsewhere"}


def test_a_clock_set_back_disturbs_neither_revisions_nor_drafts_nor_backups(tmp_path):
    with worked_desk(tmp_path) as desk:
        now = [NOON]
        desk._clock = lambda: now[0]
        first, second = (
            Address("prices", field, "products", desk.visit.step("prices").rows("products")[0].id)
            for field in ("retail", "resale")
        )
        desk.draft(first, "1")
        now[0] = NOON - timedelta(days=400)
        desk.draft(first, "12")
        desk.draft(second, "3")
        assert again(desk).drafts == {first: "12", second: "3"}
        store = desk.store
        with store.write() as session:
            add_dealer(session)
            closed = put_visit(session, full_visit())
        revision = revise_visit(store, closed, "a wrong count", NOON - timedelta(days=400))
        with store.read() as session:
            revised = visits.load_visit(session, revision)
        assert (revised.revision, revised.revises) == (2, closed)
        assert check_store(store) == []
        tomorrow, today = NOON + timedelta(days=1), NOON
        back_up_daily(store, tomorrow)
        assert back_up_daily(store, today) is not None, "a backup dated in the future is none of today"
        assert back_up_closed(store, today) is not None
        assert len(list_backups(store.path)) == 2


def test_a_visit_that_was_closed_is_backed_up_once(tmp_path):
    with worked_desk(tmp_path) as desk:
        assert back_up_closed(desk.store, NOON) is None
        with desk.store.write() as session:
            add_dealer(session)
            visits.insert_visit(session, full := full_visit())
            facts = visits.load_facts(session, full.id) or desk.facts
            visits.close_visit(session, full.id, datetime.now(UTC), facts)
        now = datetime.now().astimezone() + timedelta(seconds=2)
        made = back_up_closed(desk.store, now)
        assert made is not None
        opening.full_check(made)
        assert back_up_closed(desk.store, now + timedelta(minutes=1)) is None


def copy_without_log(store: Path, target: Path) -> Path:
    """What a synchronising program makes: the file of this moment without the log of it."""
    assert store.with_name(store.name + "-wal").stat().st_size > 0, "else nothing is left behind"
    return Path(shutil.copy(store, target))


def test_a_copied_store_without_its_log_is_the_sound_store_of_before(tmp_path):
    with worked_desk(tmp_path) as desk:
        desk.draft(text_cell(desk), "1")
    with contextlib.closing(open_store(desk.store.path)) as store:
        later = open_visit(store, desk.visit.id)
        later.draft(text_cell(later), "12.3")
        copied = copy_without_log(store.path, tmp_path / "copied.store")
        assert drafts_in(store.path) == ["12.3"]
    with contextlib.closing(open_store(copied)) as store:
        assert check_store(store) == []
        assert list(open_visit(store, desk.visit.id).drafts.values()) == ["1"], "older, but whole"
    assert drafts_in(desk.store.path) == ["12.3"], "the store itself is as it was"


def test_a_copy_of_two_moments_is_told_as_damaged(tmp_path):
    """The beginning is copied after the log was folded in, the rest was copied before."""
    with worked_desk(tmp_path) as desk:
        pass
    before = desk.store.path.read_bytes()
    with contextlib.closing(open_store(desk.store.path)) as store, store.write() as session:
        for number in range(500):
            add_dealer(session, f"X-{number:04}", name=f"Trading house no. {number}")
    after = desk.store.path.read_bytes()
    assert len(after) > len(before)
    for torn in (
        after[: len(before) // 2] + before[len(before) // 2 :],
        after[: len(before)],
        before[:4096] + after[4096:],
    ):
        copied = tmp_path / "torn.store"
        copied.write_bytes(torn)
        with pytest.raises(errors.StoreDamaged):
            opening.full_check(copied)
        assert copied.read_bytes() == torn, "the damaged file is kept"
