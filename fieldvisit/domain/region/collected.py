"""Overdue debts that were collected: what was overdue at one visit to a dealer and no longer open at the next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from fieldvisit.domain.region.share import VisitShare


@dataclass(frozen=True)
class Collected:
    """Between two visits to a dealer, in the dealer's currency; `share` is the later visit."""

    share: VisitShare
    overdue: Decimal
    """At the earlier visit."""
    amount: Decimal
    """How much of it was no longer open, paid or credited."""


def collected(shares: Iterable[VisitShare]) -> tuple[Collected, ...]:
    """For each visit with one before it at which something was overdue. `shares` follow one another in time."""
    before: dict[tuple[str, str], VisitShare] = {}
    found = []
    for share in shares:
        earlier = before.get((share.dealer, share.currency))
        before[share.dealer, share.currency] = share
        if earlier is not None and (overdue := {each.document: each.amount for each in earlier.owed if each.overdue}):
            still = {each.document: each.amount for each in share.owed}
            paid = (max(Decimal(0), amount - still.get(document, Decimal(0))) for document, amount in overdue.items())
            found.append(Collected(share, sum(overdue.values(), Decimal(0)), sum(paid, Decimal(0))))
    return tuple(found)
