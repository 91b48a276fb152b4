"""Invoices, payments and prepayments that follow from a dealer's deliveries, and the credit limit that fits them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_DOWN, ROUND_UP, Decimal
from typing import Final

from fieldvisit.domain.ratio import line_amount
from fieldvisit.usecases.sample.catalogue import Article, PricePeriod, price_on
from fieldvisit.usecases.sample.customers import Customer, Payer
from fieldvisit.usecases.sample.trade import Order, Trade

# Days after the due date on which a dealer pays, at the earliest and at the latest.
_PAYS: Final[dict[Payer, tuple[int, int]]] = {"prompt": (-8, 3), "slow": (2, 34), "late": (12, 110)}
_KEPT_DAYS: Final = 270
"""Settled documents older than this are no longer in the ledger."""
_ROUND: Final = Decimal(1000)

Prices = dict[Article, list[PricePeriod]]


@dataclass(frozen=True)
class Entry:
    """A document of the ledger; `settled_on` None: open."""

    document: str
    kind: str
    issued_on: date
    due_on: date | None
    amount: Decimal
    settled_on: date | None = None

    def open_on(self, day: date) -> bool:
        """Whether it stood in the ledger on a day."""
        return self.issued_on <= day and (self.settled_on is None or self.settled_on > day)


@dataclass
class Ledger:
    """A dealer's documents and what was paid: (number, day, amount)."""

    entries: list[Entry] = field(default_factory=list)
    payments: list[tuple[str, date, Decimal]] = field(default_factory=list)

    def balance(self, day: date) -> Decimal:
        """What was open on a day, prepayments taken off."""
        return sum((each.amount for each in self.entries if each.open_on(day)), Decimal(0))


def order_value(order: Order, prices: Prices) -> Decimal:
    """Sum of the rounded lines at the list prices of the order's day."""
    return sum(
        (
            line_amount(Decimal(units), price_on(prices[article], order.day)) or Decimal(0)
            for article, units in order.lines.items()
        ),
        Decimal(0),
    )


def ledger_of(customer: Customer, trade: Trade, prices: Prices, today: date) -> Ledger:
    """One invoice a delivery, paid as the dealer usually pays."""
    ledger = Ledger()
    for order in trade.orders:
        if order.shipped_on is not None:
            _invoice(ledger, customer, order, prices, today)
    if customer.id % 9 == 2 and ledger.entries:
        issued = today - timedelta(days=12)
        amount = -(ledger.entries[-1].amount // 200 * 100)
        if amount:
            ledger.entries.append(Entry(f"PRE-{issued:%y}-{customer.id:04}", "prepayment", issued, None, amount))
    return ledger


def credit_limit(customer: Customer, ledger: Ledger, undelivered: Decimal, days: list[date]) -> Decimal:
    """A round limit above what was used on `days`, the last of them today; two dealers in fifteen have outgrown it."""
    now = ledger.balance(days[-1]) + undelivered
    most = max([now, Decimal(customer.yearly) / 12, *(ledger.balance(day) for day in days)])
    outgrown = customer.id % 15 in (3, 9) and now > _ROUND
    limit = now * Decimal("0.8") if outgrown else most * Decimal(customer.rng.randint(135, 200)) / 100
    return (limit / _ROUND).to_integral_value(ROUND_UP if not outgrown else ROUND_DOWN) * _ROUND


def _invoice(ledger: Ledger, customer: Customer, order: Order, prices: Prices, today: date) -> None:
    issued = order.shipped_on or order.day
    due = issued + timedelta(days=customer.payment_days)
    settled = due + timedelta(days=customer.rng.randint(*_PAYS[customer.payer]))
    amount = order_value(order, prices)
    number = order.number.removeprefix("SO-")
    paid = settled < today
    if paid:
        ledger.payments.append((f"PAY-{number}", settled, amount))
    if not paid or (today - issued).days <= _KEPT_DAYS:
        ledger.entries.append(Entry(f"INV-{number}", "invoice", issued, due, amount, settled if paid else None))
