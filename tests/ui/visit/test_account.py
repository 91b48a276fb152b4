"""Both books side by side: reasons, decisions, and the identity that follows them."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from fieldvisit.domain.reconciliation import MatchKind
from fieldvisit.domain.visit import Address
from fieldvisit.ui.visit.account.book_import import BookPreview
from fieldvisit.ui.visit.account.book_line import BookLine
from fieldvisit.ui.visit.account.books import Books
from fieldvisit.ui.visit.account.identity import IdentityLine
from fieldvisit.ui.visit.grid.acts import paste
from tests.ui.visit.typing import Key


@pytest.fixture
def page(board):
    return board.show_step("account")


def lines(page, kind):
    found = page.findChildren(BookLine)
    return [line for line in found if line.line.kind is kind and not line.isHidden()]


def amounts(page):
    return [term.text() for term in page.findChild(IdentityLine)._terms]


def undecided(board, qtbot):
    """Takes the confirmed match back: the suggestion waits for its decision again."""
    row = next(row for row in board.desk.visit.step("account").rows("reconciliation") if "decision" in row.values)
    board.notebook.set_value(Address("account", "decision", "reconciliation", row.id), None)
    qtbot.wait(80)


def test_the_identity_stands_written_out(page):
    assert amounts(page) == ["106,386.00", "85,450.00", "20,936.00", "11,426.00", "(−9,150.00)", "360.00"]


def test_a_suggestion_is_unmatched_until_it_is_confirmed(board, page, qtbot):
    undecided(board, qtbot)
    assert amounts(page) == ["106,386.00", "85,450.00", "20,936.00", "30,186.00", "9,610.00", "360.00"]
    (line,) = lines(page, MatchKind.SUGGESTION)
    line._match.click()
    qtbot.waitUntil(lambda: not lines(page, MatchKind.SUGGESTION))
    assert amounts(page)[3:] == ["11,426.00", "(−9,150.00)", "360.00"]


def test_a_reason_is_kept_with_its_document(board, page):
    line = next(line for line in lines(page, MatchKind.ONLY_OURS) if line.line.key[0] == "INV-26-0402")
    line._reason.activated.emit(line._reason.findData("error"))
    rows = board.desk.visit.step("account").rows("reconciliation")
    assert next(row for row in rows if row.values.get("ours") == "INV-26-0402").values["reason"] == "error"


def test_matched_documents_unfold(page, qtbot):
    assert not lines(page, MatchKind.MATCHED)
    page.findChild(Books)._fold()
    qtbot.wait(50)
    assert len(lines(page, MatchKind.MATCHED)) == 7


def test_a_document_typed_into_the_dealer_s_book_is_matched(board, page, hands, qtbot):
    block = next(each for each in page.body.blocks if each.table.key == "dealer_book")
    block.view.setFocus()
    block.view.set_current(block.model.rowCount() - 1, 0)
    hands.press(Key.Key_Return)
    hands.type("inv-26-0866", Key.Key_Tab)
    hands.type("10 Sep", Key.Key_Tab)
    hands.type("5226", Key.Key_Return)
    qtbot.waitUntil(lambda: all(line.line.key[0] != "INV-26-0866" for line in lines(page, MatchKind.ONLY_OURS)))
    assert amounts(page)[1] == "90,676.00"


def test_totals_in_a_pasted_book_are_left_out_and_told(board, page):
    block = next(each for each in page.body.blocks if each.table.key == "dealer_book")
    there = len(board.desk.visit.step("account").rows("dealer_book"))
    block.view.set_current(block.model.rowCount() - 1, 0)
    paste(block.view, "单据\t日期\t金额\nX-1\t2026-09-01\t10.00\nX-2\t2026-09-02\t¥20.50\n合计\t\t¥30.50\n")
    added = board.desk.visit.step("account").rows("dealer_book")[there:]
    assert [row.values["document"] for row in added] == ["X-1", "X-2"]
    assert board.notice.words() == "Row 4, the total 30.50, was left out; the lines agree with it."


def test_the_preview_of_a_file_tells_of_its_total(board, tmp_path, qtbot):
    path = tmp_path / "book.csv"
    path.write_text("Document,Date,Amount\nA-1,2026-09-01,10\nTotal,,12\n", encoding="utf-8")
    preview = BookPreview(path, board.notebook)
    qtbot.addWidget(preview)
    said = [label.text() for label in preview.findChildren(QLabel)]
    assert "Row 3, the total 12.00, was left out; it does not agree: the lines come to 10.00." in said
