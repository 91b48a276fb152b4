"""The JSON Schema (2020-12) of a visit document, made from the steps and the facts: whatever is declared is
described.
"""

from __future__ import annotations

import types
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Union, get_args, get_origin, get_type_hints

from fieldvisit.domain.cell_schemas import cell
from fieldvisit.domain.document import SCHEMA, SCHEMA_VERSION
from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.fields import Field, Step, Table
from fieldvisit.domain.records import members_of
from fieldvisit.domain.steps import STEPS
from fieldvisit.domain.visit import Origin, StepState, VisitState

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NAME = f"urn:fieldvisit:visit:{SCHEMA_VERSION}"


def visit_schema() -> Schema:
    """The schema of `document.encode`; texts are English, as the data's keys are."""
    return {
        "$schema": DIALECT,
        "$id": NAME,
        "title": "A dealer visit",
        "description": "What was entered in the ten steps of a visit, and the facts its figures are computed from. "
        "A value that was not observed is absent, never 0 and never an empty text.",
        "type": "object",
        "required": ["schema", "schema_version", "visit"],
        "properties": {
            "schema": {"const": SCHEMA},
            "schema_version": {"const": SCHEMA_VERSION},
            "visit": _head(),
            "steps": _object({step.key: _step(step) for step in STEPS}, "The steps, in the order of the visit."),
            "facts": {"$ref": "#/$defs/VisitFacts"},
        },
        "$defs": _definitions(),
    }


def _definitions() -> Schema:
    return {
        "number": {
            "description": "A decimal number, as text or as a JSON number; text keeps every digit.",
            "type": ["string", "number"],
            "pattern": r"^-?\d+(\.\d+)?$",
        },
        "day": {"description": "A local calendar date.", "type": "string", "format": "date"},
        "moment": {"description": "A time with its offset from UTC.", "type": "string", "format": "date-time"},
        "mark": _object(
            {
                "origin": {
                    "description": "Where the value came from; entered by the rep when there is no mark.",
                    "enum": [origin.value for origin in Origin],
                },
                "typed": {"description": "What was typed, where it differs from the value: 41c+8.", "type": "string"},
            },
            "What is known about a cell besides its value.",
        ),
        "strokes": {
            "description": "Pen strokes in a box 1000 wide and 250 high: a list of strokes, each a list of points.",
            "type": "array",
            "items": {"type": "array", "items": {"$ref": "#/$defs/point"}},
        },
        "point": {
            "description": "x from the left, y from the top.",
            "type": "array",
            "prefixItems": [{"type": "integer"}, {"type": "integer"}],
            "items": False,
            "minItems": 2,
        },
        **{kind.__name__: _record(kind) for kind in _records(VisitFacts)},
    }


def _head() -> Schema:
    properties = {
        "id": _text("UUID of the visit; made when absent."),
        "dealer": _text("Code of the dealer."),
        "day": {"$ref": "#/$defs/day", "description": "The day of the visit, the today of all its calculations."},
        "rep": _text("Name of the sales representative."),
        "rep_title": _text("The representative's title."),
        "state": {"enum": [state.value for state in VisitState], "description": "A closed visit never changes."},
        "number": _text("Number given at closing, like V-26-01847."),
        "revision": {"type": "integer", "minimum": 1, "description": "1, and one more with each correction."},
        "revises": _text("UUID of the visit this one corrects."),
        "revision_reason": _text("Why it was corrected."),
        "started_at": {"$ref": "#/$defs/moment"},
        "closed_at": {"$ref": "#/$defs/moment"},
    }
    return _object(properties, "Which visit it is.", required=["dealer", "day"])


def _step(step: Step) -> Schema:
    properties: Schema = {
        "state": {"enum": [state.value for state in StepState]},
        "skip_reason": _text("Why the step was skipped."),
        "marks": _marks(step.simple_fields),
    }
    properties |= {each.key: cell(each) for each in step.simple_fields}
    properties |= {table.key: _table(table) for table in step.tables}
    return {"title": step.title} | _object(properties, step.purpose)


def _table(table: Table) -> Schema:
    properties: Schema = {"id": _text("Id of the row; made when absent."), "marks": _marks(table.columns)}
    properties |= {column.key: cell(column) for column in table.columns}
    return {
        "title": table.label,
        **({"description": table.help} if table.help else {}),
        "type": "array",
        "items": _object(properties),
    }


def _marks(known: Iterable[Field]) -> Schema:
    return _object(
        {each.key: {"$ref": "#/$defs/mark"} for each in known}, "Marks by field, left out where just entered."
    )


def _records(kind: Any) -> list[Any]:
    """`kind` and every record in its fields, each once."""
    found = [kind]
    for each in found:
        for hint in get_type_hints(each).values():
            found += [inner for inner in _parts(hint) if members_of(inner) and inner not in found]
    return found


def _parts(hint: Any) -> list[Any]:
    return [inner for each in get_args(hint) for inner in _parts(each)] if get_args(hint) else [hint]


def _record(kind: Any) -> Schema:
    hints = get_type_hints(kind)
    members = members_of(kind)
    required = [each.name for each in members if each.is_needed]
    description = " ".join((kind.__doc__ or "").split())
    return _object({each.name: _hint(hints[each.name]) for each in members}, description, required)


def _hint(hint: Any) -> Schema:
    if get_origin(hint) in (Union, types.UnionType):
        wanted = next(each for each in get_args(hint) if each is not type(None))
        return {"anyOf": [_hint(wanted), {"type": "null"}]}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _hint(get_args(hint)[0])}
    if members_of(hint):
        return {"$ref": f"#/$defs/{getattr(hint, '__name__', '')}"}
    return dict(_SIMPLE[hint])


def _object(properties: Schema, description: str = "", required: list[str] | None = None) -> Schema:
    return {
        **({"description": description} if description else {}),
        "type": "object",
        "properties": properties,
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _text(description: str) -> Schema:
    return {"type": "string", "description": description}


_SIMPLE: dict[Any, Schema] = {
    Decimal: {"$ref": "#/$defs/number"},
    date: {"$ref": "#/$defs/day"},
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
}
