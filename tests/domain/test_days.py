"""Days counted from days, up to the ends of the calendar."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from fieldvisit.domain.days import days_after, days_before


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(-90_000, 90_000))
def test_inside_the_calendar_it_is_plain_counting(day: date, days: int) -> None:
    assert days_after(day, days) == day + timedelta(days=days)
    assert days_before(days_after(day, days), days) == day


def test_it_ends_where_the_calendar_ends() -> None:
    day = date(2026, 9, 15)
    assert days_after(day, 10**30) == days_after(date.max, 1) == date.max
    assert days_before(day, 10**30) == days_before(date.min, 1) == date.min
    assert days_after(date.max, 0) == date.max
    assert days_after(date.min, 1) == date(1, 1, 2)
