"""The figures of the worked visit as they stand in the cells and tiles of the window."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtWidgets import QLabel, QWidget

from fieldvisit.domain.reconciliation import MatchKind
from fieldvisit.ui.visit.account.book_line import BookLine
from fieldvisit.ui.visit.account.identity import IdentityLine
from fieldvisit.ui.visit.board import VisitBoard
from fieldvisit.ui.visit.grid.cell import Cell
from fieldvisit.ui.visit.grid.view import GridView
from tests.factories import worked_figures as oracle
from tests.factories.worked_figures import Figure
from tests.ui.visit.typing import row_of


def number(value: Figure, places: int | None = None, *, sign: bool = False) -> str:
    """A figure as the example writes it."""
    if value is None:
        return "–"
    shown = f"{value:{'+' if sign and value else ''},{f'.{places}' if places is not None else ''}f}"
    return shown.replace("-", "−")


def blank(value: Figure, places: int | None = None) -> str:
    """An entered cell: empty without a value."""
    return "" if value is None else number(value, places)


def assert_worked_visit(board: VisitBoard) -> None:
    """Every figure the four pages show."""
    _assert_prices(board)
    _assert_rivals(board)
    _assert_stock(board)
    _assert_order(board)
    _assert_account(board)


def _cells(board: VisitBoard, step: str, table: str) -> dict[str, dict[str, Cell]]:
    page = board.show_step(step)
    view = next(block.view for block in page.body.blocks if block.table.key == table)
    key = "brand" if table == "competitors" else "product"
    rows = board.desk.visit.step(step).rows(table)
    return {str(row.values[key]): _row(view, row.id) for row in rows}


def _row(view: GridView, row_id: str) -> dict[str, Cell]:
    at = view.grid.row_of(row_id)
    assert at is not None
    return {column.key: view.grid.cell(at, index) for index, column in enumerate(view.grid.sheet.columns)}


def _assert_prices(board: VisitBoard) -> None:
    for code, cells in _cells(board, "prices", "products").items():
        wanted = oracle.PRICES[code]
        shown = {key: cell.text for key, cell in cells.items()}
        assert {key: text for key, text in shown.items() if key not in ("product", "flag")} == {
            "purchase": blank(wanted.purchase, 2),
            "resale": blank(wanted.resale, 2),
            "last": number(wanted.last, 2),
            "retail": blank(wanted.retail, 2),
            "corridor": number(wanted.deviation, 1, sign=True),
            "others": number(wanted.others_median, 2),
            "trend": number(wanted.since_last, 1, sign=True),
            "margin": number(wanted.margin, 1),
        }, code
        assert cells["others"].behind == number(wanted.others_count)
        assert (cells["flag"].flag is not None) == (("prices", code) in oracle.FLAGS), code


def _assert_rivals(board: VisitBoard) -> None:
    for brand, cells in _cells(board, "prices", "competitors").items():
        price, last, index, change = oracle.RIVALS[brand]
        shown = [cells[key].text for key in ("price", "last", "index", "change")]
        assert shown == [price, last, index, number(Decimal(change), 1, sign=True)]


def _assert_stock(board: VisitBoard) -> None:
    shown = _cells(board, "inventory", "products")
    for code, wanted in oracle.STOCK.items():
        cells = shown[code]
        assert {key: cells[key].text for key in ("last", "received", "returned", "count", "sell_out")} == {
            "last": number(wanted.before),
            "received": number(wanted.received),
            "returned": number(wanted.returned),
            "count": number(wanted.counted),
            "sell_out": number(wanted.sell_out),
        }, code
        assert cells["daily"].text == number(wanted.daily, 1)
        assert cells["cover"].text == number(wanted.cover, 1)
        assert cells["count"].small == ("" if oracle.COUNTED[code] == "0" else oracle.COUNTED[code])
        assert ("inventory", code) not in oracle.FLAGS or cells["flag"].flag is not None
    assert {cells["count"].text for code, cells in shown.items() if code not in oracle.STOCK} == {""}
    assert number(oracle.PROTECTION, 2) in _words(board)


def _assert_order(board: VisitBoard) -> None:
    shown = _cells(board, "sales", "order")
    for code, wanted in oracle.ORDER.items():
        cells = shown[code]
        assert cells["suggested"].text == number(wanted.units), code
        assert cells["suggested"].small == (f"{wanted.cases}c" if wanted.cases else "")
        assert cells["on_order"].text == number(wanted.on_order)
        assert cells["cover"].text == number(oracle.STOCK[code].cover, 1)
        assert [cells[key].text for key in ("accepted", "cases", "amount")] == [
            number(wanted.units),
            number(wanted.cases),
            number(wanted.value, 2),
        ]
        assert number(_beyond(wanted, oracle.STOCK[code]), 1) in _arithmetic(board, code)
    wheat = shown["QH-1206"]
    assert [wheat[key].text for key in ("suggested", "accepted", "cases", "amount")] == ["–", "480", "20", "1,248.00"]
    assert {"8,602.14", "−868.14", f"suggested {number(oracle.SUGGESTED, 2)}"} <= _words(board)


def _beyond(order: oracle.Order, stock: oracle.Stock) -> Decimal:
    """What is wanted, or what is there beyond the need."""
    there = (stock.counted or 0) + (order.on_order or 0)
    return abs((order.demand or 0) + (order.safety or 0) - Decimal(there))


def _arithmetic(board: VisitBoard, code: str) -> str:
    """What the line under the grid says of an order line."""
    page = board.current
    assert page is not None
    view = next(block.view for block in page.body.blocks if block.table.key == "order")
    at = view.grid.row_of(row_of(board, "sales", "order", code).id)
    assert at is not None
    view.set_current(at, view.grid.sheet.entry_columns()[0])
    return page.rule.words.text() + page.rule.lead.text()


def _assert_account(board: VisitBoard) -> None:
    board.show_step("account")
    words = " ".join(_words(board))
    for key in ("unpaid", "overdue", "advance", "receivable", "available", "limit", "used"):
        assert number(oracle.ACCOUNT[key], 2) in words, key
    for amount in oracle.AGEING:
        assert number(amount, 2) in words


def open_lines(board: VisitBoard) -> list[MatchKind]:
    """What waits for a decision or a reason in both books, as far as it is seen."""
    page = board.current
    lines = page.findChildren(BookLine) if page is not None else []
    return [line.line.kind for line in lines if line.isVisible() and line.stop is not None]


def identity(board: VisitBoard) -> list[str]:
    """The terms of the identity as they stand on the page of the account."""
    line = board.show_step("account").findChild(IdentityLine)
    assert line is not None
    terms = [label.text() for label in line.findChildren(QLabel)]
    return [text for text in terms if text.strip("()−").replace(",", "").replace(".", "").isdigit()]


def identity_of(books: dict[str, Decimal]) -> list[str]:
    """The terms as the example writes them, a negative one in brackets."""
    keys = ("company", "dealer", "gap", "only_ours", "only_theirs", "differences")
    amounts = [books[key] for key in keys]
    return [f"({number(amount, 2)})" if amount < 0 else number(amount, 2) for amount in amounts]


def _words(board: VisitBoard) -> set[str]:
    page = board.current
    assert page is not None
    page.body.make_whole()
    spoken = {widget.accessibleName() for widget in page.findChildren(QWidget)}
    return spoken | {label.text() for label in page.findChildren(QLabel)}
