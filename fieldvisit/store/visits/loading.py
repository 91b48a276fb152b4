"""A whole visit out of the store."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from fieldvisit.domain.errors import NotFound
from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.fields import Step
from fieldvisit.domain.language import Message
from fieldvisit.domain.records import built
from fieldvisit.domain.steps import STEPS
from fieldvisit.domain.visit import StepRecord, StepState, Visit, VisitState
from fieldvisit.store import models
from fieldvisit.store.visits.cells import marks_from, row_from, values_from
from fieldvisit.store.visits.rows import loaded, sql_table

_VISIT = models.Visit.__table__
_STEP = models.StepRecord.__table__
_HEAD = (
    select(_VISIT, models.Dealer.code)
    .join(models.Dealer, models.Dealer.id == models.Visit.dealer_id)
    .where(models.Visit.id == bindparam("visit"))
)
_STEPS = select(_STEP).where(models.StepRecord.visit_id == bindparam("visit"))
_FACTS = select(models.Visit.facts).where(models.Visit.id == bindparam("visit"))


def load_visit(session: Session, visit_id: str) -> Visit:
    """The visit with all its steps, each present even when nothing was written; NotFound when there is none."""
    connection = session.connection()
    head = connection.execute(_HEAD, {"visit": visit_id}).one_or_none()
    if head is None:
        raise no_visit(visit_id)
    records = {row.step: row for row in connection.execute(_STEPS, {"visit": visit_id})}
    visit = _visit(head)
    for step in STEPS:
        visit.steps[step.key] = _record(step, records.get(step.key))
        for table in step.tables:
            rows = sql_table(step.key, table.key)
            if rows is not None:
                visit.steps[step.key].tables[table.key] = loaded(connection, rows, visit_id)
    return visit


def load_facts(session: Session, visit_id: str) -> VisitFacts | None:
    """The facts kept with a visit, None while they are to be gathered."""
    held = session.connection().execute(_FACTS, {"visit": visit_id}).scalar()
    return None if held is None else built(VisitFacts, held, "facts")


def no_visit(visit_id: str) -> NotFound:
    return NotFound(Message("There is no visit {id}.", id=visit_id))


def _visit(head: Any) -> Visit:
    return Visit(
        id=head.id,
        dealer=head.code,
        day=head.day,
        rep=head.rep,
        rep_title=head.rep_title,
        state=VisitState(head.state),
        number=head.number or "",
        revision=head.revision,
        revises=head.revises or "",
        revision_reason=head.revision_reason,
        started_at=head.started_at,
        closed_at=head.closed_at,
    )


def _record(step: Step, row: Any) -> StepRecord:
    if row is None:
        return StepRecord()
    held = row.payload
    fields = {each.key: each for each in step.simple_fields}
    record = StepRecord(
        StepState(row.state), row.skip_reason, values_from(fields, held["values"]), marks_from(held["marks"])
    )
    for table in step.tables:
        rows = held["tables"].get(table.key, {})
        ordered = sorted(rows.items(), key=lambda each: each[1]["position"])
        record.tables[table.key] = [row_from(table, key, each) for key, each in ordered]
    return record
