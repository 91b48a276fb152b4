"""What is said where something typed cannot be taken: always what could be typed there instead.

The sentence stands in a small box below a cell, so it is one line or two, and where it can be it names the very figure
that was most likely meant.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from decimal import ROUND_FLOOR, Decimal, localcontext

from fieldvisit.domain.fields import Choice, Field, Percent, Quantity
from fieldvisit.domain.formats import Shown, listed, month
from fieldvisit.domain.language import Message, tr
from fieldvisit.domain.typed_days import parts_of

_PART_CASES = re.compile(r"=?(\d{1,9}\.\d{1,4})\s*(?:c(?:ases?|s)?|箱)", re.IGNORECASE)
_HALF_CASES = re.compile(r"(?:(\d{1,9})箱)?半箱?")
_NUMBER, _SHARE = Decimal("1234.5"), Decimal("12.5")


def no_number(text: str, field: Field | None = None) -> Message:
    """For what is neither a number nor a sum; the example shows both marks of the language."""
    if isinstance(field, Quantity) and field.cases:
        return no_quantity(text)
    if isinstance(field, Percent):
        return Message("“{text}” is not a percentage. Enter one like {example}.", text=_cut(text), example=_SHARE)
    return Message("“{text}” is not a number. Enter one like {example}, or 2*24.", text=_cut(text), example=_NUMBER)


def no_quantity(text: str, case_size: int = 1) -> Message:
    """For what is no number of units and cases; a part of a case is offered in units where that comes out even."""
    part = _part_of_cases(text)
    units = part * case_size if part is not None else Decimal("0.5")
    if case_size > 1 and units == units.to_integral_value():
        cases, rest = divmod(int(units), case_size)
        return Message("Whole cases only: enter {quantity}.", quantity=f"{cases}c+{rest}")
    return Message("“{text}” is not a quantity. Enter units, or cases and units like 3c+4.", text=_cut(text))


def _part_of_cases(text: str) -> Decimal | None:
    if part := _PART_CASES.fullmatch(text):
        return Decimal(part[1])
    half = _HALF_CASES.fullmatch(text)
    return Decimal(half[1] or 0) + Decimal("0.5") if half else None


def either_cases_or_units(number: str) -> Message:
    """For a number with a word that stands for a case as well as for a single unit."""
    return Message(
        "“{text}” can be cases or single units: enter {units} for units, {cases} for cases.",
        text=f"{number}件",
        units=number,
        cases=f"{number}箱",
    )


def no_whole_number(value: Decimal) -> Message:
    """For a part of something that is counted."""
    with localcontext() as exact:
        exact.prec = 40
        low = value.to_integral_value(ROUND_FLOOR)
    return Message("Whole numbers only, such as {low} or {high}.", low=low, high=low + 1)


def no_day(text: str, today: date) -> Message:
    """For what names no day: one of too many in its month, a month and a day the other way round, or anything else."""
    found = parts_of(text, today)
    if found is not None:
        year, number, day = found
        if not 1 <= number <= 12 and 1 <= day <= 12:
            number, day = day, number
        if 1 <= number <= 12 and 1 <= year <= 9999:
            return _other_day(year, number, day, as_typed=(number, day) == found[1:])
    return Message("Not a date. Enter it like 2026-09-15, 15 Sep or +7 for in seven days.")


def _other_day(year: int, number: int, day: int, *, as_typed: bool) -> Message:
    days = monthrange(year, number)[1]
    if day < 1 or day > days or as_typed:
        shown = Shown(month, date(year, number, 1))
        return Message("{month} {year} has the days 1 to {days}.", month=shown, year=str(year), days=days)
    meant = date(year, number, day)
    return Message(
        "There is no month {number}: for {day} enter {typed}.", number=day, day=meant, typed=meant.isoformat()
    )


def none_of(field: Choice, text: str) -> Message:
    """For what is none of the answers."""
    known = listed(tr(option.label) for option in field.options)
    return Message("“{text}” is none of the answers: {known}.", text=_cut(text), known=known)


def _cut(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
