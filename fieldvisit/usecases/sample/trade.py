"""Two years of a dealer's trade: what was ordered, when it came, what was sold and what stood there at each visit.

Stock moves in whole units through arrivals and sell-out, so that every count of a visit agrees with the shipments.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from fieldvisit.usecases.sample.catalogue import Article
from fieldvisit.usecases.sample.customers import Customer
from fieldvisit.usecases.sample.rhythm import order_days, usual_gap, workday

_COVER_DAYS = 9
_QUIET_DAYS = 75
"""How long nothing was sold of a product that went dead."""


@dataclass
class Order:
    """An order; `shipped_on` None: not delivered yet, or never where it was cancelled. Lines: units by product."""

    day: date
    shipped_on: date | None
    lines: dict[Article, int]
    required_on: date
    cancelled: bool = False
    number: str = ""


@dataclass
class Stock:
    """What a dealer has of one product, and since when."""

    units: int = 0
    on_order: int = 0
    batches: list[tuple[date, int]] = field(default_factory=list)

    def arrive(self, day: date, units: int) -> None:
        """A delivery comes in; it was brewed twelve days before."""
        self.units += units
        self.on_order -= units
        self.batches.append((day - timedelta(days=12), units))

    def sell(self, units: int) -> None:
        """Units go, the oldest batch first; never more than there are."""
        self.units -= min(units, self.units)
        while len(self.batches) > 1 and sum(each for _, each in self.batches[1:]) >= self.units:
            self.batches.pop(0)

    @property
    def oldest(self) -> date | None:
        """The date of the oldest batch; None with nothing there."""
        return self.batches[0][0] if self.units and self.batches else None


@dataclass(frozen=True)
class Count:
    """What stood there at a visit."""

    units: int
    batch: date | None


@dataclass
class Trade:
    """All that happened with one dealer. `counts` by day of visit and product."""

    orders: list[Order] = field(default_factory=list)
    counts: dict[date, dict[Article, Count]] = field(default_factory=dict)


def trade_of(customer: Customer, first_day: date, last_day: date, visits: Iterable[date]) -> Trade:
    """The trade of a dealer between two days, counted on the days of `visits`."""
    return _Course(customer, first_day, last_day, sorted(visits)).run()


class _Course:
    """The days of one dealer on which something happens, gone through in order."""

    def __init__(self, customer: Customer, first_day: date, last_day: date, visits: list[date]) -> None:
        self.customer, self.rng = customer, customer.rng
        self.first_day, self.last_day = first_day, last_day
        self.visits = visits
        self.trade = Trade()
        self.stock = {article: Stock() for article in customer.carried}
        self.rates = _daily_rates(customer)
        self.dead = _dead_article(customer)
        self.coming: list[Order] = []
        self.today = first_day

    def run(self) -> Trade:
        if not self.customer.carried:
            return self.trade
        calls = {*order_days(self.customer, self.first_day, self.last_day, self.visits, self.rng)}
        for day in sorted({*calls, *(each for each in self.visits if each <= self.last_day)}):
            self._go_to(day)
            if day in self.visits:
                self.trade.counts[day] = {key: Count(each.units, each.oldest) for key, each in self.stock.items()}
            if day in calls:
                self._order(day)
        self._go_to(self.last_day)
        return self.trade

    def _go_to(self, day: date) -> None:
        for order in [each for each in self.coming if each.shipped_on is not None and each.shipped_on <= day]:
            self.coming.remove(order)
            self._sell_until(order.shipped_on or day)
            for article, units in order.lines.items():
                self.stock[article].arrive(order.shipped_on or day, units)
        self._sell_until(day)

    def _sell_until(self, day: date) -> None:
        days = (day - self.today).days
        if days <= 0:
            return
        for article, stock in self.stock.items():
            if article is self.dead and (self.last_day - day).days < _QUIET_DAYS:
                continue
            stock.sell(round(self.rates[article] * article.season(day) * days * self.rng.uniform(0.75, 1.25)))
        self.today = day

    def _order(self, day: date) -> None:
        # Until the order after the next: so a usual call finds enough for the days to the next one.
        gap = usual_gap(self.customer) + self.customer.interval
        mood = self.rng.uniform(0.3, 2.4) if self.customer.habit == "erratic" else self.rng.uniform(0.9, 1.1)
        lines = {article: units for article in self.stock if (units := self._wanted(article, day, gap, mood))}
        if not lines:
            return
        shipped = workday(day + timedelta(days=self.customer.lead_time - self.rng.randint(0, 1)))
        order = Order(day, shipped, lines, required_on=day + timedelta(days=self.customer.lead_time))
        order.cancelled = self.rng.random() < 0.015
        if order.cancelled or shipped >= self.last_day:
            order.shipped_on = None
        self.trade.orders.append(order)
        if not order.cancelled:
            self._expect(order)

    def _expect(self, order: Order) -> None:
        self.coming.append(order)
        for article, units in order.lines.items():
            self.stock[article].on_order += units

    def _wanted(self, article: Article, day: date, gap: int, mood: float) -> int:
        quiet = article is self.dead and (self.last_day - day).days < _QUIET_DAYS + gap
        if quiet or self.rng.random() < 0.07:
            return 0
        stock = self.stock[article]
        level = self.rates[article] * article.season(day) * (gap + self.customer.lead_time + _COVER_DAYS) * mood
        missing = level - stock.units - stock.on_order
        return -(-round(missing) // article.case) * article.case if missing > article.case / 3 else 0


def _daily_rates(customer: Customer) -> dict[Article, float]:
    """Units sold a day in an average month."""
    pulls = {article: article.pull * customer.rng.uniform(0.6, 1.5) for article in customer.carried}
    total = sum(pulls.values())
    return {article: customer.yearly * pull / total / 365 / float(article.purchase) for article, pull in pulls.items()}


def _dead_article(customer: Customer) -> Article | None:
    """Every third dealer has one slow product that stopped selling."""
    slow = [article for article in customer.carried if article.pull <= 5]
    return customer.rng.choice(slow) if slow and customer.id % 3 == 0 else None
