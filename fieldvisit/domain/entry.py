"""What a person types becomes a value, or is refused at the cell in words that say what would do.

Only what cannot be read, or is impossible, is refused; the unusual is accepted and flagged elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import singledispatch

from fieldvisit.domain import entry_refusals
from fieldvisit.domain.arithmetic import LONGEST, NotANumber, number_of, without_groups
from fieldvisit.domain.errors import KnownError
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
from fieldvisit.domain.language import Message, tr
from fieldvisit.domain.limits import LARGEST, places_of, refusal
from fieldvisit.domain.typed_days import read_day

__all__ = ["FIRST_DAY", "LARGEST", "YEARS_AHEAD", "Refused", "calculated", "read", "read_day"]

FIRST_DAY, YEARS_AHEAD = date(1970, 1, 1), 20
_CASES = re.compile(
    r"=?(?P<cases>\d+)\s*(?:c(?:ases?|s)?|箱)(?:\s*[+零又]?\s*(?P<units>\d+(?:\.\d+)?))?", re.IGNORECASE
)
_UNIT = re.compile(r"(?<=[\d)])\s*(?:[瓶罐听个支只盒袋包桶件]|units?|bottles?|cans?|pcs)$", re.IGNORECASE)
_PIECES = re.compile(r"=?(\d{1,12})\s*件")
"""In the trade 件 is as often a case as a single unit; after a number of cases it can only be the units."""
_CLOCK = re.compile(r"(\d{1,2})[:.h点时]?(\d{2})分?")
_STOP = re.compile(r"。(?=\d)")
_CURRENCY = "¥￥$€£元 "
_YES = frozenset({"y", "yes", "1", "true", "x", "是", "有"})
_NO = frozenset({"n", "no", "0", "false", "否", "无"})


class Refused(KnownError):
    """What was typed cannot be the value of this field."""


@dataclass(frozen=True)
class _Context:
    today: date
    case_size: int


def read(typed: str, field: Field, *, today: date, case_size: int = 1) -> Value | None:
    """The value of `typed` for `field`; None for nothing typed. Raises Refused.

    `case_size` turns cases into units; `today` completes a date that lacks its year.
    """
    if not typed.strip():
        return None
    return _read(field, typed.strip(), _Context(today, case_size))


def calculated(text: str) -> Decimal:
    """A number or simple arithmetic (`2*24`, `=5.20-0.3`) in the marks of the language. Raises Refused."""
    return _number(_folded(text))[0]


@singledispatch
def _read(field: Field, text: str, context: _Context) -> Value:
    raise TypeError(type(field))


@_read.register(Text)
@_read.register(Product)
def _(field: Field, text: str, context: _Context) -> Value:
    return text


@_read.register(Photo)
@_read.register(Signature)
def _(field: Field, text: str, context: _Context) -> Value:
    raise Refused(Message("This cannot be typed: choose a picture, or sign with mouse, pen or touch."))


@_read.register(Money)
@_read.register(UnitPrice)
def _(field: Field, text: str, context: _Context) -> Value:
    return _calculated(field, _folded(text).strip(_CURRENCY), accounting=isinstance(field, Money))


@_read.register(Percent)
def _(field: Field, text: str, context: _Context) -> Value:
    return _calculated(field, _folded(text).removesuffix("%").strip())


@_read.register(Number)
def _(field: Field, text: str, context: _Context) -> Value:
    return _calculated(field, _folded(text))


@_read.register
def _(field: Quantity, text: str, context: _Context) -> Value:
    plain = _folded(text)
    if field.cases and context.case_size > 1 and (pieces := _PIECES.fullmatch(plain)):
        raise Refused(entry_refusals.either_cases_or_units(pieces[1]))
    plain = _UNIT.sub("", plain)
    if field.cases and re.search("[c箱]", plain, re.IGNORECASE):
        return _kept(field, _in_cases(plain, context.case_size))
    return _calculated(field, plain)


@_read.register
def _(field: Day, text: str, context: _Context) -> Value:
    found = read_day(text, context.today)
    if found is None:
        raise Refused(entry_refusals.no_day(text, context.today))
    last = context.today.year + YEARS_AHEAD
    if found < FIRST_DAY or found.year > last:
        raise Refused(Message("{day} is too far away: enter a date from 1970 to {year}.", day=found, year=str(last)))
    return found


@_read.register
def _(field: Clock, text: str, context: _Context) -> Value:
    match = _CLOCK.fullmatch(_folded(text))
    if match and int(match[1]) < 24 and int(match[2]) < 60:
        return f"{int(match[1]):02}:{match[2]}"
    raise Refused(Message("Not a time of day. Enter it like 14:05 or 1405."))


@_read.register
def _(field: YesNo, text: str, context: _Context) -> Value:
    answer = _folded(text).casefold()
    if answer in _YES | {tr("Yes").casefold()}:
        return True
    if answer in _NO | {tr("No").casefold()}:
        return False
    raise Refused(Message("Enter yes or no."))


@_read.register
def _(field: Choice, text: str, context: _Context) -> Value:
    if not field.many:
        return _option(field, text)
    parts = (part.strip() for part in re.split(r"[,;、，；]", text))
    if chosen := list(dict.fromkeys(_option(field, part) for part in parts if part)):
        return chosen
    raise Refused(entry_refusals.none_of(field, text))


def _option(field: Choice, text: str) -> str:
    wanted = text.casefold()
    for option in field.options:
        if wanted in {option.key.casefold(), option.label.casefold(), tr(option.label).casefold()}:
            return option.key
    begun = [option.key for option in field.options if tr(option.label).casefold().startswith(wanted)]
    if len(begun) == 1:
        return begun[0]
    raise Refused(entry_refusals.none_of(field, text))


def _folded(text: str) -> str:
    """Full-width digits and marks as plain ones; the full stop of a Chinese input method before a digit is a point."""
    return _STOP.sub(".", unicodedata.normalize("NFKC", text)).strip()


def _number(text: str, field: Field | None = None, *, accounting: bool = False) -> tuple[Decimal, bool]:
    try:
        return number_of(text, accounting=accounting)
    except NotANumber as error:
        raise Refused(entry_refusals.no_number(text, field)) from error


def _in_cases(text: str, case_size: int) -> Decimal:
    match = _CASES.fullmatch(without_groups(text))
    if match is None or len(text) > LONGEST:
        raise Refused(entry_refusals.no_quantity(text, case_size))
    return Decimal(match["cases"]) * case_size + Decimal(match["units"] or 0)


def _calculated(field: Field, text: str, *, accounting: bool = False) -> Decimal:
    """The number in `text`; the result of arithmetic is rounded to the decimals that are kept."""
    value, worked_out = _number(text, field, accounting=accounting)
    if worked_out and abs(value) < LARGEST:
        value = value.quantize(Decimal(1).scaleb(-places_of(field)), ROUND_HALF_UP)
    return _kept(field, value)


def _kept(field: Field, value: Decimal) -> Decimal:
    if reason := refusal(field, value):
        raise Refused(reason)
    if isinstance(field, Number) and field.whole and value % 1:
        raise Refused(entry_refusals.no_whole_number(value))
    return value
