"""The last value of a cell, shown beside it and copied on request."""

from __future__ import annotations

from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.fields import Value
from fieldvisit.domain.figures import known_competitor
from fieldvisit.domain.prices import last_observed
from fieldvisit.domain.visit import Address, Visit


def last_value(visit: Visit, facts: VisitFacts, address: Address) -> Value | None:
    """What stood in this cell at the last visit to the dealer; None where nothing was seen."""
    if not address.table:
        return None
    row = visit.row(address.step, address.table, address.row)
    product = facts.product(str(row.values.get("product")))
    match (address.step, address.table, address.field):
        case ("prices", "products", "retail") if product:
            return last_observed(product.history, "retail")
        case ("prices", "products", "resale") if product:
            return last_observed(product.history, "resale")
        case ("prices", "competitors", "price"):
            known = known_competitor(row, facts)
            return known.last_price if known else None
        case ("inventory", "products", "count") if product:
            return product.previous_count
    return None
