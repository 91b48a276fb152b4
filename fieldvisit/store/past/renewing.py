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
_KEEP = PreparedInsert(_PROMISE)


def renew_past(connection: Connection, dealer_id: int) -> None:
    """Finds anew what the closed visits to a dealer tell and what is open after the last one."""
    past = kept.renew(connection, dealer_id)
    ask_kept(connection, _FORGET, dealer=dealer_id)
    open_ones = enumerate(past.commitments if past else ())
    _KEEP.add(connection, ({"dealer_id": dealer_id, "position": nth, **vars(each)} for nth, each in open_ones))
