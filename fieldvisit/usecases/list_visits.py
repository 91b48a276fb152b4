"""Visits in lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldvisit.domain.problems import is_settled
from fieldvisit.domain.steps import STEPS
from fieldvisit.domain.visit import VisitState
from fieldvisit.store import visits
from fieldvisit.store.store import Store
from fieldvisit.store.visits import VisitHead

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

__all__ = ["VisitHead", "list_visits"]


def list_visits(store: Store, dealer: str = "", limit: int | None = None) -> list[VisitHead]:
    """All visits, or those to the dealer with a code, the latest first.

    Of an open one those steps are `finished` that closing would let pass, as in the visit itself: the store knows only
    which were marked as done.
    """
    with store.read() as session:
        return [_settled(session, head) for head in visits.list_visits(session, dealer, limit)]


def _settled(session: Session, head: VisitHead) -> VisitHead:
    if head.state is not VisitState.OPEN or not head.finished:
        return head
    visit = visits.load_visit(session, head.id)
    return head._replace(finished=sum(is_settled(step, visit) for step in STEPS))
