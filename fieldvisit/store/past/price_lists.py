"""What the dealer pays by the company's price lists, as of any day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from operator import itemgetter
from typing import Any

from fieldvisit.store.past.asking import ask_kept, question
from fieldvisit.store.past.scene import Scene
from fieldvisit.store.types import Money, exact

_price = exact(Money.places)
# By product, so that the unique index leads to the few lines of two markets instead of through all of them.
_LISTED = question(
    """
    SELECT e.product_id, e.price_list <> :list, e.market = '', e.valid_from, e.id, e.valid_to, e.price
    FROM products p CROSS JOIN price_list_entries e ON e.product_id = p.id
    WHERE e.market IN ('', :market) AND (:list = '' OR e.price_list IN ('', :list)) AND e.valid_from <= :day
    """
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
    def _entries(self) -> dict[int, list[tuple[Any, ...]]]:
        scene, card = self._scene, self._scene.dealer
        entries: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        for row in ask_kept(scene.connection, _LISTED, market=card.market, list=card.price_list, day=scene.today):
            entries[row[0]].append(row)
        for each in entries.values():
            each.sort(key=itemgetter(3, 4), reverse=True)
            each.sort(key=itemgetter(1, 2))
        return entries

    def on(self, day: date, product_id: int) -> ListPrice | None:
        """The price valid on a day, None for a product without one."""
        found = self._valid(day.isoformat(), product_id)
        return ListPrice(_price(found[6]), date.fromisoformat(found[3])) if found else None

    def _valid(self, day: str, product_id: int) -> tuple[Any, ...] | None:
        for entry in self._entries.get(product_id, ()):
            if entry[3] <= day and (entry[5] is None or entry[5] >= day):
                return entry
        return None

    def price_on(self, day: date, product_id: int) -> Decimal | None:
        """Only the price."""
        found = self._valid(day.isoformat(), product_id)
        return _price(found[6]) if found else None
