"""What all dealers bought, and whether anyone's account is known: figures for lists, summed by the store itself."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import literal_column, select
from sqlalchemy.orm import Session

from fieldvisit.domain.ratio import rounded
from fieldvisit.store.models import Dealer, Shipment, ShipmentLine
from fieldvisit.store.past.adding import sum_of, summed
from fieldvisit.store.past.asking import ask_kept, question
from fieldvisit.store.types import Money

# The conditions hold for every row: with them the first one is looked up instead of a scan begun.
_ANY_ACCOUNT = question(
    "SELECT EXISTS (SELECT 1 FROM open_items WHERE id > 0) OR EXISTS (SELECT 1 FROM payments WHERE id > 0)"
)
_net = sum_of(Money.places)


@dataclass(frozen=True)
class Bought:
    """Net value of what was shipped to a dealer, returns taken off, in the dealer's currency."""

    dealer: str
    currency: str
    value: Decimal


def bought_since(session: Session, after: date, until: date) -> list[Bought]:
    """What each dealer bought after one day and until another; only dealers that were shipped anything.

    A line without any price adds nothing.
    """
    values: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    within = (Shipment.shipped_on > after, Shipment.shipped_on <= until)
    of_dealers = (
        select(Dealer.code, Dealer.currency)
        .join(Shipment, Shipment.dealer_id == Dealer.id)
        .join(ShipmentLine, ShipmentLine.shipment_id == Shipment.id)
        .where(*within)
    )
    connection = session.connection()
    netted = of_dealers.add_columns(literal_column(summed("shipment_lines.net"))).group_by(Dealer.id)
    for code, currency, net in connection.execute(netted):
        values[code, currency] += _net(net) or Decimal(0)
    priced = of_dealers.add_columns(
        ShipmentLine.quantity, ShipmentLine.unit_price, ShipmentLine.discount, Dealer.minor_units
    ).where(ShipmentLine.net.is_(None), ShipmentLine.unit_price.is_not(None))
    for code, currency, units, price, discount, minor in connection.execute(priced):
        values[code, currency] += rounded(units * price * (1 - (discount or Decimal(0))), minor)
    return [Bought(code, currency, value) for (code, currency), value in values.items()]


def knows_accounts(session: Session) -> bool:
    """Whether open items or payments of anyone were ever taken in: only then does nothing open mean zero."""
    return bool(ask_kept(session.connection(), _ANY_ACCOUNT)[0][0])
