"""The dealer's account (spec: visit guide, step 6): three figures, ageing and credit. Amounts in the dealer's
currency.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from fieldvisit.domain.facts import LedgerItem
from fieldvisit.domain.ratio import ratio

PREPAYMENT = "prepayment"
AGEING_LIMITS = (0, 30, 60, 90)
"""Days overdue up to which a bucket reaches; what is older is in the last one."""


@dataclass(frozen=True)
class AccountFigures:
    """Three figures, ageing (not due, 1-30, 31-60, 61-90, over 90) and credit; `limit` None means no limit is known."""

    unpaid: Decimal
    overdue: Decimal
    advance: Decimal
    ageing: tuple[Decimal, Decimal, Decimal, Decimal, Decimal]
    oldest_days: int
    undelivered: Decimal
    limit: Decimal | None

    @property
    def receivable(self) -> Decimal:
        """Accounts receivable net: unpaid − advance."""
        return self.unpaid - self.advance

    @property
    def used(self) -> Decimal:
        """Credit used: unpaid + undelivered orders − prepayments."""
        return self.unpaid + self.undelivered - self.advance

    @property
    def available(self) -> Decimal | None:
        """Limit − used; negative when over the limit."""
        return None if self.limit is None else self.limit - self.used

    @property
    def overdue_share(self) -> Decimal | None:
        """Overdue part of the unpaid amount."""
        return ratio(self.overdue, self.unpaid)


def account_figures(
    ledger: tuple[LedgerItem, ...], undelivered: Decimal, limit: Decimal | None, day: date
) -> AccountFigures:
    """The account as of `day`. Credits that are no prepayments stand in the unpaid amount, in the bucket of their
    date.
    """
    open_items = [item for item in ledger if item.kind != PREPAYMENT]
    buckets = [Decimal(0)] * 5
    for item in open_items:
        buckets[ageing_bucket(days_overdue(item, day))] += item.amount
    return AccountFigures(
        unpaid=sum((item.amount for item in open_items), Decimal(0)),
        overdue=sum(buckets[1:], Decimal(0)),
        advance=-sum((item.amount for item in ledger if item.kind == PREPAYMENT), Decimal(0)),
        ageing=(buckets[0], buckets[1], buckets[2], buckets[3], buckets[4]),
        oldest_days=max((days_overdue(item, day) for item in open_items if item.amount > 0), default=0),
        undelivered=undelivered,
        limit=limit,
    )


def days_overdue(item: LedgerItem, day: date) -> int:
    """Days since the due date; 0 while not due, on the due date itself, and without a due date."""
    return 0 if item.due_on is None else max(0, (day - item.due_on).days)


def ageing_bucket(days: int) -> int:
    """0 not due, 1: 1-30 days overdue, 2: 31-60, 3: 61-90, 4: over 90."""
    return next((index for index, limit in enumerate(AGEING_LIMITS) if days <= limit), len(AGEING_LIMITS))
