"""Prices of the company, of this dealer so far, and of the others in the market."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from operator import itemgetter
from typing import Any, Final

from fieldvisit.domain.facts import CompetitorFacts, PriceBand, PriceObservation, PricePolicy
from fieldvisit.store.past.asking import ask, ask_kept, listed, question
from fieldvisit.store.past.scene import RECENT, Scene
from fieldvisit.store.types import Day, Money, Ratio, exact

SPARK: Final = 12
"""Observations of a product that are shown as its trend."""

_price = exact(Money.places)
_ratio = exact(Ratio.places)
# By product, so that the unique index leads to the few policies of two markets instead of through all of them.
_POLICIES = question(
    """
    SELECT e.product_id, e.code, e.retail_recommended, e.retail_floor, e.retail_ceiling,
           e.resale_recommended, e.resale_floor, e.resale_ceiling, e.minimum_margin
    FROM products p CROSS JOIN price_policies e ON e.product_id = p.id
    WHERE e.market IN ('', :market) AND e.valid_from <= :day AND (e.valid_to IS NULL OR e.valid_to >= :day)
    ORDER BY e.market = '', e.valid_from DESC, e.id DESC
    """
)
_SEEN_AT = question(
    """
    SELECT past.key + :first, p.product, p.retail, p.resale
    FROM json_each(:visits) AS past CROSS JOIN prices_products p ON p.visit_id = past.value
    WHERE (p.retail IS NOT NULL OR p.resale IS NOT NULL)
      AND p.product NOT IN (SELECT value FROM json_each(:known))
    """
)
_MARKET_VISITS = question(
    """
    SELECT v.id, v.day, d.code FROM dealers d CROSS JOIN visits v ON v.dealer_id = d.id
    WHERE d.market = :market AND d.id <> :dealer AND v.day BETWEEN :since AND :day AND v.state = 'closed'
      AND NOT EXISTS (SELECT 1 FROM visits n WHERE n.revises = v.id AND n.state = 'closed')
    ORDER BY v.day DESC, v.closed_at DESC
    """,
    day=Day,
)
_COMPETITORS = question(
    """
    SELECT c.brand, c.name, coalesce(p.code, '') AS against FROM competitor_products c
    LEFT JOIN products p ON p.id = c.against_id ORDER BY c.brand, c.name
    """
)
_RIVALS = question(
    """
    SELECT past.key AS nth, c.brand, c.name, coalesce(c.against, '') AS against, c.price
    FROM json_each(:visits) AS past CROSS JOIN prices_competitors c ON c.visit_id = past.value
    WHERE c.name IS NOT NULL ORDER BY past.key, c.position
    """,
    price=Money,
)


class Policies:
    """The policy of each product: the market's own before the general one, the latest first."""

    def __init__(self, scene: Scene) -> None:
        self._rows: dict[int, tuple[Any, ...]] = {}
        for row in ask_kept(scene.connection, _POLICIES, market=scene.dealer.market, day=scene.today):
            self._rows.setdefault(row[0], row)

    def of(self, product_id: int) -> PricePolicy | None:
        """The policy of the product with an id; None where there is none."""
        row = self._rows.get(product_id)
        if row is None:
            return None
        prices = [None if each is None else _price(each) for each in row[2:8]]
        margin = None if row[8] is None else _ratio(row[8])
        return PricePolicy(row[1], PriceBand(*prices[:3]), PriceBand(*prices[3:]), margin)


class Observations:
    """Prices of each product that were seen; they are made of what the store keeps when they are asked for."""

    def __init__(self) -> None:
        self._seen: dict[str, list[tuple[date, int | None, int | None, str]]] = defaultdict(list)

    def add(self, product: str, day: date, prices: tuple[int | None, int | None], dealer: str = "") -> None:
        self._seen[product].append((day, *prices, dealer))

    def count(self, product: str) -> int:
        return len(self._seen[product])

    def full(self, most: int) -> list[str]:
        """The products with at least so many."""
        return [product for product, seen in self._seen.items() if product and len(seen) >= most]

    def newest(self, product: str) -> date | None:
        """The day of the first one that was added, None where there is none."""
        seen = self._seen.get(product)
        return seen[0][0] if seen else None

    def of(self, product: str) -> tuple[PriceObservation, ...]:
        """In the order in which they were added."""
        return tuple(
            PriceObservation(
                day, None if retail is None else _price(retail), None if resale is None else _price(resale), dealer
            )
            for day, retail, resale, dealer in self._seen.get(product, ())
        )


def own_history(scene: Scene) -> Observations:
    """The last observations of each product at this dealer's, by its code, newest first."""
    found = Observations()
    for first, end in ((0, SPARK), (SPARK, RECENT)):
        asked = {"visits": scene.recent_ids(first, end), "first": first, "known": listed(found.full(SPARK))}
        for nth, product, *prices in sorted(ask_kept(scene.connection, _SEEN_AT, **asked), key=itemgetter(0)):
            if found.count(product) < SPARK:
                found.add(product, scene.past[nth].day, (prices[0], prices[1]))
    return found


def others(scene: Scene) -> Observations:
    """The latest observation of each product at each other dealer of the market, newest first."""
    card, found = scene.dealer, Observations()
    if not card.market:
        return found
    since = scene.ago(scene.thresholds.others_days)
    asked = {"market": card.market, "dealer": card.id, "since": since, "day": scene.today}
    visits = ask(scene.connection, _MARKET_VISITS, **asked)
    for nth, product, retail, resale in sorted(_latest_at_each(scene, visits), key=itemgetter(0)):
        found.add(product, visits[nth].day, (retail, resale), visits[nth].code)
    return found


def _latest_at_each(scene: Scene, visits: list[Any]) -> Iterator[tuple[Any, ...]]:
    """The place in `visits`, newest first, the product and its prices.

    An earlier visit to a dealer is only asked for what the later ones do not tell.
    """
    to_each: dict[str, list[int]] = defaultdict(list)
    for nth, visit in enumerate(visits):
        to_each[visit.code].append(nth)
    told: dict[str, set[str]] = defaultdict(set)
    for row in _seen_at(scene, visits, [nths[0] for nths in to_each.values()], ()):
        code = visits[row[0]].code
        if row[1] not in told[code]:
            told[code].add(row[1])
            yield row
    for code, nths in to_each.items():
        known = told[code]
        for row in _seen_at(scene, visits, nths[1:], known) if nths[1:] else ():
            if row[1] not in known:
                known.add(row[1])
                yield row


def _seen_at(scene: Scene, visits: list[Any], nths: list[int], known: Iterable[str]) -> list[tuple[Any, ...]]:
    asked = {"visits": listed(visits[nth].id for nth in nths), "known": listed(filter(None, known)), "first": 0}
    rows = sorted(ask_kept(scene.connection, _SEEN_AT, **asked), key=itemgetter(0))
    return [(nths[place], *rest) for place, *rest in rows]


def competitors(scene: Scene, products: Iterable[str]) -> tuple[CompetitorFacts, ...]:
    """What competes with `products` by the company's list, and what was seen at this dealer's before."""
    known: dict[tuple[str, str], CompetitorFacts] = {}
    wanted = {"", *products}
    for row in ask(scene.connection, _COMPETITORS):
        if row.against in wanted:
            known[_same(row)] = CompetitorFacts(row.brand, row.name, row.against)
    for row in ask(scene.connection, _RIVALS, visits=scene.past_ids):
        before = known.get(_same(row))
        if before is None or (before.last_price is None and row.price is not None):
            against = before.against if before and before.against else row.against
            seen_on = scene.past[row.nth].day if row.price is not None else None
            known[_same(row)] = CompetitorFacts(row.brand or "", row.name, against, row.price, seen_on)
    return tuple(known.values())


def _same(row: Any) -> tuple[str, str]:
    return (row.brand or "").casefold(), row.name.casefold()
