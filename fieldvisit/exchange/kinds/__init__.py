"""The kinds of data that can be imported, in the order of import: what others refer to comes first."""

from __future__ import annotations

from fieldvisit.exchange.kinds.dealers import CONTACTS, DEALERS
from fieldvisit.exchange.kinds.declaring import Column, Holds, Kind
from fieldvisit.exchange.kinds.ledger import OPEN_ITEMS, PAYMENTS, TARGETS
from fieldvisit.exchange.kinds.prices import PRICE_LISTS, PRICE_POLICIES, PROMOTIONS
from fieldvisit.exchange.kinds.products import COMPETITOR_PRODUCTS, PRODUCTS
from fieldvisit.exchange.kinds.trade import ORDER_LINES, ORDERS, SHIPMENTS

KINDS: tuple[Kind, ...] = (
    DEALERS,
    CONTACTS,
    PRODUCTS,
    COMPETITOR_PRODUCTS,
    PRICE_LISTS,
    PRICE_POLICIES,
    PROMOTIONS,
    ORDERS,
    ORDER_LINES,
    SHIPMENTS,
    OPEN_ITEMS,
    PAYMENTS,
    TARGETS,
)


def kind_of(key: str) -> Kind:
    """The kind with this key, hyphens and underscores alike; KeyError for a key that is none."""
    wanted = key.strip().lower().replace("-", "_").replace(" ", "_")
    for kind in KINDS:
        if wanted in (kind.key, kind.key.removesuffix("s")):
            return kind
    raise KeyError(key)


__all__ = ["KINDS", "Column", "Holds", "Kind", "kind_of"]
