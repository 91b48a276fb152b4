"""What is typed, on disk at once: one statement for a cell, without reading anything first.

Every statement holds only for an open visit; a closed one is told as NotAllowed.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Update,
    bindparam,
    delete,
    exists,
    func,
    literal_column,
    select,
    update,
)
from sqlalchemy import (
    Table as SqlTable,
)
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from fieldvisit.domain.errors import NotAllowed
from fieldvisit.domain.fields import Table, Value
from fieldvisit.domain.language import Message
from fieldvisit.domain.steps import field_at, step_of
from fieldvisit.domain.visit import Address, Mark, Row, StepRecord, StepState
from fieldvisit.store import models
from fieldvisit.store.prepared import Prepared
from fieldvisit.store.types import json_text
from fieldvisit.store.visits.cells import checked, mark_json, row_json, to_json
from fieldvisit.store.visits.inserting import insert_rows, insert_step
from fieldvisit.store.visits.loading import no_visit
from fieldvisit.store.visits.rows import checked_id, deleting, sql_table, stored

_STEP: Any = models.StepRecord.__table__
_UNMARKED: Final = (None, Mark())


def save_cell(session: Session, visit_id: str, address: Address, value: Value | None, mark: Mark | None = None) -> None:
    """Writes one cell; None, an empty text or an empty list take its value and mark away.

    Raises KeyError for a row or field that does not exist, NotAllowed for a closed visit.
    """
    field = field_at(address)
    kept = None if value is None or value in ("", []) else checked(field, value)
    noted = None if kept is None or mark in _UNMARKED else mark
    table = sql_table(address.step, address.table) if address.table else None
    given: dict[str, Any] = {"v_visit": visit_id, "v_mark": noted and json_text(mark_json(noted))}
    if table is not None:
        statement = _typed_cell(table, address.field, marked=noted is not None)
        given |= {"v_row": address.row, "v_value": kept}
    else:
        statement = _json_cell(filled=kept is not None, marked=noted is not None)
        given |= {"v_step": address.step, **_paths(address), "v_value": kept is not None and json_text(to_json(kept))}
    if not _once(session, statement, given, address.step):
        raise KeyError(f"row {address.row!r} of {address.text()}")


def save_row(session: Session, visit_id: str, step: str, table: str, row: Row, position: int | None = None) -> None:
    """Writes a whole row, new or not. `position` None keeps its place, a new one goes to the end."""
    declared = step_of(step).table(table)
    refuse_closed(session, visit_id)
    target = sql_table(step, table)
    if target is None:
        _save_json_row(session, visit_id, step, declared, row, position)
    else:
        _save_typed_row(session, visit_id, step, declared, row, position, target)


def delete_row(session: Session, visit_id: str, step: str, table: str, row_id: str) -> None:
    """Takes a row away; a row that is not there stays away."""
    refuse_closed(session, visit_id)
    target = sql_table(step, table)
    if target is not None:
        session.connection().execute(delete(target).where(target.c.visit_id == visit_id, target.c.id == row_id))
        return
    path = f'$.tables."{table}"."{checked_id(row_id)}"'
    session.connection().execute(_at_step(visit_id, step).values(payload=func.json_remove(_STEP.c.payload, path)))


def replace_rows(session: Session, visit_id: str, step: str, table: str, rows: list[Row]) -> None:
    """Makes `rows` the rows of a table, in this order."""
    refuse_closed(session, visit_id)
    target = sql_table(step, table)
    if target is not None:
        session.connection().execute(deleting(target), {"visit": visit_id})
        insert_rows(session, visit_id, step, table, rows)
        return
    declared = step_of(step).table(table)
    held = {checked_id(row.id): row_json(declared, row, position) for position, row in enumerate(rows)}
    payload = func.json_set(_STEP.c.payload, f'$.tables."{table}"', func.json(json_text(held)))
    ensure_step(session, visit_id, step)
    session.connection().execute(_at_step(visit_id, step).values(payload=payload))


def save_step(session: Session, visit_id: str, step: str, state: StepState, skip_reason: str = "") -> None:
    """Writes the state the rep gave a step."""
    given = {"v_visit": visit_id, "v_step": step, "v_state": state.value, "v_reason": skip_reason}
    if not _once(session, _step_state(), given, step):
        raise KeyError(f"step {step!r}")


def refuse_closed(session: Session, visit_id: str) -> None:
    """NotAllowed for a closed visit, NotFound for none."""
    state = session.connection().execute(_STATE, {"v_visit": visit_id}).scalar()
    if state is None:
        raise no_visit(visit_id)
    if state != models.visit.OPEN:
        raise NotAllowed(Message("The visit is closed and does not change any more. Correct it with a new revision."))


def ensure_step(session: Session, visit_id: str, step: str) -> bool:
    """Makes the record of a step that is newer than the visit; whether it had to be made."""
    found = session.connection().execute(select(_STEP.c.step).where(_STEP.c.visit_id == visit_id, _STEP.c.step == step))
    if found.first() is not None:
        return False
    insert_step(session, visit_id, step_of(step).key, StepRecord())
    return True


_KEY = ("visit_id", "id")
_STATE = select(models.Visit.state).where(models.Visit.id == bindparam("v_visit"))


def _save_typed_row(
    session: Session, visit_id: str, step: str, table: Table, row: Row, position: int | None, target: SqlTable
) -> None:
    connection = session.connection()
    if position is None:
        held = select(target.c.position).where(target.c.visit_id == visit_id, target.c.id == row.id)
        last = select(func.coalesce(func.max(target.c.position), -1)).where(target.c.visit_id == visit_id)
        found = connection.execute(held).scalar()
        position = connection.execute(last).scalar_one() + 1 if found is None else found
    given = insert(target).values(stored(step, table.key, visit_id, row, position))
    kept = {column.key: given.excluded[column.key] for column in target.columns if column.key not in _KEY}
    connection.execute(given.on_conflict_do_update(index_elements=_KEY, set_=kept))


def _save_json_row(session: Session, visit_id: str, step: str, table: Table, row: Row, position: int | None) -> None:
    ensure_step(session, visit_id, step)
    rows = f'$.tables."{table.key}"'
    held = session.connection().execute(
        select(func.json_extract(_STEP.c.payload, rows)).where(_STEP.c.visit_id == visit_id, _STEP.c.step == step)
    )
    known = json.loads(held.scalar() or "{}")
    if position is None:
        last = max((each["position"] for each in known.values()), default=-1)
        position = known[row.id]["position"] if row.id in known else last + 1
    known[checked_id(row.id)] = row_json(table, row, position)
    payload = func.json_set(_STEP.c.payload, rows, func.json(json_text(known)))
    session.connection().execute(_at_step(visit_id, step).values(payload=payload))


def _at_step(visit_id: str, step: str) -> Update:
    return update(_STEP).where(_STEP.c.visit_id == visit_id, _STEP.c.step == step)


def _once(session: Session, statement: Prepared, given: dict[str, Any], step: str) -> bool:
    """Whether there was a place in an open visit to change, which in an older one may have to be made first."""
    connection = session.connection()
    if statement.changed(connection, given):
        return True
    refuse_closed(session, given["v_visit"])
    return ensure_step(session, given["v_visit"], step) and statement.changed(connection, given) > 0


def _is_open(visit_column: Any) -> ColumnElement[bool]:
    return exists().where(models.Visit.id == visit_column, models.Visit.state == models.visit.OPEN)


@cache
def _typed_cell(table: SqlTable, column: str, *, marked: bool) -> Prepared:
    path = f'$."{column}"'
    if marked:
        marks = func.json_set(
            func.coalesce(table.c.marks, literal_column("'{}'")), path, func.json(bindparam("v_mark"))
        )
    else:
        marks = func.json_remove(table.c.marks, path)
    return Prepared(
        update(table)
        .where(table.c.visit_id == bindparam("v_visit"), table.c.id == bindparam("v_row"))
        .where(_is_open(bindparam("v_visit", type_=table.c.visit_id.type)))
        .values({column: bindparam("v_value", type_=table.c[column].type), "marks": marks})
    )


@cache
def _json_cell(*, filled: bool, marked: bool) -> Prepared:
    valued = _with_json(_STEP.c.payload, "v_path", "v_value" if filled else None)
    payload = _with_json(valued, "v_mark_path", "v_mark" if marked else None)
    return Prepared(
        update(_STEP)
        .where(_STEP.c.visit_id == bindparam("v_visit"), _STEP.c.step == bindparam("v_step"))
        .where(func.json_type(_STEP.c.payload, bindparam("v_holder")).is_not(None))
        .where(_is_open(bindparam("v_visit", type_=_STEP.c.visit_id.type)))
        .values(payload=payload)
    )


def _with_json(document: Any, path: str, value: str | None) -> Any:
    if value is None:
        return func.json_remove(document, bindparam(path))
    return func.json_set(document, bindparam(path), func.json(bindparam(value)))


def _paths(address: Address) -> dict[str, str]:
    """Where values and marks of a cell are in the step's JSON."""
    holder = f'$.tables."{address.table}"."{checked_id(address.row)}"' if address.table else "$"
    return {
        "v_holder": holder,
        "v_path": f'{holder}.values."{address.field}"',
        "v_mark_path": f'{holder}.marks."{address.field}"',
    }


@cache
def _step_state() -> Prepared:
    return Prepared(
        update(_STEP)
        .where(_STEP.c.visit_id == bindparam("v_visit"), _STEP.c.step == bindparam("v_step"))
        .where(_is_open(bindparam("v_visit", type_=_STEP.c.visit_id.type)))
        .values(state=bindparam("v_state"), skip_reason=bindparam("v_reason"))
    )
