"""A table of words in a narrow window: columns give way, and the last ones become a form for the current row."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from fieldvisit.domain.visit import Address
from fieldvisit.ui.visit.board import VisitBoard
from fieldvisit.ui.visit.editors.line import LineEditor
from fieldvisit.ui.visit.grid.grid_block import GridBlock
from fieldvisit.ui.visit.grid.row_form import RowForm
from tests.ui.visit.typing import CONTROL, SHIFT, Key


def complaints_of(board: VisitBoard) -> GridBlock:
    page = board.show_step("guidance")
    return next(block for block in page.body.blocks if block.table.key == "complaints")


@pytest.fixture
def complaints(board, qtbot) -> GridBlock:
    """The table of complaints where only some of its columns find room."""
    board.resize(640, 674)
    block = complaints_of(board)
    qtbot.waitUntil(lambda: bool(block.view.widths.folded))
    return block


def form_of(block: GridBlock) -> RowForm:
    assert block.aside is not None
    return block.aside


def focused_field() -> str:
    """The key of the form's field that has the focus."""
    widget = QApplication.focusWidget()
    while widget is not None and not hasattr(widget, "asked"):
        widget = widget.parentWidget()
    return getattr(getattr(widget, "asked", None), "key", "")


def test_columns_of_words_give_way_before_any_is_folded_away(board, qtbot):
    board.resize(972, 674)
    view = complaints_of(board).view
    qtbot.waitUntil(lambda: view.horizontalHeader().length() == view.viewport().width())
    assert view.widths.folded == frozenset()


def test_nothing_of_a_table_of_words_lies_beside_the_window(complaints, qtbot):
    view = complaints.view
    qtbot.waitUntil(lambda: view.horizontalScrollBar().maximum() == 0)
    assert not view.isColumnHidden(0)
    folded = [view.grid.sheet.columns[at].key for at in sorted(view.widths.folded)]
    assert folded[-2:] == ["due", "state"]
    assert [row.asked.key for row in form_of(complaints).rows] == folded
    assert form_of(complaints).isVisibleTo(complaints)


def test_products_go_on_scrolling_for_they_are_compared_row_by_row(board, qtbot):
    board.resize(640, 674)
    view = board.show_step("prices").body.blocks[0].view
    qtbot.waitUntil(lambda: view.horizontalScrollBar().maximum() > 0)
    assert view.widths.folded == frozenset()


def test_the_columns_come_back_with_the_room(board, complaints, qtbot):
    board.resize(972, 674)
    qtbot.waitUntil(lambda: not complaints.view.widths.folded)
    assert not form_of(complaints).isVisibleTo(complaints)
    assert not any(complaints.view.isColumnHidden(at) for at in range(11))


def test_tab_goes_on_into_the_form_and_from_its_end_to_the_next_row(board, complaints, hands):
    view = complaints.view
    row = board.desk.visit.step("guidance").rows("complaints")[0]
    board.go_to(Address("guidance", "number", "complaints", row.id))
    seen = []
    for _ in range(20):
        seen.append(focused_field() or (view.current_address().field if view.current_address() else "next"))
        if seen[-1] == "next":
            break
        hands.press(Key.Key_Tab)
    declared = [column.key for column in complaints.table.columns]
    assert [key for at, key in enumerate(seen) if key not in seen[:at]] == [*declared, "next"]
    hands.press(Key.Key_Backtab, SHIFT)
    assert view.current_address().row == row.id


def test_what_is_typed_in_the_form_is_kept_and_undone(board, complaints, hands, qtbot):
    row = board.desk.visit.step("guidance").rows("complaints")[0]
    before = row.values.get("owner")
    board.go_to(Address("guidance", "owner", "complaints", row.id))
    assert focused_field() == "owner"
    hands.press(Key.Key_A, CONTROL)
    hands.type("Gu Fang", Key.Key_Return)
    assert row.values["owner"] == "Gu Fang"
    board.notebook.undo()
    qtbot.waitUntil(lambda: board.desk.visit.step("guidance").rows("complaints")[0].values.get("owner") == before)
    owner = next(each for each in form_of(complaints).rows if each.asked.key == "owner")
    assert isinstance(owner.editor, LineEditor)
    assert owner.editor.line.text() == (before or "")


def test_what_is_half_typed_in_the_form_is_entered_with_the_page(board, complaints, hands):
    row = board.desk.visit.step("guidance").rows("complaints")[0]
    board.go_to(Address("guidance", "owner", "complaints", row.id))
    hands.press(Key.Key_A, CONTROL)
    hands.type("Gu")
    board.show_step("wrap_up")
    assert row.values["owner"] == "Gu"


def test_a_refusal_is_told_in_the_form(board, complaints, hands):
    row = board.desk.visit.step("guidance").rows("complaints")[0]
    board.go_to(Address("guidance", "due", "complaints", row.id))
    hands.press(Key.Key_A, CONTROL)
    hands.type("31/02", Key.Key_Return)
    due = next(each for each in form_of(complaints).rows if each.asked.key == "due")
    assert "Feb" in due._message.text()


def test_a_new_row_has_its_form_at_once(board, complaints, hands):
    view = complaints.view
    view.setFocus()
    view.set_current(view.grid.rowCount() - 1, 0)
    assert not form_of(complaints).isVisibleTo(complaints)
    hands.press(Key.Key_Return)
    hands.type("C-200", Key.Key_Tab)
    assert form_of(complaints).isVisibleTo(complaints)
    assert form_of(complaints)._title.text() == "More of C-200"


def test_a_name_without_any_space_does_not_widen_the_table(board, complaints, qtbot):
    row = board.desk.visit.step("guidance").rows("complaints")[0]
    board.notebook.set_value(Address("guidance", "number", "complaints", row.id), "W" * 3000)
    qtbot.waitUntil(lambda: "W" * 3000 in form_of(complaints)._title.text())
    qtbot.waitUntil(lambda: bool(complaints.view.widths.folded))
    assert form_of(complaints).minimumSizeHint().width() <= complaints.width()
