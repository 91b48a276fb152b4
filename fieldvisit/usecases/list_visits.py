"""Visits in lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldvisit.domain.contradictions import UNREADABLE
from fieldvisit.domain.problems import is_settled
from fieldvisit.domain.steps import STEPS
from fieldvisit.domain.visit import VisitState
from fieldvisit.store import visits
from fieldvisit.store.store import Store
from fieldvisit.store.visits import VisitHead

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

__all__ = ["VisitHead", "list_progress", "list_visits"]


def list_visits(store: Store, dealer: str = "", limit: int | None = None) -> list[VisitHead]:
    """All visits, or those to the dealer with a code, the latest first."""
    with store.read() as session:
        return visits.list_visits(session, dealer, limit)


def list_progress(store: Store, dealer: str = "") -> list[VisitHead]:
    """As `list_visits`; of an open one those steps are `finished` that closing would let pass, as in the visit itself.

    The store knows only which were marked as done, and that is what counts of a visit that cannot be read.
    """
    with store.read() as session:
        return [_settled(session, head) for head in visits.list_visits(session, dealer)]


def _settled(session: Session, head: VisitHead) -> VisitHead:
    if head.state is not VisitState.OPEN or not head.finished:
        return head
    try:
        visit = visits.load_visit(session, head.id)
    except UNREADABLE:
        return head
    return head._replace(finished=sum(is_settled(step, visit) for step in STEPS))
