"""The days on which a dealer orders, by its habit."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from fieldvisit.usecases.sample.customers import Customer


def order_days(customer: Customer, first: date, last: date, visits: list[date], rng: Random) -> list[date]:
    """The days on which the dealer orders: by its habit, and from the first visit on mostly with the rep there."""
    begin, end = _active(customer, first, last, rng)
    days, day = [], begin + timedelta(days=rng.randint(0, usual_gap(customer)))
    seen = [each for each in visits if begin <= each <= end]
    until = seen[0] if seen else end
    while day < until:
        days.append(workday(day))
        day += timedelta(days=_next_gap(customer, rng))
    share = 0.85 if customer.habit == "steady" else 0.7
    return [*days, *(each for each in seen if rng.random() < share)]


def workday(day: date) -> date:
    """The day itself, or the Monday after a Sunday."""
    return day + timedelta(days=1) if day.weekday() == 6 else day


def _active(customer: Customer, first: date, last: date, rng: Random) -> tuple[date, date]:
    if customer.habit == "lost":
        return first, last - timedelta(days=rng.randint(100, 190))
    if customer.habit == "new":
        return last - timedelta(days=rng.randint(45, 80)), last
    return first, last


def usual_gap(customer: Customer) -> int:
    """The usual days between two orders."""
    if customer.habit in ("sparse", "lost"):
        return 30
    return 8 if customer.yearly >= 100_000 else 14


def _next_gap(customer: Customer, rng: Random) -> int:
    gap = usual_gap(customer)
    if customer.habit == "erratic":
        return rng.choice((3, 5, gap, gap, 2 * gap, 4 * gap))
    if customer.habit == "sparse":
        return rng.randint(14, 60)
    return max(3, gap + rng.randint(-2, 2))
