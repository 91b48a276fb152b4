"""A dealer's history in the few figures of a record card: months, visits, the last order and payment."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from fieldvisit.domain.dealer_history import Dated, DealerHistory, MonthTurnover, PastVisit, months_until
from fieldvisit.domain.ratio import rounded
from fieldvisit.domain.settings import Thresholds
from fieldvisit.store.past.adding import sum_of, summed
from fieldvisit.store.past.asking import ask, question
from fieldvisit.store.past.scene import Scene, scene_of
from fieldvisit.store.types import Day, Money, Quantity, Ratio

_NET = question(
    f"""
    SELECT substr(s.shipped_on, 1, 7) AS month, {summed("l.net")} AS net
    FROM shipments s CROSS JOIN shipment_lines l ON l.shipment_id = s.id
    WHERE s.dealer_id = :dealer AND s.shipped_on BETWEEN :since AND :day GROUP BY month
    """,  # noqa: S608 - ours
    net=sum_of(Money.places),
)
_PRICED = question(
    """
    SELECT substr(s.shipped_on, 1, 7) AS month, l.quantity, l.unit_price, l.discount
    FROM shipments s CROSS JOIN shipment_lines l ON l.shipment_id = s.id
    WHERE s.dealer_id = :dealer AND s.shipped_on BETWEEN :since AND :day
      AND l.net IS NULL AND l.unit_price IS NOT NULL
    """,
    quantity=Quantity,
    unit_price=Money,
    discount=Ratio,
)
_FIRST = question("SELECT min(shipped_on) AS day FROM shipments WHERE dealer_id = :dealer AND shipped_on <= :day")
_VISITS = question(
    """
    SELECT v.day, v.number, v.rep, count(r.id) AS objectives, coalesce(sum(r.result >= r.target), 0) AS reached
    FROM visits v LEFT JOIN wrap_up_results r ON r.visit_id = v.id
    WHERE v.dealer_id = :dealer AND v.day <= :day AND v.state = 'closed'
      AND NOT EXISTS (SELECT 1 FROM visits n WHERE n.revises = v.id AND n.state = 'closed')
    GROUP BY v.id ORDER BY v.day DESC, v.closed_at DESC, v.number DESC
    """,
    day=Day,
)
_ORDER = question(
    f"""
    SELECT o.ordered_on AS day, {summed("l.net")} AS value
    FROM sales_orders o LEFT JOIN order_lines l ON l.order_id = o.id
    WHERE o.id = (
        SELECT id FROM sales_orders WHERE dealer_id = :dealer AND ordered_on <= :day AND NOT cancelled
        ORDER BY ordered_on DESC, number DESC LIMIT 1
    ) GROUP BY o.id
    """,  # noqa: S608 - ours
    day=Day,
    value=sum_of(Money.places),
)
_PAYMENT = question(
    """
    SELECT paid_on AS day, amount AS value FROM payments WHERE dealer_id = :dealer AND paid_on <= :day
    ORDER BY paid_on DESC, document DESC LIMIT 1
    """,
    day=Day,
    value=Money,
)


def dealer_history(session: Session, dealer: str, day: date) -> DealerHistory:
    """The history up to and with a day; later entries of the store are not used. Raises NotFound."""
    scene = scene_of(session.connection(), dealer, day, Thresholds())
    asked = {"dealer": scene.dealer.id, "day": scene.today}
    visits = ask(scene.connection, _VISITS, **asked)
    latitude, longitude = scene.dealer.latitude, scene.dealer.longitude
    return DealerHistory(
        months=_months(scene),
        visits=tuple(PastVisit(row.day, row.number or "", row.rep, row.reached, row.objectives) for row in visits),
        last_order=next((Dated(row.day, row.value) for row in ask(scene.connection, _ORDER, **asked)), None),
        last_payment=next((Dated(row.day, row.value) for row in ask(scene.connection, _PAYMENT, **asked)), None),
        coordinates=None if latitude is None or longitude is None else (latitude, longitude),
    )


def _months(scene: Scene) -> tuple[MonthTurnover, ...]:
    months = months_until(scene.day)
    asked = {"dealer": scene.dealer.id, "day": scene.today}
    first = ask(scene.connection, _FIRST, **asked)[0].day or "9999"
    values = {row.month: row.net or Decimal(0) for row in ask(scene.connection, _NET, since=str(months[0]), **asked)}
    for row in ask(scene.connection, _PRICED, since=str(months[0]), **asked):
        value = row.quantity * row.unit_price * (1 - (row.discount or Decimal(0)))
        values[row.month] += rounded(value, scene.dealer.minor_units)
    return tuple(_month(month, first, values) for month in months)


def _month(month: date, first: str, values: dict[str, Decimal]) -> MonthTurnover:
    name = month.isoformat()[:7]
    return MonthTurnover(month, None if name < first[:7] else values.get(name, Decimal(0)))
