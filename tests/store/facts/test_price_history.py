"""Prices seen before, here and at other dealers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from fieldvisit.domain.facts import (
    PriceObservation,
)
from fieldvisit.domain.visit import Address
from fieldvisit.store import visits
from fieldvisit.store.facts import gather_facts
from fieldvisit.store.store import Store
from fieldvisit.store.types import new_identifier
from tests.factories.store import DAY, NOON, add_dealer, put_visit, visited
from tests.store.facts.past_visits import EARLIER, LAST, D, product


def priced(retail: str | None, resale: str | None = None) -> dict[str, Any]:
    given = {"product": "A", "retail": retail and D(retail), "resale": resale and D(resale)}
    return {"prices__products": [{key: value for key, value in given.items() if value is not None}]}


def test_own_price_history_is_oldest_first_and_at_most_twelve(store: Store, dealer: int) -> None:
    days = [DAY - timedelta(days=7 * n) for n in range(14, 0, -1)]
    with store.write() as session:
        for n, day in enumerate(days):
            put_visit(session, visited(day, **priced(f"5.{n:02}")))
        put_visit(session, visited(DAY + timedelta(days=1), **priced("9")))
        put_visit(session, visited(DAY, **priced("8")), closed=False)
    history = product(store).history
    assert len(history) == 12
    assert history[-1] == PriceObservation(days[-1], D("5.13"))
    assert [each.day for each in history] == days[2:]


def test_the_latest_price_of_each_other_dealer_of_the_market(store: Store, dealer: int) -> None:
    with store.write() as session:
        for code, market in (("0002", "north"), ("0003", "north"), ("0004", "south"), ("0005", "north")):
            add_dealer(session, code, market=market)
        put_visit(session, visited(EARLIER, "0002", **priced("4.00")))
        put_visit(session, visited(LAST, "0002", **priced("5.00", "3.60")))
        put_visit(session, visited(DAY, "0002", prices__products=[{"product": "A"}]))
        put_visit(session, visited(DAY - timedelta(days=90), "0003", **priced(None, "3.50")))
        put_visit(session, visited(LAST, "0004", **priced("1")))
        put_visit(session, visited(DAY - timedelta(days=91), "0005", **priced("2")))
        put_visit(session, visited(DAY + timedelta(days=1), "0005", **priced("3")))
        put_visit(session, visited(LAST, "0001", **priced("7")))
    assert product(store).others == (
        PriceObservation(LAST, D("5.00"), D("3.60"), "0002"),
        PriceObservation(DAY - timedelta(days=90), None, D("3.50"), "0003"),
    )


def test_a_corrected_visit_no_longer_counts(store: Store, dealer: int) -> None:
    with store.write() as session:
        add_dealer(session, "0002")
        for code in ("0001", "0002"):
            old = put_visit(session, visited(LAST, code, **priced("5")))
            visits.start_revision(session, old, "typo", new := new_identifier(), NOON)
            if code == "0002":
                visits.save_cell(session, new, Address("prices", "retail", "products", "r0"), D(6))
                visits.close_visit(session, new, NOON, gather_facts(session, code, LAST))
    found = product(store)
    assert [each.retail for each in found.history] == [D(5)]
    assert [each.retail for each in found.others] == [D(6)]
