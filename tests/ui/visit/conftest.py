"""The worked visit on a board in a window, over a real store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fieldvisit.store.store import Store
from fieldvisit.ui.visit.board import VisitBoard
from fieldvisit.ui.visit.grid.view import GridView
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.open_visit import open_visit
from fieldvisit.usecases.visit_documents import load_document
from tests.factories.looks import begin_light
from tests.factories.visits import WORKED_VISIT
from tests.ui.visit.typing import Hands


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> None:
    begin_light()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "visit.store")
    yield opened
    opened.close()


@pytest.fixture
def visit_id(store: Store) -> str:
    return load_document(store, WORKED_VISIT.read_bytes()).id


@pytest.fixture
def open_board(qtbot: QtBot, store: Store, visit_id: str) -> Callable[[], VisitBoard]:
    """Opens the worked visit once more, as after a restart."""

    def opened() -> VisitBoard:
        board = VisitBoard(open_visit(store, visit_id), {})
        qtbot.addWidget(board)
        board.resize(1228, 774)
        with qtbot.waitActive(board):
            board.show()
            board.activateWindow()
        return board

    return opened


@pytest.fixture
def board(open_board: Callable[[], VisitBoard]) -> VisitBoard:
    return open_board()


@pytest.fixture
def hands(qtbot: QtBot) -> Hands:
    return Hands(qtbot)


@pytest.fixture
def prices(board: VisitBoard) -> GridView:
    """The price grid with the cursor in it."""
    return board.show_step("prices").body.blocks[0].view


@pytest.fixture
def counts(board: VisitBoard) -> GridView:
    """The count sheet with the cursor in it."""
    return board.show_step("inventory").body.blocks[0].view
