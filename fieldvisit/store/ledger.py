"""What a dealer owes on a day, and what is ordered but not delivered."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from fieldvisit.domain.facts import LedgerItem
from fieldvisit.domain.settings import Thresholds
from fieldvisit.store.models import Dealer, OpenItem
from fieldvisit.store.models.ledger import PREPAYMENT
from fieldvisit.store.past.orders import undelivered
from fieldvisit.store.past.price_lists import PriceLists
from fieldvisit.store.past.scene import scene_of


def open_items(session: Session, dealer: str, day: date) -> tuple[LedgerItem, ...]:
    """What a dealer owes as of a day, oldest first, prepayments last; documents settled by then are left out."""
    query = (
        select(
            OpenItem.document, OpenItem.kind, OpenItem.issued_on, OpenItem.amount, OpenItem.due_on, OpenItem.occurrence
        )
        .join(Dealer, Dealer.id == OpenItem.dealer_id)
        .where(
            Dealer.code == dealer,
            OpenItem.issued_on <= day,
            or_(OpenItem.settled_on.is_(None), OpenItem.settled_on > day),
        )
        .order_by(OpenItem.kind == PREPAYMENT, OpenItem.issued_on, OpenItem.document, OpenItem.occurrence)
    )
    return tuple(LedgerItem(*row) for row in session.connection().execute(query))


def undelivered_value(session: Session, dealer: str, day: date) -> Decimal:
    """The value of what was ordered and neither cancelled nor shipped by `day`. Raises NotFound."""
    scene = scene_of(session.connection(), dealer, day, Thresholds())
    return undelivered(scene, PriceLists(scene)).value
