"""What a person types becomes a value, or is refused at the cell in words that say what would do.

Only what cannot be read, or is impossible, is refused; the unusual is accepted and flagged elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import singledispatch

from fieldvisit.domain import language
from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.fields import (
    Choice,
    Clock,
    Day,
    Field,
    Money,
    Number,
    Percent,
    Quantity,
    UnitPrice,
    Value,
    YesNo,
)
from fieldvisit.domain.language import Message, tr

LARGEST = Decimal(10) ** 12
"""Amounts and quantities stay below this; more digits than that are a slip of the hand."""
FIRST_DAY, YEARS_AHEAD = date(1970, 1, 1), 20
_CASES = re.compile(r"^(?:(?P<cases>\d+)\s*c)?\s*(?:\+?\s*(?P<units>[\d.]+))?$", re.IGNORECASE)
_ARITHMETIC = re.compile(r"^[\d.+\-*/() ]+$")
_TERM = re.compile(r"\d+(?:\.\d+)?|[-+*/()]")
_ISO = re.compile(r"^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?$")
_SHORT_ISO = re.compile(r"^(\d{1,2})[-/月](\d{1,2})日?$")
_NAMED = re.compile(r"^(\d{1,2})\.?\s*([A-Za-z]{3})[a-z]*\.?\s*(\d{4}|\d{2})?$")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CLOCK = re.compile(r"^(\d{1,2})[:.h]?(\d{2})$")


class Refused(KnownError):
    """What was typed cannot be the value of this field."""


def read(typed: str, field: Field, *, today: date, case_size: int = 1) -> Value | None:
    """The value of `typed` for `field`; None for nothing typed. Raises Refused.

    `case_size` turns cases into units; `today` completes a date that lacks its year.
    """
    text = unicodedata.normalize("NFKC", typed).strip()
    if not text:
        return None
    return _read(field, text if _is_numeric(field) else typed.strip(), _Context(today, case_size))


class _Context:
    def __init__(self, today: date, case_size: int) -> None:
        self.today = today
        self.case_size = case_size


def _is_numeric(field: Field) -> bool:
    return isinstance(field, (Money, UnitPrice, Quantity, Number, Percent, Day, Clock, YesNo))


@singledispatch
def _read(field: Field, text: str, context: _Context) -> Value:
    return text


@_read.register
def _(field: Money, text: str, context: _Context) -> Value:
    return _in_range(_within_scale(calculated(text), 4), signed=field.signed)


@_read.register
def _(field: UnitPrice, text: str, context: _Context) -> Value:
    return _in_range(_within_scale(calculated(text), 4), signed=False)


@_read.register
def _(field: Percent, text: str, context: _Context) -> Value:
    return _in_range(_within_scale(calculated(text.rstrip("%").strip()), 4), signed=True)


@_read.register
def _(field: Number, text: str, context: _Context) -> Value:
    value = _within_scale(calculated(text), 4)
    if (field.minimum is not None and value < field.minimum) or (field.maximum is not None and value > field.maximum):
        raise Refused(Message("Enter a number from {low} to {high}.", low=field.minimum, high=field.maximum))
    return _in_range(value, signed=True)


@_read.register
def _(field: Quantity, text: str, context: _Context) -> Value:
    value = _cases(text, context.case_size) if field.cases and "c" in text.casefold() else calculated(text)
    return _in_range(_within_scale(value, 3), signed=field.signed)


@_read.register
def _(field: Day, text: str, context: _Context) -> Value:
    found = read_day(text, context.today)
    if found is None:
        raise Refused(Message("Not a date. Enter it like 2026-09-15, 15 Sep or +7 for in seven days."))
    if not FIRST_DAY <= found or found.year > context.today.year + YEARS_AHEAD:
        raise Refused(
            Message("{day} is too far away: enter a date from 1970 to {year}.", day=found, year=str(context.today.year + YEARS_AHEAD))
        )
    return found


@_read.register
def _(field: Clock, text: str, context: _Context) -> Value:
    match = _CLOCK.match(text)
    if match and int(match[1]) < 24 and int(match[2]) < 60:
        return f"{int(match[1]):02}:{match[2]}"
    raise Refused(Message("Not a time of day. Enter it like 14:05 or 1405."))


@_read.register
def _(field: YesNo, text: str, context: _Context) -> Value:
    answer = text.casefold()
    if answer in {"y", "yes", "1", "true", "x", "是", "有", tr("Yes").casefold()}:
        return True
    if answer in {"n", "no", "0", "false", "否", "无", tr("No").casefold()}:
        return False
    raise Refused(Message("Enter yes or no."))


@_read.register
def _(field: Choice, text: str, context: _Context) -> Value:
    if field.many:
        return [_option(field, part.strip()) for part in re.split(r"[,;、，]", text) if part.strip()]
    return _option(field, text)


def _option(field: Choice, text: str) -> str:
    wanted = text.casefold()
    for option in field.options:
        if wanted in {option.key.casefold(), option.label.casefold(), tr(option.label).casefold()}:
            return option.key
    begun = [option.key for option in field.options if tr(option.label).casefold().startswith(wanted)]
    if len(begun) == 1:
        return begun[0]
    known = ", ".join(tr(option.label) for option in field.options)
    raise Refused(Message("“{text}” is none of the answers: {known}.", text=text, known=known))


def calculated(text: str) -> Decimal:
    """A number or simple arithmetic (`2*24`, `=5.20-0.3`) in the marks of the language. Raises Refused."""
    plain = _plain(text.removeprefix("="))
    try:
        return Decimal(plain)
    except InvalidOperation:
        pass
    if not _ARITHMETIC.match(plain):
        raise Refused(Message("“{text}” is not a number.", text=text))
    return _Sum(plain).value()


def read_day(text: str, today: date) -> date | None:
    """A day as people write it: ISO, `15 Sep`, `9/15` (month first), `9月15日`, `+7`, `today`; None when it is none."""
    plain = text.strip().casefold()
    if plain in {"today", "今天", tr("today").casefold()}:
        return today
    if re.fullmatch(r"\+\d{1,4}", plain):
        return today + timedelta(days=int(plain))
    for pattern, order in ((_ISO, _year_first), (_SHORT_ISO, _month_day), (_NAMED, _named)):
        if match := pattern.match(plain):
            return order(match, today)
    return None


def _year_first(match: re.Match[str], today: date) -> date | None:
    return _date(int(match[1]), int(match[2]), int(match[3]))


def _month_day(match: re.Match[str], today: date) -> date | None:
    return _date(today.year, int(match[1]), int(match[2]))


def _named(match: re.Match[str], today: date) -> date | None:
    if match[2] not in _MONTHS:
        return None
    year = int(match[3]) if match[3] else today.year
    return _date(year + 2000 if year < 100 else year, _MONTHS.index(match[2]) + 1, int(match[1]))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _plain(text: str) -> str:
    marks = language.current()
    return text.replace("−", "-").replace("×", "*").replace(marks.group_mark, "").replace(" ", "").replace(marks.decimal_mark, ".")


def _cases(text: str, case_size: int) -> Decimal:
    match = _CASES.match(_plain(text))
    if match is None or match["cases"] is None:
        raise Refused(Message("“{text}” is not a quantity. Enter units, or cases and units like 3c+4.", text=text))
    units = Decimal(match["units"]) if match["units"] else Decimal(0)
    return int(match["cases"]) * Decimal(case_size) + units


def _within_scale(value: Decimal, places: int) -> Decimal:
    if value != round(value, places):
        raise Refused(Message("Too many decimals: at most {places}.", places=places))
    return value


def _in_range(value: Decimal, *, signed: bool) -> Decimal:
    if value < 0 and not signed:
        raise Refused(Message("A negative number is not possible here."))
    if abs(value) >= LARGEST:
        raise Refused(Message("The number is too large: at most 12 digits before the decimal mark."))
    return value


class _Sum:
    """Evaluates + − * / and brackets over decimals, without Python's own evaluator."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._terms = _TERM.findall(text)
        self._at = 0

    def value(self) -> Decimal:
        try:
            result = self._sum()
        except (InvalidOperation, IndexError, ZeroDivisionError, RecursionError) as error:
            raise self._refused() from error
        if self._at != len(self._terms) or "".join(self._terms) != self._text:
            raise self._refused()
        return result

    def _refused(self) -> Refused:
        return Refused(Message("“{text}” cannot be calculated.", text=self._text))

    def _sum(self) -> Decimal:
        return self._chain(self._product, {"+": Decimal.__add__, "-": Decimal.__sub__})

    def _product(self) -> Decimal:
        return self._chain(self._factor, {"*": Decimal.__mul__, "/": Decimal.__truediv__})

    def _chain(
        self, part: Callable[[], Decimal], ways: dict[str, Callable[[Decimal, Decimal], Decimal]]
    ) -> Decimal:
        result = part()
        while self._at < len(self._terms) and self._terms[self._at] in ways:
            way = ways[self._next()]
            result = way(result, part())
        return result

    def _factor(self) -> Decimal:
        term = self._next()
        if term == "-":
            return -self._factor()
        if term == "(":
            result = self._sum()
            if self._next() != ")":
                raise IndexError
            return result
        return Decimal(term)

    def _next(self) -> str:
        term: str = self._terms[self._at]
        self._at += 1
        return term
