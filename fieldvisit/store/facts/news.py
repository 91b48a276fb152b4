"""What changed since the last visit, and which promotions run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Final

from fieldvisit.domain import formats
from fieldvisit.domain.facts import News, ProductFacts, PromotionFacts
from fieldvisit.domain.language import ntr, tr
from fieldvisit.store.past.asking import ask, question
from fieldvisit.store.past.price_lists import PriceLists
from fieldvisit.store.past.scene import Scene
from fieldvisit.store.types import Day, Quantity, Ratio

FIRST_VISIT_DAYS: Final = 90
"""How far back news go for a dealer who was never visited."""
_NAMED: Final = 3

_TOLD = question(
    "SELECT kind, title, changed_on, summary FROM news WHERE changed_on > :since AND changed_on <= :day",
    changed_on=Day,
)
_NEW_PRODUCTS = question(
    """
    SELECT name, code, range, introduced_on FROM products
    WHERE active AND introduced_on > :since AND introduced_on <= :day ORDER BY introduced_on, code
    """,
    introduced_on=Day,
)
_NEW_POLICIES = question(
    """
    SELECT e.code, e.valid_from, count(*) AS products
    FROM products p CROSS JOIN price_policies e ON e.product_id = p.id
    WHERE e.market IN ('', :market) AND e.valid_from > :since AND e.valid_from <= :day
    GROUP BY e.code, e.valid_from ORDER BY e.valid_from, e.code
    """,
    valid_from=Day,
)
_RUNNING = question(
    """
    SELECT p.name, p.valid_from, p.valid_to, p.material, p.uplift, p.product_id, i.issued FROM promotions p
    LEFT JOIN promotion_issues i ON i.promotion_id = p.id AND i.dealer_id = :dealer
    WHERE p.market IN ('', :market) AND p.valid_from <= :day AND (p.valid_to IS NULL OR p.valid_to >= :day)
    ORDER BY p.valid_to IS NULL, p.valid_to, p.code
    """,
    valid_from=Day,
    valid_to=Day,
    uplift=Ratio,
    issued=Quantity,
)


class Promotions:
    """The promotions of the market that run today."""

    def __init__(self, scene: Scene) -> None:
        card = scene.dealer
        self._running = ask(scene.connection, _RUNNING, dealer=card.id, market=card.market, day=scene.today)

    def uplift(self, product_id: int) -> Decimal:
        """The strongest effect on a product's demand, 1 for none."""
        found = [row.uplift for row in self._running if row.uplift is not None and row.product_id in (None, product_id)]
        return max(found, default=Decimal(1))

    def facts(self, products: set[int]) -> tuple[PromotionFacts, ...]:
        """Those for all products or for one of `products` (ids), the first to end first."""
        return tuple(
            PromotionFacts(row.name, row.valid_to, row.material, row.issued)
            for row in self._running
            if row.product_id is None or row.product_id in products
        )

    def news(self, since: date) -> Iterable[News]:
        """Those that began after a day."""
        for row in self._running:
            if row.valid_from > since:
                until = tr("until {day}", day=row.valid_to) if row.valid_to else ""
                summary = formats.apposed(part for part in (row.material, until) if part)
                yield News("promotion", row.name, row.valid_from, summary)


def news(
    scene: Scene, since: date, promotions: Promotions, lists: PriceLists, carried: list[tuple[int, ProductFacts]]
) -> tuple[News, ...]:
    """Policies, prices, promotions and products new after `since`, oldest first."""
    asked = {"since": since.isoformat(), "day": scene.today}
    told = [News(row.kind, row.title, row.changed_on, row.summary) for row in ask(scene.connection, _TOLD, **asked)]
    policies = ask(scene.connection, _NEW_POLICIES, **asked, market=scene.dealer.market)
    products = ask(scene.connection, _NEW_PRODUCTS, **asked)
    found = [
        *told,
        *promotions.news(since),
        *(_policy(row) for row in policies),
        *(
            News("product", row.name, row.introduced_on, formats.apposed(filter(None, (row.code, row.range))))
            for row in products
        ),
        *_changed_prices(since, lists, carried),
    ]
    return tuple(sorted(found, key=lambda each: (each.changed_on, each.kind, each.title)))


def _policy(row: Any) -> News:
    title = tr("Price policy {code}", code=row.code) if row.code else tr("Price policy")
    return News("price", title, row.valid_from, ntr("{count} product", "{count} products", row.products))


def _changed_prices(since: date, lists: PriceLists, carried: list[tuple[int, ProductFacts]]) -> Iterable[News]:
    """One line for each day on which list prices of carried products changed."""
    changes: dict[date, list[str]] = defaultdict(list)
    for product_id, product in carried:
        change = lists.change(since, product_id)
        if change and change[0].since > since:
            now, before = change
            prices = f"{formats.unit_price(before)} → {formats.unit_price(now.price)}"
            changes[now.since].append(f"{product.name} {prices}")
    for day, lines in changes.items():
        more = ntr("{count} more", "{count} more", len(lines) - _NAMED) if len(lines) > _NAMED else ""
        yield News("price", tr("Price list"), day, formats.listed([*lines[:_NAMED], *filter(None, [more])]))
