"""A step opens at its beginning: the first cell to fill is seen, and what stands over it."""

import pytest
from PySide6.QtCore import QPoint, QRect

from fieldvisit.ui.theme import Choice, theme
from tests.ui.visit.typing import CONTROL, Key


def is_whole_in_sight(widget, body) -> bool:
    place = QRect(widget.mapTo(body.viewport(), QPoint(0, 0)), widget.size())
    return place.top() >= 0 and place.bottom() <= body.viewport().height()


@pytest.mark.parametrize("height", [774, 460, 380])
def test_a_table_longer_than_the_window_opens_with_its_headings(board, hands, height):
    board.resize(960, height)
    board.show_step("preparation")
    hands.press(Key.Key_5, CONTROL)
    body = board.current.body
    view = body.blocks[0].view
    assert view.hasFocus()
    assert is_whole_in_sight(view.horizontalHeader(), body)
    row = view.visualRect(view.currentIndex()).translated(view.viewport().mapTo(body.viewport(), QPoint(0, 0)))
    assert row.top() >= 0
    assert row.bottom() <= body.viewport().height()


def test_the_headings_stay_while_one_goes_down_and_up_again(board, hands):
    board.resize(960, 460)
    body = board.show_step("sales").body
    view = body.blocks[0].view
    for key in (Key.Key_Down, Key.Key_Up):
        for _ in range(12):
            hands.press(key)
        assert is_whole_in_sight(view.horizontalHeader(), body)


def test_a_page_wider_than_the_window_opens_at_its_left_edge(open_board, hands):
    theme().choose(Choice.LIGHT, 200)
    board = open_board()
    board.resize(920, 600)
    hands.press(Key.Key_6, CONTROL)
    body = board.current.body
    assert body.horizontalScrollBar().maximum() > 0
    assert body.horizontalScrollBar().value() == 0
