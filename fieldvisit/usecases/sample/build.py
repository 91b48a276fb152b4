"""A store full of believable data, the same for the same seed and day: every page has something to show."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fieldvisit.domain.errors import NotAllowed
from fieldvisit.domain.language import Language, Message, speaking
from fieldvisit.domain.records import plain
from fieldvisit.store import finished_orders, models
from fieldvisit.store.prepared import PreparedInsert
from fieldvisit.store.settings import put_setting
from fieldvisit.store.store import Store
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.sample import cards, names, rows, trade_rows
from fieldvisit.usecases.sample.agenda import Stop, stops_of
from fieldvisit.usecases.sample.campaigns import CAMPAIGNS, period
from fieldvisit.usecases.sample.catalogue import ARTICLES
from fieldvisit.usecases.sample.ids import Identifiers
from fieldvisit.usecases.sample.region import Region, made_up
from fieldvisit.usecases.sample.visits import VisitWriter
from fieldvisit.usecases.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

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
    if session.query(models.Dealer.id).first() is not None:
        raise NotAllowed(
            Message("This store has dealers already. The sample goes into a store of its own; name another file.")
        )


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
            PreparedInsert(table.__table__).add(session.connection(), found)
    finished_orders.renew(session.connection())
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
