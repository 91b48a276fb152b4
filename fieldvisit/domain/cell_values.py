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
    Strokes,
    Text,
    UnitPrice,
    Value,
    YesNo,
)
from fieldvisit.domain.language import Message, mark
from fieldvisit.domain.limits import refusal
from fieldvisit.domain.records import DocumentRefused, Reader, day_of, decimal_of, refused

CLOCK = r"([01]\d|2[0-3]):[0-5]\d"
DIGEST = r"[0-9a-f]{64}"


def plain_value(value: Value) -> Any:
    """A cell's value ready for JSON."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else value


def reader_of(field: Field) -> Reader:
    """Reads what `plain_value` gave for the field; an empty text or list stays one and is no value."""
    return _reader(field)


@singledispatch
def _reader(field: Field) -> Reader:
    raise TypeError(type(field))


@_reader.register(Text)
@_reader.register(Product)
def _(field: Field) -> Reader:
    return _text


@_reader.register(Money)
@_reader.register(UnitPrice)
@_reader.register(Quantity)
@_reader.register(Number)
@_reader.register(Percent)
def _(field: Field) -> Reader:
    def read(held: Any) -> Decimal:
        value = decimal_of(held)
        if reason := refusal(field, value):
            raise DocumentRefused(Message("{place}: {reason}", place="", reason=reason))
        return value

    return read


@_reader.register
def _(field: Day) -> Reader:
    return day_of


@_reader.register
def _(field: Clock) -> Reader:
    return _form(CLOCK, mark("a time of day like 14:05"))


@_reader.register
def _(field: Photo) -> Reader:
    return _form(DIGEST, mark("the SHA-256 digest of a picture, 64 hexadecimal digits"))


@_reader.register
def _(field: YesNo) -> Reader:
    return _yes_no


@_reader.register
def _(field: Choice) -> Reader:
    keys = frozenset(option.key for option in field.options)

    def read(held: Any) -> str:
        text = _text(held)
        if text not in keys:
            raise DocumentRefused(Message("{place}: “{key}” is none of the answers.", place="", key=text))
        return text

    def read_many(held: Any) -> list[str]:
        return list(dict.fromkeys(read(each) for each in (held if isinstance(held, list) else [held])))

    return read_many if field.many else read


@_reader.register
def _(field: Signature) -> Reader:
    return _strokes


def _strokes(held: Any) -> Strokes:
    if not isinstance(held, list) or not all(isinstance(stroke, list) for stroke in held):
        raise refused("", mark("lists of [x, y] points"))
    if not all(_is_point(point) for stroke in held for point in stroke):
        raise refused("", mark("lists of [x, y] points"))
    return [[list(point) for point in stroke] for stroke in held]


def _is_point(point: Any) -> bool:
    return isinstance(point, list) and len(point) == 2 and all(type(part) is int for part in point)


def _text(held: Any) -> str:
    if not isinstance(held, str):
        raise refused("", "a text")
    return held


def _yes_no(held: Any) -> bool:
    if not isinstance(held, bool):
        raise refused("", mark("true or false"))
    return held


def _form(form: str, wanted: str) -> Reader:
    fits = re.compile(form).fullmatch

    def read(held: Any) -> str:
        if isinstance(held, str) and (not held or fits(held)):
            return held
        raise refused("", wanted)

    return read
