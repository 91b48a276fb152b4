"""Prices of the company, of this dealer so far, and of the others in the market."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import repeat
from operator import itemgetter
from typing import Any, NamedTuple

from fieldvisit.domain.facts import CompetitorFacts, PriceBand, PriceObservation, PricePolicy
from fieldvisit.store.past.asking import ask, ask_kept, listed, question
from fieldvisit.store.past.kept import FORM, Past
from fieldvisit.store.past.scene import Scene
from fieldvisit.store.types import Money, Ratio, exact_or_none

_price = exact_or_none(Money.places)
_ratio = exact_or_none(Ratio.places)
_observed = PriceObservation._make
# Product by product, as with price lists.
_POLICIES = question(
    """
    SELECT e.product_id, e.code, e.retail_recommended, e.retail_floor, e.retail_ceiling,
           e.resale_recommended, e.resale_floor, e.resale_ceiling, e.minimum_margin
    FROM json_each(:products) AS product CROSS JOIN price_policies e ON e.id = (
        SELECT e.id FROM price_policies e WHERE e.product_id = product.value AND e.market IN ('', :market)
          AND e.valid_from <= :day AND (e.valid_to IS NULL OR e.valid_to >= :day)
        ORDER BY e.market <> '' DESC, e.valid_from DESC, e.id DESC LIMIT 1
    )
    """
)
_IN_MARKET = question(
    """
    SELECT d.id, d.code, k.newest, k.seen FROM dealers d
    LEFT JOIN dealer_pasts k ON k.dealer_id = d.id AND k.form = :form
    WHERE d.market = :market AND d.id <> :dealer AND coalesce(k.newest, :since) >= :since
    """
)
_VISITS = question(
    """
    SELECT v.id, v.day, v.closed_at, d.id AS dealer, d.code
    FROM json_each(:dealers) AS each CROSS JOIN dealers d ON d.id = each.value CROSS JOIN visits v ON v.dealer_id = d.id
    WHERE v.day BETWEEN :since AND :day AND v.state = 'closed'
      AND NOT EXISTS (SELECT 1 FROM visits n WHERE n.revises = v.id AND n.state = 'closed')
    ORDER BY v.day DESC, v.closed_at DESC
    """
)
_SEEN_AT = question(
    """
    SELECT past.key, p.product, p.retail, p.resale
    FROM json_each(:visits) AS past CROSS JOIN prices_products p ON p.visit_id = past.value
    WHERE p.retail IS NOT NULL OR p.resale IS NOT NULL
    """
)
_COMPETITORS = question(
    """
    SELECT c.brand, c.name, coalesce(p.code, '') AS against FROM competitor_products c
    LEFT JOIN products p ON p.id = c.against_id ORDER BY c.brand, c.name
    """
)


def policies(scene: Scene, products: Iterable[int]) -> dict[int, PricePolicy]:
    """The policies of some products, by id: the market's own before the general one, the latest first."""
    asked = {"products": listed(products), "market": scene.dealer.market, "day": scene.today}
    return {row[0]: _policy(*row[1:]) for row in ask_kept(scene.connection, _POLICIES, **asked)}


@lru_cache(maxsize=16_384)
def _policy(code: str, *kept: int | None) -> PricePolicy:
    """A policy of what the store keeps; those of a market are the same at each of its dealers."""
    prices = [*map(_price, kept[:6])]
    return PricePolicy(code, PriceBand(*prices[:3]), PriceBand(*prices[3:]), _ratio(kept[6]))


class OwnHistory:
    """The last prices of each product seen at this dealer's."""

    def __init__(self, past: Past) -> None:
        self._past = past

    def since(self, day: date) -> set[str]:
        """The products that were seen on a day or after it."""
        days = self._past.days
        return {product for product, seen in self._past.prices.items() if days[seen[0]] >= day}

    def of(self, product: str) -> tuple[PriceObservation, ...]:
        """Oldest first."""
        seen = self._past.prices.get(product, ())[::-1]
        days = map(self._past.days.__getitem__, seen[2::3])
        return tuple(map(_observed, zip(days, map(_price, seen[1::3]), map(_price, seen[::3]), repeat(""))))


class _Seen(NamedTuple):
    """The last prices of some products at another dealer's, seen at one visit: product, retail, resale, product, ..."""

    day: str
    closed_at: str
    dealer: int
    code: str
    prices: list[Any]


class Others:
    """The latest observation of each product at each other dealer of the market, newest first."""

    def __init__(self, scene: Scene) -> None:
        self._seen: dict[str, list[PriceObservation]] = defaultdict(list)
        visits = sorted(_seen_in_market(scene), key=itemgetter(2))
        visits.sort(key=itemgetter(0, 1), reverse=True)
        for visit in visits:
            day, prices = date.fromisoformat(visit.day), visit.prices
            rows = zip(repeat(day), map(_price, prices[1::3]), map(_price, prices[2::3]), repeat(visit.code))
            for product, seen in zip(prices[::3], map(_observed, rows), strict=True):
                self._seen[product].append(seen)

    def of(self, product: str) -> tuple[PriceObservation, ...]:
        """Newest first."""
        return tuple(self._seen.get(product, ()))


def _seen_in_market(scene: Scene) -> Iterator[_Seen]:
    """As it is kept of each dealer; of those who were visited after today as their visits up to today tell it."""
    card, since = scene.dealer, scene.ago(scene.thresholds.others_days)
    if not card.market:
        return
    asked = {"market": card.market, "dealer": card.id, "since": since, "form": FORM}
    rows = ask_kept(scene.connection, _IN_MARKET, **asked)
    known = [row for row in rows if row[2] is not None and row[2] <= scene.today]
    visits = json.loads(f"[{','.join(row[3] for row in known)}]")
    for (dealer, code, *_), seen in zip(known, visits, strict=True):
        yield from (_Seen(day, at, dealer, code, prices) for day, at, prices in seen if day >= since)
    unknown = [row[0] for row in rows if row[2] is None or row[2] > scene.today]
    if unknown:
        yield from _told_by_visits(scene, since, unknown)


def _told_by_visits(scene: Scene, since: str, dealers: list[int]) -> Iterator[_Seen]:
    visits = ask(scene.connection, _VISITS, dealers=listed(dealers), since=since, day=scene.today)
    rows = ask_kept(scene.connection, _SEEN_AT, visits=listed(visit.id for visit in visits))
    told: set[tuple[int, str]] = set()
    for nth, product, *prices in sorted(rows, key=itemgetter(0)):
        _, day, closed_at, dealer, code = visits[nth]
        if (dealer, product) not in told:
            told.add((dealer, product))
            yield _Seen(day, closed_at or "", dealer, code, [product, *prices])


def competitors(scene: Scene, past: Past, products: Iterable[str]) -> tuple[CompetitorFacts, ...]:
    """What competes with `products` by the company's list, and what was seen at this dealer's before."""
    known: dict[tuple[str, str], CompetitorFacts] = {}
    wanted = {"", *products}
    for row in ask(scene.connection, _COMPETITORS):
        if row.against in wanted:
            known[_same(row.brand, row.name)] = CompetitorFacts(row.brand, row.name, row.against)
    for nth, brand, name, theirs, price in past.rivals:
        before = known.get(_same(brand, name))
        if before is None or (before.last_price is None and price is not None):
            against = before.against if before and before.against else theirs
            seen_on = past.days[nth] if price is not None else None
            known[_same(brand, name)] = CompetitorFacts(brand or "", name, against, _price(price), seen_on)
    return tuple(known.values())


def _same(brand: str | None, name: str) -> tuple[str, str]:
    return (brand or "").casefold(), name.casefold()
