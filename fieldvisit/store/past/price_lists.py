"""What the dealer pays by the company's price lists, as of any day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from operator import itemgetter
from typing import Any, Final, TypeAlias

from fieldvisit.store.past.asking import Question, ask_kept, question
from fieldvisit.store.past.scene import Scene
from fieldvisit.store.types import Money, exact

Line: TypeAlias = tuple[Any, ...]
"""Product, whether it is of another list, whether of every market, its first day, id, last day or None, price."""

_price = exact(Money.places)
_OF_LISTS: Final = """
    FROM price_list_entries e
    WHERE e.market IN ('', :market) AND (:list = '' OR e.price_list IN ('', :list)) AND e.valid_from <= :day
"""
# `max` makes the other columns those of the latest line.
_LATEST = question(
    f"""
    SELECT e.product_id, e.price_list <> :list, e.market = '', max(e.valid_from), e.id, e.valid_to, e.price
    {_OF_LISTS} GROUP BY e.market, e.product_id, e.price_list
    """
)
_ALL = question(
    f"""
    SELECT e.product_id, e.price_list <> :list, e.market = '', e.valid_from, e.id, e.valid_to, e.price {_OF_LISTS}
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
    def _first(self) -> dict[int, Line]:
        """Of each product the line that goes before all others; on nearly every day that is asked it holds."""
        return {product: lines[0] for product, lines in self._by_product(_LATEST).items()}

    @cached_property
    def _all(self) -> dict[int, list[Line]]:
        return self._by_product(_ALL)

    def _by_product(self, asked: Question) -> dict[int, list[Line]]:
        """Lines in the order in which they go before each other."""
        scene, card = self._scene, self._scene.dealer
        rows = ask_kept(scene.connection, asked, market=card.market, list=card.price_list, day=scene.today)
        rows.sort(key=itemgetter(3, 4), reverse=True)
        rows.sort(key=itemgetter(1, 2))
        lines: dict[int, list[Line]] = defaultdict(list)
        for row in rows:
            lines[row[0]].append(row)
        return lines

    def on(self, day: date, product_id: int) -> ListPrice | None:
        """The price valid on a day, None for a product without one."""
        found = self._valid(day.isoformat(), product_id)
        return ListPrice(_price(found[6]), date.fromisoformat(found[3])) if found else None

    def _valid(self, day: str, product_id: int) -> Line | None:
        first = self._first.get(product_id)
        if first is None or _holds(first, day):
            return first
        return next((line for line in self._all[product_id] if _holds(line, day)), None)

    def price_on(self, day: date, product_id: int) -> Decimal | None:
        """Only the price."""
        found = self._valid(day.isoformat(), product_id)
        return _price(found[6]) if found else None


def _holds(line: Line, day: str) -> bool:
    return bool(line[3] <= day and (line[5] is None or line[5] >= day))
