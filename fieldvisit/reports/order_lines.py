"""The lines of the order that are told: those ordered, and those suggested and left out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fieldvisit.domain import formats
from fieldvisit.domain.facts import ProductFacts
from fieldvisit.domain.figures import OrderRow
from fieldvisit.domain.visit import Row
from fieldvisit.reports.visit_content import VisitContent


@dataclass(frozen=True)
class OrderLine:
    """A row of the order with its figures and its product, as far as the visit knows them."""

    row: Row
    figures: OrderRow
    product: ProductFacts

    @property
    def is_told(self) -> bool:
        """Whether anything was ordered or suggested."""
        suggested = self.figures.suggestion is not None and self.figures.suggestion.units > 0
        return bool(self.figures.accepted) or suggested

    @property
    def packing(self) -> tuple[Decimal, Decimal] | None:
        """Whole cases and loose units of what was accepted; None while that is blank."""
        accepted, size = self.figures.accepted, Decimal(max(1, self.product.case_size))
        return None if accepted is None else (accepted // size, accepted % size)


def order_lines(content: VisitContent) -> list[OrderLine]:
    """All lines in the order of the visit, but for products that the visit does not know."""
    found = []
    for row in content.record("sales").rows("order"):
        figures, product = content.figures.order.get(row.id), content.facts.product(str(row.values.get("product", "")))
        if figures is not None and product is not None:
            found.append(OrderLine(row, figures, product))
    return found


def packed(cases: Decimal, loose: Decimal) -> str:
    """`35`, or `35 + 5` where 5 units do not fill a case."""
    whole = formats.quantity(cases)
    return f"{whole} + {formats.quantity(loose)}" if loose else whole
