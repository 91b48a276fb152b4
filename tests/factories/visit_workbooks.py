"""An exported visit as a reader sees it: its sheets by name, and rows by their headings."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from tests.factories import worked_figures as oracle

_PRICE_COLUMNS = {
    "purchase": "Purchase",
    "resale": "Resale",
    "retail": "Retail",
    "recommended": "Retail, recommended",
    "floor": "Retail, floor",
    "ceiling": "Retail, ceiling",
    "last": "Retail, last",
    "others_median": "Retail, median of others",
    "others_count": "Retail, number of others",
    "deviation": "Retail, deviation",
    "against_others": "Retail, against others",
    "since_last": "Retail, since last",
    "spread": "Retail margin",
    "margin": "Dealer margin",
}
_STOCK_COLUMNS = {
    "before": "Last count",
    "received": "Received",
    "returned": "Returned",
    "counted": "Count",
    "sell_out": "Sell-out",
    "daily": "Per day",
    "cover": "Days of cover",
}
_ORDER_COLUMNS = {
    "sigma": "σ per day",
    "on_order": "On order",
    "demand": "Demand",
    "safety": "Safety",
    "wanted": "Needed",
    "cases": "Suggested, cases",
    "units": "Suggested, units",
    "value": "Suggested, value",
}
_AMOUNTS = {
    "Unpaid amount": "unpaid",
    "of which overdue": "overdue",
    "Advance payments": "advance",
    "Accounts receivable, net": "receivable",
    "Credit limit": "limit",
    "Undelivered orders": "undelivered",
    "Used": "used",
    "Credit available": "available",
    "Our ledger": "company",
    "Dealer's book": "dealer",
    "Gap": "gap",
    "Ours, unmatched": "only_ours",
    "Theirs, unmatched": "only_theirs",
    "Differences": "differences",
    "Unexplained": "unexplained",
}
_IN_PERCENT = {"deviation", "against_others", "since_last", "spread", "margin"}


def sheets(path: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows of each sheet, cells by heading; an empty cell is left out."""
    book = CalamineWorkbook.from_path(str(path))
    return {name: _rows(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names}


def _rows(cells: list[list[Any]]) -> list[dict[str, Any]]:
    head, *rest = cells
    return [{str(title): cell for title, cell in zip(head, row, strict=True) if cell != ""} for row in rest]


def by_code(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Rows by the code of their product."""
    return {row["Code"]: row for row in rows}


def exact(cell: float | None) -> Decimal | None:
    """The number a spreadsheet shows; None for an empty cell."""
    return None if cell is None else Decimal(f"{cell:.12g}")


def assert_worked_visit(path: Path, books: dict[str, Decimal] = oracle.CONFIRMED) -> None:
    """Every figure of the worked visit stands in the workbook."""
    found = sheets(path)
    _assert_figures(found["3 Prices"], oracle.PRICES, _PRICE_COLUMNS)
    _assert_figures(found["4 Inventory"], oracle.STOCK, _STOCK_COLUMNS)
    _assert_figures(found["5 Order"], oracle.ORDER, _ORDER_COLUMNS)
    _assert_rivals(found["3 Competing products seen here"])
    _assert_flags(found)
    _assert_account(found, books)
    typed = {code: row.get("As counted") for code, row in by_code(found["4 Inventory"]).items() if "Count" in row}
    assert typed == {code: None if text == "0" else text for code, text in oracle.COUNTED.items()}
    assert exact(by_code(found["5 Order"])["QH-1206"]["Amount"]) == oracle.WHEAT_ORDER


def _assert_figures(rows: list[dict[str, Any]], wanted: dict[str, Any], columns: dict[str, str]) -> None:
    found = by_code(rows)
    for code, figures in wanted.items():
        told = {key: exact(found[code].get(title)) for key, title in columns.items()}
        told |= {key: ratio * 100 for key in _IN_PERCENT & told.keys() if (ratio := told[key]) is not None}
        assert told == figures._asdict(), code


def _assert_rivals(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        price, last, index, change = map(Decimal, oracle.RIVALS[row["Brand"]])
        told = [exact(row[title]) for title in ("Price", "Last", "Price index", "Change")]
        assert told == [price, last, index, change / 100]


def _assert_flags(found: dict[str, list[dict[str, Any]]]) -> None:
    prices, stock = by_code(found["3 Prices"]), by_code(found["4 Inventory"])
    flagged = {("prices", code) for code, row in prices.items() if "Flag" in row}
    flagged |= {("inventory", code) for code, row in stock.items() if "Flag" in row}
    assert flagged - {("inventory", "QH-2110")} == set(oracle.FLAGS)  # Lemon Soda only tells its price protection
    assert "below the corridor" in prices["QH-1024"]["Rule"]
    assert "sell-out cannot be negative" in stock["QH-1310"]["Rule"]


def _assert_account(found: dict[str, list[dict[str, Any]]], books: dict[str, Decimal]) -> None:
    amounts = {row["Measure"]: exact(row["Amount, CNY"]) for row in found["6 Account"]}
    assert {key: amounts[title] for title, key in _AMOUNTS.items()} == oracle.ACCOUNT | books
    assert tuple(amount for title, amount in amounts.items() if title.startswith("Debt by age")) == oracle.AGEING
    assert amounts["Price protection"] == oracle.PROTECTION
    assert amounts["Suggested order"] == oracle.SUGGESTED
    overdue = {row["Document"]: row.get("Days overdue") for row in found["6 Our ledger"] if row["Kind"] == "Invoice"}
    assert overdue == oracle.OVERDUE
