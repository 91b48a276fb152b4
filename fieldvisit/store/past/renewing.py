"""What is kept ready of a dealer, made anew after each closed visit: what its visits tell, and the open commitments."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from fieldvisit.store.models import OpenPromise
from fieldvisit.store.past import kept
from fieldvisit.store.past.asking import ask_kept, question
from fieldvisit.store.prepared import PreparedInsert

_PROMISE: Any = OpenPromise.__table__
_FORGET = question("DELETE FROM open_promises WHERE dealer_id = :dealer")
_FORGET_ALL = question("DELETE FROM open_promises")
_KEEP = PreparedInsert(_PROMISE)
_KEPT = question("SELECT side, what, who, due, made_on FROM open_promises WHERE dealer_id = :dealer ORDER BY position")


def renew_past(connection: Connection, dealer_id: int) -> None:
    """Finds anew what the closed visits to a dealer tell and what is open after the last one."""
    past = kept.renew(connection, dealer_id)
    ask_kept(connection, _FORGET, dealer=dealer_id)
    open_ones = enumerate(past.commitments if past else ())
    _KEEP.add(connection, ({"dealer_id": dealer_id, "position": nth, **vars(each)} for nth, each in open_ones))


def renew_all(connection: Connection) -> None:
    """As `renew_past`, for every dealer who was visited."""
    ask_kept(connection, _FORGET_ALL)
    for dealer in kept.visited(connection):
        renew_past(connection, dealer)


def is_right(connection: Connection, dealer_id: int) -> bool:
    """Whether what is kept ready of a dealer is what the visits give."""
    row, past = kept.row_of(connection, dealer_id) or (None, None)
    found = [
        (each.side, each.what, each.who, each.due and each.due.isoformat(), each.made_on and each.made_on.isoformat())
        for each in (past.commitments if past else ())
    ]
    held = ask_kept(connection, _KEPT, dealer=dealer_id)
    return kept.is_right(connection, dealer_id, row) and held == found
