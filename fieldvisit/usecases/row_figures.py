"""Figures of a single row, fast enough for every key press."""

from __future__ import annotations

from decimal import Decimal

from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.fields import Value
from fieldvisit.domain.figures import (
    CompetitorRow,
    OrderRow,
    PriceRow,
    StockRow,
    competitor_row,
    needed_days,
    number,
    order_row,
    price_row,
    stock_row,
)
from fieldvisit.domain.visit import Address, Row, Visit

RowFigures = PriceRow | CompetitorRow | StockRow | OrderRow
TABLES = {"prices": ("products", "competitors"), "inventory": ("products",), "sales": ("order",)}


def of_row(visit: Visit, facts: VisitFacts, step: str, row_id: str) -> RowFigures | None:
    """The figures of the row with this id; None for a row that has none."""
    for table in TABLES.get(step, ()):
        for row in visit.step(step).rows(table):
            if row.id == row_id:
                return _figures(visit, facts, (step, table), row)
    return None


def as_if(visit: Visit, facts: VisitFacts, address: Address, value: Value | None) -> RowFigures | None:
    """The figures of a row as if one of its cells held `value`."""
    row = visit.row(address.step, address.table, address.row)
    values = {key: held for key, held in row.values.items() if key != address.field}
    if value is not None:
        values[address.field] = value
    return _figures(visit, facts, (address.step, address.table), Row(row.id, values))


def _figures(visit: Visit, facts: VisitFacts, place: tuple[str, str], row: Row) -> RowFigures | None:
    match place:
        case ("prices", "products"):
            return price_row(row, facts)
        case ("prices", "competitors"):
            return competitor_row(row, visit, facts)
        case ("inventory", "products"):
            return _stock(visit, facts, row)
        case ("sales", "order"):
            code = row.values.get("product")
            price = _purchase(visit, facts, str(code))
            counted = (each for each in visit.step("inventory").rows("products") if each.values.get("product") == code)
            count = next(counted, None)
            stock = _stock(visit, facts, count) if count else None
            return order_row(row, stock, facts, price)
    return None


def _stock(visit: Visit, facts: VisitFacts, row: Row) -> StockRow | None:
    price = _purchase(visit, facts, str(row.values.get("product")))
    return stock_row(row, facts, needed_days(visit, facts), price)


def _purchase(visit: Visit, facts: VisitFacts, code: str) -> Decimal | None:
    """As `purchase_prices`, for one product and without looking at those of all others."""
    for row in reversed(visit.step("prices").rows("products")):
        if row.values.get("product") == code and (price := number(row, "purchase")) is not None:
            return price
    product = facts.product(code)
    return product.purchase if product else None
