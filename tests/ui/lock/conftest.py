"""The user's own store with the worked visit, encrypted, and the program over it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fieldvisit.ui.preferences import Preferences
from fieldvisit.ui.program import Program
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.passphrase import protect
from fieldvisit.usecases.places import default_store
from fieldvisit.usecases.visit_documents import load_document
from tests.factories.desks import WORKED_ID
from tests.factories.keys import PASSPHRASE, quick_keys
from tests.factories.locked import cell, opened, type_in
from tests.factories.programs import Start, programs
from tests.factories.visits import WORKED_VISIT


@pytest.fixture
def start(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    quick_keys(monkeypatch)
    with programs(qtbot, monkeypatch) as start:
        yield start


@pytest.fixture
def path(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    quick_keys(monkeypatch)
    with contextlib.closing(open_store(default_store())) as store:
        load_document(store, WORKED_VISIT.read_bytes())
    protect(default_store(), PASSPHRASE)
    return default_store()


@pytest.fixture
def at_work(start: Start, path: Path, qtbot: QtBot) -> Program:
    """The program, unlocked, in a cell of the visit's prices with half a number in it."""
    program = start(path, Preferences(visit=WORKED_ID))
    program.shell.activateWindow()
    qtbot.waitUntil(program.shell.isActiveWindow)
    type_in(program, qtbot, PASSPHRASE)
    opened(program, qtbot)
    qtbot.waitUntil(lambda: program.shell.page_key == "visit")
    qtbot.wait(50)
    board = program.shell.board()
    assert board is not None
    board.go_to(cell(board))
    for key in "12.":
        qtbot.keyClicks(QApplication.focusWidget(), key)
    qtbot.waitUntil(lambda: board.desk.drafts.get(cell(board)) == "12.")
    return program
