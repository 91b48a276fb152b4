"""Stock and sell-out of one product at one dealer (spec: visit guide, step 4; seed 001, customer inventory)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from fieldvisit.domain.days import days_before
from fieldvisit.domain.facts import ProductFacts, SellOutInterval
from fieldvisit.domain.product_names import ProductName
from fieldvisit.domain.ratio import line_amount, median, ratio
from fieldvisit.domain.settings import Thresholds

Pace = Literal["fast", "slow"]


@dataclass(frozen=True)
class StockEntry:
    """What stands in a row of the count, in units; None is blank. `batch` is the date of the oldest batch."""

    count: Decimal | None = None
    received: Decimal | None = None
    returned: Decimal | None = None
    batch: date | None = None


@dataclass(frozen=True)
class StockFigures:
    """Everything calculated for one product. Units and days; None is no value. `turnover` is stock turns a year."""

    product: str
    entry: StockEntry
    previous: Decimal | None
    sell_out: Decimal | None
    intervals: tuple[SellOutInterval, ...]
    daily: Decimal | None
    estimated: bool
    cover: Decimal | None
    stock_to_sales: Decimal | None
    value: Decimal | None
    needed_days: int
    overstock_days: Decimal
    days_without_sell_out: int | None
    batch_age: Decimal | None
    turnover: Decimal | None
    pace: Pace | None = None
    name: str | ProductName = ""

    @property
    def negative(self) -> bool:
        """More on the shelf than can be: a counting or shipment error."""
        return self.sell_out is not None and self.sell_out < 0

    @property
    def change(self) -> Decimal | None:
        """Count − previous count, in units."""
        return None if self.previous is None or self.entry.count is None else self.entry.count - self.previous

    def is_dead(self, limits: Thresholds) -> bool:
        """Something is there, and none of it was sold for longer than the limit."""
        days = self.days_without_sell_out
        return bool(self.entry.count) and days is not None and days >= limits.dead_stock_days


def stock_figures(
    product: ProductFacts,
    entry: StockEntry,
    day: date,
    needed_days: int,
    purchase: Decimal | None,
    thresholds: Thresholds,
    *,
    minor: int = 2,
) -> StockFigures:
    """All figures of a row; `needed_days` is lead time + days to the next visit, `minor` the currency's decimals."""
    sold = sell_out(product.previous_count, entry)
    intervals = usable_intervals(product, sold, day, thresholds.rate_days)
    daily, estimated = daily_sell_out(product, intervals, thresholds.rate_days)
    return StockFigures(
        product=product.code,
        entry=entry,
        previous=product.previous_count,
        sell_out=sold,
        intervals=intervals,
        daily=daily,
        estimated=estimated,
        cover=ratio(entry.count, daily),
        stock_to_sales=ratio(entry.count, None if daily is None else 30 * daily),
        value=line_amount(entry.count, purchase, minor),
        needed_days=needed_days,
        overstock_days=thresholds.overstock_factor * thresholds.target_cover_days,
        days_without_sell_out=days_without_sell_out(product, sold, day),
        batch_age=batch_age(product, entry.batch, day),
        turnover=turnover(product, entry, sold, day),
        name=product.called,
    )


def sell_out(previous: Decimal | None, entry: StockEntry) -> Decimal | None:
    """Previous count + received − returned − count, in units; None as long as one of them is unknown."""
    if previous is None or entry.count is None or entry.received is None or entry.returned is None:
        return None
    return previous + entry.received - entry.returned - entry.count


def usable_intervals(
    product: ProductFacts, sold_today: Decimal | None, day: date, back: int
) -> tuple[SellOutInterval, ...]:
    """Intervals that count for a rate, newest first: none negative, none that began more than `back` days ago.

    The newest one counts even when it began earlier, as long as it ended within `back` days: a dealer who is counted
    every four months has a counted rate all the same.
    """
    known = [*_today(product, sold_today, day), *product.intervals]
    usable = [each for each in known if each.sell_out >= 0 and each.days > 0]
    first_day = days_before(day, back)
    within = [each for each in usable if days_before(each.ended, each.days) >= first_day]
    if not within and usable and usable[0].ended > first_day:
        return (usable[0],)
    return tuple(within)


def daily_sell_out(
    product: ProductFacts, intervals: tuple[SellOutInterval, ...], back: int
) -> tuple[Decimal | None, bool]:
    """Σ sell-out / Σ days; or else shipments of the last `back` days / `back`, and True: "estimate from sell-in"."""
    if intervals:
        return sum((each.sell_out for each in intervals), Decimal(0)) / sum(each.days for each in intervals), False
    if product.shipped is None:
        return None, False
    return max(product.shipped, Decimal(0)) / max(1, back), True


def days_without_sell_out(product: ProductFacts, sold_today: Decimal | None, day: date) -> int | None:
    """Days since the product last sold, as far as the counts tell; None while they tell nothing.

    A negative interval is an error of counting and tells nothing, neither of itself nor of what lies before it.
    """
    if sold_today is not None and sold_today > 0:
        return 0
    if product.no_sell_out_since is not None:
        return (day - product.no_sell_out_since).days
    began = day
    for each in [*_today(product, sold_today, day), *product.intervals]:
        if each.sell_out > 0:
            return (day - each.ended).days
        if each.sell_out < 0:
            break
        began = days_before(each.ended, each.days)
    return (day - began).days if began < day else None


def batch_age(product: ProductFacts, batch: date | None, day: date) -> Decimal | None:
    """Share of the shelf life that the oldest batch has used."""
    if batch is None or not product.shelf_life_days:
        return None
    return Decimal((day - batch).days) / product.shelf_life_days


def turnover(product: ProductFacts, entry: StockEntry, sold: Decimal | None, day: date) -> Decimal | None:
    """Sell-out × 365 / days / mean stock of the interval; at one purchase price the values' ratio is the units'."""
    before, counted_on, now = product.previous_count, product.previous_count_on, entry.count
    if sold is None or sold < 0 or counted_on is None or before is None or now is None or counted_on >= day:
        return None
    return ratio(sold * 365 / (day - counted_on).days, (before + now) / 2)


def paces(figures: Iterable[StockFigures], thresholds: Thresholds) -> list[Pace | None]:
    """Each turnover judged fast or slow against the dealer's median; None for what is neither."""
    turns = [row.turnover for row in figures]
    middle = median([each for each in turns if each is not None])
    if not middle:
        return [None] * len(turns)
    fast, slow = thresholds.fast_turnover * middle, thresholds.slow_turnover * middle
    return [None if each is None else "fast" if each >= fast else "slow" if each <= slow else None for each in turns]


def own_share(own: Decimal | None, competitors: Decimal | None) -> Decimal | None:
    """Own / (own + competitors), by value or by units; None as long as the competitors' stock was not estimated."""
    return None if own is None or competitors is None else ratio(own, own + competitors)


def _today(product: ProductFacts, sold: Decimal | None, day: date) -> list[SellOutInterval]:
    if sold is None or product.previous_count_on is None:
        return []
    return [SellOutInterval(ended=day, days=(day - product.previous_count_on).days, sell_out=sold)]
