"""What is seen in the window when the disk is full, the store damaged, or its folder a doubtful one."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy.orm import Session

from fieldvisit.domain.language import Message
from fieldvisit.domain.visit import Address
from fieldvisit.store import errors, visits
from fieldvisit.store.store import Store
from fieldvisit.ui import dialogs, keeping, tasks
from fieldvisit.ui.preferences import Preferences
from fieldvisit.ui.program import Program
from fieldvisit.ui.store_trouble import StoreTrouble
from fieldvisit.ui.visit.editors.signature import SignatureBox
from fieldvisit.usecases.backup import back_up, list_backups
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.open_visit import open_visit
from fieldvisit.usecases.places import default_store
from fieldvisit.usecases.visit_documents import load_document
from tests.factories.desks import WORKED_ID
from tests.factories.programs import programs
from tests.factories.store import add_dealer
from tests.factories.visits import WORKED_VISIT

PAGE = 4096


@pytest.fixture
def path(home: Path) -> Path:
    """The user's own store, with the worked visit and a good many dealers."""
    store = open_store(default_store())
    load_document(store, WORKED_VISIT.read_bytes())
    with store.write() as session:
        for number in range(300):
            add_dealer(session, f"X-{number:04}", name=f"Trading house no. {number}")
    store.close()
    return store.path


@pytest.fixture
def start(qtbot, monkeypatch):
    with programs(qtbot, monkeypatch) as started:
        yield started


def in_the_visit(program: Program, qtbot) -> Address:
    """The cell of the first shelf price, with the focus in it."""
    qtbot.waitUntil(lambda: program.shell.page_key == "visit")
    qtbot.waitUntil(lambda: not tasks.running())
    board = program.shell.board()
    assert board is not None
    qtbot.wait(50)
    place = Address("prices", "retail", "products", board.desk.visit.step("prices").rows("products")[0].id)
    board.go_to(place)
    return place


def press(text: str) -> None:
    for key in text:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, key)


class Disk:
    """Has room or not; while it has none, a write ends as on a disk that is really full."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.full = False
        write = Store.write

        @contextlib.contextmanager
        def limited(store: Store) -> Iterator[Session]:
            with write(store) as session:
                yield session
                if self.full:
                    raise errors.StoreFull(Message("There is no room left on the disk."))

        monkeypatch.setattr(Store, "write", limited)


def test_on_a_full_disk_typing_goes_on_and_is_saved_when_there_is_room(start, path, qtbot, monkeypatch):
    monkeypatch.setattr(keeping, "AGAIN_AFTER", 50)
    disk = Disk(monkeypatch)
    program = start(path, Preferences(visit=WORKED_ID))
    place = in_the_visit(program, qtbot)
    board = program.shell.board()
    disk.full = True
    press("12.3")
    qtbot.waitUntil(lambda: "no room left" in board.notice.words(), timeout=5000)
    assert board.notebook.drafts[place] == "12.3", "it stays on the screen"
    asked: list[str] = []
    monkeypatch.setattr(dialogs, "ask", lambda title, *_, **__: bool(asked.append(title)))  # type: ignore[func-returns-value]
    program.shell.close()
    assert asked == ["Not everything is saved"]
    assert program.shell.isVisible()
    disk.full = False
    qtbot.waitUntil(lambda: "is saved now" in board.notice.words(), timeout=5000)
    desk = open_visit(program.holding.store, WORKED_ID)
    assert desk.drafts.get(place) == "12.3" or f"{desk.visit.value(place):.1f}" == "12.3"


def test_on_a_full_disk_what_is_chosen_or_signed_stays_and_is_saved_when_there_is_room(start, path, qtbot, monkeypatch):
    monkeypatch.setattr(keeping, "AGAIN_AFTER", 50)
    disk = Disk(monkeypatch)
    program = start(path, Preferences(visit=WORKED_ID))
    in_the_visit(program, qtbot)
    board = program.shell.board()
    signature, choice = Address("account", "dealer_signature"), Address("market", "banner")
    board.desk.set_value(signature, None)
    board.go_to(signature)
    box = next(each for each in board.findChildren(SignatureBox) if each.isVisible() and not each.strokes)
    disk.full = True
    QTest.mousePress(box, Qt.MouseButton.LeftButton, pos=QPoint(30, 20))
    QTest.mouseMove(box, QPoint(90, 40))
    QTest.mouseRelease(box, Qt.MouseButton.LeftButton, pos=QPoint(90, 40))
    board.notebook.set_value(choice, "worn")
    drawn = box.strokes
    assert drawn, "it is not taken from the screen"
    assert "no room left" in board.notice.words()
    assert not keeping.keep(board)
    disk.full = False
    qtbot.waitUntil(lambda: "is saved now" in board.notice.words(), timeout=5000)
    desk = open_visit(program.holding.store, WORKED_ID)
    assert desk.visit.value(signature) == drawn
    assert desk.visit.value(choice) == "worn"


def test_whoever_quits_when_there_is_room_again_is_not_asked(start, path, qtbot, monkeypatch):
    monkeypatch.setattr(keeping, "AGAIN_AFTER", 600_000)
    disk = Disk(monkeypatch)
    program = start(path, Preferences(visit=WORKED_ID))
    place = in_the_visit(program, qtbot)
    disk.full = True
    press("12.3")
    qtbot.waitUntil(lambda: "no room left" in program.shell.board().notice.words(), timeout=5000)
    disk.full = False
    assert program.shell.keep_typed()
    assert open_visit(program.holding.store, WORKED_ID).drafts[place] == "12.3"


def test_what_was_typed_when_the_laptop_fell_asleep_is_on_disk_at_the_first_turn_after_it(start, path, qtbot):
    program = start(path, Preferences(visit=WORKED_ID))
    place = in_the_visit(program, qtbot)
    press("12.3")
    time.sleep(0.3)  # no timer runs meanwhile; a store without a passphrase is not locked by a sleep
    QApplication.processEvents()
    assert open_visit(program.holding.store, WORKED_ID).drafts[place] == "12.3"
    assert not program.shell.is_covered
    assert program.shell.board().here == place


def ruin(path: Path) -> None:
    """Overwrites one page in the middle."""
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // PAGE // 2 * PAGE)
        file.write(b"\xff" * PAGE)


@pytest.mark.parametrize("with_a_backup_of_today", [True, False])
def test_a_ruined_page_is_told_at_the_start_and_restored_by_one_click(start, path, qtbot, with_a_backup_of_today):
    with contextlib.closing(open_store(path)) as store:
        now = datetime.now().astimezone()
        back_up(store, now=now if with_a_backup_of_today else now - timedelta(days=3))
    ruin(path)
    ruined = path.read_bytes()
    program = start(path)
    qtbot.waitUntil(lambda: isinstance(program.shell.current(), StoreTrouble))
    qtbot.mouseClick(program.shell.current().restore, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.desk.is_open)
    with program.holding.store.read() as session:
        assert len(visits.list_visits(session)) == 1
    kept = list(path.parent.glob("*-replaced-*.store"))
    assert [each.read_bytes() for each in kept] == [ruined]
    qtbot.waitUntil(lambda: not tasks.running())


def test_a_closed_visit_is_backed_up(start, path, qtbot):
    program = start(path)
    qtbot.waitUntil(lambda: bool(list_backups(path)) and not tasks.running())
    before = list_backups(path)[0].taken_at
    with program.holding.store.write() as session:
        facts = visits.load_facts(session, WORKED_ID) or open_visit(program.holding.store, WORKED_ID).facts
        visits.close_visit(session, WORKED_ID, datetime.now().astimezone(), facts)
    qtbot.wait(1100)  # backups are named to the second, and a later one takes the place of the day's
    program.desk.visits_changed.emit()
    qtbot.waitUntil(lambda: list_backups(path)[0].taken_at > before)
    qtbot.waitUntil(lambda: not tasks.running())


def test_a_doubtful_folder_is_told_once(start, path, qtbot, monkeypatch):
    said: list[str] = []
    monkeypatch.setattr(dialogs, "say", lambda _title, words, _parent: said.append(words))
    cloud = path.parent / "OneDrive - Northwind" / "my.store"
    cloud.parent.mkdir()
    path.rename(cloud)
    first = start(cloud)
    qtbot.waitUntil(lambda: bool(said))
    assert "OneDrive" in said[0]
    first.rooms.care.warn_of_place()
    qtbot.waitUntil(lambda: not tasks.running())
    assert len(said) == 1
