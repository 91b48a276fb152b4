"""Entering figures into the grids by keyboard."""

from __future__ import annotations

from decimal import Decimal

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from fieldvisit.domain.visit import Origin
from fieldvisit.ui.visit.grid.model import GridModel
from tests.ui.visit.typing import CONTROL, SHIFT, Key, place_of, row_of, texts

CAN, BOTTLE, DRAFT, WHEAT, TEA = "QH-1024", "QH-1012", "QH-1108", "QH-1206", "QH-2203"


def test_enter_goes_down_and_saves_each_cell(board, prices, hands):
    board.go_to(place_of(board, "prices", "products", BOTTLE, "retail"))
    hands.type("5.10", Key.Key_Return)
    hands.type("3.60", Key.Key_Return)
    assert row_of(board, "prices", "products", BOTTLE).values["retail"] == Decimal("5.10")
    assert row_of(board, "prices", "products", CAN).values["retail"] == Decimal("3.60")
    assert prices.current_address() == place_of(board, "prices", "products", DRAFT, "retail")
    assert board.desk.saved_at is not None


def test_tab_goes_through_the_cells_that_are_filled_by_hand(board, prices, hands):
    board.go_to(place_of(board, "prices", "products", BOTTLE, "purchase"))
    seen = []
    for _ in range(4):
        seen.append(prices.current_address().field)
        hands.press(Key.Key_Tab)
    assert seen == ["purchase", "resale", "retail", "purchase"]
    hands.press(Key.Key_Backtab, SHIFT)
    assert prices.current_address().row == row_of(board, "prices", "products", CAN).id


def test_flags_follow_each_key_before_anything_is_saved(board, prices, hands):
    place = place_of(board, "prices", "products", BOTTLE, "retail")
    board.go_to(place)
    hands.type("4.50")
    assert texts(prices, place.row)["corridor"] == "−10.0"
    line = prices.grid.line(prices.grid.row_of(place.row))
    assert line.flags[0].rule == "price.below_floor"
    assert row_of(board, "prices", "products", BOTTLE).values["retail"] == Decimal("5.00")


def test_what_cannot_be_read_stays_visible_with_its_reason(board, prices, hands):
    place = place_of(board, "prices", "products", BOTTLE, "retail")
    board.go_to(place)
    hands.type("five", Key.Key_Return)
    assert prices.entry.is_open()
    assert prices.entry.refusal.isVisible()
    assert "five" in prices.entry.refusal.text()
    board.show_step("wrap_up")
    cell = prices.grid.cell(prices.grid.row_of(place.row), prices.currentIndex().column())
    assert cell.refused
    assert cell.text == "five"
    assert row_of(board, "prices", "products", BOTTLE).values["retail"] == Decimal("5.00")


def test_a_refusal_is_said_when_pyside_let_go_of_the_viewport(board, prices, hands):
    board.go_to(place_of(board, "prices", "products", BOTTLE, "retail"))
    shiboken6.invalidate(prices.viewport())
    hands.type("five", Key.Key_Return)
    assert "five" in prices.entry.refusal.text()
    assert prices.entry.refusal.isVisible()


def test_escape_takes_back_what_is_half_typed(board, prices, hands):
    place = place_of(board, "prices", "products", BOTTLE, "retail")
    board.go_to(place)
    hands.type("4.5", Key.Key_Escape)
    assert place not in board.notebook.drafts
    assert texts(prices, place.row)["retail"] == "5.00"


def test_cases_and_units_are_counted_and_what_was_typed_is_kept(board, counts, hands):
    place = place_of(board, "inventory", "products", BOTTLE, "count")
    board.go_to(place)
    hands.type("40c+3", Key.Key_Return)
    row = row_of(board, "inventory", "products", BOTTLE)
    assert row.values["count"] == Decimal(483)
    at = counts.grid.row_of(place.row)
    assert counts.grid.cell(at, counts.grid.sheet.index_of("count")).small == "40c+3"


def test_delete_leaves_no_value_and_undo_brings_it_back(board, prices, hands):
    place = place_of(board, "prices", "products", CAN, "retail")
    board.go_to(place)
    hands.press(Key.Key_Delete)
    assert "retail" not in row_of(board, "prices", "products", CAN).values
    hands.press(Key.Key_Z, CONTROL)
    assert row_of(board, "prices", "products", CAN).values["retail"] == Decimal("3.50")
    hands.press(Key.Key_Y, CONTROL)
    assert "retail" not in row_of(board, "prices", "products", CAN).values


def test_space_confirms_what_was_filled_in(board, prices, hands):
    place = place_of(board, "prices", "products", TEA, "purchase")
    board.go_to(place)
    assert prices.grid.cell(prices.currentIndex().row(), prices.currentIndex().column()).hatched
    hands.press(Key.Key_Space)
    assert board.desk.visit.mark(place).origin is Origin.CONFIRMED
    assert not prices.grid.cell(prices.currentIndex().row(), prices.currentIndex().column()).hatched


def test_one_key_copies_the_last_value(board, prices, hands):
    place = place_of(board, "prices", "products", TEA, "retail")
    board.go_to(place)
    hands.press(Key.Key_Apostrophe, CONTROL)
    assert board.desk.visit.value(place) == Decimal("3.00")
    assert board.desk.visit.mark(place).origin is Origin.SAME


def test_a_block_from_a_spreadsheet_is_entered_cell_by_cell(board, prices, hands):
    board.go_to(place_of(board, "prices", "products", BOTTLE, "resale"))
    QGuiApplication.clipboard().setText("3.61\t5.01\r\n2.76\tdear\r\n9.41\t13.40\r\n")
    hands.press(Key.Key_V, CONTROL)
    assert row_of(board, "prices", "products", BOTTLE).values["retail"] == Decimal("5.01")
    assert row_of(board, "prices", "products", CAN).values["resale"] == Decimal("2.76")
    assert row_of(board, "prices", "products", CAN).values["retail"] == Decimal("3.50")
    assert row_of(board, "prices", "products", DRAFT).values["retail"] == Decimal("13.40")
    refused = place_of(board, "prices", "products", CAN, "retail")
    assert set(board.notebook.refusals) == {refused}
    hands.press(Key.Key_Z, CONTROL)
    assert row_of(board, "prices", "products", BOTTLE).values["retail"] == Decimal("5.00")


def test_fill_down_repeats_the_first_chosen_cell(board, prices, hands):
    board.go_to(place_of(board, "prices", "products", BOTTLE, "resale"))
    hands.press(Key.Key_Down, SHIFT)
    hands.press(Key.Key_Down, SHIFT)
    hands.press(Key.Key_D, CONTROL)
    assert row_of(board, "prices", "products", CAN).values["resale"] == Decimal("3.60")
    assert row_of(board, "prices", "products", DRAFT).values["resale"] == Decimal("3.60")


def test_exceptions_only_keeps_the_current_row_and_says_how_many_are_hidden(board, prices, qtbot):
    place = place_of(board, "prices", "products", BOTTLE, "retail")
    board.go_to(place)
    page = board.current
    qtbot.mouseClick(page.head.only, Qt.MouseButton.LeftButton)
    rows = {line.row for _, line in prices.grid.lines()}
    assert place.row in rows
    assert row_of(board, "prices", "products", CAN).id in rows
    assert row_of(board, "prices", "products", TEA).id not in rows
    assert prices.current_address() == place
    assert prices.grid.hidden == 5


def test_one_key_switches_retail_and_resale(board, prices, hands):
    board.go_to(place_of(board, "prices", "products", CAN, "retail"))
    row = prices.current_row_id()
    assert texts(prices, row)["last"] == "3.80"
    hands.press(Key.Key_F9)
    columns = [column.key for column in prices.grid.sheet.columns]
    assert columns.index("resale") == columns.index("last") + 1
    assert prices.current_row_id() == row


def test_a_free_table_grows_by_its_last_line(board, hands):
    page = board.show_step("wrap_up")
    block = next(each for each in page.body.blocks if each.table.key == "commitments")
    before = len(board.desk.visit.step("wrap_up").rows("commitments"))
    block.view.setFocus()
    block.view.set_current(block.model.rowCount() - 1, 0)
    hands.press(Key.Key_Return)
    hands.type("ours", Key.Key_Tab)
    hands.type("Second price list", Key.Key_Tab)
    hands.type("Lin Yue", Key.Key_Tab)
    hands.type("+7", Key.Key_Return)
    rows = board.desk.visit.step("wrap_up").rows("commitments")
    assert len(rows) == before + 1
    assert rows[-1].values["what"] == "Second price list"
    assert rows[-1].values["side"] == "ours"
    assert rows[-1].values["due"].isoformat() == "2026-09-22"


def test_rows_look_after_all_figures_as_if_the_grid_were_made_anew(board, hands, qtbot):
    for code, typed in ((CAN, "10c"), (BOTTLE, "0"), (DRAFT, "100000"), (WHEAT, "")):
        board.go_to(place_of(board, "inventory", "products", code, "count"))
        with qtbot.waitSignal(board.notebook.recalculated):
            hands.type(typed, Key.Key_Return) if typed else hands.press(Key.Key_Delete)
    for step in ("inventory", "prices", "sales"):
        for block in board.show_step(step).body.blocks:
            anew = GridModel(block.model.sheet, board.notebook)
            assert [line.cells for _, line in block.model.lines()] == [line.cells for _, line in anew.lines()]
            assert [line.flags for _, line in block.model.lines()] == [line.flags for _, line in anew.lines()]


def test_one_starts_at_what_is_still_to_be_observed(board):
    counts = board.show_step("inventory").body.blocks[0].view
    rows = board.desk.visit.step("inventory").rows("products")
    lacking = {row.id for row in rows if "count" not in row.values}
    assert counts.current_address().field == "count"
    assert not lacking or counts.current_address().row in lacking


def test_a_figure_gets_the_room_it_needs(board, prices, hands, qtbot):
    place = place_of(board, "prices", "products", BOTTLE, "retail")
    board.go_to(place)
    at = prices.currentIndex().column()
    before = prices.columnWidth(at)
    hands.type("1234.56", Key.Key_Return)
    qtbot.waitUntil(lambda: prices.columnWidth(at) > before)
    shown = prices.grid.cell(prices.grid.row_of(place.row), at).text
    assert prices.fontMetrics().horizontalAdvance(shown) <= prices.columnWidth(at)


def test_what_is_said_of_a_cell_stays_below_it_when_the_columns_become_narrower(board, prices, hands, qtbot):
    board.resize(1500, 774)
    board.go_to(place_of(board, "prices", "products", BOTTLE, "retail"))
    hands.type("five", Key.Key_Return)
    before = prices.visualRect(prices.currentIndex()).left()
    board.resize(1228, 774)
    qtbot.waitUntil(lambda: prices.visualRect(prices.currentIndex()).left() != before)
    qtbot.waitUntil(lambda: prices.entry.refusal.x() == prices.visualRect(prices.currentIndex()).left())
