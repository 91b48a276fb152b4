"""Visits in lists."""

from __future__ import annotations

from fieldvisit.store import visits
from fieldvisit.store.store import Store
from fieldvisit.store.visits import VisitHead

__all__ = ["VisitHead", "list_visits", "open_visits"]


def list_visits(store: Store, dealer: str = "", limit: int | None = None) -> list[VisitHead]:
    """All visits, or those to the dealer with a code, the latest first."""
    with store.read() as session:
        return visits.list_visits(session, dealer, limit)


def open_visits(store: Store) -> list[VisitHead]:
    """Visits that are not closed yet, the latest first."""
    with store.read() as session:
        return visits.open_visits(session)
