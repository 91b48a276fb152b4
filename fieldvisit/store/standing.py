"""What a store holds, in so few words that two of them can be compared: before a backup was restored, and after."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from fieldvisit.store import models
from fieldvisit.store.models.visit import OPEN


@dataclass(frozen=True)
class Standing:
    """Each visit by its id with what it says, and the ids of the imports. Of a closed visit its state says all."""

    visits: dict[str, str]
    imports: frozenset[int]


def standing(session: Session) -> Standing:
    """The standing of the store."""
    visits = {row.id: row.state for row in session.execute(select(models.Visit.id, models.Visit.state))}
    for visit in [key for key, state in visits.items() if state == OPEN]:
        visits[visit] = _said(session, visit)
    return Standing(visits, frozenset(session.scalars(select(models.ImportRun.id))))


def _said(session: Session, visit: str) -> str:
    record = models.StepRecord
    steps = session.execute(
        select(record.step, record.state, record.payload).where(record.visit_id == visit).order_by(record.step)
    )
    return hashlib.sha256(json.dumps([list(step) for step in steps], sort_keys=True).encode()).hexdigest()
