"""The title of the window: whom one visits, and nothing of it once the window is covered."""

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QWidget

from fieldvisit.usecases.close_visit import close_visit
from fieldvisit.usecases.visit_documents import load_document
from tests.factories.visits import WORKED_VISIT


@pytest.fixture
def shell(open_shell, store):
    return open_shell(store)


@pytest.fixture
def visit(store) -> str:
    return load_document(store, WORKED_VISIT.read_bytes()).id


def test_it_names_the_dealer_as_long_as_one_is_in_the_visit(shell, visit):
    shell.open_visit(visit)
    assert shell.windowTitle() == "Shengyuan Trading – FieldVisit"
    shell.go_to("today")
    assert shell.windowTitle() == "FieldVisit"


def test_it_says_that_a_visit_is_closed(shell, store, visit):
    close_visit(store, visit, datetime(2026, 9, 15, 15, tzinfo=UTC))
    shell.open_visit(visit)
    assert shell.windowTitle() == "Shengyuan Trading, visit closed – FieldVisit"


def test_what_covers_the_window_has_its_own(shell, visit):
    shell.open_visit(visit)
    shell.cover(QWidget())
    shell.setWindowTitle("covered")
    shell.desk.visits_changed.emit()
    assert shell.windowTitle() == "covered"
