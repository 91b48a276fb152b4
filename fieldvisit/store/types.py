"""Column types that keep money, quantities, days and moments exactly; a float never gets in."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, ClassVar, Final
from uuid import UUID

from sqlalchemy import Dialect
from sqlalchemy.types import UserDefinedType

Way = Callable[[Any], Any]

LARGEST: Final = 2**63 - 1
_CANONICAL = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_OFFSET_AT = len("2026-09-15T06:58:00.000000Z")


class _Scaled(UserDefinedType[Decimal]):
    """A `Decimal` kept as a whole number of `10 ** -places`; None stays None."""

    cache_ok = True
    places: ClassVar[int]

    def get_col_spec(self, **_: Any) -> str:
        return "INTEGER"

    def bind_processor(self, dialect: Dialect) -> Way:
        return lambda value: None if value is None else scaled(value, self.places)

    def result_processor(self, dialect: Dialect, coltype: object) -> Way:
        return exact_or_none(self.places)

    def literal_processor(self, dialect: Dialect) -> Callable[[Decimal], str]:
        return lambda value: str(scaled(value, self.places))


class Money(_Scaled):
    """An amount or a unit price, kept in 1/10000 of the currency unit."""

    cache_ok = True
    places = 4


class Quantity(_Scaled):
    """Units of a product, kept in 1/1000 of a unit."""

    cache_ok = True
    places = 3


class Number(_Scaled):
    """A plain number such as an objective's target, kept in 1/10000."""

    cache_ok = True
    places = 4


class Ratio(_Scaled):
    """A share or a percentage as a plain ratio (0.05 for 5 %), kept in millionths."""

    cache_ok = True
    places = 6


class Degree(_Scaled):
    """Latitude or longitude, kept in 1e-7 degree (about a centimetre)."""

    cache_ok = True
    places = 7


def scaled(value: Decimal | int, places: int) -> int:
    """`value` as a whole number of `10 ** -places`.

    Raises TypeError for anything but Decimal and int (floats are inexact), ValueError for more decimals than
    `places`, for no number, and for what does not fit into 64 bits.
    """
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise ValueError(f"{value} cannot be kept")
    elif isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"a Decimal is needed, not {type(value).__name__}")
    whole = _shifted(value, places)
    if not -LARGEST <= whole <= LARGEST:
        raise ValueError(f"{value} is too large to be kept")
    return whole


@cache
def exact(places: int) -> Callable[[int], Decimal]:
    """The inverse of `scaled` for so many places; what was read before is remembered, because prices repeat."""

    @lru_cache(maxsize=16_384)
    def read(stored: int) -> Decimal:
        return Decimal(stored).scaleb(-places)

    return read


@cache
def exact_or_none(places: int) -> Callable[[int | None], Decimal | None]:
    """As `exact`, for columns in which a value may be missing."""
    known = exact(places)

    @lru_cache(maxsize=16_384)
    def read(stored: int | None) -> Decimal | None:
        return None if stored is None else known(stored)

    return read


@lru_cache(maxsize=16_384)
def _shifted(value: Decimal | int, places: int) -> int:
    factor: int = 10**places
    if isinstance(value, int):
        return int(value) * factor
    if value and abs(value.adjusted()) > 30:
        raise ValueError(f"{value} cannot be kept")
    numerator, denominator = value.as_integer_ratio()
    whole, rest = divmod(numerator * factor, denominator)
    if rest:
        raise ValueError(f"{value} has more than {places} decimals")
    return whole


class Day(UserDefinedType[date]):
    """A local calendar date, kept as ISO text so that it sorts and can be read."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "TEXT"

    def bind_processor(self, dialect: Dialect) -> Way:
        return lambda value: None if value is None else day_text(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Way:
        return day_of

    def literal_processor(self, dialect: Dialect) -> Callable[[date], str]:
        return lambda value: f"'{day_text(value)}'"


@lru_cache(maxsize=16_384)
def day_of(stored: str | None) -> date | None:
    """The date of an ISO text; None stays None. Lists have the same few days thousands of times."""
    return None if stored is None else date.fromisoformat(stored)


def day_text(value: date) -> str:
    """ISO text of a date; a moment is no date (TypeError)."""
    if isinstance(value, datetime) or not isinstance(value, date):
        raise TypeError(f"a date is needed, not {type(value).__name__}")
    return value.isoformat()


class Moment(UserDefinedType[datetime]):
    """An audit time in UTC, kept as text that sorts."""

    cache_ok = True
    keep_offset: ClassVar[bool] = False

    def get_col_spec(self, **_: Any) -> str:
        return "TEXT"

    def bind_processor(self, dialect: Dialect) -> Way:
        return lambda value: None if value is None else moment_text(value, keep_offset=self.keep_offset)

    def result_processor(self, dialect: Dialect, coltype: object) -> Way:
        return lambda stored: None if stored is None else moment_of(stored)


class LocalMoment(Moment):
    """An audit time that comes back with the offset it had; it sorts by UTC like `Moment`."""

    cache_ok = True
    keep_offset = True


def moment_text(value: object, *, keep_offset: bool) -> str:
    """`value` in UTC, then its offset in minutes when that is kept. A naive time is refused (TypeError)."""
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise TypeError("a time with its zone is needed")
    utc = value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
    offset = value.utcoffset()
    return utc if not keep_offset or not offset else f"{utc}{round(offset.total_seconds() / 60):+d}"


def moment_of(stored: str) -> datetime:
    """The time kept as `stored`, in its own offset where that was kept, else in UTC."""
    utc = datetime.fromisoformat(stored[:_OFFSET_AT])
    minutes = stored[_OFFSET_AT:]
    return utc.astimezone(timezone(timedelta(minutes=int(minutes)))) if minutes else utc


class Identifier(UserDefinedType[str]):
    """The key of something that leaves the laptop: a UUID as canonical text."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "TEXT"

    def bind_processor(self, dialect: Dialect) -> Way:
        return lambda value: None if value is None else canonical(value)


@lru_cache(maxsize=1024)
def canonical(identifier: str) -> str:
    """An identifier in small letters with dashes; ValueError for what is no UUID."""
    return identifier if _CANONICAL.fullmatch(identifier) else str(UUID(identifier))


class Json(UserDefinedType[Any]):
    """Anything JSON can say but floats; whoever has a Decimal to keep gives it as text."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "TEXT"

    def bind_processor(self, dialect: Dialect) -> Way:
        return lambda value: None if value is None else json_text(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Way:
        return lambda stored: None if stored is None else json.loads(stored, parse_float=Decimal)


_JSON: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
_NO_FLOATS: Final = frozenset({str, int, bool, type(None)})


def json_text(value: Any) -> str:
    """Compact JSON; floats are refused (TypeError) because they would lose digits."""
    _refuse_floats((value,))
    return _JSON.encode(value)


def _refuse_floats(values: Iterable[Any]) -> None:
    for each in values:
        if type(each) in _NO_FLOATS:
            continue
        if isinstance(each, float):
            raise TypeError("a float cannot be kept; give a whole number or text")
        if isinstance(each, dict):
            _refuse_floats(each.values())
        elif isinstance(each, list | tuple):
            _refuse_floats(each)


def new_identifier() -> str:
    """A fresh UUIDv7: unique everywhere, and later ones sort after earlier ones."""
    from uuid6 import uuid7  # only needed where something new is written

    return str(uuid7())
