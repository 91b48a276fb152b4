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
_TOO_LARGE = Decimal(10) ** 14


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
    if members := members_of(cast("Any", type(value))):
        return {each.name: plain(held) for each in members if each.default != (held := getattr(value, each.name))}
    return [plain(each) for each in value] if isinstance(value, (tuple, list)) else value


def built(kind: type[T], data: Any, place: str = "") -> T:
    """The inverse of `plain`. Raises DocumentRefused for what does not fit `kind`, and for unknown keys."""
    return cast("T", _built(kind, data, place))


def _built(kind: Any, data: Any, place: str) -> Any:
    wanted = _wanted(kind)
    if data is None and wanted.or_none:
        return None
    if wanted.parts is not None:
        return _tuple(wanted.parts, data, place)
    if wanted.is_record:
        return _record(wanted.kind, data, place)
    return _simple(wanted.kind, data, place)


class _Wanted(NamedTuple):
    """A type hint taken apart, once: a kind, or a tuple of `parts`; with `or_none` it may be left empty."""

    kind: Any
    parts: Any
    or_none: bool
    is_record: bool


@cache
def _wanted(kind: Any) -> _Wanted:
    if get_origin(kind) in (Union, types.UnionType):
        return _wanted(next(each for each in get_args(kind) if each is not type(None)))._replace(or_none=True)
    if get_origin(kind) is tuple:
        return _Wanted(kind, get_args(kind)[0], or_none=False, is_record=False)
    return _Wanted(kind, None, or_none=False, is_record=bool(members_of(kind)))


def _record(kind: Any, data: Any, place: str) -> Any:
    if not isinstance(data, dict):
        raise refused(place, mark("an object"))
    hints = _hints(kind)
    known, needed = _names(kind)
    if not known.issuperset(data):
        key = next(each for each in data if each not in known)
        raise DocumentRefused(Message("{place}: “{key}” is not known here.", place=place, key=str(key)))
    for key in needed:
        if key not in data:
            raise DocumentRefused(Message("{place}: “{key}” is missing.", place=place, key=key))
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
        if value.is_finite() and abs(value) < _TOO_LARGE:
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
def _names(kind: Any) -> tuple[frozenset[str], tuple[str, ...]]:
    """All fields of a kind, and those without a default in their order."""
    members = members_of(kind)
    return frozenset(each.name for each in members), tuple(each.name for each in members if each.is_needed)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
