"""A store that is gone or emptied while its log or its backups are still there is told, never made anew in silence."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from fieldvisit.store import engine as engines
from fieldvisit.store import errors
from fieldvisit.ui import application, tasks
from fieldvisit.ui.first_start import FirstStart
from fieldvisit.ui.preferences import Preferences
from fieldvisit.ui.store_trouble import StoreTrouble
from fieldvisit.usecases.backup import back_up, list_backups, restore_backup
from fieldvisit.usecases.check_store import check_store
from fieldvisit.usecases.first_look import first_look
from fieldvisit.usecases.open_store import begin_anew, is_lost, open_store
from fieldvisit.usecases.places import default_store, sample_store
from tests.factories.desks import a_store
from tests.factories.programs import programs
from tests.factories.store import add_dealer

NOW = datetime(2026, 9, 15, 12, 0).astimezone()


@pytest.fixture
def start(qtbot, monkeypatch):
    with programs(qtbot, monkeypatch) as started:
        yield started


@pytest.fixture
def killed(tmp_path: Path) -> Path:
    """A store as a kill leaves it: what came last is in its log alone."""
    with a_store(tmp_path / "before") as store:
        with store.write() as session:
            add_dealer(session, "D-1", name="Shengyuan Trading")
        folder = Path(shutil.copytree(store.path.parent, tmp_path / "killed"))
    (path,) = folder.glob("*.store")
    assert log_of(path).stat().st_size > 0
    return path


def log_of(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def dealers_in(path: Path) -> int:
    with contextlib.closing(open_store(path)) as store, store.read() as session:
        assert check_store(store) == []
        return int(session.connection().exec_driver_sql("SELECT count(*) FROM dealers").scalar_one())


@pytest.mark.parametrize("lose", [Path.unlink, lambda path: os.truncate(path, 0)])
def test_a_log_without_its_store_is_told_and_left_until_the_store_is_back(killed: Path, lose: Callable[[Path], None]):
    kept = Path(shutil.copy(killed, killed.with_name("elsewhere")))
    log = log_of(killed).read_bytes()
    lose(killed)
    with pytest.raises(errors.StoreMissing, match="gone or empty"):
        open_store(killed)
    assert first_look(killed, NOW.date()) is None
    assert log_of(killed).read_bytes() == log
    shutil.copy(kept, killed)
    assert dealers_in(killed) == 1


def test_a_store_of_which_only_backups_are_left_is_not_made_anew(tmp_path: Path):
    with a_store(tmp_path) as store:
        backup = back_up(store)
    store.path.unlink()
    with pytest.raises(errors.StoreMissing, match="restore a backup"):
        open_store(store.path)
    restore_backup(store.path, backup)
    open_store(store.path).close()


@pytest.mark.parametrize("lose", [Path.unlink, lambda path: os.truncate(path, 0)])
def test_a_backup_is_not_mixed_with_the_log_of_a_store_that_is_gone(killed: Path, tmp_path: Path, lose):
    with a_store(tmp_path / "other") as store:
        with store.write() as session:
            for number in range(40):
                add_dealer(session, f"X-{number}")
        backup = back_up(store, tmp_path / "backup.store")
    log = log_of(killed).read_bytes()
    lose(killed)
    restore_backup(killed, backup, NOW)
    assert dealers_in(killed) == 40
    assert [each.read_bytes() for each in killed.parent.glob("*-replaced-*-wal")] == [log]


def test_whoever_begins_anew_keeps_what_is_left(killed: Path):
    log = log_of(killed).read_bytes()
    killed.unlink()
    begin_anew(killed, NOW)
    assert dealers_in(killed) == 0
    assert [each.read_bytes() for each in killed.parent.glob("*-replaced-*-wal")] == [log]


def test_beginning_anew_leaves_a_store_that_is_there(killed: Path):
    begin_anew(killed, NOW)
    assert dealers_in(killed) == 1


def test_a_lost_store_is_told_in_the_window_and_restored_by_one_click(start, home: Path, qtbot):
    with contextlib.closing(open_store(default_store())) as store:
        with store.write() as session:
            add_dealer(session, "D-1")
        back_up(store)
    default_store().unlink()
    program = start(default_store())
    qtbot.waitUntil(lambda: isinstance(program.shell.current(), StoreTrouble))
    qtbot.mouseClick(program.shell.current().restore, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.desk.is_open and not tasks.running())
    program.shell.close()
    assert dealers_in(default_store()) == 1


def test_from_a_lost_store_one_can_begin_anew(start, home: Path, qtbot):
    with contextlib.closing(open_store(default_store())) as store:
        back_up(store)
    default_store().unlink()
    program = start(default_store())
    qtbot.waitUntil(lambda: isinstance(program.shell.current(), StoreTrouble))
    before = list_backups(default_store())
    qtbot.mouseClick(program.shell.current().begin, Qt.MouseButton.LeftButton)
    assert isinstance(program.shell.current(), FirstStart)
    qtbot.mouseClick(program.shell.current().empty, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.desk.is_open and not tasks.running())
    assert list_backups(default_store()) == before, "what is left of the one before stays"


def test_a_store_whose_making_was_broken_off_is_begun_anew(start, home: Path, qtbot):
    """As a kill leaves it between the first page and the first transaction."""
    with contextlib.closing(engines.connect(default_store())) as connection:
        connection.execute("PRAGMA user_version = 0")
        connection.execute("VACUUM")
    assert default_store().stat().st_size > 0
    program = start(default_store())
    qtbot.waitUntil(lambda: isinstance(program.shell.current(), StoreTrouble))
    qtbot.mouseClick(program.shell.current().begin, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(program.shell.current().empty, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.desk.is_open and not tasks.running())


def test_a_drive_that_is_not_there_at_the_start_is_told_and_no_other_store_taken_for_it(start, tmp_path, home, qtbot):
    open_store(default_store()).close()
    drive, away = tmp_path / "drive", tmp_path / "away"
    with a_store(away) as store:
        path = drive / store.path.name
    preferences = Preferences(last_store=str(path))
    assert application._last_store(preferences) == path
    program = start(path, preferences)
    qtbot.waitUntil(lambda: isinstance(program.shell.current(), StoreTrouble))
    assert not drive.exists()
    away.rename(drive)
    qtbot.mouseClick(program.shell.current().again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.desk.is_open and not tasks.running())
    assert path.with_name(path.name + ".lock").exists(), "it is claimed now that it can be"


def test_sample_data_that_are_gone_lead_to_the_own_store(home: Path):
    assert application._last_store(Preferences(last_store=str(sample_store()))) == default_store()


def test_an_empty_file_with_nothing_beside_it_is_a_place_for_a_new_store(tmp_path: Path):
    path = tmp_path / "new.store"
    path.touch()
    assert not is_lost(path)
    open_store(path).close()
