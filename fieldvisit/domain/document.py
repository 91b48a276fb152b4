"""A visit as a JSON document: what `visit load` takes, what a report carries, what `read` gives back.

Shape: `{"schema": "fieldvisit.visit", "schema_version": 1, "visit": {...}, "steps": {...}, "facts": {...}}`. A row of a table is
an object with the columns as keys, `id` (made when absent) and `marks` (left out where plainly entered). Numbers are text or JSON
numbers read as decimals. `facts` may be absent: then the store's are taken.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields as members
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.fields import Choice, Field, Signature, Step, Table, Value, YesNo
from fieldvisit.domain.language import Message
from fieldvisit.domain.records import DocumentRefused, built, day_of, decimal_of, plain
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
    if not isinstance(version, int) or version > SCHEMA_VERSION:
        raise DocumentRefused(
            Message("The visit was written by a newer version (schema {version}); update this program.", version=str(version))
        )
    return document


def decode(document: dict[str, Any], new_id: Callable[[], str]) -> tuple[Visit, VisitFacts | None]:
    """The visit and, where the document has them, its facts. Raises DocumentRefused naming the place that does not fit."""
    visit = _visit(_object(document.get("visit"), "visit"), new_id)
    steps = _object(document.get("steps", {}), "steps")
    known = {step.key: step for step in STEPS}
    for key, data in steps.items():
        if key not in known:
            raise DocumentRefused(Message("{place}: “{key}” is not known here.", place="steps", key=str(key)))
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
    data |= _cells(record)
    data |= {table.key: [_row(row) for row in record.rows(table.key)] for table in step.tables if record.rows(table.key)}
    return data


def _row(row: Row) -> dict[str, Any]:
    return {"id": row.id, **_cells(row)}


def _cells(holder: Row | StepRecord) -> dict[str, Any]:
    data: dict[str, Any] = {key: _plain_value(value) for key, value in holder.values.items()}
    if holder.marks:
        data["marks"] = {
            key: {"origin": mark.origin.value} | ({"typed": mark.typed} if mark.typed else {})
            for key, mark in holder.marks.items()
        }
    return data


def _plain_value(value: Value) -> Any:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else value


def _visit(data: dict[str, Any], new_id: Callable[[], str]) -> Visit:
    for key in ("dealer", "day"):
        if key not in data:
            raise DocumentRefused(Message("{place}: “{key}” is missing.", place="visit", key=key))
    known = {member.name for member in members(Visit)} - {"steps"}
    if unknown := [key for key in data if key not in known]:
        raise DocumentRefused(Message("{place}: “{key}” is not known here.", place="visit", key=str(unknown[0])))
    return Visit(
        id=_text(data, "id") or new_id(),
        dealer=_text(data, "dealer"),
        day=day_of(data["day"], "visit/day"),
        rep=_text(data, "rep"),
        rep_title=_text(data, "rep_title"),
        state=_member(VisitState, data.get("state", "open"), "visit/state"),
        number=_text(data, "number"),
        revision=int(decimal_of(data.get("revision", 1), "visit/revision")),
        revises=_text(data, "revises"),
        revision_reason=_text(data, "revision_reason"),
        started_at=_moment(data, "started_at"),
        closed_at=_moment(data, "closed_at"),
    )


def _step_record(step: Step, data: dict[str, Any], place: str, new_id: Callable[[], str]) -> StepRecord:
    record = StepRecord(
        state=_member(StepState, data.get("state", "in_progress"), f"{place}/state"),
        skip_reason=_text(data, "skip_reason"),
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
            raise DocumentRefused(Message("{place}: “{key}” is not known here.", place=place, key=str(key)))
    return record


def _rows(table: Table, data: Any, place: str, new_id: Callable[[], str]) -> list[Row]:
    if not isinstance(data, list):
        raise DocumentRefused(Message("{place} should be {wanted}.", place=place, wanted="a list"))
    columns = {column.key: column for column in table.columns}
    rows = []
    for index, each in enumerate(data):
        where = f"{place}/{index}"
        row_data = _object(each, where)
        row = Row(_text(row_data, "id") or new_id())
        row.marks = _marks(row_data.get("marks", {}), columns, f"{where}/marks")
        for key, held in row_data.items():
            if key in RESERVED:
                continue
            if key not in columns:
                raise DocumentRefused(Message("{place}: “{key}” is not known here.", place=where, key=str(key)))
            _put(row, columns[key], held, f"{where}/{key}")
        rows.append(row)
    return rows


def _put(holder: Row | StepRecord, field: Field, held: Any, place: str) -> None:
    value = _value(field, held, place)
    if value is not None and value != "" and value != []:
        holder.values[field.key] = value


def _value(field: Field, held: Any, place: str) -> Value | None:
    if held is None:
        return None
    if field.value_type is Decimal:
        return decimal_of(held, place)
    if field.value_type is date:
        return day_of(held, place)
    if isinstance(field, YesNo) and not isinstance(held, bool):
        raise DocumentRefused(Message("{place} should be {wanted}.", place=place, wanted="true or false"))
    if isinstance(field, YesNo):
        return bool(held)
    if isinstance(field, Signature):
        return _strokes(held, place)
    return _texts(field, held, place)


def _texts(field: Field, held: Any, place: str) -> Value:
    many = isinstance(field, Choice) and field.many
    texts = held if many and isinstance(held, list) else [held]
    if not all(isinstance(each, str) for each in texts):
        raise DocumentRefused(Message("{place} should be {wanted}.", place=place, wanted="a text"))
    if isinstance(field, Choice) and (unknown := [t for t in texts if t not in {o.key for o in field.options}]):
        raise DocumentRefused(Message("{place}: “{key}” is none of the answers.", place=place, key=unknown[0]))
    return list(texts) if many else str(held)


def _strokes(held: Any, place: str) -> Value:
    for stroke in held if isinstance(held, list) else [None]:
        points = stroke if isinstance(stroke, list) else [None]
        if not all(isinstance(p, list) and len(p) == 2 and all(isinstance(n, int) for n in p) for p in points):
            raise DocumentRefused(Message("{place} should be {wanted}.", place=place, wanted="lists of [x, y] points"))
    return list(held)


def _marks(data: Any, known: dict[str, Any], place: str) -> dict[str, Mark]:
    marks = {}
    for key, held in _object(data, place).items():
        if key not in known:
            raise DocumentRefused(Message("{place}: “{key}” is not known here.", place=place, key=str(key)))
        mark = _object(held, f"{place}/{key}")
        marks[key] = Mark(_member(Origin, mark.get("origin", "entered"), f"{place}/{key}/origin"), _text(mark, "typed"))
    return marks


def _object(data: Any, place: str) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise DocumentRefused(Message("{place} should be {wanted}.", place=place, wanted="an object"))
    return data


def _text(data: dict[str, Any], key: str) -> str:
    held = data.get(key, "")
    if not isinstance(held, str):
        raise DocumentRefused(Message("{place} should be {wanted}.", place=key, wanted="a text"))
    return held


def _moment(data: dict[str, Any], key: str) -> datetime | None:
    if not (text := _text(data, key)):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise DocumentRefused(
            Message("{place} should be {wanted}.", place=key, wanted="a time like 2026-09-15T14:58:00+08:00")
        ) from error


def _member(kind: Any, held: Any, place: str) -> Any:
    try:
        return kind(held)
    except ValueError as error:
        answers = ", ".join(each.value for each in kind)
        raise DocumentRefused(Message("{place} should be {wanted}.", place=place, wanted=answers)) from error


