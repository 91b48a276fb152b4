"""The JSON Schema of a single cell, by kind of field; its label, help and unit are the description."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from fieldvisit.domain.cell_values import CLOCK, DIGEST
from fieldvisit.domain.fields import (
    Choice,
    Clock,
    Day,
    Field,
    Money,
    Number,
    Percent,
    Photo,
    Product,
    Quantity,
    Signature,
    Text,
    UnitPrice,
    YesNo,
)

Schema = dict[str, Any]


def cell(field: Field) -> Schema:
    """The schema of the field's value. A value that is not there is left out of the document; null means the same."""
    kind, unit = _cell(field)
    parts = (unit, field.help, "Needed at closing." if field.needed else "")
    described = " ".join(part for part in parts if part)
    schema = {"title": field.label} | ({"description": described} if described else {})
    return schema | {"anyOf": [kind, {"type": "null"}]}


@singledispatch
def _cell(field: Field) -> tuple[Schema, str]:
    raise TypeError(type(field))


@_cell.register
def _(field: Text) -> tuple[Schema, str]:
    return {"type": "string"}, ""


@_cell.register
def _(field: Product) -> tuple[Schema, str]:
    return {"type": "string"}, "Code of a product."


@_cell.register
def _(field: Photo) -> tuple[Schema, str]:
    return {"type": "string", "pattern": f"^({DIGEST})?$"}, "SHA-256 digest of the stored picture, hexadecimal."


@_cell.register
def _(field: Clock) -> tuple[Schema, str]:
    return {"type": "string", "pattern": f"^({CLOCK})?$"}, "Local time of day, hours and minutes."


@_cell.register
def _(field: Money) -> tuple[Schema, str]:
    return _number(), "Amount in the dealer's currency" + (", negative for credits." if field.signed else ".")


@_cell.register
def _(field: UnitPrice) -> tuple[Schema, str]:
    return _number(), "Price per unit in the dealer's currency, up to 4 decimals."


@_cell.register
def _(field: Quantity) -> tuple[Schema, str]:
    return _number(), "Units, up to 3 decimals."


@_cell.register
def _(field: Number) -> tuple[Schema, str]:
    low, high = field.minimum, field.maximum
    bounds = (f"from {low}" if low is not None else "", f"to {high}" if high is not None else "")
    told = " ".join(bound for bound in bounds if bound)
    return _number(), f"A number {told}." if told else ""


@_cell.register
def _(field: Percent) -> tuple[Schema, str]:
    return _number(), "Percent: 12.5 means 12.5 %."


@_cell.register
def _(field: Day) -> tuple[Schema, str]:
    return {"$ref": "#/$defs/day"}, ""


@_cell.register
def _(field: YesNo) -> tuple[Schema, str]:
    return {"type": "boolean"}, ""


@_cell.register
def _(field: Choice) -> tuple[Schema, str]:
    answers = {"enum": [option.key for option in field.options]}
    meaning = "; ".join(f"{option.key}: {option.label}" for option in field.options) + "."
    return {"type": "array", "items": answers} if field.many else answers, meaning


@_cell.register
def _(field: Signature) -> tuple[Schema, str]:
    return {"$ref": "#/$defs/strokes"}, ""


def _number() -> Schema:
    return {"$ref": "#/$defs/number"}
