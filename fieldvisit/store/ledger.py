"""What a dealer owes on a day, and what is ordered but not delivered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from fieldvisit.domain.facts import LedgerItem
from fieldvisit.domain.settings import Thresholds
from fieldvisit.store.models.ledger import PREPAYMENT
from fieldvisit.store.past.adding import sum_of, summed
from fieldvisit.store.past.asking import ask, listed, question
from fieldvisit.store.past.orders import undelivered
from fieldvisit.store.past.price_lists import PriceLists
from fieldvisit.store.past.scene import scene_of
from fieldvisit.store.types import Day, Money

_OPEN = question(
    """
    SELECT i.document, i.kind, i.issued_on, i.amount, i.due_on, i.occurrence
    FROM dealers d CROSS JOIN open_items i ON i.dealer_id = d.id
    WHERE d.code = :dealer AND i.issued_on <= :day AND (i.settled_on IS NULL OR i.settled_on > :day)
    ORDER BY i.kind = :last, i.issued_on, i.document, i.occurrence
    """,
    issued_on=Day,
    amount=Money,
    due_on=Day,
)
_OVERDUE = question(
    f"""
    SELECT d.code, {summed("i.amount")} AS amount
    FROM json_each(:dealers) AS each CROSS JOIN dealers d ON d.code = each.value
    CROSS JOIN open_items i ON i.dealer_id = d.id
    WHERE i.issued_on <= :day AND (i.settled_on IS NULL OR i.settled_on > :day)
      AND i.due_on < :day AND i.kind <> :not_counted
    GROUP BY d.code
    """,  # noqa: S608 - ours
    amount=sum_of(Money.places),
)


def open_items(session: Session, dealer: str, day: date) -> tuple[LedgerItem, ...]:
    """What a dealer owes as of a day, oldest first, prepayments last; documents settled by then are left out."""
    rows = ask(session.connection(), _OPEN, dealer=dealer, day=day.isoformat(), last=PREPAYMENT)
    return tuple(LedgerItem(*row) for row in rows)


def overdue(session: Session, dealers: Iterable[str], day: date) -> dict[str, Decimal]:
    """What each of some dealers, by code, owes past its due date, as in the account's figures; only where anything."""
    rows = ask(session.connection(), _OVERDUE, dealers=listed(dealers), day=day.isoformat(), not_counted=PREPAYMENT)
    return {row.code: row.amount for row in rows}


def undelivered_value(session: Session, dealer: str, day: date) -> Decimal:
    """The value of what was ordered and neither cancelled nor shipped by `day`. Raises NotFound."""
    scene = scene_of(session.connection(), dealer, day, Thresholds())
    return undelivered(scene, PriceLists(scene)).value
