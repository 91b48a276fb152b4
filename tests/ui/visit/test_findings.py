"""What the steps tell beside their grids, and what is brought in: a product, a dealer's book, a trimmed order."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtWidgets import QApplication

from fieldvisit.domain.visit import Address
from fieldvisit.ui.visit.account.book_import import BookPreview
from fieldvisit.ui.visit.product_picker import ProductPicker
from fieldvisit.ui.visit.told_lines import ToldLines
from fieldvisit.ui.visit.trim_line import TrimLine
from fieldvisit.usecases.catalogue import CatalogueProduct
from tests.factories.store import add_product
from tests.ui.visit.typing import CONTROL, Key, place_of, row_of

BOOK = "Document\tDate\tAmount\nNEW-1\t2026-09-01\t10.00\nNEW-2\t2026-09-02\tten\nNEW-3\t2026-09-03\t-2.50\n"


def told(page):
    page.body.make_whole()
    return {line.title: line.words for lines in page.findChildren(ToldLines) for line in lines.lines()}


def book_rows(board):
    return [row.values for row in board.desk.visit.step("account").rows("dealer_book") if row.values]


def test_an_order_over_credit_is_trimmed_as_one_edit(board, qtbot):
    page = board.show_step("sales")
    page.body.make_whole()
    line = page.findChild(TrimLine)
    rows = board.desk.visit.step("sales").rows("order")
    board.notebook.paste([(Address("sales", "accepted", "order", row.id), "") for row in rows])
    qtbot.waitUntil(line.isHidden)
    place = place_of(board, "sales", "order", "QH-1012", "accepted")
    board.notebook.enter(place, "9000")
    qtbot.waitUntil(line.isVisible)
    line.trim.click()
    assert board.desk.figures.credit_after_order >= 0
    qtbot.waitUntil(line.isHidden)
    board.notebook.undo()
    assert board.desk.visit.value(place) == 9000


def test_stock_is_held_against_its_quota(board, qtbot):
    page = board.show_step("account")
    stock = board.desk.figures.stock_value
    board.notebook.enter(Address("account", "quota_value"), str(stock - 100))
    qtbot.waitUntil(lambda: "100.00" in told(page).get("Stock against quota", ""))


def test_sellers_are_named_with_their_share(board):
    best = board.desk.figures.mix.best
    assert told(board.show_step("sales"))["Best sellers"].count("%") == len(best) > 0


def test_what_goes_to_the_company_leads_to_its_cell(board):
    page = board.show_step("market")
    page.body.make_whole()
    (lines,) = page.findChildren(ToldLines)
    assert [line.leads_to for line in lines.lines()] == [each.address for each in board.desk.figures.reported]


def test_a_pasted_book_makes_its_rows_and_is_undone_at_once(board, hands):
    before = book_rows(board)
    board.go_to(Address("account", "document", "dealer_book", ""))
    view = next(block.view for block in board.current.body.blocks if block.table.key == "dealer_book")
    view.set_current(view.grid.rowCount() - 1, 0)
    QApplication.clipboard().setText(BOOK)
    hands.press(Key.Key_V, CONTROL)
    new = book_rows(board)[len(before) :]
    assert [row.get("document") for row in new] == ["NEW-1", "NEW-2", "NEW-3"]
    assert [row.get("amount") for row in new] == [Decimal(10), None, Decimal("-2.50")]
    assert [typed for place, typed in board.notebook.drafts.items() if place.table == "dealer_book"] == ["ten"]
    board.notebook.undo()
    assert book_rows(board) == before


@pytest.mark.parametrize("instead", [True, False])
def test_a_book_from_a_file_is_looked_at_and_taken_in(board, tmp_path, instead, qtbot):
    before = book_rows(board)
    path = tmp_path / "book.tsv"
    path.write_text(BOOK, encoding="utf-8")
    preview = BookPreview(path, board.notebook)
    qtbot.addWidget(preview)
    assert preview.instead.isChecked()
    assert "2 documents" in preview._words.text()
    preview.instead.setChecked(instead)
    assert preview.take()
    taken = book_rows(board)
    assert [row["document"] for row in taken[-2:]] == ["NEW-1", "NEW-3"]
    assert len(taken) == (2 if instead else len(before) + 2)
    board.notebook.undo()
    assert book_rows(board) == before


def test_a_product_is_found_by_all_words_typed(qtbot):
    def product(code, name, key):
        return CatalogueProduct(
            code, name, "", "Beer", 24, core=False, active=True, shelf_life_days=None, price=None, search_key=key
        )

    picker = ProductPicker([product("P-1", "Wheat 330 ml", "xm"), product("P-2", "Wheat 500 ml", "xmj")])
    qtbot.addWidget(picker)
    picker.search.setText("wheat 500")
    picker.accept()
    assert picker.code == "P-2"
    picker.search.setText("nothing like it")
    assert not picker.yes.isEnabled()


def test_a_product_that_came_by_hand_is_in_all_three_grids(board, store):
    page = board.show_step("inventory")
    with store.write() as session:
        add_product(session, "NEW-9", name="Plum Wine")
    assert board.notebook.add_product("NEW-9")
    lines = [line for _, line in page.body.blocks[0].model.lines()]
    assert row_of(board, "inventory", "products", "NEW-9").id in [line.row for line in lines]
    for step, table in (("prices", "products"), ("inventory", "products"), ("sales", "order")):
        assert row_of(board, step, table, "NEW-9").values["product"] == "NEW-9"
    board.notebook.undo()
    assert all(row.values.get("product") != "NEW-9" for row in board.desk.visit.step("sales").rows("order"))
