"""What the grids over the products of a visit share: the product's cell, groups by range, and their order."""

from __future__ import annotations

from collections.abc import Callable

from fieldvisit.domain.facts import ProductFacts
from fieldvisit.domain.fields import Table
from fieldvisit.domain.language import tr
from fieldvisit.domain.visit import Row
from fieldvisit.ui.visit.grid.cell import Cell
from fieldvisit.ui.visit.grid.sheet import GridColumn, RowView
from fieldvisit.ui.visit.notebook import Notebook

FEW = 3
"""Groups smaller than this on average would be more titles than rows."""


def facts_of(view: RowView) -> ProductFacts | None:
    """The facts of the row's product."""
    return view.notebook.facts.product(str(view.row.values.get("product")))


def product_column(width: int) -> GridColumn:
    """Name of the product; code and local name in the tooltip and for the screen reader."""
    return GridColumn("product", tr("Product"), width, draw=_product_cell, share=1)


def _product_cell(view: RowView) -> Cell:
    product = facts_of(view)
    if product is None:
        return Cell(str(view.row.values.get("product", "")))
    called = product.called
    tip = " · ".join(part for part in (product.code, str(called), called.other) if part)
    return Cell(str(called), tip=tip, spoken=tip)


def range_of(table: Table, notebook: Notebook) -> Callable[[Row], str]:
    """The group a row stands under: the table's name with the product's range, where ranges hold a few rows each."""
    products = notebook.facts.products
    ranges = {product.range for product in products}
    if len(products) < FEW * len(ranges):
        return lambda _row: tr(table.label)

    def group(row: Row) -> str:
        product = notebook.facts.product(str(row.values.get("product")))
        parts = (tr(table.label), product.range if product else "")
        return " · ".join(part for part in parts if part)

    return group


def by_range(notebook: Notebook) -> Callable[[Row], int]:
    """Ranges in the order in which they are first met; inside one the order of the visit stays."""
    ranges = list(dict.fromkeys(product.range for product in notebook.facts.products))
    if len(notebook.facts.products) < FEW * len(ranges):
        return lambda _row: 0
    places = {product.code: ranges.index(product.range) for product in notebook.facts.products}
    return lambda row: places.get(str(row.values.get("product")), len(ranges))
