"""The open commitments of every dealer, kept ready for the day's page."""

from __future__ import annotations

from datetime import date

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from fieldvisit.domain.settings import Thresholds
from fieldvisit.store.models import Dealer, OpenPromise
from fieldvisit.store.past.carried_over import commitments
from fieldvisit.store.past.scene import scene_of


def renew_promises(session: Session, dealer_id: int) -> None:
    """Finds anew what is open at a dealer's after the last closed visit."""
    connection = session.connection()
    code = connection.execute(select(Dealer.code).where(Dealer.id == dealer_id)).scalar_one()
    scene = scene_of(connection, code, date.max, Thresholds())
    connection.execute(delete(OpenPromise).where(OpenPromise.dealer_id == dealer_id))
    rows = [
        {"dealer_id": dealer_id, "position": position, **vars(each)} for position, each in enumerate(commitments(scene))
    ]
    if rows:
        connection.execute(insert(OpenPromise), rows)
