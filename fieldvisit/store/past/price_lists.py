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
"""Product, whether it is of the dealer's list, whether of the market, its first day, id, last day or None, price."""

_rank = itemgetter(1, 2, 3, 4)

_price = exact(Money.places)
_OF_LISTS: Final = """
    FROM price_list_entries e
    WHERE e.market IN ('', :market) AND (:list = '' OR e.price_list IN ('', :list)) AND e.valid_from <= :day
"""
# `max` makes the other columns those of the latest line.
_LATEST = question(
    f"""
    SELECT e.product_id, e.price_list = :list, e.market <> '', max(e.valid_from), e.id, e.valid_to, e.price
    {_OF_LISTS} GROUP BY e.market, e.product_id, e.price_list
    """
)
_ALL = question(
    f"""
    SELECT e.product_id, e.price_list = :list, e.market <> '', e.valid_from, e.id, e.valid_to, e.price {_OF_LISTS}
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
        first: dict[int, Line] = {}
        for line in self._asked(_LATEST):
            held = first.setdefault(line[0], line)
            if held is not line and _rank(line) > _rank(held):
                first[line[0]] = line
        return first

    @cached_property
    def _all(self) -> dict[int, list[Line]]:
        """All lines of each product in the order in which they go before each other."""
        lines: dict[int, list[Line]] = defaultdict(list)
        for line in sorted(self._asked(_ALL), key=_rank, reverse=True):
            lines[line[0]].append(line)
        return lines

    def _asked(self, asked: Question) -> list[Line]:
        scene, card = self._scene, self._scene.dealer
        return ask_kept(scene.connection, asked, market=card.market, list=card.price_list, day=scene.today)

    def on(self, day: date, product_id: int) -> ListPrice | None:
        """The price valid on a day, None for a product without one."""
        found = self._valid(day.isoformat(), product_id)
        return ListPrice(_price(found[6]), date.fromisoformat(found[3])) if found else None

    def change(self, since: date, product_id: int) -> tuple[ListPrice, Decimal] | None:
        """The price of today and the one of an earlier day, where both are known and differ."""
        first = self._first.get(product_id)
        if first is None or (_holds(first, since.isoformat()) and _holds(first, self._scene.today)):
            return None
        now, before = self.on(self._scene.day, product_id), self.price_on(since, product_id)
        return None if now is None or before is None or now.price == before else (now, before)

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
