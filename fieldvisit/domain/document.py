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

from fieldvisit.domain.cell_values import plain_value
from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.fields import Money, Step
from fieldvisit.domain.language import Message, mark
from fieldvisit.domain.limits import refusal
from fieldvisit.domain.records import DocumentRefused, NewerDocument, built, inside, plain, refused
from fieldvisit.domain.steps import STEPS
from fieldvisit.domain.visit import Row, StepRecord, Visit
from fieldvisit.domain.visit_reading import visit_of

SCHEMA = "fieldvisit.visit"
SCHEMA_VERSION = 1
_HALF = rb"\ud"
"""How the escape of a character begins that comes in two halves."""
_CREDIT_LIMIT = Money(key="credit_limit", label="", signed=True)
_MOST_MINOR_UNITS = 4


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
        if _HALF in data.lower():
            json.dumps(document, ensure_ascii=False, default=str).encode()  # no file can hold half of a character
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
    visit = visit_of(document.get("visit"), document.get("steps", {}), new_id)
    facts = document.get("facts")
    return visit, None if facts is None else _checked(built(VisitFacts, facts, "facts"))


def _checked(facts: VisitFacts) -> VisitFacts:
    """The facts, unless their dealer could not be made a dealer of this store."""
    with inside("facts/dealer"):
        if not 0 <= facts.dealer.minor_units <= _MOST_MINOR_UNITS:
            raise refused("minor_units", mark("a whole number from 0 to 4"))
        if facts.dealer.credit_limit is not None and (reason := refusal(_CREDIT_LIMIT, facts.dealer.credit_limit)):
            raise DocumentRefused(Message("{place}: {reason}", place="credit_limit", reason=reason))
    return facts


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
