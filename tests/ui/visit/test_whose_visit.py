"""At which dealer one is, and that a visit is closed, where the window is too narrow for the task list."""

from datetime import UTC, datetime

import pytest

from fieldvisit.ui.visit.visit_title import closed_words
from fieldvisit.usecases.close_visit import close_visit
from tests.ui.visit.typing import Key, place_of

DEALER = "Shengyuan Trading"


@pytest.fixture
def closed(store, visit_id, open_board):
    close_visit(store, visit_id, datetime(2026, 9, 15, 15, tzinfo=UTC))
    return open_board()


def beside_title(board):
    return board.current.head._subtitle.accessibleName()


def test_a_narrow_window_names_the_dealer_in_the_head_of_every_step(board, qtbot):
    assert DEALER not in beside_title(board)
    board.resize(960, 640)
    for step in ("prices", "sales", "wrap_up"):
        board.show_step(step)
        assert beside_title(board).startswith(DEALER)
        qtbot.waitUntil(lambda: DEALER in board.current.head._subtitle.text())  # in full: buttons give way to it


def test_a_closed_visit_says_so_in_its_head(closed):
    assert "closed" in beside_title(closed)
    closed.resize(960, 640)
    assert DEALER in beside_title(closed)
    assert "closed" in beside_title(closed)


def test_typing_into_a_cell_of_a_closed_visit_says_why_nothing_happens(closed, hands):
    place = place_of(closed, "prices", "products", "QH-1012", "retail")
    closed.go_to(place)
    before = closed.desk.visit.value(place)
    hands.type("7.7", Key.Key_Return)
    assert closed.notice.words() == closed_words()
    assert closed.desk.visit.value(place) == before


def test_typing_into_a_field_of_a_closed_visit_says_why_nothing_happens(closed, hands):
    closed.show_step("wrap_up").body.fields["next_purpose"].go_to()
    assert not closed.notice.words()
    hands.type("x")
    assert closed.notice.words() == closed_words()
