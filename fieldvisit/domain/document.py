"""A visit as a JSON document: what `visit load` takes, what a report carries, what `read` gives back.

Shape: `{"schema": "fieldvisit.visit", "schema_version": 1, "visit": {...}, "steps": {...}, "facts": {...}}`. A row of a
table is an object with the columns as keys, `id` (made when absent) and `marks` (left out where plainly entered).
Numbers are text or JSON numbers read as decimals. `facts` may be absent: then the store's are taken.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields as members
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from fieldvisit.domain.cell_values import plain_value, value_of
from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.fields import Field, Step, Table
from fieldvisit.domain.language import Message, mark
from fieldvisit.domain.records import DocumentRefused, NewerDocument, built, day_of, decimal_of, plain, refused
from fieldvisit.domain.steps import STEPS
from fieldvisit.domain.visit import Mark, Origin, Row, StepRecord, StepState, Visit, VisitState

SCHEMA = "fieldvisit.visit"
SCHEMA_VERSION = 1
RESERVED = ("id", "marks")


def encode(visit: Visit, facts: VisitFacts) -> dict[str, Any]:
    """The document of a visit with its facts; steps without any record are left out."""
    return {
        "schema": SCHEMA,
        "schema_version": SCHEMA_VERSION,
        "visit": _head(visit),
        "steps": {step.key: _record(step, visit.steps[step.key]) for step in STEPS if step.key in visit.steps},
        "facts": plain(facts),
    }


def dumps(document: dict[str, Any]) -> bytes:
    """The document as canonical UTF-8 JSON: the same document always gives the same bytes."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def loads(data: bytes) -> dict[str, Any]:
    """A document from JSON text, numbers as decimals. Raises DocumentRefused when it is no visit document."""
    try:
        document = json.loads(data.decode("utf-8-sig"), parse_float=Decimal)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise DocumentRefused(Message("The file is not a JSON document: {why}.", why=str(error)[:120])) from error
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise DocumentRefused(Message("The file is JSON, but not a visit: “schema” should be “fieldvisit.visit”."))
    version = document.get("schema_version")
    if type(version) is not int or version < 1:
        raise refused("schema_version", mark("a whole number from 1"))
    if version > SCHEMA_VERSION:
        raise NewerDocument(
            Message(
                "The visit was written by a newer version (schema {version}); update this program.", version=version
            )
        )
    return document


def decode(document: dict[str, Any], new_id: Callable[[], str]) -> tuple[Visit, VisitFacts | None]:
    """The visit and, where the document has them, its facts. Raises DocumentRefused naming the place that is wrong."""
    visit = _visit(_object(document.get("visit"), "visit"), new_id)
    steps = _object(document.get("steps", {}), "steps")
    known = {step.key: step for step in STEPS}
    for key, data in steps.items():
        if key not in known:
            raise _unknown("steps", key)
        visit.steps[key] = _step_record(known[key], _object(data, f"steps/{key}"), f"steps/{key}", new_id)
    for step in STEPS:
        visit.step(step.key)
    facts = document.get("facts")
    return visit, None if facts is None else built(VisitFacts, facts, "facts")


def _head(visit: Visit) -> dict[str, Any]:
    head: dict[str, Any] = {}
    for member in members(visit):
        held = getattr(visit, member.name)
        if member.name != "steps" and held not in (None, ""):
            head[member.name] = held.isoformat() if isinstance(held, (date, datetime)) else held
    return head


def _record(step: Step, record: StepRecord) -> dict[str, Any]:
    data: dict[str, Any] = {"state": record.state.value}
    if record.skip_reason:
        data["skip_reason"] = record.skip_reason
    tables = {table.key: record.rows(table.key) for table in step.tables}
    return data | _cells(record) | {key: [_row(row) for row in rows] for key, rows in tables.items() if rows}


def _row(row: Row) -> dict[str, Any]:
    return {"id": row.id, **_cells(row)}


def _cells(holder: Row | StepRecord) -> dict[str, Any]:
    data: dict[str, Any] = {key: plain_value(value) for key, value in holder.values.items()}
    if holder.marks:
        data["marks"] = {
            key: {"origin": mark.origin.value} | ({"typed": mark.typed} if mark.typed else {})
            for key, mark in holder.marks.items()
        }
    return data


def _visit(data: dict[str, Any], new_id: Callable[[], str]) -> Visit:
    for key in ("dealer", "day"):
        if key not in data:
            raise DocumentRefused(Message("{place}: “{key}” is missing.", place="visit", key=key))
    known = {member.name for member in members(Visit)} - {"steps"}
    if unknown := [key for key in data if key not in known]:
        raise _unknown("visit", unknown[0])
    return Visit(
        id=_text(data, "id", "visit") or new_id(),
        dealer=_text(data, "dealer", "visit"),
        day=day_of(data["day"], "visit/day"),
        rep=_text(data, "rep", "visit"),
        rep_title=_text(data, "rep_title", "visit"),
        state=_member(VisitState, data.get("state", "open"), "visit/state"),
        number=_text(data, "number", "visit"),
        revision=_revision(data.get("revision", 1)),
        revises=_text(data, "revises", "visit"),
        revision_reason=_text(data, "revision_reason", "visit"),
        started_at=_moment(data, "started_at"),
        closed_at=_moment(data, "closed_at"),
    )


def _step_record(step: Step, data: dict[str, Any], place: str, new_id: Callable[[], str]) -> StepRecord:
    record = StepRecord(
        state=_member(StepState, data.get("state", "in_progress"), f"{place}/state"),
        skip_reason=_text(data, "skip_reason", place),
    )
    simple = {each.key: each for each in step.simple_fields}
    tables = {table.key: table for table in step.tables}
    for key, held in data.items():
        if key in ("state", "skip_reason"):
            continue
        if key == "marks":
            record.marks = _marks(held, simple, f"{place}/marks")
        elif key in tables:
            record.tables[key] = _rows(tables[key], held, f"{place}/{key}", new_id)
        elif key in simple:
            _put(record, simple[key], held, f"{place}/{key}")
        else:
            raise _unknown(place, key)
    return record


def _rows(table: Table, data: Any, place: str, new_id: Callable[[], str]) -> list[Row]:
    if not isinstance(data, list):
        raise refused(place, mark("a list"))
    return [_read_row(table, _object(each, f"{place}/{at}"), f"{place}/{at}", new_id) for at, each in enumerate(data)]


def _read_row(table: Table, data: dict[str, Any], place: str, new_id: Callable[[], str]) -> Row:
    columns = {column.key: column for column in table.columns}
    row = Row(_text(data, "id", place) or new_id())
    row.marks = _marks(data.get("marks", {}), columns, f"{place}/marks")
    for key, held in data.items():
        if key in RESERVED:
            continue
        if key not in columns:
            raise _unknown(place, key)
        _put(row, columns[key], held, f"{place}/{key}")
    return row


def _put(holder: Row | StepRecord, field: Field, held: Any, place: str) -> None:
    value = value_of(field, held, place)
    if value is not None:
        holder.values[field.key] = value


def _marks(data: Any, known: dict[str, Field], place: str) -> dict[str, Mark]:
    marks = {}
    for key, held in _object(data, place).items():
        if key not in known:
            raise _unknown(place, key)
        where = f"{place}/{key}"
        mark = _object(held, where)
        origin = _member(Origin, mark.get("origin", "entered"), f"{where}/origin")
        marks[key] = Mark(origin, _text(mark, "typed", where))
    return marks


def _unknown(place: str, key: str) -> DocumentRefused:
    return DocumentRefused(Message("{place}: “{key}” is not known here.", place=place, key=key))


def _object(data: Any, place: str) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise refused(place, mark("an object"))
    return data


def _text(data: dict[str, Any], key: str, place: str) -> str:
    held = data.get(key, "")
    if not isinstance(held, str):
        raise refused(f"{place}/{key}", mark("a text"))
    return held


def _revision(held: Any) -> int:
    revision = decimal_of(held, "visit/revision")
    if revision != int(revision) or revision < 1:
        raise refused("visit/revision", mark("a whole number from 1"))
    return int(revision)


def _moment(data: dict[str, Any], key: str) -> datetime | None:
    if not (text := _text(data, key, "visit")):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise refused(f"visit/{key}", mark("a time with its offset like 2026-09-15T14:58:00+08:00"))
    return moment


def _member(kind: Any, held: Any, place: str) -> Any:
    try:
        return kind(held)
    except ValueError as error:
        raise refused(place, ", ".join(each.value for each in kind)) from error
