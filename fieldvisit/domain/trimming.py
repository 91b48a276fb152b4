"""An order cut down to the credit that is available: what runs out first is kept first (spec: visit guide, step 5)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from fieldvisit.domain.facts import ProductFacts, VisitFacts
from fieldvisit.domain.figures import OrderRow, VisitFigures
from fieldvisit.domain.ratio import line_amount
from fieldvisit.domain.visit import Visit


@dataclass(frozen=True)
class _Line:
    row: str
    product: ProductFacts
    units: Decimal
    price: Decimal
    cover: Decimal


def trimmed_order(visit: Visit, facts: VisitFacts, found: VisitFigures) -> dict[str, Decimal]:
    """New accepted units by row id, for the lines that have to change; empty when the order is within credit.

    Lines are served by days of cover, the fewest first; one without cover (a new listing) as if it lasted just the
    protection interval. A line that cannot be served in full gets the whole cases that fit, and none below the minimum
    order. Lines without a price cost nothing known and stay.
    """
    rest = found.account.available
    if rest is None or found.order_value <= rest:
        return {}
    changed = {}
    for line in sorted(_lines(visit, facts, found), key=lambda line: (line.cover, not line.product.core, line.row)):
        units = _within(line, max(rest, Decimal(0)), facts.dealer.minor_units)
        rest -= line_amount(units, line.price, facts.dealer.minor_units) or Decimal(0)
        if units != line.units:
            changed[line.row] = units
    return changed


def _lines(visit: Visit, facts: VisitFacts, found: VisitFigures) -> list[_Line]:
    covers = {row.figures.product: row.figures.cover for row in found.stock.values()}
    lines = []
    for row in visit.step("sales").rows("order"):
        product, order = facts.product(str(row.values.get("product"))), found.order.get(row.id)
        if product is not None and order is not None and order.accepted:
            cover = covers.get(product.code)
            lines += _line(row.id, product, order, Decimal(found.needed_days) if cover is None else cover)
    return lines


def _line(row: str, product: ProductFacts, order: OrderRow, cover: Decimal) -> list[_Line]:
    if order.accepted is None or not order.price:
        return []
    return [_Line(row, product, order.accepted, order.price, cover)]


def _within(line: _Line, rest: Decimal, minor: int) -> Decimal:
    if (line_amount(line.units, line.price, minor) or Decimal(0)) <= rest:
        return line.units
    size = max(1, line.product.case_size)
    units = (rest / line.price / size).to_integral_value(ROUND_FLOOR) * size
    if (line_amount(units, line.price, minor) or Decimal(0)) > rest:
        units = max(Decimal(0), units - size)
    return units if units >= (line.product.minimum_order or 0) else Decimal(0)
