"""Takes rows of other people's tables into the store by natural keys: the same rows twice have no effect."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Final

from fieldvisit.store.imports.ledger import take_open_items, take_payments, take_targets
from fieldvisit.store.imports.parties import take_competitor_products, take_contacts, take_dealers, take_products
from fieldvisit.store.imports.price_book import take_price_lists, take_price_policies, take_promotions
from fieldvisit.store.imports.rows import Incoming, Outcome, State
from fieldvisit.store.imports.run import Run
from fieldvisit.store.imports.trade import ship_as_ordered, take_order_lines, take_orders, take_shipments
from fieldvisit.store.models.records import ImportRun

Taking = Callable[[Run, Sequence[Incoming]], list[Outcome]]

_TAKING: Final[dict[str, Taking]] = {
    "dealers": take_dealers,
    "contacts": take_contacts,
    "products": take_products,
    "competitor_products": take_competitor_products,
    "price_lists": take_price_lists,
    "price_policies": take_price_policies,
    "promotions": take_promotions,
    "orders": take_orders,
    "order_lines": take_order_lines,
    "shipments": take_shipments,
    "open_items": take_open_items,
    "payments": take_payments,
    "targets": take_targets,
}


def take(run: Run, kind: str, rows: Sequence[Incoming]) -> list[Outcome]:
    """Takes the rows of one file in, in memory; `run.flush` writes them. One outcome for each row, in order."""
    return _TAKING[kind](run, rows)


def finish(run: Run) -> None:
    """After the last file: what follows from several files together. Then `run.flush` may write."""
    ship_as_ordered(run)


def record(run: Run, *, file_name: str, digest: str, kind: str, counts: dict[str, int]) -> None:
    """Notes in the store that a file was taken in."""
    run.session.add(ImportRun(file_name=file_name, digest=digest, kind=kind, at=datetime.now(UTC), counts=counts))


__all__ = ["Incoming", "Outcome", "Run", "State", "finish", "record", "take"]
