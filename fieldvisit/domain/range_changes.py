"""What changed in the dealer's range since the last visit (spec: visit guide, step 4): products gained and lost,
stock.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from fieldvisit.domain.facts import ProductFacts, VisitFacts
from fieldvisit.domain.inventory import StockFigures
from fieldvisit.domain.ratio import total


@dataclass(frozen=True)
class RangeStock:
    """Stock of a product range in units, over the products counted both times; None when there are none."""

    name: str
    before: Decimal | None
    now: Decimal | None

    @property
    def change(self) -> Decimal | None:
        """Units more or fewer than at the last count."""
        return None if self.before is None or self.now is None else self.now - self.before


@dataclass(frozen=True)
class RangeChanges:
    """Codes of products gained and lost since the last visit, and the stock of each range then and now."""

    gained: tuple[str, ...]
    lost: tuple[str, ...]
    ranges: tuple[RangeStock, ...]


def range_changes(
    stock: Iterable[StockFigures], facts: VisitFacts, ordered: Mapping[str, Decimal | None]
) -> RangeChanges:
    """`ordered` holds accepted units by product; a product that is out but ordered again is not lost."""
    counted = {row.product: row for row in stock}
    known = [(product, counted.get(product.code), ordered.get(product.code)) for product in facts.products]
    return RangeChanges(
        gained=tuple(product.code for product, row, units in known if _gained(product, row, units)),
        lost=tuple(product.code for product, row, units in known if _lost(product, row, units)),
        ranges=tuple(_range(name, facts, counted) for name in dict.fromkeys(each.range for each in facts.products)),
    )


def _gained(product: ProductFacts, row: StockFigures | None, units: Decimal | None) -> bool:
    """Was not carried, and now stands there or is ordered."""
    return not product.carried and bool((row and row.entry.count) or units)


def _lost(product: ProductFacts, row: StockFigures | None, units: Decimal | None) -> bool:
    """Stood there at the last count, is gone now, and the order says 0. A blank order is no decision."""
    return bool(product.carried and product.previous_count and row and row.entry.count == 0 and units == 0)


def _range(name: str, facts: VisitFacts, counted: Mapping[str, StockFigures]) -> RangeStock:
    rows = [counted[each.code] for each in facts.products if each.range == name and each.code in counted]
    both = [row for row in rows if row.change is not None]
    return RangeStock(name, total(row.previous for row in both), total(row.entry.count for row in both))
