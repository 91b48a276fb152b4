"""Shengyuan Trading: the dealer of the worked visit, with twelve weekly counts before the visit under way."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Final, NamedTuple

from fieldvisit.usecases.sample.catalogue import BY_CODE, Article
from fieldvisit.usecases.sample.ledger import Entry, Ledger
from fieldvisit.usecases.sample.pricing import Seen
from fieldvisit.usecases.sample.trade import Count, Order, Trade

CREDIT_LIMIT: Final = Decimal(120_000)
CONTACTS: Final = (("Zhou Min 周敏", "owner"), ("Gu Fang 顾芳", "stock"))
WEEKS: Final = 11
_UNDELIVERED: Final = ("QH-1024", 2400)


class Line(NamedTuple):
    """A product there: counted a week ago, sold in the weeks before, received since, counted today (as typed)."""

    before: int
    sold: int
    received: int
    today: str
    batch_days: int | None
    """Age of the oldest batch today; None: not looked at."""
    retail: str
    """Asked at the twelve visits, oldest first, then today; a dash: not looked at."""


LINES: Final = {
    "QH-1012": Line(1152, 14000, 720, "41c+8", 18, "4.80 4.80 4.90 5.00 5.00 5.00 4.90 5.00 5.00 5.00 5.00 5.00 5.00"),
    "QH-1024": Line(1248, 8280, 960, "62c+12", 27, "3.90 3.90 3.90 3.90 3.80 3.80 3.90 3.80 3.80 3.80 3.80 3.80 3.50"),
    "QH-1108": Line(
        216, 1158, 0, "9c+6", 11, "12.80 12.80 13.00 13.00 13.00 13.00 13.00 13.00 13.00 13.00 13.00 13.00 13.50"
    ),
    "QH-1310": Line(144, 462, 0, "15c", None, "7.20 7.20 7.20 7.20 7.10 7.00 7.00 7.00 7.00 7.00 7.00 7.00 7.50"),
    "QH-2005": Line(480, 5064, 0, "0", None, "1.50 1.50 1.50 1.50 1.50 1.50 1.50 1.50 1.50 1.50 1.50 1.50 1.50"),
    "QH-2110": Line(1248, 3240, 0, "40c", None, "2.50 2.40 2.40 2.50 2.40 2.50 2.50 2.50 2.50 2.50 2.50 2.50 2.50"),
    "QH-2114": Line(2124, 552, 0, "87c", 105, "2.60 2.60 2.60 2.60 2.60 2.50 2.50 2.50 2.50 2.50 2.50 2.50 2.40"),
    "QH-2203": Line(360, 4565, 300, "12c+5", None, "3.00 3.00 3.00 3.00 3.00 3.00 3.00 3.00 3.00 3.00 3.00 3.00 -"),
    "QH-2207": Line(66, 50, 0, "11c", 238, "7.00 6.80 6.70 6.60 6.50 6.50 6.50 6.50 6.50 6.50 6.50 6.50 -"),
}
RESALE: Final = {
    "QH-1012": "3.60", "QH-1024": "2.75", "QH-1108": "9.40", "QH-1310": "5.20", "QH-2005": "0.72", "QH-2110": "1.68",
    "QH-2114": "1.45", "QH-2203": "2.15", "QH-2207": "4.55",
}  # fmt: skip
_PEAR: Final = BY_CODE["QH-2114"]
_PEAR_BEFORE: Final = Decimal("1.66")

# document | days ago | amount; due after thirty days, none of them settled
_OPEN: Final = (
    ("0402", 158, "6200.00"),
    ("0611", 95, "12400.00"),
    ("0655", 81, "9860.00"),
    ("0702", 67, "14220.00"),
    ("0738", 53, "16480.00"),
    ("0781", 39, "11900.00"),
    ("0819", 25, "21340.00"),
    ("0850", 14, "18760.00"),
    ("0866", 5, "5226.00"),
)
PREPAYMENT_DAYS_AGO: Final = 12


def showpiece_trade(trade: Trade, visits: list[date], today: date, rng: Random) -> Trade:
    """The scripted weeks after what went before: counts, deliveries and the order that is not delivered yet."""
    past = [order for order in trade.orders if order.shipped_on is not None and order.shipped_on < visits[0]]
    counts: dict[date, dict[Article, Count]] = {day: {} for day in visits}
    arrivals: dict[date, dict[Article, int]] = {day: {} for day in visits}
    for code, line in LINES.items():
        article = BY_CODE[code]
        _count_back(article, line, visits, rng, counts, arrivals)
        if line.received:
            arrivals[visits[-1]][article] = line.received
    weekly = [
        Order(day, day + timedelta(days=2), lines, day + timedelta(days=4)) for day, lines in arrivals.items() if lines
    ]
    code, units = _UNDELIVERED
    waiting = Order(today - timedelta(days=3), None, {BY_CODE[code]: units}, today + timedelta(days=2))
    return Trade([*past, *weekly, waiting], counts)


def _count_back(
    article: Article,
    line: Line,
    visits: list[date],
    rng: Random,
    counts: dict[date, dict[Article, Count]],
    arrivals: dict[date, dict[Article, int]],
) -> None:
    """Fills the weeks backwards from the count a week ago, so that count, delivery and sell-out agree in each."""
    units = line.before
    counts[visits[-1]][article] = Count(units, None)
    for start, sold in reversed(list(zip(visits[:-1], _weekly(article, line.sold, rng), strict=True))):
        wanted = round(line.before * rng.uniform(0.7, 1.3))
        received = max(0, -(-(units + sold - wanted) // article.case)) * article.case
        received = min(received, (units + sold) // article.case * article.case)
        if received:
            arrivals[start][article] = received
        units += sold - received
        counts[start][article] = Count(units, None)


def _weekly(article: Article, total: int, rng: Random) -> list[int]:
    """The sell-out of the weeks, adding up to `total`; what went dead sold in the first two only."""
    weeks = 2 if article.code == "QH-2207" else WEEKS
    shares = [rng.uniform(0.8, 1.2) for _ in range(weeks)]
    sold = [int(total * share / sum(shares)) for share in shares]
    sold[-1] += total - sum(sold)
    return [*sold, *(0 for _ in range(WEEKS - weeks))]


def showpiece_ledger(ledger: Ledger, today: date) -> Ledger:
    """The nine open invoices and the prepayment of the worked visit; everything older is settled."""
    settled = [each for each in ledger.entries if each.settled_on is not None]
    entries = [
        Entry(f"INV-{issued:%y}-{number}", "invoice", issued, issued + timedelta(days=30), Decimal(amount))
        for number, days, amount in _OPEN
        for issued in (today - timedelta(days=days),)
    ]
    paid = today - timedelta(days=PREPAYMENT_DAYS_AGO)
    entries.append(Entry(f"PRE-{paid:%y}-0903", "prepayment", paid, None, Decimal(-10_000)))
    return Ledger([*settled, *entries], ledger.payments)


def showpiece_prices(article: Article, visit: int) -> Seen:
    """Prices at the `visit`-th of the twelve visits (from 0), or at today's (12)."""
    asked = LINES[article.code].retail.split()[visit]
    if asked == "-":
        return Seen(None, None)
    resale = Decimal(RESALE[article.code])
    return Seen(_PEAR_BEFORE if article is _PEAR and visit < WEEKS + 1 else resale, Decimal(asked))
