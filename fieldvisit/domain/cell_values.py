"""The value of a single cell in a JSON document, by kind of field: numbers as text, days as ISO, strokes as lists of
points.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import singledispatch
from typing import Any

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
    Value,
    YesNo,
)
from fieldvisit.domain.language import Message, mark
from fieldvisit.domain.limits import refusal
from fieldvisit.domain.records import DocumentRefused, day_of, decimal_of, refused

CLOCK = r"([01]\d|2[0-3]):[0-5]\d"
DIGEST = r"[0-9a-f]{64}"


def plain_value(value: Value) -> Any:
    """A cell's value ready for JSON."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else value


def value_of(field: Field, held: Any, place: str) -> Value | None:
    """The inverse of `plain_value`; None for null, an empty text or list. Raises DocumentRefused at `place`."""
    if held is None:
        return None
    value = _value(field, held, place)
    return None if value in ("", []) else value


@singledispatch
def _value(field: Field, held: Any, place: str) -> Value:
    raise TypeError(type(field))


@_value.register(Text)
@_value.register(Product)
def _(field: Field, held: Any, place: str) -> Value:
    return _text(held, place)


@_value.register(Money)
@_value.register(UnitPrice)
@_value.register(Quantity)
@_value.register(Number)
@_value.register(Percent)
def _(field: Field, held: Any, place: str) -> Value:
    value = decimal_of(held, place)
    if reason := refusal(field, value):
        raise DocumentRefused(Message("{place}: {reason}", place=place, reason=reason))
    return value


@_value.register
def _(field: Day, held: Any, place: str) -> Value:
    return day_of(held, place)


@_value.register
def _(field: Clock, held: Any, place: str) -> Value:
    return _formed(held, CLOCK, place, mark("a time of day like 14:05"))


@_value.register
def _(field: Photo, held: Any, place: str) -> Value:
    return _formed(held, DIGEST, place, mark("the SHA-256 digest of a picture, 64 hexadecimal digits"))


@_value.register
def _(field: YesNo, held: Any, place: str) -> Value:
    if not isinstance(held, bool):
        raise refused(place, mark("true or false"))
    return held


@_value.register
def _(field: Choice, held: Any, place: str) -> Value:
    if not field.many:
        return _answer(field, held, place)
    chosen = held if isinstance(held, list) else [held]
    return list(dict.fromkeys(_answer(field, each, place) for each in chosen))


@_value.register
def _(field: Signature, held: Any, place: str) -> Value:
    if not isinstance(held, list) or not all(isinstance(stroke, list) for stroke in held):
        raise refused(place, mark("lists of [x, y] points"))
    if not all(_is_point(point) for stroke in held for point in stroke):
        raise refused(place, mark("lists of [x, y] points"))
    return [[list(point) for point in stroke] for stroke in held]


def _is_point(point: Any) -> bool:
    return isinstance(point, list) and len(point) == 2 and all(type(part) is int for part in point)


def _text(held: Any, place: str) -> str:
    if not isinstance(held, str):
        raise refused(place, "a text")
    return held


def _answer(field: Choice, held: Any, place: str) -> str:
    text = _text(held, place)
    if text not in {option.key for option in field.options}:
        raise DocumentRefused(Message("{place}: “{key}” is none of the answers.", place=place, key=text))
    return text


def _formed(held: Any, form: str, place: str, wanted: str) -> str:
    if isinstance(held, str) and (not held or re.fullmatch(form, held)):
        return held
    raise refused(place, wanted)
