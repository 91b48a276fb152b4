"""What is kept ready says exactly what the visits, orders and shipments say, whatever becomes of them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.orm import Session

from fieldvisit.domain.account import account_figures
from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.settings import Thresholds
from fieldvisit.store import checking, derived, finished_orders, ledger, models
from fieldvisit.store.facts import gather_facts
from fieldvisit.store.imports.buffers import Trace
from fieldvisit.store.past.kept import past_of
from fieldvisit.store.past.scene import scene_of
from fieldvisit.store.store import Store
from tests.factories.store import DAY, add_dealer, add_product, put_visit, ship, visited

D = Decimal
DEALERS, PRODUCTS = ("0001", "0002", "0003"), "ABCDE"


def some_rows(rng: Random, **columns: list[Any]) -> list[dict[str, Any]]:
    """Rows of some products, with gaps in every column."""
    rows = []
    for code in rng.sample(PRODUCTS, rng.randint(0, len(PRODUCTS))):
        given = {name: rng.choice([*values, None]) for name, values in columns.items()}
        rows.append({"product": code, **{name: value for name, value in given.items() if value is not None}})
    return rows


def some_visit(rng: Random, dealer: str, day: date) -> Any:
    prices, units = [D("4.5"), D(5), D("5.25")], [D(0), D(12), D("30.5")]
    rivals = [{"brand": rng.choice(["Snow", "snow", "Tsing"]), "name": rng.choice("xyX")} for _ in range(2)]
    promise = {"side": "ours", "what": rng.choice(["shelf", "flag"]), "due": day + timedelta(days=9)}
    return visited(
        day,
        dealer,
        prices__products=some_rows(rng, retail=prices, resale=prices, purchase=prices),
        prices__competitors=[row | rng.choice([{}, {"price": D(4), "against": "A"}]) for row in rivals],
        inventory__products=some_rows(rng, count=units, received=units, returned=units),
        inventory__competitors=[{"brand": "Snow", "value": D(900)}] if rng.random() < 0.7 else [],
        sales__order=[{"product": "A", "accepted": D(24)}],
        wrap_up__commitments=[promise] if rng.random() < 0.5 else [],
        reflection__promises=[{**promise, "outcome": rng.choice(["kept", "open", "broken"])}],
        reflection__instructions=[{"instruction": "Show flag", "carried_out": rng.choice(["yes", "no"])}],
        guidance__complaints=[{"number": "C1", "facts": "late", "state": rng.choice(["open", "settled"])}],
    )


def some_trade(rng: Random, session: Session, dealer: int, number: str) -> None:
    ordered_on = DAY - timedelta(days=rng.randint(0, 200))
    order = models.SalesOrder(number=number, dealer_id=dealer, ordered_on=ordered_on, cancelled=rng.random() < 0.1)
    lines = [(rng.randint(1, 5), D(rng.choice([12, 12, 24, 24, 0, -6]))) for _ in range(rng.randint(0, 4))]
    order.lines = [
        models.OrderLine(line=n, product_id=product, quantity=units, unit_price=D(2))
        for n, (product, units) in enumerate(lines, 1)
    ]
    session.add(order)
    session.flush()
    for part in range(rng.randint(0, 2)):
        times = rng.choice([0.5, 1, 2, 2])
        came = {f"p{product}": abs(units) * D(times) for product, units in lines}
        ship(session, f"{number}-{part}", dealer, ordered_on + timedelta(days=rng.randint(0, 30)), number, **came)


def fill(store: Store, seed: int) -> None:
    """Three dealers of one market with visits and trade; one more was never visited."""
    rng = Random(seed)
    with store.write() as session:
        for code in PRODUCTS:
            made = add_product(session, code, core=code in "AB")
            for nth in range(2):
                start = DAY - timedelta(days=300 - 250 * nth)
                session.add(models.PriceListEntry(product_id=made, valid_from=start, price=D(3) + nth))
        dealers = {code: add_dealer(session, code) for code in (*DEALERS, "0004")}
        for code, dealer in dealers.items():
            for nth in range(8):
                some_trade(rng, session, dealer, f"O{code}{nth}")
        finished_orders.renew(session.connection())
    for code in DEALERS:
        for ago in sorted(rng.sample(range(-3, 150), 18), reverse=True):
            with store.write() as session:
                put_visit(session, some_visit(rng, code, DAY - timedelta(days=ago)))


def all_facts(store: Store, thresholds: Thresholds) -> list[VisitFacts]:
    days = [DAY - timedelta(days=ago) for ago in (-10, 0, 40, 100, 400)]
    with store.read() as session:
        return [gather_facts(session, code, day, thresholds) for code in (*DEALERS, "0004") for day in days]


def forget(store: Store) -> None:
    with store.write() as session:
        session.execute(delete(models.DealerPast))
        session.execute(delete(models.FinishedOrder))


@pytest.mark.parametrize("seed", range(4))
def test_facts_are_the_same_with_and_without_what_is_kept_ready(store: Store, seed: int) -> None:
    fill(store, seed)
    limits = (Thresholds(), Thresholds(rate_days=30, others_days=20), Thresholds(rate_days=200, others_days=400))
    kept = [all_facts(store, each) for each in limits]
    with store.read() as session:
        assert checking.damage(session) == []
        assert session.query(models.FinishedOrder).count() > 2
    forget(store)
    assert [all_facts(store, each) for each in limits] == kept


def test_all_of_it_can_be_made_anew(store: Store) -> None:
    fill(store, 1)
    held = "SELECT * FROM dealer_pasts ORDER BY dealer_id"
    with store.read() as session:
        before = session.execute(text(held)).all()
    forget(store)
    with store.write() as session:
        derived.renew_all(session.connection())
    with store.read() as session:
        assert session.execute(text(held)).all() == before
        assert len(before) == len(DEALERS)


def test_a_visit_reads_what_is_kept_and_not_the_visits(store: Store) -> None:
    fill(store, 2)
    with store.write() as session:
        session.execute(text("DELETE FROM prices_products"))
    with store.read() as session:
        scene = scene_of(session.connection(), "0001", DAY + timedelta(days=9), Thresholds())
        assert past_of(scene).prices


def test_the_check_tells_what_is_kept_wrongly(store: Store) -> None:
    fill(store, 3)
    with store.write() as session:
        session.execute(text("UPDATE prices_products SET retail = retail + 1"))
        finished = session.query(models.FinishedOrder).first()
        assert finished is not None
        session.execute(text("DELETE FROM shipment_lines"))
    with store.read() as session:
        told = [str(each) for each in checking.damage(session)]
    assert len(told) == len(DEALERS) + 1
    assert "0001" in told[0]
    assert "orders count as delivered" in told[-1]


def test_another_currency_unit_makes_the_own_share_anew(store: Store) -> None:
    fill(store, 1)
    with store.write() as session:
        session.execute(update(models.Dealer).values(minor_units=0))
    kept = all_facts(store, Thresholds())
    forget(store)
    assert all_facts(store, Thresholds()) == kept


@pytest.mark.parametrize("table", ["sales_orders", "order_lines", "shipments", "shipment_lines"])
def test_whatever_is_written_of_an_order_is_looked_at_again(store: Store, table: str) -> None:
    with store.write() as session:
        dealer, product = add_dealer(session), add_product(session, "A")
        for number in ("O1", "O2"):
            order = models.SalesOrder(number=number, dealer_id=dealer, ordered_on=DAY)
            order.lines = [models.OrderLine(line=1, product_id=product, quantity=D(5))]
            session.add(order)
            session.flush()
            ship(session, f"S{number}", dealer, DAY, number, **{f"p{product}": 5})
        finished_orders.renew(session.connection())
        assert finished(session) == [1, 2]
        finished_orders.forget(session.connection(), [Trace(table, 2, 2, None)])
        assert finished(session) == [1]


def test_a_shipment_that_goes_to_another_order_leaves_the_first_open(store: Store) -> None:
    with store.write() as session:
        dealer, product = add_dealer(session), add_product(session, "A")
        for number in ("O1", "O2"):
            order = models.SalesOrder(number=number, dealer_id=dealer, ordered_on=DAY)
            order.lines = [models.OrderLine(line=1, product_id=product, quantity=D(5))]
            session.add(order)
            session.flush()
        ship(session, "S1", dealer, DAY, "O1", **{f"p{product}": 5})
        finished_orders.renew(session.connection())
        assert finished(session) == [1]
        session.execute(update(models.Shipment).values(order_number="O2"))
        finished_orders.forget(session.connection(), [Trace("shipments", 1, 1, {"order_number": ["O1", "O2"]})])
        finished_orders.renew(session.connection())
        assert finished(session) == [2]


def finished(session: Session) -> list[int]:
    return [row.order_id for row in session.query(models.FinishedOrder).order_by(models.FinishedOrder.order_id)]


def test_what_is_overdue_is_the_account_s_own_figure(store: Store) -> None:
    items = [
        ("I1", "invoice", 1, "10"),
        ("I2", "invoice", 0, "20"),
        ("I3", "invoice", None, "40"),
        ("C1", "credit", 3, "-4"),
        ("P1", "prepayment", 9, "-70"),
    ]
    with store.write() as session:
        dealer = add_dealer(session)
        add_dealer(session, "0002")
        for document, kind, late, amount in items:
            due = None if late is None else DAY - timedelta(days=late)
            held = {"dealer_id": dealer, "document": document, "kind": kind, "due_on": due, "amount": D(amount)}
            session.add(models.OpenItem(issued_on=DAY - timedelta(days=30), **held))
    with store.read() as session:
        account = account_figures(ledger.open_items(session, "0001", DAY), D(0), None, DAY)
        assert ledger.overdue(session, ["0001", "0002"], DAY) == {"0001": account.overdue} == {"0001": D(6)}
