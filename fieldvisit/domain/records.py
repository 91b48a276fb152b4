"""Records (plain dataclasses and named tuples) to JSON-ready data and back: decimals as text, days as ISO.

Their type hints say what is what; for each kind a reader is made once. Readers do not know where in a document they
are: a document has thousands of places and hardly ever a wrong one, so a refusal learns its place on the way out.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, NamedTuple, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import Message, mark

T = TypeVar("T")
Reader = Callable[[Any], Any]
"""Makes a value of what a document has in its place. Raises DocumentRefused."""
_TOO_LARGE = Decimal(10) ** 20
"""More than any sum of what a store has, so that what was frozen with a visit can always be read again."""
_TOO_MANY = 10**15
_FINEST = -100
"""Decimals that a number may have: one of a few letters (1e-999999999) would be written out in a thousand million."""


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

    def set_inside(self, place: str) -> None:
        """Tells that the place named so far lies inside `place`."""
        values = self.sentence.values
        inner = values.get("place", "")
        self.sentence = Message(self.sentence.template, **values | {"place": f"{place}/{inner}" if inner else place})


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
    with inside(place):
        return cast("T", _reader(cast("Any", kind))(data))


@contextmanager
def inside(place: str) -> Iterator[None]:
    """What is refused meanwhile lies inside `place`."""
    try:
        yield
    except DocumentRefused as refusal:
        refusal.set_inside(place)
        raise


@cache
def _reader(kind: Any) -> Reader:
    """For a type hint."""
    if get_origin(kind) in (Union, types.UnionType):
        return _or_none(_reader(next(each for each in get_args(kind) if each is not type(None))))
    if get_origin(kind) is tuple:
        return _list_reader(_reader(get_args(kind)[0]))
    if members_of(kind):
        return _record_reader(kind)
    return _SIMPLE.get(kind) or _plain_reader(kind)


def _or_none(read: Reader) -> Reader:
    return lambda data: None if data is None else read(data)


def _record_reader(kind: Any) -> Reader:
    members = members_of(kind)
    needed = {each.name: each for each in members if each.is_needed}.keys()
    hints = get_type_hints(kind)
    readers = {each.name: _reader(hints[each.name]) for each in members}
    known = readers.keys()

    def read(data: Any) -> Any:
        if not isinstance(data, dict):
            raise refused("", mark("an object"))
        if not needed <= data.keys() <= known:
            raise _other_keys(data, readers, needed)
        given: dict[str, Any] = {}
        key = ""
        try:
            for key, held in data.items():
                given[key] = readers[key](held)
        except DocumentRefused as refusal:
            refusal.set_inside(key)
            raise
        return kind(**given)

    return read


def _other_keys(data: dict[str, Any], known: Container[str], needed: Iterable[str]) -> DocumentRefused:
    for key in data:
        if key not in known:
            return unknown(key)
    return missing(next(key for key in needed if key not in data))


def _list_reader(read: Reader) -> Reader:
    def read_all(data: Any) -> Any:
        return tuple(all_read(read, data))

    return read_all


def all_read(read: Reader, data: Any) -> list[Any]:
    """Each entry of a list, read. Raises DocumentRefused, for what is no list too."""
    if not isinstance(data, list):
        raise refused("", mark("a list"))
    found: list[Any] = []
    try:
        for each in data:
            found.append(read(each))  # noqa: PERF401 - how many there are is the place of one that is refused
    except DocumentRefused as refusal:
        refusal.set_inside(str(len(found)))
        raise
    return found


def _plain_reader(kind: type) -> Reader:
    wanted = _WANTED.get(kind, kind.__name__)

    def read(data: Any) -> Any:
        if isinstance(data, kind):
            return data
        raise refused("", wanted)

    return read


def _whole(data: Any) -> int:
    if isinstance(data, int) and not isinstance(data, bool) and abs(data) < _TOO_MANY:
        return data
    raise refused("", _WANTED[int])


def decimal_of(data: Any) -> Decimal:
    """A decimal from text or a JSON number (parsed as Decimal, never as a float)."""
    if isinstance(data, (str, int, Decimal)) and not isinstance(data, bool):
        try:
            value = Decimal(data)
            if -_TOO_LARGE < value < _TOO_LARGE and int(value.as_tuple().exponent) >= _FINEST:
                return value
        except InvalidOperation:  # no number, or none that can be compared
            pass
    raise refused("", mark("a number"))


def day_of(data: Any) -> date:
    """A day from ISO text."""
    if isinstance(data, str):
        try:
            return date.fromisoformat(data)
        except ValueError as error:
            raise refused("", mark("a date like 2026-09-15")) from error
    raise refused("", mark("a date like 2026-09-15"))


def refused(place: str, wanted: str) -> DocumentRefused:
    """The refusal that says what should stand at `place`; empty for a reader's own place."""
    return DocumentRefused(Message("{place} should be {wanted}.", place=place, wanted=Message(wanted)))


def unknown(key: str, place: str = "") -> DocumentRefused:
    """The refusal of a key that does not belong where the reader is, or at a place there."""
    return DocumentRefused(Message("{place}: “{key}” is not known here.", place=place, key=key))


def missing(key: str) -> DocumentRefused:
    """The refusal of an object without a key that it needs."""
    return DocumentRefused(Message("{place}: “{key}” is missing.", place="", key=key))


_WANTED = {str: mark("a text"), int: mark("a whole number"), bool: mark("true or false")}
_SIMPLE: dict[Any, Reader] = {Decimal: decimal_of, date: day_of, int: _whole}
