"""A synchronising program, or somebody by hand, takes the files of a store away while it is open and typed into."""

from __future__ import annotations

import contextlib
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeAlias

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from fieldvisit.domain.visit import Address
from fieldvisit.store import errors
from fieldvisit.store.footing import Ground
from fieldvisit.store.headers import key_file_of
from fieldvisit.store.store import Store
from fieldvisit.ui import tasks
from fieldvisit.ui.preferences import Preferences
from fieldvisit.ui.program import Program
from fieldvisit.ui.store_trouble import StoreTrouble
from fieldvisit.usecases.backup import back_up, back_up_held, restore_backup
from fieldvisit.usecases.check_store import check_store
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.open_visit import open_visit
from fieldvisit.usecases.passphrase import protect, unlock
from fieldvisit.usecases.places import default_store
from fieldvisit.usecases.visit_desk import VisitDesk
from fieldvisit.usecases.visit_documents import load_document
from tests.factories.desks import WORKED_ID, a_store
from tests.factories.keys import quick_keys
from tests.factories.programs import programs
from tests.factories.visits import WORKED_VISIT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody take an open file away")
NOW = datetime(2026, 9, 15, 12, 0).astimezone()
Harm: TypeAlias = Callable[[Path], object]


def log_of(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def put_older_copy(path: Path) -> None:
    Path(shutil.copy(path.with_name("older"), path.with_name("coming"))).replace(path)


def rename(path: Path) -> None:
    path.rename(path.with_name("conflicted copy"))


def empty_log_instead(path: Path) -> None:
    log_of(path).unlink()
    log_of(path).touch()


MOVES: list[Harm] = [put_older_copy, rename, Path.unlink]
LOG_LOSSES: list[Harm] = [lambda path: log_of(path).unlink(), empty_log_instead]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[VisitDesk]:
    """The worked visit, of which there is an older copy, and which was written since."""
    with a_store(tmp_path / "store") as store:
        load_document(store, WORKED_VISIT.read_bytes())
    shutil.copy(store.path, store.path.with_name("older"))
    with contextlib.closing(open_store(store.path)) as store:
        desk = open_visit(store, WORKED_ID)
        desk.draft(cell(desk), "1")
        yield desk


def cell(desk: VisitDesk) -> Address:
    return Address("prices", "retail", "products", desk.visit.step("prices").rows("products")[0].id)


def drafts_in(path: Path) -> list[str]:
    with contextlib.closing(open_store(path)) as store:
        assert check_store(store) == []
        return list(open_visit(store, WORKED_ID).drafts.values())


def take_all(taken: contextlib.ExitStack, store: Store) -> None:
    """More connections than are kept open."""
    for _ in range(20):
        taken.enter_context(store.read())


def as_killed(store: Store, folder: Path) -> Path:
    """The files under the store's name as they are found when the process is gone."""
    folder.mkdir()
    for file in store.path.parent.glob(f"{store.path.name}*"):
        shutil.copy(file, folder)
    return folder / store.path.name


@pytest.mark.parametrize("harm", MOVES)
def test_what_was_typed_is_in_a_backup_although_the_store_is_no_longer_under_its_name(desk: VisitDesk, harm: Harm):
    assert desk.store.ground() is Ground.FIRM
    harm(desk.store.path)
    desk.draft(cell(desk), "12.3")
    assert desk.store.ground() is Ground.MOVED
    backup = back_up_held(desk.store, NOW)
    desk.store.close()
    restore_backup(desk.store.path, backup, NOW)
    assert drafts_in(desk.store.path) == ["12.3"]


@pytest.mark.parametrize("with_its_key", [True, False])
def test_the_same_for_an_encrypted_store(with_its_key: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    quick_keys(monkeypatch)
    with a_store(tmp_path) as store:
        load_document(store, WORKED_VISIT.read_bytes())
    key = protect(store.path, "Zaunkönig Pfau Dodo Moa").key
    with contextlib.closing(open_store(store.path, key=key)) as store:
        desk = open_visit(store, WORKED_ID)
        back_up(store, now=NOW - timedelta(days=1))
        store.path.unlink()
        if with_its_key:
            key_file_of(store.path).unlink()
        desk.draft(cell(desk), "12.3")
        backup = back_up_held(store, NOW)
    assert unlock(backup, "Zaunkönig Pfau Dodo Moa") == key
    with contextlib.closing(open_store(backup, key=key)) as copied:
        assert list(open_visit(copied, WORKED_ID).drafts.values()) == ["12.3"]


@pytest.mark.parametrize("harm", MOVES)
def test_no_new_connection_goes_to_another_file_or_makes_an_empty_one(desk: VisitDesk, harm: Harm):
    harm(desk.store.path)
    there = desk.store.path.exists()
    with contextlib.ExitStack() as taken, pytest.raises(errors.StoreMoved):
        take_all(taken, desk.store)
    assert desk.store.path.exists() == there


@pytest.mark.parametrize("harm", LOG_LOSSES)
def test_a_log_that_was_taken_away_is_saved_and_begun_anew(desk: VisitDesk, harm: Harm, tmp_path: Path):
    with desk.store.read():  # a second connection
        harm(desk.store.path)
    desk.draft(cell(desk), "12")
    assert desk.store.ground() is Ground.WITHOUT_LOG
    assert desk.store.renew_log()
    assert desk.store.ground() is Ground.FIRM
    desk.draft(cell(desk), "12.3")
    assert drafts_in(as_killed(desk.store, tmp_path / "killed")) == ["12.3"]


def test_a_log_that_is_being_read_waits(desk: VisitDesk):
    with desk.store.read() as session:
        session.connection().exec_driver_sql("SELECT count(*) FROM drafts")
        desk.draft(cell(desk), "12")
        log_of(desk.store.path).unlink()
        assert not desk.store.renew_log()
    assert desk.store.renew_log()
    desk.draft(cell(desk), "12.3")
    assert desk.drafts[cell(desk)] == "12.3"


def test_a_folder_that_is_away_for_a_while_is_out_of_reach_and_nothing_is_made_in_its_place(desk: VisitDesk):
    folder = desk.store.path.parent
    folder.rename(folder.with_name("away"))
    assert desk.store.ground() is Ground.OUT_OF_REACH
    desk.draft(cell(desk), "12.3")
    folder.with_name("away").rename(folder)
    assert desk.store.ground() is Ground.FIRM


@pytest.fixture
def start(qtbot, monkeypatch):
    with programs(qtbot, monkeypatch) as started:
        yield started


def told(program: Program) -> bool:
    """Looks, also once more where the first look found the store busy."""
    program.rooms.watch.look()
    return isinstance(program.shell.current(), StoreTrouble)


@pytest.mark.parametrize("harm", MOVES)
def test_in_the_window_it_is_told_and_one_click_leads_back_to_the_half_typed_cell(start, home, qtbot, harm):
    with contextlib.closing(open_store(default_store())) as store:
        load_document(store, WORKED_VISIT.read_bytes())
    shutil.copy(default_store(), default_store().with_name("older"))
    program = start(default_store(), Preferences(visit=WORKED_ID))
    qtbot.waitUntil(lambda: program.shell.page_key == "visit" and not tasks.running())
    qtbot.wait(50)
    board = program.shell.board()
    board.go_to(cell(board.desk))
    harm(default_store())
    for key in "12.3":
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, key)
    qtbot.waitUntil(lambda: told(program))
    page = program.shell.current()
    left = default_store().exists()
    QTest.keyClick(program.shell, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.activeModalWidget() is None, "there is nothing to be found in"
    assert default_store().exists() == left, "nothing is made in its place"
    qtbot.mouseClick(page.restore, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.shell.page_key == "visit" and not tasks.running())
    assert list(program.shell.board().notebook.drafts.values()) == ["12.3"]


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(b"{")])
def test_a_key_file_that_is_taken_away_or_spoilt_is_written_again(start, home, qtbot, monkeypatch, harm):
    quick_keys(monkeypatch)
    open_store(default_store()).close()
    key = protect(default_store(), "Zaunkönig Pfau Dodo Moa").key
    program = start(default_store())
    program.rooms.locking.page.ask.unlocked.emit(key)
    qtbot.waitUntil(lambda: program.desk.is_open and not tasks.running())
    before = key_file_of(default_store()).read_bytes()
    program.rooms.watch.look()
    harm(key_file_of(default_store()))
    program.rooms.watch.look()
    assert key_file_of(default_store()).read_bytes() == before


def test_a_folder_out_of_reach_is_told_once_and_left_open(start, home, qtbot, tmp_path):
    with a_store(tmp_path / "drive") as store:
        path = store.path
    program = start(path)
    qtbot.waitUntil(lambda: program.desk.is_open and not tasks.running())
    said: list[str] = []
    program.desk.said.connect(said.append)
    path.parent.rename(tmp_path / "away")
    program.rooms.watch.look()
    program.rooms.watch.look()
    assert len(said) == 1
    assert "cannot be reached" in said[0]
    assert program.desk.is_open
    (tmp_path / "away").rename(path.parent)
