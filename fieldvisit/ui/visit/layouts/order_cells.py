"""The calculated cells of the order."""

from __future__ import annotations

from fieldvisit.domain import formats
from fieldvisit.domain.figures import OrderRow, StockRow
from fieldvisit.domain.flags import Severity
from fieldvisit.ui.visit.grid.cell import NOTHING, Cell
from fieldvisit.ui.visit.grid.sheet import RowView
from fieldvisit.ui.visit.layouts.product_rows import facts_of
from fieldvisit.ui.visit.layouts.stock_cells import cover_cell


def on_hand(view: RowView) -> Cell:
    stock = _stock(view)
    return Cell(formats.quantity(stock.figures.entry.count), right=True) if stock else NOTHING


def cover(view: RowView) -> Cell:
    """The cover of step 4 with the colour it has there."""
    stock = _stock(view)
    if stock is None:
        return NOTHING
    rules = ("stock.out", "stock.risk", "stock.over")
    gravity = max((flag.severity for flag in stock.flags if flag.rule in rules), default=Severity.INFO)
    return cover_cell(stock.figures, gravity)


def on_order(view: RowView) -> Cell:
    product = facts_of(view)
    return Cell(formats.quantity(product.on_order), right=True) if product else NOTHING


def suggested(view: RowView) -> Cell:
    """Units, with the cases at the left."""
    row = view.figures
    if not isinstance(row, OrderRow) or row.suggestion is None:
        return Cell(formats.NO_VALUE, tone="text3", right=True)
    small = f"{row.suggestion.cases}c" if row.suggestion.cases else ""
    return Cell(formats.quantity(row.suggestion.units), small=small, tone="text3", right=True)


def cases(view: RowView) -> Cell:
    row = view.figures
    return (
        Cell(formats.number(row.cases, 1 if row.cases and row.cases % 1 else 0), right=True)
        if _is_line(row)
        else NOTHING
    )


def price(view: RowView) -> Cell:
    row = view.figures
    return Cell(formats.unit_price(row.price), right=True) if isinstance(row, OrderRow) else NOTHING


def amount(view: RowView) -> Cell:
    row = view.figures
    minor = view.notebook.minor
    return Cell(formats.money(row.value, minor), right=True) if isinstance(row, OrderRow) else NOTHING


def _is_line(row: object) -> bool:
    return isinstance(row, OrderRow)


def _stock(view: RowView) -> StockRow | None:
    code = view.row.values.get("product")
    return view.notebook.stock_rows().get(str(code))
