"""Counts of earlier visits, and what was shipped and ordered since."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from operator import itemgetter
from typing import Any, Final

from fieldvisit.domain.facts import SellOutInterval
from fieldvisit.store.past.asking import ask_kept, listed, question
from fieldvisit.store.past.scene import RECENT, Scene
from fieldvisit.store.types import Quantity, exact

ENOUGH: Final = 2
"""Counts of a product that are looked at however old they are: they give the latest interval."""

_units = exact(Quantity.places)
_COUNTS = question(
    """
    SELECT past.key + :first, c.product, c.count, c.received, c.returned
    FROM json_each(:visits) AS past CROSS JOIN inventory_products c ON c.visit_id = past.value
    WHERE c.count IS NOT NULL AND c.product NOT IN (SELECT value FROM json_each(:known))
    """
)
_SHIPPED = question(
    """
    SELECT l.product_id, s.shipped_on, l.quantity FROM shipments s CROSS JOIN shipment_lines l ON l.shipment_id = s.id
    WHERE s.dealer_id = :dealer AND s.shipped_on BETWEEN :since AND :day AND l.quantity <> 0
    """
)
_EVER_SHIPPED = question("SELECT 1 FROM shipments WHERE dealer_id = :dealer LIMIT 1")


@dataclass(slots=True)
class Counted:
    """One count of a product, with what the rep then held for received and returned since the one before.

    In thousandths of a unit, as the store keeps them.
    """

    day: date
    count: int
    received: int | None
    returned: int | None

    @property
    def units(self) -> Decimal:
        """The count in units."""
        return _units(self.count)


class _Flow:
    """Units of a product going one way: the days in order, and the sum up to each in thousandths of a unit."""

    def __init__(self) -> None:
        self.days: list[str] = []
        self.sums: list[int] = [0]

    def add(self, day: str, units: int) -> None:
        self.days.append(day)
        self.sums.append(self.sums[-1] + units)

    def between(self, after: date, until: date | None) -> int | None:
        """What moved after one day, up to and with another; None for nothing at all."""
        first = bisect_right(self.days, after.isoformat())
        end = len(self.days) if until is None else bisect_right(self.days, until.isoformat())
        return self.sums[end] - self.sums[first] if first < end else None


class Shipments:
    """What the company shipped to the dealer up to today; `known` is whether any was ever imported."""

    def __init__(self, scene: Scene, since: date) -> None:
        self.known = bool(ask_kept(scene.connection, _EVER_SHIPPED, dealer=scene.dealer.id))
        self._came: dict[int, _Flow] = defaultdict(_Flow)
        self._went: dict[int, _Flow] = defaultdict(_Flow)
        asked = {"dealer": scene.dealer.id, "since": since.isoformat(), "day": scene.today}
        for product_id, day, units in sorted(ask_kept(scene.connection, _SHIPPED, **asked), key=itemgetter(1)):
            way = self._came if units > 0 else self._went
            way[product_id].add(day, abs(units))

    def received(self, product_id: int, after: date, until: date | None = None) -> Decimal:
        """Units delivered after one day, up to and with another."""
        return _or_zero(self._came, product_id, after, until)

    def returned(self, product_id: int, after: date, until: date | None = None) -> Decimal:
        """Units that came back, as a positive figure."""
        return _or_zero(self._went, product_id, after, until)

    def moved(self, product_id: int, later: Counted, earlier: Counted) -> int | None:
        """Thousandths of a unit received less returned between two counts; None where that is not known."""
        received, returned = later.received, later.returned
        if self.known and received is None:
            received = self._came[product_id].between(earlier.day, later.day) or 0
        if self.known and returned is None:
            returned = self._went[product_id].between(earlier.day, later.day) or 0
        return None if received is None or returned is None else received - returned


def _or_zero(flows: dict[int, _Flow], product_id: int, after: date, until: date | None) -> Decimal:
    moved = flows[product_id].between(after, until) if product_id in flows else None
    return Decimal(0) if moved is None else _units(moved)


def counts(scene: Scene) -> dict[str, list[Counted]]:
    """The counts that rates are made of, by product code, newest first. A blank is no count.

    All of the last visits; of those before them only as many as a product still needs.
    """
    found: dict[str, list[Counted]] = defaultdict(list)
    recent = scene.visits_since(scene.thresholds.rate_days) + 1
    for row in _counted(scene, 0, recent, ()):
        found[row[1]].append(_count(scene, row))
    enough = [product for product, counted in found.items() if product and len(counted) >= ENOUGH]
    for row in _counted(scene, recent, RECENT, enough):
        if len(found[row[1]]) < ENOUGH:
            found[row[1]].append(_count(scene, row))
    return found


def _counted(scene: Scene, first: int, end: int, known: Iterable[str]) -> list[tuple[Any, ...]]:
    asked = {"visits": scene.recent_ids(first, end), "first": first, "known": listed(known)}
    return sorted(ask_kept(scene.connection, _COUNTS, **asked), key=itemgetter(0))


def _count(scene: Scene, row: tuple[Any, ...]) -> Counted:
    nth, _, *units = row
    return Counted(scene.past[nth].day, *units)


def intervals(counted: list[Counted], product_id: int, shipments: Shipments) -> tuple[SellOutInterval, ...]:
    """Units sold between successive counts, newest first; those with unknown deliveries are left out."""
    found = []
    for later, earlier in pairwise(counted):
        moved = shipments.moved(product_id, later, earlier)
        if moved is not None:
            sold = _units(earlier.count + moved - later.count)
            found.append(SellOutInterval(later.day, (later.day - earlier.day).days, sold))
    return tuple(found)
