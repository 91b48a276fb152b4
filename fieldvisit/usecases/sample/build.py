"""A store full of believable data, the same for the same seed and day: every page has something to show."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from fieldvisit.domain.errors import NotAllowed
from fieldvisit.domain.language import Language, Message, speaking
from fieldvisit.domain.records import plain
from fieldvisit.store import models
from fieldvisit.store.settings import put_setting
from fieldvisit.store.store import Store
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.sample import cards, names, rows, showpiece, trade_rows
from fieldvisit.usecases.sample.agenda import Stop, stops_of, visit_days
from fieldvisit.usecases.sample.campaigns import CAMPAIGNS, period
from fieldvisit.usecases.sample.catalogue import ARTICLES, price_periods
from fieldvisit.usecases.sample.customers import Customer, dealers_of_sample
from fieldvisit.usecases.sample.ids import Identifiers
from fieldvisit.usecases.sample.ledger import Ledger, Prices, credit_limit, ledger_of, order_value
from fieldvisit.usecases.sample.trade import Order, Trade, trade_of
from fieldvisit.usecases.sample.visits import VisitWriter
from fieldvisit.usecases.settings import Settings

Progress = Callable[[int, int | None], None]


@dataclass(frozen=True)
class SampleCounts:
    """How much was made."""

    dealers: int
    products: int
    orders: int
    order_lines: int
    shipments: int
    open_items: int
    visits: int
    stops: int


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


def build_sample(
    path_or_store: Path | Store,
    *,
    dealers: int = 60,
    years: int = 2,
    seed: int = 7,
    today: date | None = None,
    progress: Progress | None = None,
) -> SampleCounts:
    """Fills a store that has no dealers yet, in one transaction; NotAllowed for one that has.

    `today` is the day on which the sample is at home, the real one by default. Texts are English with Chinese names.
    """
    day = today or date.today()
    if isinstance(path_or_store, Store):
        return _fill(path_or_store, dealers, years, seed, day, progress)
    with closing(open_store(path_or_store)) as store:
        return _fill(store, dealers, years, seed, day, progress)


def _fill(store: Store, dealers: int, years: int, seed: int, today: date, progress: Progress | None) -> SampleCounts:
    settings = Settings(
        rep_name=names.REP,
        rep_title=names.REP_TITLE,
        company=names.COMPANY,
        company_local=names.COMPANY_LOCAL,
        company_address=names.COMPANY_ADDRESS,
        sample=True,
    )
    with speaking(Language()), store.write() as session:
        _refuse_filled(session)
        for key, value in plain(settings).items():
            put_setting(session, key, value)
        region = made_up(dealers, years, seed, today)
        stops = stops_of(region.customers, region.days, today, period(CAMPAIGNS[0], today)[1])
        counts = _write_reference(session, region, stops)
        writer = VisitWriter(session, settings, region.trades, today, Identifiers(seed))
        made = writer.write_all(region.days, progress)
        return replace(counts, visits=made)


def _refuse_filled(session: Session) -> None:
    if session.scalar(select(models.Dealer.id).limit(1)) is not None:
        raise NotAllowed(
            Message("This store has dealers already. The sample goes into a store of its own; name another file.")
        )


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


def _write_reference(session: Session, region: Region, stops: list[Stop]) -> SampleCounts:
    customers, today = region.customers, region.today
    trade = trade_rows.trade(region.orders, region.prices)
    items = [row for each in customers for row in trade_rows.open_items(each, region.ledgers[each])]
    tables: list[tuple[Any, rows.Rows]] = [
        (models.Product, rows.products(today)),
        (models.CompetitorProduct, rows.competitor_products()),
        (models.PriceListEntry, rows.price_entries(region.prices)),
        (models.PricePolicy, rows.policies(region.first_day, today)),
        (models.Promotion, rows.promotions(today)),
        (models.Dealer, [cards.dealer_row(each) for each in customers]),
        (models.Contact, [row for each in customers for row in cards.contact_rows(each, today)]),
        (models.PromotionIssue, rows.promotion_issues(customers)),
        (models.News, rows.news(today)),
        (models.SuperiorInstruction, rows.instructions(customers, today)),
        (models.SalesOrder, trade.orders),
        (models.OrderLine, trade.order_lines),
        (models.Shipment, trade.shipments),
        (models.ShipmentLine, trade.shipment_lines),
        (models.OpenItem, items),
        (models.Payment, [row for each in customers for row in trade_rows.payments(each, region.ledgers[each])]),
        (models.Target, trade_rows.targets(customers, today)),
        (models.PlannedStop, [_stop_row(stop) for stop in stops]),
    ]
    for table, found in tables:
        if found:
            session.connection().execute(insert(table), found)
    return SampleCounts(
        dealers=len(customers),
        products=len(ARTICLES),
        orders=len(trade.orders),
        order_lines=len(trade.order_lines),
        shipments=len(trade.shipments),
        open_items=len(items),
        visits=0,
        stops=len(stops),
    )


def _stop_row(stop: Stop) -> dict[str, Any]:
    return {"day": stop.day, "position": stop.position, "dealer_id": stop.dealer.id, "reason": stop.reason}
