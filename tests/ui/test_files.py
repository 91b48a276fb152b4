"""Where file dialogs begin, and what is said of a file that was written."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import Message
from fieldvisit.domain.visit import Address
from fieldvisit.store import errors
from fieldvisit.ui import files
from fieldvisit.ui.holding import Holding
from fieldvisit.ui.store_care import StoreCare
from fieldvisit.usecases.start_visit import start_visit


@pytest.fixture
def asked(monkeypatch, tmp_path):
    """The start of each dialog; each is answered with a file in `out`. The home holds no documents."""
    starts: list[str] = []
    (tmp_path / "out").mkdir()
    monkeypatch.setattr(files, "_last", [])
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(tmp_path / "Documents"))

    def answer(_parent, _title, start, *_filter):
        starts.append(start)
        return str(tmp_path / "out" / "file.pdf"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *args: answer(*args)[0])
    return starts


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_without_documents_dialogs_begin_at_home(asked, window, tmp_path):
    files.ask_folder(window, "Folder")
    assert asked == [str(tmp_path)]


def test_with_documents_they_begin_there(asked, window, tmp_path):
    (tmp_path / "Documents").mkdir()
    files.ask_save(window, "Save", "report.pdf", "PDF", "pdf")
    assert asked == [str(tmp_path / "Documents" / "report.pdf")]


def test_the_last_folder_is_shared_by_all_dialogs_while_it_is_there(asked, window, tmp_path):
    files.ask_open(window, "Load", "PDF", ["pdf"])
    files.ask_save(window, "Save", "report.pdf", "PDF", "pdf")
    assert asked[1] == str(tmp_path / "out" / "report.pdf")
    (tmp_path / "out").rmdir()
    files.ask_open(window, "Load", "PDF", ["pdf"])
    assert asked[2] == str(tmp_path)


def test_a_saved_file_is_told_with_its_folder_and_shown_there(shell, qtbot, monkeypatch, tmp_path):
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    bar = shell.status
    assert not bar.show_folder.isVisible()
    files.tell_saved(shell.desk, tmp_path / "list.csv", "3 rows")
    assert bar.middle_words() == f"3 rows; Saved as list.csv in {tmp_path}"
    bar.show_folder.click()
    assert [Path(each) for each in opened] == [tmp_path]
    shell.desk.say("something else")
    assert not bar.show_folder.isVisible()


def test_what_could_not_be_saved_takes_the_tick_away(shell):
    shell.desk.has_saved()
    assert shell.status.saved_words().startswith("Saved ")
    shell.desk.not_saved.emit()
    assert shell.status.saved_words() == "Not saved yet"
    shell.desk.has_saved()
    assert shell.status.saved_words().startswith("Saved ")


def test_typing_that_meets_a_full_disk_is_not_told_as_saved(shell, store, today, monkeypatch):
    shell.open_visit(start_visit(store, "D-2", today, datetime.now().astimezone()))
    board = shell.current().board
    shell.desk.has_saved()

    def full(*_args: object) -> None:
        raise errors.StoreFull(Message("No room."))

    monkeypatch.setattr(board.notebook.desk, "set_value", full)
    assert not board.notebook.set_value(Address("wrap_up", "strengths"), "typed")
    assert shell.status.saved_words() == "Not saved yet"
    board.notebook.unkept.clear()  # else the window asks before it closes


def test_a_backup_that_fails_is_told_as_the_backup(shell, store):
    care = StoreCare(Holding(store.path, shell, lambda: shell.desk), shell.desk.preferences, shell)
    with pytest.raises(KnownError, match=r"^The automatic backup could not be made; .* No room\.$"):
        care._not_copied(KnownError(Message("No room.")))
    with pytest.raises(ZeroDivisionError):
        care._not_copied(ZeroDivisionError())
