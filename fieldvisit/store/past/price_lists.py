"""What the dealer pays by the company's price lists, as of any day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeAlias

from fieldvisit.store.past.asking import Question, ask_kept, listed, question
from fieldvisit.store.past.scene import Scene
from fieldvisit.store.types import Money, exact

Line: TypeAlias = tuple[str, str | None, int]
"""Of a price list: its first day, its last day or None, and the price, as the store keeps them."""

_price = exact(Money.places)
_GOES_FIRST: Final = "ORDER BY e.price_list = :list DESC, e.market <> '' DESC, e.valid_from DESC, e.id DESC"
_FOR_DEALER: Final = """
    e.market IN ('', :market) AND (:list = '' OR e.price_list IN ('', :list)) AND e.valid_from <= :day
"""
# Product by product: of a large catalogue a visit needs a few, and of their lines one each.
_FIRST = question(
    f"""
    SELECT e.product_id, e.valid_from, e.valid_to, e.price
    FROM json_each(:products) AS product CROSS JOIN price_list_entries e ON e.id = (
        SELECT e.id FROM price_list_entries e WHERE e.product_id = product.value AND {_FOR_DEALER} {_GOES_FIRST} LIMIT 1
    )
    """  # noqa: S608 - ours
)
_ALL = question(
    f"""
    SELECT e.valid_from, e.valid_to, e.price FROM price_list_entries e
    WHERE e.product_id = :product AND {_FOR_DEALER} {_GOES_FIRST}
    """  # noqa: S608 - ours
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
        self._first: dict[int, Line | None] = {}
        self._all: dict[int, list[Line]] = {}

    def expect(self, products: Iterable[int]) -> None:
        """Reads what is needed of some products (ids) at once; others are read one by one."""
        wanted = [product for product in products if product not in self._first]
        self._first.update(dict.fromkeys(wanted))
        for product, *line in self._asked(_FIRST, products=listed(wanted)):
            self._first[product] = (line[0], line[1], line[2])

    def _asked(self, asked: Question, **given: Any) -> list[Any]:
        scene, card = self._scene, self._scene.dealer
        return ask_kept(scene.connection, asked, market=card.market, list=card.price_list, day=scene.today, **given)

    def on(self, day: date, product_id: int) -> ListPrice | None:
        """The price valid on a day, None for a product without one."""
        found = self._valid(day.isoformat(), product_id)
        return ListPrice(_price(found[2]), date.fromisoformat(found[0])) if found else None

    def change(self, since: date, product_id: int) -> tuple[ListPrice, Decimal] | None:
        """The price of today and the one of an earlier day, where both are known and differ."""
        first = self._line(product_id)
        if first is None or (_holds(first, since.isoformat()) and _holds(first, self._scene.today)):
            return None
        now, before = self.on(self._scene.day, product_id), self.price_on(since, product_id)
        return None if now is None or before is None or now.price == before else (now, before)

    def _valid(self, day: str, product_id: int) -> Line | None:
        first = self._line(product_id)
        if first is None or _holds(first, day):
            return first
        if product_id not in self._all:
            self._all[product_id] = self._asked(_ALL, product=product_id)
        return next((line for line in self._all[product_id] if _holds(line, day)), None)

    def _line(self, product_id: int) -> Line | None:
        """The line that goes before all others of a product; on nearly every day that is asked it holds."""
        if product_id not in self._first:
            self.expect([product_id])
        return self._first[product_id]

    def price_on(self, day: date, product_id: int) -> Decimal | None:
        """Only the price."""
        found = self._valid(day.isoformat(), product_id)
        return _price(found[2]) if found else None


def _holds(line: Line, day: str) -> bool:
    return bool(line[0] <= day and (line[1] is None or line[1] >= day))
