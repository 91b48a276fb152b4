"""A whole visit into the store."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.orm import Session

from fieldvisit.domain.errors import NotAllowed, NotFound
from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.language import Message
from fieldvisit.domain.records import plain
from fieldvisit.domain.steps import STEPS, step_of
from fieldvisit.domain.visit import Row, StepRecord, Visit, VisitState
from fieldvisit.store import models
from fieldvisit.store.past.renewing import renew_past
from fieldvisit.store.prepared import PreparedInsert, PreparedRows
from fieldvisit.store.visits.cells import payload_of
from fieldvisit.store.visits.rows import checked_id, inserting, sql_table, stored, typed

_VISIT: Any = models.Visit.__table__
_STEP: Any = models.StepRecord.__table__
_NEW_VISIT, _NEW_STEP = PreparedInsert(_VISIT), PreparedInsert(_STEP)
_DEALER = PreparedRows(select(models.Dealer.id).where(models.Dealer.code == bindparam("code")))
_KNOWN = PreparedRows(select(models.Visit.id).where(models.Visit.id == bindparam("visit")))
_REVISIONS = PreparedRows(select(models.Visit.revision).where(models.Visit.number == bindparam("number")))


def insert_visit(session: Session, visit: Visit, facts: VisitFacts | None = None) -> None:
    """Puts a visit in with all its steps; `facts` are kept with it instead of being gathered anew.

    Raises NotFound for an unknown dealer, NotAllowed for a visit that is here already or cannot be kept.
    """
    connection = session.connection()
    _refuse_twins(connection, visit)
    head = _head(connection, visit, facts)
    _NEW_VISIT.add(connection, [head])
    records = {step.key: visit.steps.get(step.key, StepRecord()) for step in STEPS}
    for step in STEPS:
        for table in step.tables:
            _refuse_same_ids(records[step.key].rows(table.key))
    _insert_steps(connection, visit.id, records)
    if visit.state is VisitState.CLOSED:
        renew_past(connection, head["dealer_id"])


def insert_step(session: Session, visit_id: str, key: str, record: StepRecord) -> None:
    """Puts one step's record in; there must be none yet."""
    _insert_steps(session.connection(), visit_id, {key: record})


def _insert_steps(connection: Connection, visit_id: str, records: Mapping[str, StepRecord]) -> None:
    heads = [
        {
            "visit_id": visit_id,
            "step": key,
            "state": record.state.value,
            "skip_reason": record.skip_reason,
            "payload": payload_of(step_of(key), record, typed(key)),
        }
        for key, record in records.items()
    ]
    _NEW_STEP.add(connection, heads)
    for key, record in records.items():
        for table in typed(key):
            _insert_rows(connection, visit_id, key, table, record.rows(table))


def insert_rows(session: Session, visit_id: str, step: str, table: str, rows: list[Row]) -> None:
    """Puts the rows of one typed table in, in their order."""
    _insert_rows(session.connection(), visit_id, step, table, rows)


def _insert_rows(connection: Connection, visit_id: str, step: str, table: str, rows: list[Row]) -> None:
    target = sql_table(step, table)
    if rows and target is not None:
        given = (stored(step, table, visit_id, row, position) for position, row in enumerate(rows))
        inserting(target).add(connection, given)


def delete_visit(session: Session, visit_id: str) -> None:
    """Takes an open visit away with all that was entered; NotAllowed for a closed one."""
    gone = session.connection().execute(
        delete(models.Visit).where(models.Visit.id == visit_id, models.Visit.state == models.visit.OPEN)
    )
    if not gone.rowcount:
        raise NotAllowed(Message("Only an open visit can be deleted."))


def _head(connection: Connection, visit: Visit, facts: VisitFacts | None) -> dict[str, Any]:
    dealers = _DEALER.all(connection, visit.dealer)
    if not dealers:
        raise NotFound(Message("There is no dealer with the code {code}.", code=visit.dealer))
    return {
        "id": visit.id,
        "number": visit.number or None,
        "revision": visit.revision,
        "revises": visit.revises or None,
        "revision_reason": visit.revision_reason,
        "dealer_id": dealers[0][0],
        "day": visit.day,
        "rep": visit.rep,
        "rep_title": visit.rep_title,
        "state": visit.state.value,
        "started_at": visit.started_at,
        "closed_at": visit.closed_at,
        "facts": None if facts is None else plain(facts),
    }


def _refuse_twins(connection: Connection, visit: Visit) -> None:
    for name, identifier in (("id", visit.id), ("revises", visit.revises)):
        if identifier or name == "id":
            _refuse_no_uuid(name, identifier)
    if _KNOWN.all(connection, visit.id):
        raise NotAllowed(Message("The visit {id} is in the store already.", id=visit.id))
    if visit.revises and not _KNOWN.all(connection, visit.revises):
        raise NotFound(Message("The visit {id}, which this one corrects, is not in the store.", id=visit.revises))
    if visit.number and [visit.revision] in _REVISIONS.all(connection, visit.number):
        raise NotAllowed(
            Message(
                "There is another visit with the number {number}, revision {revision}.",
                number=visit.number,
                revision=str(visit.revision),
            )
        )


def _refuse_no_uuid(name: str, identifier: str) -> None:
    try:
        UUID(identifier)
    except ValueError as error:
        raise NotAllowed(
            Message("“{id}” cannot be the {name} of a visit: a UUID is needed.", id=identifier[:60], name=name)
        ) from error


def _refuse_same_ids(rows: list[Row]) -> None:
    seen: set[str] = set()
    for row in rows:
        if checked_id(row.id) in seen:
            raise NotAllowed(Message("Two rows of one table have the id “{id}”.", id=row.id))
        seen.add(row.id)
