"""Counts of earlier visits, and what was shipped and ordered since."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Final

from fieldvisit.domain.facts import SellOutInterval
from fieldvisit.store.past.asking import ask, question
from fieldvisit.store.past.scene import Scene
from fieldvisit.store.types import Day, Quantity

ENOUGH: Final = 2
"""Counts of a product that are looked at however old they are: they give the latest interval."""

_COUNTS = question(
    """
    SELECT nth, product, count AS counted, received, returned FROM (
        SELECT past.key AS nth, c.*, row_number() OVER (PARTITION BY c.product ORDER BY past.key) AS place
        FROM json_each(:visits) AS past CROSS JOIN inventory_products c ON c.visit_id = past.value
        WHERE c.count IS NOT NULL
    ) WHERE place <= :most OR nth <= :recent ORDER BY nth
    """,
    counted=Quantity,
    received=Quantity,
    returned=Quantity,
)
_SHIPPED = question(
    """
    SELECT s.shipped_on, l.product_id, l.quantity FROM shipments s JOIN shipment_lines l ON l.shipment_id = s.id
    WHERE s.dealer_id = :dealer AND s.shipped_on BETWEEN :since AND :day
    """,
    shipped_on=Day,
    quantity=Quantity,
)
_EVER_SHIPPED = question("SELECT 1 FROM shipments WHERE dealer_id = :dealer LIMIT 1")


@dataclass(frozen=True)
class Counted:
    """One count of a product, in units, with what the rep then held for received and returned since the one before."""

    day: date
    count: Decimal
    received: Decimal | None
    returned: Decimal | None


class Shipments:
    """What the company shipped to the dealer up to today; `known` is whether any was ever imported."""

    def __init__(self, scene: Scene, since: date) -> None:
        self.known = bool(ask(scene.connection, _EVER_SHIPPED, dealer=scene.dealer.id))
        self._moves: dict[int, list[tuple[date, Decimal]]] = defaultdict(list)
        asked = {"dealer": scene.dealer.id, "since": since.isoformat(), "day": scene.today}
        for row in ask(scene.connection, _SHIPPED, **asked):
            self._moves[row.product_id].append((row.shipped_on, row.quantity))

    def received(self, product_id: int, after: date, until: date | None = None) -> Decimal:
        """Units delivered after one day, up to and with another."""
        return sum((units for units in self._between(product_id, after, until) if units > 0), Decimal(0))

    def returned(self, product_id: int, after: date, until: date | None = None) -> Decimal:
        """Units that came back, as a positive figure."""
        return -sum((units for units in self._between(product_id, after, until) if units < 0), Decimal(0))

    def _between(self, product_id: int, after: date, until: date | None) -> list[Decimal]:
        moves = self._moves.get(product_id, ())
        return [units for day, units in moves if day > after and (until is None or day <= until)]

    @property
    def products(self) -> set[int]:
        """The ids of the products delivered at all in the period that was asked for."""
        return {key for key, moves in self._moves.items() if any(units > 0 for _, units in moves)}


def counts(scene: Scene) -> dict[str, list[Counted]]:
    """The counts that rates are made of, by product code, newest first. A blank is no count."""
    found: dict[str, list[Counted]] = defaultdict(list)
    recent = scene.visits_since(scene.thresholds.rate_days)
    for row in ask(scene.connection, _COUNTS, visits=scene.recent_ids, most=ENOUGH, recent=recent):
        found[row.product].append(Counted(scene.past[row.nth].day, row.counted, row.received, row.returned))
    return found


def intervals(counted: list[Counted], product_id: int, shipments: Shipments) -> tuple[SellOutInterval, ...]:
    """Units sold between successive counts, newest first; those with unknown deliveries are left out."""
    found = []
    for later, earlier in pairwise(counted):
        received, returned = later.received, later.returned
        if shipments.known:
            received = shipments.received(product_id, earlier.day, later.day) if received is None else received
            returned = shipments.returned(product_id, earlier.day, later.day) if returned is None else returned
        if received is not None and returned is not None:
            sold = earlier.count + received - returned - later.count
            found.append(SellOutInterval(later.day, (later.day - earlier.day).days, sold))
    return tuple(found)
