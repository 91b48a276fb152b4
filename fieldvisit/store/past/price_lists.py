"""What the dealer pays by the company's price lists, as of any day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from fieldvisit.store.past.asking import ask, question
from fieldvisit.store.past.scene import Scene
from fieldvisit.store.types import Day, Money

_LISTED = question(
    """
    SELECT e.product_id, e.price, e.valid_from, e.valid_to FROM price_list_entries e
    WHERE e.market IN ('', :market) AND (:list = '' OR e.price_list IN ('', :list)) AND e.valid_from <= :day
    ORDER BY e.product_id, e.price_list = :list DESC, e.market = '', e.valid_from DESC, e.id DESC
    """,
    price=Money,
    valid_from=Day,
    valid_to=Day,
)


@dataclass(frozen=True)
class ListPrice:
    """A purchase price per unit and since when it holds."""

    price: Decimal
    since: date


class PriceLists:
    """The dealer's purchase prices as of any day up to today: own list before the general, own market before all."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    @cached_property
    def _entries(self) -> dict[int, list[Any]]:
        scene, card = self._scene, self._scene.dealer
        entries: dict[int, list[Any]] = defaultdict(list)
        for row in ask(scene.connection, _LISTED, market=card.market, list=card.price_list, day=scene.today):
            entries[row.product_id].append(row)
        return entries

    def on(self, day: date, product_id: int) -> ListPrice | None:
        """The price valid on a day, None for a product without one."""
        for entry in self._entries.get(product_id, ()):
            if entry.valid_from <= day and (entry.valid_to is None or entry.valid_to >= day):
                return ListPrice(entry.price, entry.valid_from)
        return None

    def price_on(self, day: date, product_id: int) -> Decimal | None:
        """Only the price."""
        found = self.on(day, product_id)
        return found.price if found else None
