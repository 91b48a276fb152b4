"""The end of a visit, and its correction."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from fieldvisit.domain.closing import visit_number
from fieldvisit.domain.errors import NotAllowed
from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.language import Message
from fieldvisit.domain.records import plain
from fieldvisit.domain.visit import Visit, VisitState
from fieldvisit.store import models
from fieldvisit.store.past.renewing import renew_past
from fieldvisit.store.visits.inserting import insert_visit
from fieldvisit.store.visits.loading import load_facts, load_visit
from fieldvisit.store.visits.saving import refuse_closed

_COUNTED: Final = re.compile(r"[0-9]{1,100}")
"""A number that can be counted on from; a document can bring one too long to be calculated with."""


def close_visit(session: Session, visit_id: str, closed_at: datetime, facts: VisitFacts) -> str:
    """Freezes an open visit with the facts it was calculated from and returns its number.

    A revision keeps the number of the visit it corrects. NotAllowed for a visit closed already.
    """
    refuse_closed(session, visit_id)
    held = session.connection().execute(
        select(models.Visit.number, models.Visit.day, models.Visit.dealer_id).where(models.Visit.id == visit_id)
    )
    number, day, dealer_id = held.one()
    number = number or next_number(session, day)
    closing = {"state": models.visit.CLOSED, "number": number, "closed_at": closed_at, "facts": plain(facts)}
    session.connection().execute(update(models.Visit).where(models.Visit.id == visit_id).values(closing))
    session.connection().execute(delete(models.Draft).where(models.Draft.visit_id == visit_id))
    renew_past(session.connection(), dealer_id)
    return number


def next_number(session: Session, day: date) -> str:
    """The number after the last one of the day's year, such as `V-26-01847`."""
    start = f"V-{day:%y}-"
    newest = (
        select(models.Visit.number)
        .where(models.Visit.number > start, models.Visit.number < start + "~")
        .order_by(func.length(models.Visit.number).desc(), models.Visit.number.desc())
    )
    numbers = (str(number).removeprefix(start) for number in session.connection().execute(newest).scalars())
    last = next((int(number) for number in numbers if _COUNTED.fullmatch(number)), 0)
    return visit_number(day, last + 1)


def start_revision(session: Session, visit_id: str, reason: str, new_id: str, now: datetime) -> Visit:
    """An open copy of a closed visit, to be corrected from `now` on; it keeps the number, day and facts.

    NotAllowed for an open visit, for one corrected already, and without a reason.
    """
    visit, facts = load_visit(session, visit_id), load_facts(session, visit_id)
    if visit.state is not VisitState.CLOSED:
        raise NotAllowed(Message("Only a closed visit is corrected; this one is still open."))
    if not reason.strip():
        raise NotAllowed(Message("A correction needs its reason."))
    if session.scalar(select(models.Visit.id).where(models.Visit.revises == visit.id)) is not None:
        raise NotAllowed(Message("The visit {number} has a later revision; correct that one.", number=visit.number))
    visit.revises, visit.id, visit.revision = visit.id, new_id, visit.revision + 1
    visit.revision_reason, visit.state = reason.strip(), VisitState.OPEN
    visit.started_at, visit.closed_at = now, None
    insert_visit(session, visit, facts)
    return visit
