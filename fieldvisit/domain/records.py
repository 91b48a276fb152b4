"""Records (plain dataclasses and named tuples) to JSON-ready data and back: decimals as text, days as ISO.

Their type hints say what is what.
"""

from __future__ import annotations

import types
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, NamedTuple, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import Message, mark

T = TypeVar("T")


class Member(NamedTuple):
    """A field of a record. `default` is `MISSING` where it must be given."""

    name: str
    default: Any

    @property
    def is_needed(self) -> bool:
        return self.default is MISSING


@cache
def members_of(kind: Any) -> tuple[Member, ...]:
    """The fields of a kind of record, in order; none for any other kind of value."""
    if isinstance(kind, type) and is_dataclass(kind):
        return tuple(Member(each.name, _default(each)) for each in fields(kind) if each.init)
    if isinstance(kind, type) and issubclass(kind, tuple):
        names, defaults = getattr(kind, "_fields", ()), getattr(kind, "_field_defaults", {})
        return tuple(Member(name, defaults.get(name, MISSING)) for name in names)
    return ()


def _default(each: Field[Any]) -> Any:
    return each.default if each.default_factory is MISSING else each.default_factory()


class DocumentRefused(KnownError):
    """A document that is not what it says it is; the sentence names the place in it."""


class NewerDocument(DocumentRefused):
    """A document that a newer version of the program wrote."""


def plain(value: Any) -> Any:
    """JSON-ready data of a record, tuple or simple value; fields that hold their default are left out."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    if members := members_of(type(value)):
        return {each.name: plain(held) for each in members if each.default != (held := getattr(value, each.name))}
    return [plain(each) for each in value] if isinstance(value, (tuple, list)) else value


def built(kind: type[T], data: Any, place: str = "") -> T:
    """The inverse of `plain`. Raises DocumentRefused for what does not fit `kind`, and for unknown keys."""
    return cast("T", _built(kind, data, place))


def _built(kind: Any, data: Any, place: str) -> Any:
    if get_origin(kind) in (Union, types.UnionType):
        wanted = next(each for each in get_args(kind) if each is not type(None))
        return None if data is None else _built(wanted, data, place)
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind)[0], data, place)
    if members_of(kind):
        return _record(kind, data, place)
    return _simple(kind, data, place)


def _record(kind: Any, data: Any, place: str) -> Any:
    if not isinstance(data, dict):
        raise refused(place, mark("an object"))
    hints = _hints(kind)
    known = {each.name: each for each in members_of(kind)}
    for key in data:
        if key not in known:
            raise DocumentRefused(Message("{place}: “{key}” is not known here.", place=place, key=str(key)))
    for each in known.values():
        if each.name not in data and each.is_needed:
            raise DocumentRefused(Message("{place}: “{key}” is missing.", place=place, key=each.name))
    return kind(**{key: _built(hints[key], value, f"{place}/{key}") for key, value in data.items()})


def _tuple(kind: Any, data: Any, place: str) -> Any:
    if not isinstance(data, list):
        raise refused(place, mark("a list"))
    return tuple(_built(kind, each, f"{place}/{index}") for index, each in enumerate(data))


def _simple(kind: Any, data: Any, place: str) -> Any:
    if kind is Decimal:
        return decimal_of(data, place)
    if kind is date:
        return day_of(data, place)
    if kind is int and isinstance(data, bool):
        raise refused(place, mark("a whole number"))
    if not isinstance(data, kind):
        raise refused(place, _WANTED.get(kind, kind.__name__))
    return data


def decimal_of(data: Any, place: str) -> Decimal:
    """A decimal from text or a JSON number (parsed as Decimal, never as a float)."""
    if isinstance(data, (str, int, Decimal)) and not isinstance(data, bool):
        try:
            value = Decimal(data)
        except InvalidOperation:
            value = Decimal("NaN")
        if value.is_finite() and abs(value) < Decimal(10) ** 14:
            return value
    raise refused(place, mark("a number"))


def day_of(data: Any, place: str) -> date:
    """A day from ISO text."""
    if isinstance(data, str):
        try:
            return date.fromisoformat(data)
        except ValueError as error:
            raise refused(place, mark("a date like 2026-09-15")) from error
    raise refused(place, mark("a date like 2026-09-15"))


def refused(place: str, wanted: str) -> DocumentRefused:
    """The refusal that says what should stand at `place`."""
    return DocumentRefused(Message("{place} should be {wanted}.", place=place, wanted=Message(wanted)))


_WANTED = {str: mark("a text"), int: mark("a whole number"), bool: mark("true or false")}


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
