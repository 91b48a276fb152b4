"""The typed row tables as cached statements: one row in, one row out."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from sqlalchemy import Connection, Delete, Insert, Table, bindparam, delete, insert, select

from fieldvisit.domain import fields, visit
from fieldvisit.domain.errors import NotAllowed
from fieldvisit.domain.language import Message
from fieldvisit.domain.steps import step_of
from fieldvisit.store.models import ROW_TABLES
from fieldvisit.store.prepared import PreparedRows
from fieldvisit.store.visits.cells import checked, marks_from, marks_json

GENERAL: Final = ("visit_id", "id", "position", "marks")


def typed(step: str) -> frozenset[str]:
    """The keys of a step's tables that have typed ones in the store."""
    return frozenset(table for of_step, table in ROW_TABLES if of_step == step)


@cache
def sql_table(step: str, table: str) -> Table | None:
    """The typed table of a step's table, None where its rows are in the step's JSON."""
    mapped: Any = ROW_TABLES.get((step, table))
    return None if mapped is None else mapped.__table__


@cache
def selecting(table: Table) -> PreparedRows:
    """All rows of one visit, in order: id, marks, then the columns of the step's table."""
    columns = [column for column in table.columns if column.key not in GENERAL]
    query = select(table.c.id, table.c.marks, *columns).where(table.c.visit_id == bindparam("visit"))
    return PreparedRows(query.order_by(table.c.position, table.c.id))


@cache
def inserting(table: Table) -> Insert:
    """One row, all columns given."""
    return insert(table)


@cache
def deleting(table: Table) -> Delete:
    """All rows of one visit (`visit`)."""
    return delete(table).where(table.c.visit_id == bindparam("visit"))


def stored(step: str, table: str, visit_id: str, row: visit.Row, position: int) -> dict[str, Any]:
    """A row as its typed table takes it; NotAllowed for a value or id that cannot be kept."""
    columns = step_of(step).table(table).columns
    values = {each.key: _value(each, row) for each in columns}
    general = {"visit_id": visit_id, "id": checked_id(row.id), "position": position, "marks": marks_json(row.marks)}
    return {**general, **values}


def _value(column: fields.Field, row: visit.Row) -> Any:
    value = row.values.get(column.key)
    return None if value is None else checked(column, value)


def loaded(connection: Connection, table: Table, visit_id: str) -> list[visit.Row]:
    """The rows of a visit; columns without a value are missing from a row."""
    asked = selecting(table)
    keys = asked.columns[2:]
    return [
        visit.Row(
            row_id,
            {key: value for key, value in zip(keys, values, strict=True) if value is not None},
            marks_from(marks),
        )
        for row_id, marks, *values in asked.all(connection, visit_id)
    ]


def checked_id(row_id: str) -> str:
    """`row_id` itself; NotAllowed for one that cannot stand in an address."""
    if not row_id or len(row_id) > 100 or any(letter in '/"\\' or letter < " " for letter in row_id):
        raise NotAllowed(Message("“{id}” cannot be the id of a row.", id=row_id[:40]))
    return row_id
