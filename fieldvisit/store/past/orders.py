"""What was ordered and has not come yet."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from fieldvisit.domain.ratio import rounded
from fieldvisit.store.past.adding import sum_of, summed
from fieldvisit.store.past.asking import ask, ask_kept, listed, question
from fieldvisit.store.past.price_lists import PriceLists
from fieldvisit.store.past.scene import Scene
from fieldvisit.store.types import Money, Quantity, Ratio

# Nearly every order came in full, and it is known of which; only the others are looked at closely.
_LEFT = question(
    """
    SELECT o.id FROM sales_orders o
    WHERE o.dealer_id = :dealer AND o.ordered_on <= :day AND NOT o.cancelled
      AND NOT EXISTS (SELECT 1 FROM finished_orders f WHERE f.order_id = o.id AND f.finished_on <= :day)
    """
)
_ORDERED = question(
    f"""
    WITH unfinished AS MATERIALIZED (
        SELECT o.* FROM json_each(:orders) AS each CROSS JOIN sales_orders o ON o.id = each.value
    ), delivered AS (
        SELECT u.id AS order_id, l.product_id, {summed("l.quantity")} AS quantity
        FROM unfinished u CROSS JOIN shipments s ON s.order_number = u.number
        CROSS JOIN shipment_lines l ON l.shipment_id = s.id
        WHERE +s.dealer_id = :dealer AND +s.shipped_on <= :day AND l.quantity > 0
        GROUP BY u.id, l.product_id
    )
    SELECT u.number, l.product_id, l.quantity, l.unit_price, l.discount, l.net,
           coalesce(d.quantity, '0 0') AS delivered
    FROM unfinished u CROSS JOIN order_lines l ON l.order_id = u.id
    LEFT JOIN delivered d ON d.order_id = u.id AND d.product_id = l.product_id
    ORDER BY u.ordered_on, u.number, l.line
    """,  # noqa: S608 - ours
    quantity=Quantity,
    unit_price=Money,
    discount=Ratio,
    net=Money,
    delivered=sum_of(Quantity.places),
)


@dataclass(frozen=True)
class Undelivered:
    """What was ordered and neither shipped nor cancelled: units by product id, and the value of all of it."""

    units: dict[int, Decimal]
    value: Decimal


def undelivered(scene: Scene, lists: PriceLists) -> Undelivered:
    """Open orders as of today; each line's value rounded half-up. A line without any price has no value."""
    units: dict[int, Decimal] = defaultdict(Decimal)
    left: dict[tuple[str, int], Decimal] = {}
    value = Decimal(0)
    asked = {"dealer": scene.dealer.id, "day": scene.today}
    orders = listed(key for (key,) in ask_kept(scene.connection, _LEFT, **asked))
    for row in ask(scene.connection, _ORDERED, orders=orders, **asked):
        key = (row.number, row.product_id)
        delivered = min(left.get(key, row.delivered), row.quantity)
        left[key] = left.get(key, row.delivered) - delivered
        if open_units := row.quantity - delivered:
            units[row.product_id] += open_units
            price = lists.price_on(scene.day, row.product_id) if row.unit_price is None else row.unit_price
            whole = row.net if open_units == row.quantity else None
            value += _value(open_units, price, row.discount, scene.dealer.minor_units) if whole is None else whole
    return Undelivered(units, value)


def _value(units: Decimal, price: Decimal | None, discount: Decimal | None, minor: int) -> Decimal:
    if price is None:
        return Decimal(0)
    return rounded(units * price * (1 - (discount or Decimal(0))), minor)
