"""Rows that are found from other rows and kept ready: made anew together, and compared with what they come from."""

from __future__ import annotations

from sqlalchemy import Connection

from fieldvisit.domain.contradictions import UNREADABLE
from fieldvisit.domain.language import Message
from fieldvisit.store import finished_orders
from fieldvisit.store.past import renewing
from fieldvisit.store.past.asking import ask_kept, question

_TOLD = question(
    """
    SELECT id, code FROM dealers WHERE id IN (
        SELECT dealer_id FROM dealer_pasts UNION SELECT dealer_id FROM open_promises
        UNION SELECT dealer_id FROM visits WHERE state = 'closed'
    ) ORDER BY code
    """
)


def renew_all(connection: Connection) -> None:
    """Makes them anew after rows came in from elsewhere, or from an older version of the store."""
    renewing.renew_all(connection)
    finished_orders.renew_all(connection)


def faults(connection: Connection) -> list[Message]:
    """What is kept ready and does not agree with the rows it comes from, one sentence each."""
    found = [
        Message("What visits to dealer {dealer} tell is kept wrongly; closing the next one mends it.", dealer=code)
        for dealer, code in ask_kept(connection, _TOLD)
        if not _is_right(connection, dealer)
    ]
    orders = finished_orders.faults(connection)
    if orders:
        found.append(Message("{count} orders count as delivered in full that are not; restore a backup.", count=orders))
    return found


def _is_right(connection: Connection, dealer: int) -> bool:
    try:
        return renewing.is_right(connection, dealer)
    except UNREADABLE:
        return False
