"""Both books side by side: reasons, decisions, and the identity that follows them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from fieldvisit.domain.reconciliation import MatchKind
from fieldvisit.domain.visit import Address
from fieldvisit.ui.pane_walk import tab_stops
from fieldvisit.ui.visit.account.book_import import BookPreview
from fieldvisit.ui.visit.account.book_line import BookLine
from fieldvisit.ui.visit.account.books import Books
from fieldvisit.ui.visit.account.identity import IdentityLine
from fieldvisit.ui.visit.account.line import GroupLine, MoreLine
from fieldvisit.ui.visit.grid.acts import paste
from fieldvisit.ui.widgets.buttons import Button
from tests.ui.visit.typing import Key


@pytest.fixture
def page(board):
    return board.show_step("account")


def lines(page, kind, sort=BookLine):
    """Those of the books, in order: a layout shows what is new a turn later, and what is gone stays a turn longer."""
    return [line for line in page.findChild(Books)._lines if isinstance(line, sort) and line.kind is kind]


def amounts(page):
    return [term.text() for term in page.findChild(IdentityLine)._terms]


def undecided(board, page, qtbot):
    """Takes the confirmed match back: the suggestion waits for its decision again."""
    row = next(row for row in board.desk.visit.step("account").rows("reconciliation") if "decision" in row.values)
    board.notebook.set_value(Address("account", "decision", "reconciliation", row.id), None)
    qtbot.waitUntil(lambda: len(lines(page, MatchKind.SUGGESTION)) == 1)


def test_the_identity_stands_written_out(page):
    assert amounts(page) == ["106,386.00", "85,450.00", "20,936.00", "11,426.00", "(−9,150.00)", "360.00"]


def test_a_suggestion_is_unmatched_until_it_is_confirmed(board, page, qtbot):
    undecided(board, page, qtbot)
    assert amounts(page) == ["106,386.00", "85,450.00", "20,936.00", "30,186.00", "9,610.00", "360.00"]
    (line,) = lines(page, MatchKind.SUGGESTION)
    line.stop.click()
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
    qtbot.waitUntil(lambda: len(lines(page, MatchKind.MATCHED)) == 7)


def way_of_tab(page, qtbot):
    """What Tab comes to on the page, in its order; a line of the books as its number among them."""
    books = page.findChild(Books)
    qtbot.waitUntil(lambda: all(line.isVisible() for line in books._lines))  # a layout shows what is new a turn later
    return [
        books._lines.index(next(line for line in books._lines if line.isAncestorOf(stop)))
        if books.isAncestorOf(stop)
        else stop
        for stop in tab_stops(page)
        if stop.window() is page.window() and stop.isVisible()
    ]


def test_tab_leads_through_the_books_in_their_order_after_a_decision(board, page, qtbot):
    others = [each for each in way_of_tab(page, qtbot) if not isinstance(each, int)]
    undecided(board, page, qtbot)
    way = way_of_tab(page, qtbot)
    places = [each for each in way if isinstance(each, int)]
    assert len(set(places)) == 7  # a difference, a suggestion, two and two of one side, what is matched
    assert places == sorted(places)
    first = way.index(places[0])
    assert way[first : first + len(places)] == places, "nothing comes between"
    assert [each for each in way if each in others] == others


def test_tab_comes_to_the_books_where_it_came_before_when_their_first_line_is_new(board, page, qtbot):
    before = way_of_tab(page, qtbot)
    (old,) = lines(page, MatchKind.DIFFERENCE)
    row = next(row for row in board.desk.visit.step("account").rows("dealer_book") if row.values["amount"] == 16120)
    board.notebook.set_value(Address("account", "amount", "dealer_book", row.id), Decimal(16000))
    qtbot.waitUntil(lambda: lines(page, MatchKind.DIFFERENCE) not in ([], [old]))
    assert [each for each in way_of_tab(page, qtbot) if each in before] == before


def test_the_arrow_that_folds_keeps_the_focus(page, qtbot):
    (fold,) = lines(page, MatchKind.MATCHED, GroupLine)
    fold.stop.setFocus()
    for count in (7, 0):
        qtbot.keyClick(QApplication.focusWidget(), Key.Key_Space)
        qtbot.waitUntil(lambda count=count: len(lines(page, MatchKind.MATCHED)) == count)
        (now,) = lines(page, MatchKind.MATCHED, GroupLine)
        assert now.stop.hasFocus()


def two_suggestions(board, page, qtbot):
    undecided(board, page, qtbot)
    block = next(each for each in page.body.blocks if each.table.key == "dealer_book")
    block.view.set_current(block.model.rowCount() - 1, 0)
    paste(block.view, "Q-1\t2026-04-12\t6200.00\n")
    qtbot.waitUntil(lambda: len(lines(page, MatchKind.SUGGESTION)) == 2)
    return lines(page, MatchKind.SUGGESTION)


@pytest.mark.parametrize("order", [1, -1])
def test_after_a_decision_the_next_suggestion_waits_for_one(board, page, qtbot, order):
    first, second = two_suggestions(board, page, qtbot)[::order]
    first.stop.setFocus()
    qtbot.keyClick(first.stop, Key.Key_Space)
    qtbot.waitUntil(second.stop.hasFocus)
    assert lines(page, MatchKind.SUGGESTION) == [second]
    qtbot.keyClick(second.stop, Key.Key_Space)
    qtbot.waitUntil(lambda: not lines(page, MatchKind.SUGGESTION))
    qtbot.waitUntil(lines(page, MatchKind.ONLY_OURS)[0]._reason.hasFocus)


def test_the_focus_stays_where_only_another_document_was_matched(board, page, qtbot):
    first, second = two_suggestions(board, page, qtbot)
    different = second.findChildren(Button)[1]
    different.setFocus()
    board.notebook.reconcile(*first.line.key, "decision", "same")
    qtbot.waitUntil(lambda: lines(page, MatchKind.SUGGESTION) == [second])
    assert different.hasFocus()


def test_of_a_long_book_a_hundred_documents_are_shown_and_the_next_on_request(board, page, qtbot):
    block = next(each for each in page.body.blocks if each.table.key == "dealer_book")
    block.view.set_current(block.model.rowCount() - 1, 0)
    paste(block.view, "\n".join(f"Z-{number:03}\t2026-09-01\t{number}.01" for number in range(1, 251)))
    qtbot.waitUntil(lambda: len(lines(page, MatchKind.ONLY_THEIRS)) == 100)
    (more,) = lines(page, MatchKind.ONLY_THEIRS, MoreLine)
    assert [each.text() for each in more.findChildren(QLabel)] == ["152 are not shown"]
    button = more.findChild(Button)
    assert button.text() == "Show 100 more"
    button.click()
    qtbot.waitUntil(lambda: len(lines(page, MatchKind.ONLY_THEIRS)) == 200)
    shown = lines(page, MatchKind.ONLY_THEIRS)
    assert shown[100]._reason.hasFocus()
    (rest,) = lines(page, MatchKind.ONLY_THEIRS, MoreLine)
    assert rest.findChild(Button).text() == "Show 52 more"
    assert rest.findChildren(QLabel) == []
    rest.findChild(Button).click()
    qtbot.waitUntil(lambda: len(lines(page, MatchKind.ONLY_THEIRS)) == 252)
    every = page.findChild(Books)._lines
    qtbot.waitUntil(lambda: all(each.isVisible() and each.height() >= each.sizeHint().height() for each in every))
    assert lines(page, MatchKind.ONLY_THEIRS, MoreLine) == []


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
