"""The record card from a store: what is known as of a day, and nothing that came after it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import delete

from fieldvisit.domain.errors import NotFound
from fieldvisit.resources import load_language
from fieldvisit.store import models
from fieldvisit.store.dealer_history import dealer_history
from fieldvisit.usecases.export_card import card_name, make_record_card
from fieldvisit.usecases.settings import change_settings
from tests.factories.desks import a_store
from tests.factories.store import DAY, add_dealer, add_product, put_visit, visited
from tests.reports import reading


@pytest.fixture
def store(tmp_path):
    with a_store(tmp_path) as opened:
        with opened.write() as session:
            dealer = add_dealer(session, "0001", name="Derun Grocery", latitude=Decimal("31.5"), longitude=Decimal(120))
            product = add_product(session, "P-1")
            _ship(session, dealer, product, DAY - timedelta(days=70), net="1000.00")
            _ship(session, dealer, product, DAY - timedelta(days=1), net="250.50")
            _ship(session, dealer, product, DAY, unit_price="2", discount="0.1", quantity=-10)
            _ship(session, dealer, product, DAY + timedelta(days=1), net="9999.00")
            session.add(models.Payment(document="PAY-1", dealer_id=dealer, paid_on=DAY, amount=Decimal(75)))
            for days in (14, 7):
                results = [{"target": Decimal(2), "result": Decimal(result)} for result in (2, 1)]
                put_visit(session, visited(DAY - timedelta(days=days), wrap_up__results=results))
        yield opened


def _ship(session, dealer, product, day, *, net=None, quantity=1, unit_price=None, discount=None):
    line = models.ShipmentLine(
        line=1,
        product_id=product,
        quantity=Decimal(quantity),
        net=None if net is None else Decimal(net),
        unit_price=None if unit_price is None else Decimal(unit_price),
        discount=None if discount is None else Decimal(discount),
    )
    session.add(models.Shipment(document=f"S-{day}-{net}", dealer_id=dealer, shipped_on=day, lines=[line]))
    session.flush()


def test_the_months_are_net_of_returns_and_end_with_the_day(store):
    with store.read() as session:
        history = dealer_history(session, "0001", DAY)
    values = [each.value for each in history.months]
    assert values == [None] * 9 + [Decimal(1000), Decimal(0), Decimal("232.50")]
    assert (history.turnover, history.active_months) == (Decimal("1232.50"), 2)


def test_the_last_payment_the_place_and_the_visits_are_known(store):
    with store.read() as session:
        history = dealer_history(session, "0001", DAY)
        before = dealer_history(session, "0001", DAY - timedelta(days=8))
    assert history.last_payment is not None
    assert history.last_payment.value == 75
    assert history.last_order is None
    assert history.coordinates == (Decimal("31.5"), Decimal(120))
    assert [(each.reached, each.objectives) for each in history.visits] == [(1, 2)] * 2
    assert len(before.visits) == 1
    assert before.last_payment is None


def test_the_same_store_and_day_give_the_same_bytes(store):
    made = make_record_card(store, "0001", DAY)
    assert make_record_card(store, "0001", DAY) == made
    assert make_record_card(store, "0001", DAY + timedelta(days=1)) != made
    assert "1,232.50" in reading.text(made)


def test_language_and_paper_follow_what_is_asked_and_set(store):
    change_settings(store, page_size="Letter", rep_name="Lin Yue")
    card = make_record_card(store, "0001", DAY, load_language("zh"))
    assert "Lin Yue" in reading.text(card)
    assert "账款" in reading.squeezed(card)
    assert reading.page_count(card) == 1


def test_a_dealer_who_is_not_there_is_said(store):
    with pytest.raises(NotFound):
        make_record_card(store, "NOBODY", DAY)


def test_the_name_of_the_file_has_code_name_and_day(store):
    assert card_name(store, "0001", date(2026, 9, 15)) == "RC 0001 Derun Grocery 2026-09-15.pdf"


def test_without_any_open_items_nothing_is_said_to_be_owed_or_zero(store):
    assert "Unpaid amount" in reading.text(make_record_card(store, "0001", DAY))
    with store.write() as session:
        session.execute(delete(models.Payment))
    told = reading.text(make_record_card(store, "0001", DAY))
    assert "No open items were imported yet." in told
    assert "Unpaid amount" not in told
