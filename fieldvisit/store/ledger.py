"""What a dealer owes on a day, and what is ordered but not delivered."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import or_, select, text
from sqlalchemy.orm import Session

from fieldvisit.domain.facts import LedgerItem
from fieldvisit.store.models import Dealer, OpenItem

_UNDELIVERED = text("""
SELECT l.net FROM order_lines l JOIN sales_orders o ON o.id = l.order_id JOIN dealers d ON d.id = o.dealer_id
WHERE d.code = :dealer AND NOT o.cancelled AND o.ordered_on <= :day AND l.net IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM shipments s WHERE s.order_number = o.number AND s.shipped_on <= :day)
""")
_SCALE = 4


def open_items(session: Session, dealer: str, day: date) -> tuple[LedgerItem, ...]:
    """The open documents of a dealer as of a day, oldest first; what was settled by then is left out."""
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
        .order_by(OpenItem.issued_on, OpenItem.document, OpenItem.occurrence)
    )
    return tuple(LedgerItem(*row) for row in session.connection().execute(query))


def undelivered_value(session: Session, dealer: str, day: date) -> Decimal:
    """The value of orders not cancelled and not shipped by `day`, lines rounded; an order ships as a whole."""
    rows = session.connection().execute(_UNDELIVERED, {"dealer": dealer, "day": day.isoformat()})
    return Decimal(sum(row[0] for row in rows)).scaleb(-_SCALE)
