"""Reads written days: ISO, Chinese, dotted, slashed, with month names, or a spreadsheet's serial numbers."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

FIRST: Final = date(1900, 1, 1)
YEARS_AHEAD: Final = 10
_SERIAL_START = date(1899, 12, 30)
DAYS_TO_1904: Final = 1462
"""Between the first days of the two calendars that Excel has."""
_SERIALS = range(61, 80_000)
_TIME = re.compile(r"[T ]\s*\d{1,2}:\d{2}.*$")
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?")
_COMPACT = re.compile(r"((?:19|20|21)\d{2})(\d{2})(\d{2})")
_YEAR_LAST = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})")
_DAY_NAME = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s./-]+([a-zäé]{3,})\.?,?[\s./-]+(\d{4}|\d{2})", re.IGNORECASE)
_NAME_DAY = re.compile(r"([a-zäé]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.IGNORECASE)
_MONTH_ONLY = re.compile(r"(\d{4})\s*[-/.年]?\s*(\d{1,2})\s*月?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_OTHER_MONTHS = {"mär": 3, "mae": 3, "mai": 5, "okt": 10, "dez": 12}


@dataclass(frozen=True)
class TwoWays:
    """A day that can be read both ways: 03/04/2026."""

    day_first: date
    month_first: date


def day_of_serial(number: float, later: int = 0) -> date | None:
    """The day of a spreadsheet's serial number or of 20260915; None for a number that can be neither.

    `later` is `DAYS_TO_1904` for a workbook that counts its days from 1904.
    """
    if not math.isfinite(number):
        return None
    whole = int(number)
    if whole + later in _SERIALS:
        return _SERIAL_START + timedelta(days=whole + later)
    return _compact(str(whole))


def plain_day(cell: date | datetime) -> date:
    """The day of a cell that is a day already."""
    return cell.date() if isinstance(cell, datetime) else cell


def written_day(text: str) -> date | TwoWays | None:
    """The day a text stands for; `TwoWays` where only a person knows; None where it is no day of the calendar."""
    plain = _TIME.sub("", unicodedata.normalize("NFKC", text).strip()).strip()
    if found := _YEAR_FIRST.fullmatch(plain):
        return _day(found[1], found[2], found[3])
    if plain.isdecimal():
        return _compact(plain) or (day_of_serial(int(plain)) if len(plain) == 5 else None)
    if found := _YEAR_LAST.fullmatch(plain):
        return _year_last(found[1], found[2], found[3], found[4])
    if found := _DAY_NAME.fullmatch(plain):
        return _day(found[3], _month(found[2]), found[1])
    if found := _NAME_DAY.fullmatch(plain):
        return _day(found[3], _month(found[1]), found[2])
    return None


def written_month(text: str) -> date | None:
    """The first day of the month a text stands for: 2026-09, 202609, 2026年9月."""
    if found := _MONTH_ONLY.fullmatch(unicodedata.normalize("NFKC", text).strip()):
        return _day(found[1], found[2], 1)
    return None


def _compact(text: str) -> date | None:
    found = _COMPACT.fullmatch(text)
    return _day(found[1], found[2], found[3]) if found else None


def _year_last(first: str, mark: str, second: str, year: str) -> date | TwoWays | None:
    day_first, month_first = _day(year, second, first), _day(year, first, second)
    if mark == "." or month_first is None or day_first == month_first:
        return day_first
    if day_first is None:
        return month_first
    return TwoWays(day_first, month_first)


def _month(name: str) -> int:
    short = name[:3].lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else _OTHER_MONTHS.get(short, 0)


def _day(year: str | int, month: str | int, day: str | int) -> date | None:
    full = int(year) + (0 if int(year) > 99 else 2000 if int(year) < 70 else 1900)
    try:
        return date(full, int(month), int(day))
    except ValueError:
        return None


def latest_plausible(today: date) -> date:
    """The last day that is taken for meant: `YEARS_AHEAD` years after today's year ends."""
    return date(today.year + YEARS_AHEAD, 12, 31)
