"""Takes rows of other people's tables into the store by natural keys: the same rows twice have no effect."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from fieldvisit.store import finished_orders
from fieldvisit.store.imports.buffers import Trace
from fieldvisit.store.imports.ledger import settle_missing, take_open_items, take_payments, take_targets
from fieldvisit.store.imports.parties import take_competitor_products, take_contacts, take_dealers, take_products
from fieldvisit.store.imports.price_book import take_price_lists, take_price_policies, take_promotions
from fieldvisit.store.imports.rows import Batch, Incoming, Outcome, State
from fieldvisit.store.imports.run import Run
from fieldvisit.store.imports.trade import lines_unnamed, ship_as_ordered, take_order_lines, take_orders, take_shipments
from fieldvisit.store.imports.undoing import keep_traces
from fieldvisit.store.models.records import ImportRun

Taking = Callable[[Run, Sequence[Incoming]], list[Outcome]]

_TAKING: Final[dict[str, Taking]] = {
    "dealers": take_dealers,
    "contacts": take_contacts,
    "products": take_products,
    "competitor_products": take_competitor_products,
    "price_policies": take_price_policies,
    "promotions": take_promotions,
    "orders": take_orders,
    "order_lines": take_order_lines,
    "shipments": take_shipments,
    "open_items": take_open_items,
    "payments": take_payments,
    "targets": take_targets,
}


def take(run: Run, kind: str, rows: Batch) -> list[Outcome]:
    """Takes the rows of one file in, in memory; `run.flush` writes them. One outcome for each row, in order."""
    if kind == "price_lists":
        return take_price_lists(run, rows)
    return _TAKING[kind](run, list(rows))


def finish(run: Run) -> None:
    """After the last file: what follows from several files together. Then `run.flush` may write."""
    ship_as_ordered(run)


@dataclass(frozen=True)
class Taken:
    """One file as it is noted in the store."""

    file_name: str
    digest: str
    kind: str
    counts: dict[str, int]


def record(run: Run, files: Sequence[Taken], traces: Sequence[Trace]) -> None:
    """Notes the files of one import in the store, with what takes all of them back as one step.

    `traces` are of what was written; which orders came in full follows from it.
    """
    at = datetime.now(UTC)
    notes = [
        ImportRun(file_name=file.file_name, digest=file.digest, kind=file.kind, at=at, counts=file.counts)
        for file in files
    ]
    connection = run.session.connection()
    if finished_orders.forget(connection, traces):
        finished_orders.renew(connection)
    run.session.add_all(notes)
    run.session.flush()
    if notes:
        keep_traces(run.session, min(note.id for note in notes), traces)


__all__ = [
    "Batch",
    "Incoming",
    "Outcome",
    "Run",
    "State",
    "Taken",
    "Trace",
    "finish",
    "lines_unnamed",
    "record",
    "settle_missing",
    "take",
]
