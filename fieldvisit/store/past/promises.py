"""The open commitments of every dealer, kept ready for the day's page."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from fieldvisit.domain.settings import Thresholds
from fieldvisit.store.models import OpenPromise
from fieldvisit.store.past.asking import ask_kept, question
from fieldvisit.store.past.carried_over import commitments
from fieldvisit.store.past.scene import scene_of
from fieldvisit.store.prepared import PreparedInsert

_PROMISE: Any = OpenPromise.__table__
_CODE = question("SELECT code FROM dealers WHERE id = :dealer")
_FORGET = question("DELETE FROM open_promises WHERE dealer_id = :dealer")
_KEEP = PreparedInsert(_PROMISE)


def renew_promises(session: Session, dealer_id: int) -> None:
    """Finds anew what is open at a dealer's after the last closed visit."""
    connection = session.connection()
    ((code,),) = ask_kept(connection, _CODE, dealer=dealer_id)
    scene = scene_of(connection, code, date.max, Thresholds())
    ask_kept(connection, _FORGET, dealer=dealer_id)
    open_ones = enumerate(commitments(scene))
    _KEEP.add(connection, ({"dealer_id": dealer_id, "position": nth, **vars(each)} for nth, each in open_ones))
