"""Counts of earlier visits, and what was shipped since."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any, NamedTuple

from fieldvisit.domain.days import days_before
from fieldvisit.domain.facts import SellOutInterval
from fieldvisit.store.past.asking import ask_kept, question
from fieldvisit.store.past.kept import Past
from fieldvisit.store.past.scene import Scene
from fieldvisit.store.past.told import ENOUGH
from fieldvisit.store.types import Quantity, exact

_units = exact(Quantity.places)
_SHIPPED = question(
    """
    SELECT l.product_id, s.shipped_on, l.quantity FROM shipments s CROSS JOIN shipment_lines l ON l.shipment_id = s.id
    WHERE s.dealer_id = :dealer AND s.shipped_on BETWEEN :since AND :day AND l.quantity <> 0 ORDER BY s.shipped_on
    """
)
_DELIVERED = question(
    """
    SELECT DISTINCT l.product_id FROM shipments s CROSS JOIN shipment_lines l ON l.shipment_id = s.id
    WHERE s.dealer_id = :dealer AND s.shipped_on > :since AND s.shipped_on <= :day AND l.quantity > 0
    """
)
_EVER_SHIPPED = question("SELECT 1 FROM shipments WHERE dealer_id = :dealer LIMIT 1")


class Counted(NamedTuple):
    """One count of a product, with what the rep then held for received and returned since the one before.

    In thousandths of a unit, as the store keeps them.
    """

    day: date
    stock: int
    received: int | None
    returned: int | None

    @property
    def units(self) -> Decimal:
        """The count in units."""
        return _units(self.stock)


class _Flow:
    """Units of a product going one way: the days in order, and the sum up to each in thousandths of a unit."""

    __slots__ = ("days", "sums")

    def __init__(self) -> None:
        self.days: list[str] = []
        self.sums: list[int] = [0]

    def between(self, after: str, until: str | None) -> int | None:
        """What moved after one day, up to and with another; None for nothing at all."""
        first = bisect_right(self.days, after)
        end = len(self.days) if until is None else bisect_right(self.days, until)
        return self.sums[end] - self.sums[first] if first < end else None


class _Flows:
    """What came and what went from a day on, by product."""

    def __init__(self, scene: Scene, since: date) -> None:
        self.since = since
        self.came: dict[int, _Flow] = defaultdict(_Flow)
        self.went: dict[int, _Flow] = defaultdict(_Flow)
        asked = {"dealer": scene.dealer.id, "since": since.isoformat(), "day": scene.today}
        for product_id, day, units in ask_kept(scene.connection, _SHIPPED, **asked):
            flow = (self.came if units > 0 else self.went)[product_id]
            flow.days.append(day)
            flow.sums.append(flow.sums[-1] + abs(units))


class Shipments:
    """What the company shipped to the dealer up to today; `known` is whether any was ever imported."""

    def __init__(self, scene: Scene, since: date) -> None:
        """`since` is the first day that is asked for often; earlier ones are read when they are needed."""
        self._scene = scene
        self.known = bool(ask_kept(scene.connection, _EVER_SHIPPED, dealer=scene.dealer.id))
        self._flows = _Flows(scene, since)

    def delivered_since(self, after: date) -> set[int]:
        """The ids of the products of which anything was delivered after a day."""
        asked = {"dealer": self._scene.dealer.id, "since": after.isoformat(), "day": self._scene.today}
        return {product for (product,) in ask_kept(self._scene.connection, _DELIVERED, **asked)}

    def received(self, product_id: int, after: date) -> Decimal:
        """Units delivered after a day."""
        return _or_zero(self._since(after).came, product_id, after)

    def returned(self, product_id: int, after: date) -> Decimal:
        """Units that came back after a day, as a positive figure."""
        return _or_zero(self._since(after).went, product_id, after)

    def balance(self, product_id: int, after: date) -> Decimal:
        """Units delivered after a day, less those that came back."""
        return self.received(product_id, after) - self.returned(product_id, after)

    def moved(self, product_id: int, later: Counted, earlier: Counted) -> int | None:
        """Thousandths of a unit received less returned between two counts; None where that is not known."""
        received, returned = later.received, later.returned
        if (received is None or returned is None) and self.known:
            flows, days = self._since(earlier.day), (earlier.day.isoformat(), later.day.isoformat())
            received = flows.came[product_id].between(*days) or 0 if received is None else received
            returned = flows.went[product_id].between(*days) or 0 if returned is None else returned
        return None if received is None or returned is None else received - returned

    def _since(self, after: date) -> _Flows:
        if after < self._flows.since:
            self._flows = _Flows(self._scene, after)
        return self._flows


def _or_zero(flows: dict[int, _Flow], product_id: int, after: date) -> Decimal:
    moved = flows[product_id].between(after.isoformat(), None) if product_id in flows else None
    return _NOTHING if moved is None else _units(moved)


_NOTHING = Decimal(0)


def counts(scene: Scene, past: Past) -> dict[str, list[Counted]]:
    """The counts that rates are made of, by product code, newest first. A blank is no count.

    All of the last visits; of those before them only as many as a product still needs.
    """
    first = days_before(scene.day, scene.thresholds.rate_days)
    recent = sum(day >= first for day in past.days) + 1
    return {product: _counted(rows, past.days, recent) for product, rows in past.counts.items()}


def _counted(rows: list[Any], days: tuple[date, ...], recent: int) -> list[Counted]:
    visits = rows[::4]
    wanted = max(bisect_left(visits, recent), ENOUGH)
    seen = map(days.__getitem__, visits[:wanted])
    return [*map(Counted._make, zip(seen, rows[1::4], rows[2::4], rows[3::4]))]  # noqa: B905 - as far as wanted


def intervals(counted: list[Counted], product_id: int, shipments: Shipments) -> tuple[SellOutInterval, ...]:
    """Units sold between successive counts, newest first; those with unknown deliveries are left out."""
    found = []
    for later, earlier in pairwise(counted):
        moved = shipments.moved(product_id, later, earlier)
        if moved is not None:
            sold = _units(earlier.stock + moved - later.stock)
            found.append(SellOutInterval(later.day, (later.day - earlier.day).days, sold))
    return tuple(found)
