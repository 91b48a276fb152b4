"""Counts, what sold between them, and what is on its way."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from fieldvisit.domain.facts import (
    SellOutInterval,
    SharePoint,
)
from fieldvisit.store.store import Store
from tests.factories.store import DAY, add_product, put_visit, ship, visited
from tests.store.facts.past_visits import EARLIER, LAST, D, an_order, counted, facts, list_price, product


def test_counts_intervals_and_deliveries(store: Store, dealer: int) -> None:
    with store.write() as session:
        put_visit(session, visited(EARLIER, inventory__products=[counted("1000")]))
        middle: dict[str, Any] = {"inventory__products": [counted("1152", received=D(14200), returned=D(48))]}
        put_visit(session, visited(DAY - timedelta(days=14), **middle))
        put_visit(session, visited(LAST, inventory__products=[counted(None)]))
        ship(session, "S1", dealer, DAY - timedelta(days=14), p1=999)
        ship(session, "S2", dealer, DAY - timedelta(days=10), p1=720)
        ship(session, "S3", dealer, DAY - timedelta(days=9), p1=-20)
        ship(session, "S4", dealer, DAY - timedelta(days=100), p1=5000)
        ship(session, "S5", dealer, DAY + timedelta(days=1), p1=5000)
    found = product(store)
    assert (found.previous_count, found.previous_count_on) == (D(1152), DAY - timedelta(days=14))
    assert (found.received, found.returned, found.shipped) == (D(720), D(20), D(1699))
    assert found.intervals == (SellOutInterval(DAY - timedelta(days=14), 70, D(14000)),)


def test_an_interval_takes_deliveries_from_the_records_where_the_visit_has_none(store: Store, dealer: int) -> None:
    with store.write() as session:
        put_visit(session, visited(EARLIER, inventory__products=[counted("100")]))
        put_visit(session, visited(LAST, inventory__products=[counted("60")]))
    assert product(store).intervals == ()
    with store.write() as session:
        ship(session, "S1", dealer, EARLIER, p1=1000)
        ship(session, "S2", dealer, LAST, p1=24)
    assert product(store).intervals == (SellOutInterval(LAST, 77, D(64)),)


def test_known_shipments_make_nothing_received_a_zero(store: Store, dealer: int) -> None:
    with store.write() as session:
        add_product(session, "B")
        ship(session, "S1", dealer, DAY - timedelta(days=300), p2=1)
        put_visit(session, visited(LAST, inventory__products=[counted("5")]))
    found = product(store)
    assert (found.received, found.returned, found.shipped) == (D(0), D(0), D(0))


def test_orders_that_were_neither_shipped_nor_cancelled(store: Store, dealer: int) -> None:
    with store.write() as session:
        session.add(list_price("2", LAST))
        session.add(an_order(dealer, "open", ("2400", "2.45", None), ("3", "0.335", "0.5")))
        session.add(an_order(dealer, "partly", ("10", "1", None), ("10", "3", None)))
        session.add(an_order(dealer, "done", ("10", "1", None)))
        session.add(an_order(dealer, "gone", ("10", "1", None), cancelled=True))
        session.add(an_order(dealer, "later", ("10", "1", None), ordered_on=DAY + timedelta(days=1)))
        session.add(an_order(dealer, "priceless", ("7", None, None)))
        session.flush()
        ship(session, "S1", dealer, DAY, "partly", p1=12)
        ship(session, "S2", dealer, DAY, "done", p1=10)
        ship(session, "S3", dealer, DAY + timedelta(days=1), "open", p1=2403)
    found = facts(store)
    assert found.products[0].on_order == D(2403 + 8 + 7)
    assert found.undelivered == D("5880.00") + D("0.50") + D("24.00") + D("14.00")


def test_own_share_of_the_stock_at_earlier_visits(store: Store, dealer: int) -> None:
    with store.write() as session:
        session.add(list_price("2", EARLIER))
        rivals: dict[str, Any] = {
            "inventory__competitors": [{"brand": "x", "value": D(100)}, {"brand": "y", "value": D(100)}]
        }
        put_visit(session, visited(EARLIER, inventory__products=[counted("100")], **rivals))
        put_visit(session, visited(LAST, inventory__products=[counted("100")]))
    assert facts(store).own_shares == (SharePoint(EARLIER, D("0.5")),)
