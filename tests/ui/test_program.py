"""The whole program, from the first paint to the end, over files in the test's own home."""

import sys
from concurrent.futures import ProcessPoolExecutor
from datetime import date, datetime
from multiprocessing import get_context
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtCore import QCoreApplication, QProcess, Qt
from PySide6.QtWidgets import QApplication, QLabel

import fieldvisit
from fieldvisit.domain import language
from fieldvisit.ui import application, tasks
from fieldvisit.ui.dialogs import Sheet
from fieldvisit.ui.first_start import FirstStart
from fieldvisit.ui.instance import Instance
from fieldvisit.ui.preferences import Preferences, load_preferences
from fieldvisit.ui.program import Program
from fieldvisit.ui.store_trouble import StoreTrouble
from fieldvisit.usecases.backup import back_up, list_backups
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.places import default_store, home, sample_store
from fieldvisit.usecases.plan_day import add_stop
from fieldvisit.usecases.sample import build_sample
from fieldvisit.usecases.settings import load_settings
from fieldvisit.usecases.start_visit import start_visit
from tests.factories.answering import answering
from tests.factories.store import add_dealer


@pytest.fixture
def start(qtbot, monkeypatch):
    import threading

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(Program, "_watch", lambda self: None)
    programs = []

    def started(preferences: Preferences | None = None, path=None) -> Program:
        program = Program(preferences or Preferences(), path or default_store())
        programs.append(program)
        qtbot.addWidget(program.shell)
        assert program.claim()
        program.show()
        qtbot.waitExposed(program.shell)
        return program

    yield started
    for program in programs:
        program.shell.close()
        program.end()


@pytest.fixture
def own_store():
    store = open_store(default_store())
    with store.write() as session:
        add_dealer(session, "D-1", name="Shengyuan Trading")
    yield store
    store.close()


def test_the_first_start_offers_three_ways(start):
    page = start().shell.current()
    assert isinstance(page, FirstStart)
    assert [button.text() for button in (page.sample, page.import_own, page.empty)] == [
        "Look around",
        "Import my data",
        "Start empty",
    ]


def test_starting_empty_keeps_the_name(start, qtbot):
    program = start()
    page = program.shell.current()
    qtbot.keyClicks(page.name, "Lin Yue")
    qtbot.mouseClick(page.empty, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.shell.status.rep_words() == "Lin Yue")
    assert program.shell.page_key == "today"
    assert load_settings(program.desk.store).rep_name == "Lin Yue"


def test_starting_with_an_import_leads_to_the_data(start, qtbot):
    program = start()
    qtbot.mouseClick(program.shell.current().import_own, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.shell.page_key == "data")


def test_the_first_look_shows_the_stops_before_the_store_is_open(start, own_store, qtbot):
    program = Program(Preferences(), default_store())
    add_stop(own_store, program.desk.today(), "D-1")
    program = start()
    assert [row.name for row in program.shell.current().stops.stops.rows] == ["Shengyuan Trading"]
    qtbot.waitUntil(lambda: program.desk.is_open)
    assert program.shell.current().stops.stops.rows[0].reason == "Not visited before"


def test_a_page_asked_for_too_early_is_shown_when_it_can_be(start, own_store, qtbot):
    program = start()
    program.shell.go_to("dealers")
    qtbot.waitUntil(lambda: program.desk.is_open)
    assert program.shell.page_key == "dealers"


def test_a_damaged_store_is_told_and_a_backup_offered(start, own_store, qtbot):
    back_up(own_store)
    own_store.close()
    default_store().write_bytes(b"this is no store" * 500)
    program = start()
    qtbot.waitUntil(lambda: isinstance(program.shell.current(), StoreTrouble))
    page = program.shell.current()
    qtbot.mouseClick(page.restore, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.desk.is_open)
    assert program.shell.page_key == "today"
    assert any("replaced" in path.name for path in default_store().parent.iterdir())


def test_the_backup_of_the_day_is_made_once(start, own_store, qtbot, finished):
    program = start()
    qtbot.waitUntil(lambda: len(list_backups(default_store())) == 1)
    program.rooms.care.back_up_daily()
    finished()
    assert len(list_backups(default_store())) == 1


def test_choices_of_the_window_are_kept(start, own_store, qtbot):
    program = start()
    qtbot.waitUntil(lambda: program.desk.is_open)
    program.change_look("theme", "dark")
    program.change_look("scale", 125)
    qtbot.wait(50)
    kept = load_preferences()
    assert (kept.theme, kept.scale) == ("dark", 125)
    assert program.shell.current().isVisible()


def test_the_visit_that_was_open_is_opened_again(start, own_store, qtbot):
    visit = start_visit(own_store, "D-1", date.today(), datetime.now().astimezone())
    first = start()
    qtbot.waitUntil(lambda: first.desk.is_open)
    first.shell.open_visit(visit)
    kept = load_preferences()
    assert kept.visit == visit
    first.holding.instance.release()
    second = start(kept)
    qtbot.waitUntil(lambda: second.shell.page_key == "visit")


def test_a_visit_that_is_no_longer_there_leads_to_today(start, own_store, qtbot):
    program = start(Preferences(visit="01995a3e-0000-7c11-8a3e-6d1f00001847"))
    qtbot.waitUntil(lambda: program.desk.is_open)
    assert program.shell.page_key == "today"


def test_sample_data_called_off_leaves_nothing_behind(start, qtbot, finished):
    program = start()
    program.rooms.beginning.open_sample()
    for task in tasks.running():
        task.cancel()
    finished()
    assert not sample_store().exists()
    assert isinstance(program.shell.current(), FirstStart)


def test_sample_data_is_marked_and_left_again(start, own_store, qtbot):
    build_sample(sample_store(), dealers=3, years=1)
    program = start(path=sample_store())
    qtbot.waitUntil(lambda: program.desk.is_open)
    assert program.shell.sample_strip.isVisible()
    qtbot.mouseClick(program.shell.sample_strip.back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.desk.is_open and program.store_path == default_store())
    assert not program.shell.sample_strip.isVisible()


def test_left_for_nothing_begun_yet_sample_data_leave_no_name(start, qtbot):
    build_sample(sample_store(), dealers=3, years=1)
    program = start(path=sample_store())
    qtbot.waitUntil(lambda: program.desk.is_open)
    assert program.shell.status.rep_words()
    qtbot.mouseClick(program.shell.sample_strip.back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(program.shell.current(), FirstStart))
    assert program.shell.status.rep_words() == ""


def test_a_start_with_another_store_is_asked_for_by_its_path(tmp_path):
    assert application._asked_store(["--store", str(tmp_path / "other.store")]) == tmp_path / "other.store"
    assert application._asked_store([]) is None


def test_the_folder_it_was_started_in_is_left_and_may_go(tmp_path, monkeypatch):
    started_in, own = tmp_path / "stick", tmp_path / "own"
    started_in.mkdir()
    own.mkdir()
    monkeypatch.setattr(Path, "home", lambda: own)
    monkeypatch.setenv("FIELDVISIT_HOME", "data")
    monkeypatch.chdir(started_in)
    store = application._asked_store(["--store", "other.store"])
    application._leave_folder()
    assert Path.cwd() == own
    assert store == started_in / "other.store"
    assert home() == started_in / "data"
    started_in.rmdir()
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as workers:
        assert workers.submit(abs, -1).result() == 1


@pytest.mark.parametrize(("frozen", "door"), [(False, ["-m", "fieldvisit"]), (True, [])])
def test_a_restart_begins_this_program_on_the_same_store(tmp_path, monkeypatch, frozen, door):
    started = []

    def start_detached(*command: object) -> tuple[bool, int]:
        started.append(command)
        return True, 1

    monkeypatch.setattr(sys, "frozen", frozen, raising=False)
    monkeypatch.setattr(QProcess, "startDetached", start_detached)
    assert application.start_again(tmp_path / "my.store")
    beside = str(Path(fieldvisit.__file__).parents[1])
    assert started == [(sys.executable, [*door, "--store", str(tmp_path / "my.store")], beside)]


def test_while_something_is_unsaved_the_program_is_not_restarted(start, own_store, qtbot, monkeypatch):
    program = start()
    qtbot.waitUntil(lambda: program.desk.is_open)
    monkeypatch.setattr(QCoreApplication, "quit", program.shell.close)
    monkeypatch.setattr(program.shell, "keep_typed", lambda: False)
    monkeypatch.setattr(program.shell, "_may_lose", lambda: False)
    program.restart()
    assert not program.restarts
    monkeypatch.undo()
    monkeypatch.setattr(QCoreApplication, "quit", program.shell.close)
    program.restart()
    assert program.restarts


@pytest.mark.parametrize("restarts", [True, False])
def test_a_fault_in_the_end_keeps_neither_the_store_nor_a_restart(start, own_store, qtbot, monkeypatch, restarts):
    program = start()
    qtbot.waitUntil(lambda: program.desk.is_open)
    program.shell.close()
    started: list[Path] = []
    qapp: Any = SimpleNamespace(exec=lambda: 0)
    program.restarts = restarts

    def start_again(store: Path) -> bool:
        started.append(store)
        return True

    monkeypatch.setattr(application, "start_again", start_again)
    with monkeypatch.context() as broken:
        broken.setattr(program.shell, "keep_typed", lambda: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            application.until_the_end(qapp, program)
    assert started == [default_store()] * restarts
    assert program.holding.store is None
    assert program.holding.instance.is_unclaimed()


@pytest.mark.parametrize(("restarts", "starts"), [(True, False), (True, True), (False, False)])
def test_a_restart_that_the_system_refuses_is_told(start, own_store, qtbot, monkeypatch, restarts, starts):
    program = start()
    qtbot.waitUntil(lambda: program.desk.is_open)
    program.restarts = program.shell.ends_as_typed = restarts
    program.shell.close()
    read: list[str] = []

    def press_the_button(dialog: Sheet) -> None:
        read.extend(each.text() for each in dialog.findChildren(QLabel))
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    monkeypatch.setattr(QProcess, "startDetached", lambda *_command: (starts, 0))
    with answering(Sheet, press_the_button):
        assert application.until_the_end(cast("QApplication", SimpleNamespace(exec=lambda: 3)), program) == 3
    assert ["FieldVisit has ended"] * (restarts and not starts) == read[:1]
    assert program.holding.instance.is_unclaimed()


def raising(monkeypatch) -> list[object]:
    """Who asked the first window to come to the front."""
    raised: list[object] = []

    def raise_first(self: object) -> bool:
        raised.append(self)
        return True

    monkeypatch.setattr(Instance, "raise_first", raise_first)
    return raised


def test_a_second_window_on_the_same_store_raises_the_first(start, own_store, qtbot, monkeypatch):
    first = start()
    qtbot.waitUntil(lambda: first.holding.instance._server is not None)
    raised = raising(monkeypatch)
    second = Program(Preferences(), default_store())
    qtbot.addWidget(second.shell)
    assert not second.claim()
    assert raised == [second.holding.instance]


def test_of_two_windows_begun_at_once_the_slower_goes_again(start, own_store, qtbot, monkeypatch):
    first = start()
    qtbot.waitUntil(lambda: first.holding.instance._server is not None)
    raised = raising(monkeypatch)
    monkeypatch.setattr(Instance, "is_unclaimed", lambda self: True)
    second = start()
    qtbot.waitUntil(lambda: not second.shell.isVisible())
    assert raised == [second.holding.instance]
    assert not second.desk.is_open


def test_a_choice_that_cannot_be_saved_holds_and_is_told(start, own_store, qtbot, monkeypatch):
    program = start()
    qtbot.waitUntil(lambda: program.desk.is_open)
    monkeypatch.setattr(Preferences, "save", lambda self: False)
    program.change_look("numbers", "1.234,56")
    qtbot.waitUntil(lambda: "could not be saved" in program.shell.status.middle_words())
    assert language.current().decimal_mark == ","
    monkeypatch.undo()
    program.change_look("numbers", "")
    assert language.current().decimal_mark == "."


def test_a_visit_under_way_is_what_today_begins_with(start, own_store, qtbot):
    with own_store.write() as session:
        add_dealer(session, "D-2", name="Derun Grocery")
    add_stop(own_store, date.today(), "D-1")
    start_visit(own_store, "D-2", date.today(), datetime.now().astimezone())
    program = start()
    qtbot.waitUntil(lambda: program.desk.is_open)
    page = program.shell.current()
    assert page.stops.current_key() == "D-2"
    assert page.start.text() == "Continue visit"
