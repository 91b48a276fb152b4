"""The worked visit on a board, over a real store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from tests.factories.visits import WORKED_VISIT
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from fieldvisit.store.store import Store
from fieldvisit.ui.theme import Choice, theme
from fieldvisit.ui.visit.board import VisitBoard
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.open_visit import open_visit
from fieldvisit.usecases.visit_documents import load_document


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> None:
    if theme().choice is Choice.SYSTEM:
        theme().start(Choice.LIGHT, 100)
    else:
        theme().choose(Choice.LIGHT, 100)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "visit.store")
    yield opened
    opened.close()


@pytest.fixture
def visit_id(store: Store) -> str:
    return load_document(store, WORKED_VISIT.read_bytes()).id
