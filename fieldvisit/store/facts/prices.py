"""Prices of the company, of this dealer so far, and of the others in the market."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

from fieldvisit.domain.facts import CompetitorFacts, PriceBand, PriceObservation, PricePolicy
from fieldvisit.store.past.asking import ask, listed, question
from fieldvisit.store.past.scene import Scene
from fieldvisit.store.types import Day, Money, Ratio

SPARK: Final = 12
"""Observations of a product that are shown as its trend."""

_BANDS = {f"{side}_{kind}": Money for side in ("retail", "resale") for kind in ("recommended", "floor", "ceiling")}
_POLICIES = question(
    """
    SELECT * FROM price_policies
    WHERE market IN ('', :market) AND valid_from <= :day AND (valid_to IS NULL OR valid_to >= :day)
    ORDER BY market = '', valid_from DESC, id DESC
    """,
    minimum_margin=Ratio,
    valid_from=Day,
    **_BANDS,
)
_OWN = question(
    """
    SELECT nth, product, retail, resale FROM (
        SELECT past.key AS nth, p.product, p.retail, p.resale,
               row_number() OVER (PARTITION BY p.product ORDER BY past.key) AS place
        FROM json_each(:visits) AS past CROSS JOIN prices_products p ON p.visit_id = past.value
        WHERE p.retail IS NOT NULL OR p.resale IS NOT NULL
    ) WHERE place <= :most ORDER BY nth DESC
    """,
    retail=Money,
    resale=Money,
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
# SQLite takes the bare columns from the row that holds the minimum: the newest visit to each dealer.
_OTHERS = question(
    """
    SELECT min(past.key) AS nth, p.product, p.retail, p.resale
    FROM json_each(:visits) AS past CROSS JOIN prices_products p ON p.visit_id = past.value ->> 0
    WHERE p.retail IS NOT NULL OR p.resale IS NOT NULL
    GROUP BY p.product, past.value ->> 1 ORDER BY p.product, nth
    """,
    retail=Money,
    resale=Money,
)
_COMPETITORS = question(
    """
    SELECT c.brand, c.name, coalesce(p.code, '') AS against FROM competitor_products c
    LEFT JOIN products p ON p.id = c.against_id ORDER BY c.brand, c.name
    """
)
_SEEN = question(
    """
    SELECT past.key AS nth, c.brand, c.name, coalesce(c.against, '') AS against, c.price
    FROM json_each(:visits) AS past CROSS JOIN prices_competitors c ON c.visit_id = past.value
    WHERE c.name IS NOT NULL ORDER BY past.key, c.position
    """,
    price=Money,
)


def policies(scene: Scene) -> dict[int, PricePolicy]:
    """The policy of each product, by its id: the market's own before the general one, the latest first."""
    found: dict[int, PricePolicy] = {}
    for row in ask(scene.connection, _POLICIES, market=scene.dealer.market, day=scene.today):
        if row.product_id not in found:
            found[row.product_id] = PricePolicy(
                row.code,
                PriceBand(row.retail_recommended, row.retail_floor, row.retail_ceiling),
                PriceBand(row.resale_recommended, row.resale_floor, row.resale_ceiling),
                row.minimum_margin,
            )
    return found


def own_history(scene: Scene) -> dict[str, tuple[PriceObservation, ...]]:
    """The last observations of each product at this dealer's, by its code, oldest first."""
    found: dict[str, list[PriceObservation]] = defaultdict(list)
    for row in ask(scene.connection, _OWN, visits=scene.recent_ids, most=SPARK):
        found[row.product].append(PriceObservation(scene.past[row.nth].day, row.retail, row.resale))
    return {code: tuple(each) for code, each in found.items()}


def others(scene: Scene) -> dict[str, tuple[PriceObservation, ...]]:
    """The latest observation of each product at each other dealer of the market, newest first."""
    card = scene.dealer
    if not card.market:
        return {}
    since = scene.ago(scene.thresholds.others_days)
    seen = ask(scene.connection, _MARKET_VISITS, market=card.market, dealer=card.id, since=since, day=scene.today)
    found: dict[str, list[PriceObservation]] = defaultdict(list)
    for row in ask(scene.connection, _OTHERS, visits=listed((each.id, each.code) for each in seen)):
        visit = seen[row.nth]
        found[row.product].append(PriceObservation(visit.day, row.retail, row.resale, visit.code))
    return {code: tuple(each) for code, each in found.items()}


def competitors(scene: Scene, products: Iterable[str]) -> tuple[CompetitorFacts, ...]:
    """What competes with `products` by the company's list, and what was seen at this dealer's before."""
    known: dict[tuple[str, str], CompetitorFacts] = {}
    wanted = {"", *products}
    for row in ask(scene.connection, _COMPETITORS):
        if row.against in wanted:
            known[_same(row)] = CompetitorFacts(row.brand, row.name, row.against)
    for row in ask(scene.connection, _SEEN, visits=scene.past_ids):
        before = known.get(_same(row))
        if before is None or (before.last_price is None and row.price is not None):
            against = before.against if before and before.against else row.against
            seen_on = scene.past[row.nth].day if row.price is not None else None
            known[_same(row)] = CompetitorFacts(row.brand or "", row.name, against, row.price, seen_on)
    return tuple(known.values())


def _same(row: Any) -> tuple[str, str]:
    return (row.brand or "").casefold(), row.name.casefold()
