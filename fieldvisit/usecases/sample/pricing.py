"""What prices should be by policy and what they are at the dealers'."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random
from typing import Final

from fieldvisit.usecases.sample.catalogue import Article
from fieldvisit.usecases.sample.customers import Customer

MINIMUM_MARGIN: Final = Decimal("0.09")
_DIME: Final = Decimal("0.1")
_NICKEL: Final = Decimal("0.05")

# Corridors of retail prices that head office set by hand; the others follow from the recommended price.
_SET: Final = {
    "QH-1012": ("4.80", "5.50"),
    "QH-1024": ("3.60", "4.20"),
    "QH-1108": ("12.50", "14.00"),
    "QH-1206": ("4.00", "4.60"),
    "QH-1310": ("7.20", "8.20"),
    "QH-2005": ("1.40", "2.00"),
    "QH-2110": ("2.40", "3.00"),
    "QH-2114": ("2.40", "3.00"),
    "QH-2203": ("2.80", "3.50"),
    "QH-2207": ("6.20", "7.00"),
}
_USUAL: Final = {("QH-1108", "Suzhou East"): Decimal("13.20")}
"""Where a whole market asks another price than the recommended one."""


@dataclass(frozen=True)
class Corridor:
    """Recommended price and limits of one side, per unit."""

    recommended: Decimal
    floor: Decimal
    ceiling: Decimal


def retail_corridor(article: Article, market: str) -> Corridor:
    """The policy's retail prices; Kunshan lies two percent higher where the price is not a small one."""
    recommended = article.retail
    if market == "Kunshan" and recommended >= 4:
        return _around(_to(recommended * Decimal("1.02"), _DIME))
    if article.code in _SET:
        floor, ceiling = _SET[article.code]
        return Corridor(recommended, Decimal(floor), Decimal(ceiling))
    return _around(recommended)


def resale_corridor(article: Article) -> Corridor | None:
    """The policy's prices to second-tier trade; sodas have none."""
    if article.range == "Soda":
        return None
    step = _NICKEL if article.resale >= 1 else Decimal("0.02")
    low, high = article.resale * Decimal("0.95"), article.resale * Decimal("1.10")
    return Corridor(article.resale, _to(low, step), _to(high, step))


def _around(recommended: Decimal) -> Corridor:
    step = _DIME if recommended >= 2 else _NICKEL
    low, high = recommended * Decimal("0.95"), recommended * Decimal("1.10")
    return Corridor(recommended, _to(low, step), _to(high, step))


def _to(price: Decimal, step: Decimal) -> Decimal:
    return (price / step).quantize(Decimal(1)) * step


@dataclass(frozen=True)
class Seen:
    """Prices seen at a visit, per unit; None: not looked at, or not sold that way."""

    resale: Decimal | None
    retail: Decimal | None


def prices_seen(customer: Customer, article: Article, day: date, *, latest: bool) -> Seen:
    """What the dealer asks. Most keep to the policy; some stray a little, a few a lot at their latest visit."""
    rng = Random(f"{customer.code}/{article.code}")
    if rng.random() < 0.06:
        return Seen(None, None)
    retail = _asked(customer, article, rng)
    resale = None if customer.consumers_only else article.resale
    if Random(f"{customer.code}/{article.code}/{day:%Y-%m}").random() < 0.05:
        retail += _step(article)
    return _strayed(customer, article, resale, retail) if latest else Seen(resale, retail)


def _asked(customer: Customer, article: Article, rng: Random) -> Decimal:
    usual = _USUAL.get((article.code, customer.market), retail_corridor(article, customer.market).recommended)
    return usual + _step(article) * rng.choices((0, 1, -1), (88, 7, 5))[0]


def _step(article: Article) -> Decimal:
    if article.retail >= 20:
        return Decimal(1)
    return _DIME if article.retail >= 2 else _NICKEL


def _strayed(customer: Customer, article: Article, resale: Decimal | None, retail: Decimal) -> Seen:
    strays = customer.carried[customer.id % len(customer.carried)] is article
    corridor = retail_corridor(article, customer.market)
    if strays and customer.id % 10 == 6:
        return Seen(resale, corridor.floor - _NICKEL)
    if strays and customer.id % 11 == 5:
        return Seen(resale, corridor.ceiling + _DIME)
    if strays and customer.id % 10 == 0:
        below = (article.purchase * Decimal("0.98")).quantize(Decimal("0.01"))
        return Seen(resale, below) if resale is None else Seen(below, retail)
    if strays and customer.id % 13 == 8 and resale is not None:
        return Seen((article.purchase * Decimal("1.05")).quantize(Decimal("0.01")), retail)
    return Seen(resale, retail)
