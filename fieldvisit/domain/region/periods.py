"""Periods a region is looked at: whole months, quarters and years, and all days there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from fieldvisit.domain.language import mark, tr

_MONTHS = (
    mark("January {year}"),
    mark("February {year}"),
    mark("March {year}"),
    mark("April {year}"),
    mark("May {year}"),
    mark("June {year}"),
    mark("July {year}"),
    mark("August {year}"),
    mark("September {year}"),
    mark("October {year}"),
    mark("November {year}"),
    mark("December {year}"),
)
_RUN_UP = 6
_WEEKLY_UP_TO = 62
_MOST_MONTHS = 12
_YEAR = 12
_WEEK = 7


class Span(Enum):
    """How long a period is: months, or all there is."""

    ALL = 0
    MONTH = 1
    QUARTER = 3
    YEAR = 12


@dataclass(frozen=True)
class Period:
    """The days between two days, both included."""

    span: Span
    first: date
    last: date

    def words(self) -> str:
        """Its name, in the language in force."""
        if self.span is Span.ALL:
            return tr("All days")
        if self.span is Span.YEAR:
            return tr("Year {year}", year=str(self.first.year))
        if self.span is Span.QUARTER:
            quarter = str((self.first.month + 2) // 3)
            return tr("Quarter {quarter}, {year}", quarter=quarter, year=str(self.first.year))
        return tr(_MONTHS[self.first.month - 1], year=str(self.first.year))

    def before(self) -> Period | None:
        """The period of the same length before it; None of all days."""
        if self.span is Span.ALL or self.first == date.min:
            return None
        return _around(self.span, self.first - timedelta(days=1))


def periods_of(days: Iterable[date]) -> list[Period]:
    """What can be chosen where there are visits on these days: all, then months, quarters, years, newest first."""
    there = sorted(set(days), reverse=True)
    if not there:
        return []
    spans = (Span.MONTH, Span.QUARTER, Span.YEAR)
    found = [period for span in spans for period in dict.fromkeys(_around(span, day) for day in there)]
    return [Period(Span.ALL, there[-1], there[0]), *found]


def run_up(period: Period) -> list[Period]:
    """The periods up to and with this one, oldest first, to see a trend by; of all days the months or weeks."""
    if period.span is Span.ALL:
        return _inside(period)
    found = [period]
    while len(found) < _RUN_UP and (earlier := found[-1].before()) is not None:
        found.append(earlier)
    return found[::-1]


def _inside(period: Period) -> list[Period]:
    if (period.last - period.first).days > _WEEKLY_UP_TO:
        return _months_to(period.last, period.first)
    days = (period.last - period.first).days
    weeks = ((start, min(start + _WEEK - 1, days)) for start in range(0, days + 1, _WEEK))
    return [
        Period(Span.ALL, period.first + timedelta(days=start), period.first + timedelta(days=end))
        for start, end in weeks
    ]


def _months_to(last: date, first: date) -> list[Period]:
    found = [_around(Span.MONTH, last)]
    while len(found) < _MOST_MONTHS and found[-1].first > first:
        found.append(_around(Span.MONTH, found[-1].first - timedelta(days=1)))
    return found[::-1]


def _around(span: Span, day: date) -> Period:
    """The period of this length in which a day lies."""
    month = day.month - (day.month - 1) % span.value
    first, over = date(day.year, month, 1), month + span.value > _YEAR
    if over and day.year == date.max.year:
        return Period(span, first, date.max)
    following = date(day.year + over, (month + span.value - 1) % _YEAR + 1, 1)
    return Period(span, first, following - timedelta(days=1))
