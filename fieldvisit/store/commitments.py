"""Commitments that are still open: made at a closed visit and neither kept nor broken since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from fieldvisit.store.models import Dealer, OpenPromise


@dataclass(frozen=True)
class OpenCommitment:
    """A commitment of ours or theirs; `due` is the date last agreed, None where none was."""

    dealer: str
    dealer_name: str
    side: str
    what: str
    who: str
    made_on: date
    due: date | None


_OPEN = (
    select(
        Dealer.code,
        Dealer.name,
        OpenPromise.side,
        OpenPromise.what,
        OpenPromise.who,
        OpenPromise.made_on,
        OpenPromise.due,
    )
    .join(Dealer, Dealer.id == OpenPromise.dealer_id)
    .order_by(OpenPromise.due, Dealer.code, OpenPromise.position)
)


def open_commitments(session: Session, day: date, dealer: str = "", due_by: date | None = None) -> list[OpenCommitment]:
    """What is open after the last closed visits and was made by `day`, of one dealer or of all, by due date.

    With `due_by` only what is due by then.
    """
    query = _OPEN.where(OpenPromise.made_on <= day)
    if due_by is not None:
        query = query.where(OpenPromise.due <= due_by)
    if dealer:
        query = query.where(Dealer.code == dealer)
    return [OpenCommitment(*row) for row in session.connection().execute(query)]
