"""The dealer's open documents as of today."""

from __future__ import annotations

from fieldvisit.domain.facts import LedgerItem
from fieldvisit.store.facts.asking import ask, question
from fieldvisit.store.facts.scene import Scene
from fieldvisit.store.types import Day, Money

_OPEN = question(
    """
    SELECT document, occurrence, kind, issued_on, due_on, amount FROM open_items
    WHERE dealer_id = :dealer AND issued_on <= :day AND (settled_on IS NULL OR settled_on > :day)
    ORDER BY kind = 'prepayment', coalesce(due_on, issued_on), document, occurrence
    """,
    issued_on=Day,
    due_on=Day,
    amount=Money,
)


def ledger(scene: Scene) -> tuple[LedgerItem, ...]:
    """Documents issued up to today and not settled by then, the longest due first."""
    return tuple(
        LedgerItem(row.document, row.kind, row.issued_on, row.amount, row.due_on, row.occurrence)
        for row in ask(scene.connection, _OPEN, dealer=scene.dealer.id, day=scene.today)
    )
