"""The ledger of a dealer as of a day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from fieldvisit.domain.facts import (
    LedgerItem,
)
from fieldvisit.store import ledger, models
from fieldvisit.store.store import Store
from tests.factories.store import DAY, ship
from tests.store.facts.past_visits import D, an_order, facts


def test_the_ledger_as_of_the_day(store: Store, dealer: int) -> None:
    def item(document: str, issued: int, due: int | None, amount: str, **more: Any) -> models.OpenItem:
        due_on = None if due is None else DAY + timedelta(days=due)
        issued_on = DAY - timedelta(days=issued)
        return models.OpenItem(
            dealer_id=dealer, document=document, issued_on=issued_on, due_on=due_on, amount=D(amount), **more
        )

    with store.write() as session:
        session.add(item("later", -1, 30, "1"))
        session.add(item("settled", 50, -20, "1", settled_on=DAY))
        session.add(item("pay", 12, None, "-10000", kind="prepayment"))
        session.add(item("INV-2", 5, 25, "5226.00"))
        session.add(item("INV-1", 40, -10, "6200.00", settled_on=DAY + timedelta(days=1)))
        session.add(item("INV-2", 5, 25, "7", occurrence=2))
    assert facts(store).ledger == (
        LedgerItem("INV-1", "invoice", DAY - timedelta(days=40), D(6200), DAY - timedelta(days=10)),
        LedgerItem("INV-2", "invoice", DAY - timedelta(days=5), D(5226), DAY + timedelta(days=25)),
        LedgerItem("INV-2", "invoice", DAY - timedelta(days=5), D(7), DAY + timedelta(days=25), 2),
        LedgerItem("pay", "prepayment", DAY - timedelta(days=12), D(-10000)),
    )


def test_the_account_of_a_dealer_is_the_one_of_the_facts(store: Store, dealer: int) -> None:
    with store.write() as session:
        session.add(an_order(dealer, "open", ("10", "2.45", None)))
        session.flush()
        ship(session, "S1", dealer, DAY, "open", p1=4)
        session.add(
            models.OpenItem(dealer_id=dealer, document="INV", issued_on=DAY, due_on=DAY, amount=D(5), kind="invoice")
        )
    with store.read() as session:
        assert ledger.undelivered_value(session, "0001", DAY) == facts(store).undelivered == D("14.70")
        assert ledger.open_items(session, "0001", DAY) == facts(store).ledger
