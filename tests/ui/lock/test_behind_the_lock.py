"""What goes on behind the cover: tasks that end, words that wait, a disk that takes nothing."""

import contextlib
import threading
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sqlalchemy.orm import Session

from fieldvisit.domain.language import Message
from fieldvisit.store import errors
from fieldvisit.store.store import Store
from fieldvisit.ui import dialogs, passphrase_ask, tasks
from fieldvisit.ui.dialogs import Sheet
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.passphrase import protect
from fieldvisit.usecases.places import default_store
from tests.factories.answering import answering
from tests.factories.keys import PASSPHRASE
from tests.factories.locked import cell, closed, lock_page, opened, type_in, words_in

DEALER = "Shengyuan"


def test_a_running_task_goes_on_behind_the_lock(at_work, qtbot):
    program = at_work
    goes_on = threading.Event()
    done: list[bool] = []
    tasks.run(lambda _progress: goes_on.wait(20), title="Importing", on_done=done.append)
    program.rooms.locking.lock()
    qtbot.wait(400)
    page = lock_page(program)
    assert program.holding.store is not None
    assert not page.restore.isEnabled()
    qtbot.waitUntil(page.waits.isVisible)
    assert "as soon as what still runs has ended" in page.waits.text()
    goes_on.set()
    closed(program, qtbot)
    assert done == [True]
    qtbot.waitUntil(page.restore.isEnabled)
    assert not page.waits.isVisible()


def test_unlocking_before_a_task_has_ended_leads_back_to_it(at_work, qtbot):
    program = at_work
    goes_on = threading.Event()
    board = program.shell.board()
    tasks.run(lambda _progress: goes_on.wait(20))
    program.rooms.locking.lock()
    qtbot.wait(50)
    type_in(program, qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: not program.shell.is_covered)
    goes_on.set()
    qtbot.waitUntil(lambda: not tasks.running())
    qtbot.wait(300)
    assert program.shell.board() is board
    assert program.holding.store is not None
    qtbot.keyClicks(QApplication.focusWidget(), "7")
    qtbot.waitUntil(lambda: board.desk.drafts.get(cell(board)) == "12.7")


def test_on_a_full_disk_the_lock_covers_and_nothing_is_thrown_away(at_work, qtbot, monkeypatch):
    program = at_work
    write, full = Store.write, [True]

    @contextlib.contextmanager
    def limited(store: Store):
        session: Session
        with write(store) as session:
            yield session
            if full[0]:
                raise errors.StoreFull(Message("There is no room left on the disk."))

    monkeypatch.setattr(Store, "write", limited)
    qtbot.keyClicks(QApplication.focusWidget(), "5")
    program.rooms.locking.lock()
    qtbot.wait(400)
    lock_page(program)
    assert program.holding.store is not None
    full[0] = False
    closed(program, qtbot)
    type_in(program, qtbot, PASSPHRASE)
    opened(program, qtbot)
    qtbot.waitUntil(lambda: program.shell.page_key == "visit")
    board = program.shell.board()
    assert board.desk.drafts[cell(board)] == "12.5"


def test_what_was_saved_behind_the_lock_is_told_after_unlocking(at_work, qtbot, tmp_path):
    at_work.rooms.locking.lock()
    at_work.desk.say_written("225 reports saved", tmp_path)
    closed(at_work, qtbot)
    type_in(at_work, qtbot, PASSPHRASE)
    opened(at_work, qtbot)
    qtbot.waitUntil(lambda: bool(sheets()))
    (sheet,) = sheets()
    assert "225 reports saved" in words_in(sheet)
    sheet.accept()


def test_what_a_task_opens_behind_the_lock_is_never_seen_and_its_words_wait(at_work, qtbot):
    shell, goes_on = at_work.shell, threading.Event()
    unseen: list[bool] = []

    def end(_done: bool) -> None:
        sheet = dialogs.show("Made", [DEALER], shell)
        unseen.append(sheet.testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen))
        shell.desk.listed.emit("Some reports were not made", ["No paper."])
        shell.tell(errors.StoreFull(Message("No room.")))

    tasks.run(lambda _progress: goes_on.wait(20), on_done=end)
    at_work.rooms.locking.lock()
    goes_on.set()
    closed(at_work, qtbot)
    assert unseen == [True]
    assert sheets() == []
    type_in(at_work, qtbot, PASSPHRASE)
    opened(at_work, qtbot)
    qtbot.waitUntil(lambda: len(sheets()) == 1)
    (told,) = sheets()
    assert "No paper." in words_in(told)
    assert "No room." in words_in(told)
    assert not told.testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    told.accept()


def test_what_a_task_opens_just_before_unlocking_is_not_in_the_way(at_work, qtbot, monkeypatch):
    shell, goes_on, ended = at_work.shell, threading.Event(), threading.Event()
    opening = passphrase_ask._unlocked

    def opened_late(path: Path, typed: str) -> bytes:
        key = opening(path, typed)
        goes_on.set()
        assert ended.wait(20)
        return key

    def end(_done: bool) -> None:
        dialogs.show("Made", [DEALER], shell)
        ended.set()

    monkeypatch.setattr(passphrase_ask, "_unlocked", opened_late)
    tasks.run(lambda _progress: goes_on.wait(20), on_done=end)
    at_work.rooms.locking.lock()
    qtbot.wait(50)
    at_work.rooms.locking._closing.setInterval(60_000)
    type_in(at_work, qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: not shell.is_covered)
    assert sheets() == []
    assert QApplication.activeModalWidget() is None
    shell.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    qtbot.keyClicks(QApplication.focusWidget(), "7")
    board = shell.board()
    qtbot.waitUntil(lambda: board.desk.drafts.get(cell(board)) == "12.7")


def test_what_came_of_one_store_is_not_told_in_another(at_work, qtbot, tmp_path):
    shell, other = at_work.shell, tmp_path / "other.store"
    with contextlib.closing(open_store(other)):
        pass
    protect(other, PASSPHRASE)
    at_work.rooms.locking.lock()
    for _ in range(3):
        shell.desk.listed.emit("Some reports were not made", [f"{DEALER}: no paper."])
    closed(at_work, qtbot)
    at_work.switch_to(other)
    qtbot.waitUntil(lambda: at_work.holding.path == other and shell.is_covered)
    type_in(at_work, qtbot, PASSPHRASE)
    opened(at_work, qtbot)
    qtbot.wait(50)
    assert sheets() == []
    at_work.switch_to(default_store())
    qtbot.waitUntil(lambda: at_work.holding.path == default_store() and shell.is_covered)
    type_in(at_work, qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: len(sheets()) == 1)
    (told,) = sheets()
    assert words_in(told).count(DEALER) == 1
    told.accept()


def test_quitting_from_the_lock_asks_first_while_something_is_unsaved(at_work, qtbot, monkeypatch):
    write = Store.write

    @contextlib.contextmanager
    def full(store: Store):
        with write(store) as session:
            yield session
            raise errors.StoreFull(Message("There is no room left on the disk."))

    asked = []

    def answer(question: Sheet) -> None:
        asked.append(question.testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen))
        qtbot.wait(at_work.rooms.locking._closing.interval() + 50)
        assert question.isVisible()
        question.reject()

    with monkeypatch.context() as disk:
        disk.setattr(Store, "write", full)
        qtbot.keyClicks(QApplication.focusWidget(), "5")
        at_work.rooms.locking.lock()
        qtbot.wait(50)
        with answering(Sheet, answer):
            lock_page(at_work).quit.click()
    assert asked == [False]
    assert at_work.shell.isVisible()
    closed(at_work, qtbot)


def sheets() -> list[Sheet]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, Sheet) and each.isVisible()]
