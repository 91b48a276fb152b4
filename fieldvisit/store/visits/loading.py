"""A whole visit out of the store."""

from __future__ import annotations

from collections.abc import Container
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
from fieldvisit.store.garbage import no_collection
from fieldvisit.store.prepared import PreparedRows
from fieldvisit.store.visits.cells import marks_from, row_from, values_from
from fieldvisit.store.visits.rows import loaded, typed_tables

_HEAD = PreparedRows(
    select(
        models.Visit.id,
        models.Dealer.code,
        models.Visit.day,
        models.Visit.rep,
        models.Visit.rep_title,
        models.Visit.state,
        models.Visit.number,
        models.Visit.revision,
        models.Visit.revises,
        models.Visit.revision_reason,
        models.Visit.started_at,
        models.Visit.closed_at,
    )
    .join(models.Dealer, models.Dealer.id == models.Visit.dealer_id)
    .where(models.Visit.id == bindparam("visit"))
)
_STEPS = PreparedRows(
    select(
        models.StepRecord.step, models.StepRecord.state, models.StepRecord.skip_reason, models.StepRecord.payload
    ).where(models.StepRecord.visit_id == bindparam("visit"))
)
_FACTS = select(models.Visit.facts).where(models.Visit.id == bindparam("visit"))


@no_collection()
def load_visit(session: Session, visit_id: str, only: Container[str] | None = None) -> Visit:
    """The visit with all its steps, each present even when nothing was written; NotFound when there is none.

    `only` are the keys of the steps that are wanted, None for all; the others stay empty.
    """
    connection = session.connection()
    heads = _HEAD.all(connection, visit_id)
    if not heads:
        raise no_visit(visit_id)
    records = {step: held for step, *held in _STEPS.all(connection, visit_id) if only is None or step in only}
    visit = _visit(heads[0])
    for step in STEPS:
        record = visit.steps[step.key] = _record(step, records.get(step.key))
        for key, rows in typed_tables(step.key) if only is None or step.key in only else ():
            record.tables[key] = loaded(connection, rows, visit_id)
    return visit


def load_facts(session: Session, visit_id: str) -> VisitFacts | None:
    """The facts kept with a visit, None while they are to be gathered."""
    held = session.connection().execute(_FACTS, {"visit": visit_id}).scalar()
    return None if held is None else built(VisitFacts, held, "facts")


def no_visit(visit_id: str) -> NotFound:
    return NotFound(Message("There is no visit {id}.", id=visit_id))


def _visit(head: list[Any]) -> Visit:
    id_, code, day, rep, title, state, number, revision, revises, reason, started_at, closed_at = head
    return Visit(
        id=id_,
        dealer=code,
        day=day,
        rep=rep,
        rep_title=title,
        state=VisitState(state),
        number=number or "",
        revision=revision,
        revises=revises or "",
        revision_reason=reason,
        started_at=started_at,
        closed_at=closed_at,
    )


def _record(step: Step, kept: list[Any] | None) -> StepRecord:
    if kept is None:
        return StepRecord()
    state, skip_reason, held = kept
    fields = {each.key: each for each in step.simple_fields}
    record = StepRecord(StepState(state), skip_reason, values_from(fields, held["values"]), marks_from(held["marks"]))
    for table in step.tables:
        rows = held["tables"].get(table.key, {})
        ordered = sorted(rows.items(), key=lambda each: each[1]["position"])
        record.tables[table.key] = [row_from(table, key, each) for key, each in ordered]
    return record
