"""The typed row tables as cached statements: one row in, one row out."""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from typing import Any, Final

from sqlalchemy import Connection, Delete, Table, Text, bindparam, delete, select, type_coerce

from fieldvisit.domain import visit
from fieldvisit.domain.errors import NotAllowed
from fieldvisit.domain.language import Message
from fieldvisit.domain.steps import step_of
from fieldvisit.store.models import ROW_TABLES
from fieldvisit.store.prepared import PreparedInsert, PreparedRows
from fieldvisit.store.visits.cells import checked, marks_from, marks_json

GENERAL: Final = ("visit_id", "id", "position", "marks")


@cache
def typed(step: str) -> frozenset[str]:
    """The keys of a step's tables that have typed ones in the store."""
    return frozenset(table for of_step, table in ROW_TABLES if of_step == step)


@cache
def typed_tables(step: str) -> tuple[tuple[str, Table], ...]:
    """The keys of a step's tables that have typed ones, each with its own, in the order of the step."""
    found = ((table.key, sql_table(step, table.key)) for table in step_of(step).tables)
    return tuple((key, table) for key, table in found if table is not None)


@cache
def sql_table(step: str, table: str) -> Table | None:
    """The typed table of a step's table, None where its rows are in the step's JSON."""
    mapped: Any = ROW_TABLES.get((step, table))
    return None if mapped is None else mapped.__table__


@cache
def selecting(table: Table) -> PreparedRows:
    """All rows of one visit, in order: id, marks as they are kept, then the columns of the step's table."""
    columns = [column for column in table.columns if column.key not in GENERAL]
    marks = type_coerce(table.c.marks, Text()).label("marks")
    query = select(table.c.id, marks, *columns).where(table.c.visit_id == bindparam("visit"))
    return PreparedRows(query.order_by(table.c.position, table.c.id))


@cache
def inserting(table: Table) -> PreparedInsert:
    """Rows with all columns."""
    return PreparedInsert(table)


@cache
def deleting(table: Table) -> Delete:
    """All rows of one visit (`visit`)."""
    return delete(table).where(table.c.visit_id == bindparam("visit"))


def stored(step: str, table: str, visit_id: str, row: visit.Row, position: int) -> dict[str, Any]:
    """A row as its typed table takes it; NotAllowed for a value or id that cannot be kept."""
    values: dict[str, Any] = {
        "visit_id": visit_id,
        "id": checked_id(row.id),
        "position": position,
        "marks": marks_json(row.marks),
    }
    held = row.values
    for each in step_of(step).table(table).columns:
        value = held.get(each.key)
        values[each.key] = None if value is None else checked(each, value)
    return values


def loaded(connection: Connection, table: Table, visit_id: str) -> list[visit.Row]:
    """The rows of a visit; columns without a value are missing from a row."""
    asked = selecting(table)
    found = asked.kept(connection, visit_id)
    if not found:
        return []
    columns = [(place, key, asked.readers[place]) for place, key in enumerate(asked.columns) if place > 1]
    return [
        visit.Row(
            row[0],
            {key: read(row[place]) if read else row[place] for place, key, read in columns if row[place] is not None},
            dict(_marks(row[1])) if row[1] else {},
        )
        for row in found
    ]


@lru_cache(maxsize=1024)
def _marks(kept: str) -> dict[str, visit.Mark]:
    """Marks from their JSON. The rows of a table have few different ones; who changes them takes a copy."""
    return marks_from(json.loads(kept))


# What cannot stand in an address or in a path into JSON.
_NO_ID: Final = re.compile(r'[/"\\\x00-\x1f]')


def checked_id(row_id: str) -> str:
    """`row_id` itself; NotAllowed for one that cannot stand in an address."""
    if not row_id or len(row_id) > 100 or _NO_ID.search(row_id):
        raise NotAllowed(Message("“{id}” cannot be the id of a row.", id=row_id[:40]))
    return row_id
