"""When the rep was where: the closed visits of the last months, and the stops of today and the next days."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from fieldvisit.domain.formats import Shown, short_day
from fieldvisit.domain.language import mark, tr
from fieldvisit.usecases.sample.customers import Customer

VISITED_TODAY: Final = "D-00104"
SHOWPIECE_VISITS: Final = 12
_VISITS: Final = {"EI": 6, "EII": 6, "EIII": 4, "EIV": 3}
_A_DAY: Final = 7
_NEXT_DAYS: Final = 4
_LOST: Final = mark("Lost: no order for three months · ask for the reason")

# Dealers of today's route in order: days since the last visit (None: never met), and why they are called on as far
# as the window does not say it by itself: that a visit is due, overdue or the first.
_ROUTE: Final[tuple[tuple[str, int | None, str], ...]] = (
    ("D-00104", 7, mark("Promotion ends {promotion_ends}")),
    ("D-00233", 16, ""),
    ("D-00471", None, mark("Intention 4, network of 14 outlets")),
    ("D-00127", 7, mark("Promise to pay 18,000 by {today}")),
    ("D-00318", 7, mark("Broken own promise · complaint C-118 open 11 days")),
    ("D-00259", 35, ""),
    ("D-00246", 14, mark("Stock-out at the last count, {two_weeks_ago}")),
)


@dataclass(frozen=True)
class Stop:
    """A planned call on a dealer."""

    day: date
    position: int
    dealer: Customer
    reason: str


def visit_days(customers: list[Customer], first_day: date, today: date) -> dict[Customer, list[date]]:
    """The days of each dealer's closed visits, oldest first; about seven calls a day at most, none on a Sunday."""
    since = {code: days for code, days, _ in _ROUTE}
    taken: Counter[date] = Counter()
    found: dict[Customer, list[date]] = {}
    for customer in customers:
        if customer.is_showpiece:
            found[customer] = [today - timedelta(days=7 * weeks) for weeks in range(SHOWPIECE_VISITS, 0, -1)]
        elif customer.habit == "prospect":
            found[customer] = []
        else:
            found[customer] = _days_of(customer, first_day, today, since.get(customer.code), taken)
        taken.update(found[customer])
        if customer.code == VISITED_TODAY:
            found[customer].append(today)
    return found


def stops_of(
    customers: list[Customer], days: dict[Customer, list[date]], today: date, promotion_ends: date
) -> list[Stop]:
    """Today's route as it was planned, then the dealers that come due on the next working days."""
    by_code = {customer.code: customer for customer in customers}
    known = [(by_code[code], reason) for code, _, reason in _ROUTE if code in by_code]
    words = {"today": today, "promotion_ends": promotion_ends, "two_weeks_ago": today - timedelta(days=14)}
    stops = [Stop(today, place, customer, _said(reason, words)) for place, (customer, reason) in enumerate(known)]
    rest = [customer for customer in customers if customer not in {customer for customer, _ in known}]
    return stops + _coming(rest, days, today)


def _said(reason: str, words: dict[str, date]) -> str:
    return tr(reason, **{name: Shown(short_day, day) for name, day in words.items()})


def _coming(rest: list[Customer], days: dict[Customer, list[date]], today: date) -> list[Stop]:
    due = {customer: _due(customer, days[customer], today) for customer in rest}
    order = sorted(rest, key=lambda customer: (due[customer], customer.id))
    stops: list[Stop] = []
    day = today
    for _ in range(_NEXT_DAYS):
        day = _next_workday(day)
        chosen = [customer for customer in order if due[customer] <= day][: _A_DAY - 1]
        order = [customer for customer in order if customer not in chosen]
        stops += [Stop(day, place, customer, _why(customer)) for place, customer in enumerate(chosen)]
    return stops


def _why(customer: Customer) -> str:
    return tr(_LOST) if customer.habit == "lost" else ""


def _due(customer: Customer, visits: list[date], today: date) -> date:
    return visits[-1] + timedelta(days=customer.interval) if visits else today + timedelta(days=2)


def _days_of(customer: Customer, first_day: date, today: date, since: int | None, taken: Counter[date]) -> list[date]:
    rng: Random = customer.rng
    back = rng.randint(1, customer.interval + 4) if since is None else since
    days: list[date] = []
    day = today - timedelta(days=back)
    for _ in range(_VISITS.get(customer.label, 3)):
        day = _free(day, taken, fixed=not days and since is not None)
        if days and day >= days[-1]:
            break
        if day <= first_day:
            break
        days.append(day)
        day -= timedelta(days=customer.interval + rng.choice((0, 0, 0, 1, 2)))
    if customer.habit == "new":
        days = [each for each in days if (today - each).days <= 40]
    return sorted(days)


def _free(day: date, taken: Counter[date], *, fixed: bool) -> date:
    while not fixed and (day.weekday() == 6 or taken[day] >= _A_DAY):
        day -= timedelta(days=1)
    return day


def _next_workday(day: date) -> date:
    day += timedelta(days=1)
    return day + timedelta(days=1) if day.weekday() == 6 else day
