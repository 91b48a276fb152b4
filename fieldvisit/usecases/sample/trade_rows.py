"""Orders, deliveries, documents, payments and targets of the sample as rows of the store's tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from fieldvisit.domain.ratio import line_amount
from fieldvisit.usecases.sample import names
from fieldvisit.usecases.sample.catalogue import price_on
from fieldvisit.usecases.sample.customers import Customer
from fieldvisit.usecases.sample.ledger import Ledger, Prices
from fieldvisit.usecases.sample.trade import Order

Rows = list[dict[str, Any]]
_GROWTH: Final = Decimal("1.08")
_HUNDRED: Final = Decimal(100)


@dataclass
class TradeRows:
    """Orders and shipments of all dealers, numbered as they were made."""

    orders: Rows
    order_lines: Rows
    shipments: Rows
    shipment_lines: Rows


def trade(orders: list[tuple[Customer, Order]], prices: Prices) -> TradeRows:
    """Rows of numbered orders and of their deliveries."""
    found = TradeRows([], [], [], [])
    for customer, order in orders:
        head = {"dealer_id": customer.id, "id": len(found.orders) + 1, "number": order.number, "ordered_on": order.day}
        found.orders.append({**head, "required_on": order.required_on, "cancelled": order.cancelled})
        lines = list(_lines(order, prices))
        found.order_lines += [{"order_id": head["id"], **line} for line in lines]
        if order.shipped_on is not None:
            _shipment(found, customer, order, lines)
    return found


def _shipment(found: TradeRows, customer: Customer, order: Order, lines: Rows) -> None:
    key = len(found.shipments) + 1
    document = f"DN-{order.number.removeprefix('SO-')}"
    found.shipments.append(
        {
            "id": key,
            "document": document,
            "dealer_id": customer.id,
            "shipped_on": order.shipped_on,
            "order_number": order.number,
        }
    )
    found.shipment_lines += [{"shipment_id": key, **line} for line in lines]


def _lines(order: Order, prices: Prices) -> Iterator[dict[str, Any]]:
    for number, (article, units) in enumerate(order.lines.items(), start=1):
        price, quantity = price_on(prices[article], order.day), Decimal(units)
        net = line_amount(quantity, price)
        yield {"line": number, "product_id": article.id, "quantity": quantity, "unit_price": price, "net": net}


def open_items(customer: Customer, ledger: Ledger) -> Rows:
    """The dealer's documents."""
    return [
        {
            "dealer_id": customer.id,
            "document": each.document,
            "kind": each.kind,
            "issued_on": each.issued_on,
            "due_on": each.due_on,
            "amount": each.amount,
            "settled_on": each.settled_on,
        }
        for each in ledger.entries
    ]


def payments(customer: Customer, ledger: Ledger) -> Rows:
    """What the dealer paid."""
    return [
        {"dealer_id": customer.id, "document": document, "paid_on": day, "amount": amount}
        for document, day, amount in ledger.payments
    ]


def targets(customers: list[Customer], today: date) -> Rows:
    """Sales targets of the year's months, of the rep and of the dealers of class EI and EII."""
    total = _monthly(sum(customer.yearly for customer in customers))
    months = [date(today.year, month, 1) for month in range(1, 13)]
    rep = [_target(month, None, total) for month in months]
    large = [customer for customer in customers if customer.label in ("EI", "EII")]
    return rep + [_target(month, customer.id, _monthly(customer.yearly)) for customer in large for month in months]


def _monthly(yearly: int) -> Decimal:
    return (Decimal(yearly) * _GROWTH / 12 / _HUNDRED).to_integral_value() * _HUNDRED


def _target(month: date, dealer_id: int | None, amount: Decimal) -> dict[str, Any]:
    return {"month": month, "dealer_id": dealer_id, "rep": "" if dealer_id else names.REP, "amount": amount}
