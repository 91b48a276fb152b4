"""The whole region before it is written: dealers, their trade, accounts and the days of the visits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from fieldvisit.usecases.sample import showpiece
from fieldvisit.usecases.sample.agenda import visit_days
from fieldvisit.usecases.sample.catalogue import ARTICLES, price_periods
from fieldvisit.usecases.sample.customers import Customer, dealers_of_sample
from fieldvisit.usecases.sample.ledger import Ledger, Prices, credit_limit, ledger_of, order_value
from fieldvisit.usecases.sample.trade import Order, Trade, trade_of


@dataclass
class Region:
    """Everything that was made up before it is written."""

    first_day: date
    today: date
    prices: Prices
    customers: list[Customer]
    days: dict[Customer, list[date]]
    trades: dict[Customer, Trade]
    ledgers: dict[Customer, Ledger]
    orders: list[tuple[Customer, Order]]


def made_up(dealers: int, years: int, seed: int, today: date) -> Region:
    """Dealers, their trade, accounts and visits; nothing is written yet."""
    first_day = today - timedelta(days=365 * max(1, years))
    prices = {article: price_periods(article, first_day, today) for article in ARTICLES}
    customers = dealers_of_sample(dealers, seed)
    days = visit_days(customers, first_day, today)
    trades = {customer: _trade(customer, first_day, today, days[customer]) for customer in customers}
    orders = _numbered(trades)
    ledgers = {customer: ledger_of(customer, trades[customer], prices, today) for customer in customers}
    for customer in customers:
        customer.bought = _bought(trades[customer], prices, today - timedelta(days=365))
        _set_credit(customer, ledgers, trades[customer], prices, [*days[customer], today])
    return Region(first_day, today, prices, customers, days, trades, ledgers, orders)


def _trade(customer: Customer, first_day: date, today: date, days: list[date]) -> Trade:
    trade = trade_of(customer, first_day, today, days)
    if customer.is_showpiece:
        return showpiece.showpiece_trade(trade, days, today, Random(customer.code))
    return trade


def _numbered(trades: dict[Customer, Trade]) -> list[tuple[Customer, Order]]:
    """All orders by day; each gets its number, counted from 10001 in its year."""
    pairs = [(customer, order) for customer, trade in trades.items() for order in trade.orders]
    pairs.sort(key=lambda pair: (pair[1].day, pair[0].id))
    last: dict[int, int] = {}
    for _, order in pairs:
        last[order.day.year] = last.get(order.day.year, 10_000) + 1
        order.number = f"SO-{order.day:%y}-{last[order.day.year]}"
    return pairs


def _bought(trade: Trade, prices: Prices, since: date) -> Decimal:
    recent = (order for order in trade.orders if order.day > since and not order.cancelled)
    return sum((order_value(order, prices) for order in recent), Decimal(0))


def _set_credit(
    customer: Customer, ledgers: dict[Customer, Ledger], trade: Trade, prices: Prices, days: list[date]
) -> None:
    if customer.is_showpiece:
        ledgers[customer] = showpiece.showpiece_ledger(ledgers[customer], days[-1])
        customer.credit_limit = showpiece.CREDIT_LIMIT
    elif customer.carried:
        waiting = (order for order in trade.orders if order.shipped_on is None and not order.cancelled)
        undelivered = sum((order_value(order, prices) for order in waiting), Decimal(0))
        customer.credit_limit = credit_limit(customer, ledgers[customer], undelivered, days)
