"""What was imported, when, and what became of it."""

from __future__ import annotations

from fieldvisit.store.import_runs import PastImport
from fieldvisit.store.import_runs import past_imports as of_session
from fieldvisit.store.store import Store

__all__ = ["PastImport", "past_imports"]


def past_imports(store: Store, limit: int = 12) -> list[PastImport]:
    """The latest files that were taken in."""
    with store.read() as session:
        return of_session(session, limit)
