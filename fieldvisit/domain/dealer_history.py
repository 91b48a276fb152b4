"""What happened with a dealer up to a day, in the few figures that a record card has room for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

MONTHS = 12


@dataclass(frozen=True)
class MonthTurnover:
    """Net value shipped in the month that begins on `month`, returns taken off.

    None for a month before the dealer's first shipment, and for all where none was ever taken in.
    """

    month: date
    value: Decimal | None = None


@dataclass(frozen=True)
class Dated:
    """An order or a payment: its day, and its value in the dealer's currency, None where no price is known."""

    day: date
    value: Decimal | None = None


@dataclass(frozen=True)
class PastVisit:
    """A closed visit in its latest revision, with how many of its objectives were reached."""

    day: date
    number: str
    rep: str = ""
    reached: int = 0
    objectives: int = 0


@dataclass(frozen=True)
class DealerHistory:
    """`months` oldest first, the last one the month of the day itself; `visits` newest first."""

    months: tuple[MonthTurnover, ...] = ()
    visits: tuple[PastVisit, ...] = ()
    last_order: Dated | None = None
    last_payment: Dated | None = None
    coordinates: tuple[Decimal, Decimal] | None = None
    """Latitude and longitude in degrees."""

    @property
    def turnover(self) -> Decimal | None:
        """The sum of the months; None while nothing was shipped in any of them."""
        known = [each.value for each in self.months if each.value is not None]
        return sum(known, Decimal(0)) if known else None

    @property
    def active_months(self) -> int:
        """Months in which more was shipped than came back."""
        return sum(each.value is not None and each.value > 0 for each in self.months)


def months_until(day: date, count: int = MONTHS) -> tuple[date, ...]:
    """The first days of the last months, oldest first, that of `day` included."""
    place = day.year * 12 + day.month - 1
    return tuple(date(at // 12, at % 12 + 1, 1) for at in range(max(12, place - count + 1), place + 1))
