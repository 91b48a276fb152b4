"""Which products a visit brings, with their prices and policies of the day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from fieldvisit.domain.facts import (
    PriceCut,
)
from fieldvisit.store import models
from fieldvisit.store.facts import gather_facts
from fieldvisit.store.store import Store
from tests.factories.store import DAY, add_dealer, add_product, put_visit, ship, visited
from tests.store.facts.past_visits import LAST, A, D, counted, facts, list_price, product


@pytest.mark.parametrize(
    ("days_ago", "row", "carried"),
    [
        (7, {"inventory__products": [counted("1")]}, True),
        (7, {"inventory__products": [counted("0")]}, False),
        (7, {"inventory__products": [counted(None)]}, False),
        (7, {"prices__products": [{"product": "A", "retail": D(5)}]}, True),
        (7, {"prices__products": [{"product": "A", "purchase": D(5)}]}, False),
        (400, {"inventory__products": [counted("1")]}, False),
        (-1, {"inventory__products": [counted("1")]}, False),
    ],
)
def test_what_is_carried(store: Store, dealer: int, days_ago: int, row: dict[str, Any], carried: bool) -> None:
    with store.write() as session:
        put_visit(session, visited(DAY - timedelta(days=days_ago), **row))
    assert product(store).carried is carried


def test_bought_products_are_carried_and_others_left_out(store: Store, dealer: int) -> None:
    with store.write() as session:
        for code in ("B", "C", "D"):
            add_product(session, code)
        ship(session, "S1", dealer, DAY, p2=5)
        ship(session, "S2", dealer, DAY - timedelta(days=366), p3=5)
        ship(session, "S3", dealer, DAY, p4=-5)
    assert [each.code for each in facts(store).products] == ["B", "A"]
    with store.read() as session:
        asked = gather_facts(session, "0001", DAY, products=["D"])
    assert "D" in [each.code for each in asked.products]


@pytest.mark.parametrize("table", ["prices__products", "inventory__products", "sales__order"])
def test_a_product_taken_into_an_open_visit_stays_in_its_facts(store: Store, dealer: int, table: str) -> None:
    today: dict[str, Any] = {table: [{"product": "B"}]}
    before: dict[str, Any] = {table: [{"product": "C"}]}
    with store.write() as session:
        for code in ("B", "C"):
            add_product(session, code)
        put_visit(session, visited(DAY, **today), closed=False)
        put_visit(session, visited(LAST, **before), closed=False)
    assert {each.code for each in facts(store).products} == {"A", "B"}


@pytest.mark.parametrize(
    ("entries", "price"),
    [
        ([("", "", 10, None, "3.20")], "3.20"),
        ([("", "", -1, None, "3.20")], None),
        ([("", "", 10, 1, "3.20")], None),
        ([("", "", 10, 0, "3.20")], "3.20"),
        ([("", "", 30, None, "3.20"), ("", "", 10, None, "3.10")], "3.10"),
        ([("", "", 5, None, "3.20"), ("", "north", 10, None, "3.10")], "3.10"),
        ([("", "south", 5, None, "3.20")], None),
        ([("gold", "", 30, None, "3.00"), ("", "north", 5, None, "3.20")], "3.00"),
        ([("silver", "", 5, None, "3.00")], None),
        ([("", "", 30, None, "3.20"), ("", "", 10, 5, "2.90")], "3.20"),
    ],
)
def test_the_list_price_valid_today(store: Store, entries: list[Any], price: str | None) -> None:
    with store.write() as session:
        add_dealer(session, price_list="gold")
        add_product(session, "A", core=True)
        for name, market, begin, end, value in entries:
            session.add(
                models.PriceListEntry(
                    price_list=name,
                    market=market,
                    product_id=A,
                    valid_from=DAY - timedelta(days=begin),
                    valid_to=None if end is None else DAY - timedelta(days=end),
                    price=D(value),
                )
            )
    assert product(store).purchase == (None if price is None else D(price))


def test_a_price_cut_since_the_last_visit_and_what_came_at_the_new_price(store: Store, dealer: int) -> None:
    cut = DAY - timedelta(days=5)
    with store.write() as session:
        put_visit(session, visited(LAST))
        session.add_all([list_price("1.52", DAY - timedelta(days=100)), list_price("1.48", cut)])
        ship(session, "S0", dealer, cut - timedelta(days=1), p1=100)
        ship(session, "S1", dealer, cut, p1=24)
        ship(session, "S2", dealer, DAY + timedelta(days=1), p1=100)
    assert product(store).price_cut == PriceCut(cut, D("1.52"), D("1.48"), D(24))
    assert product(store, day=cut - timedelta(days=1)).price_cut is None
    (news,) = facts(store).news
    assert (news.kind, news.changed_on, news.summary) == ("price", cut, "Product A 1.52 → 1.48")


def test_the_policy_of_the_market_goes_before_the_general_one(store: Store, dealer: int) -> None:
    def policy(code: str, market: str, since: int, until: int | None = None) -> models.PricePolicy:
        end = None if until is None else DAY - timedelta(days=until)
        return models.PricePolicy(
            code=code,
            product_id=A,
            market=market,
            valid_from=DAY - timedelta(days=since),
            valid_to=end,
            retail_floor=D("4.80"),
            resale_ceiling=D("3.90"),
            minimum_margin=D("0.08"),
        )

    with store.write() as session:
        session.add_all([policy("general", "", 5), policy("ours", "north", 50), policy("over", "north", 40, 1)])
        session.add_all([policy("theirs", "south", 1), policy("coming", "north", -1)])
    found = product(store).policy
    assert found is not None
    assert (found.code, found.retail.floor, found.resale.ceiling) == ("ours", D("4.80"), D("3.90"))
    assert (found.retail.recommended, found.minimum_margin) == (None, D("0.08"))
