"""A slip in a column brings a thousand of the largest amounts: their sums pass 64 bits, and stay exact."""

from datetime import date
from decimal import Decimal

import pytest

from fieldvisit.store.dealer_history import dealer_history
from fieldvisit.store.ledger import overdue, undelivered_value
from fieldvisit.usecases.dealers import yearly_sales
from tests.factories.tables import csv_file
from tests.usecases.import_file.reference_files import TODAY, rows, taken

MANY = range(1000)
AMOUNT = "999999999999.9999"
SUM = Decimal("999999999999999.9")


@pytest.fixture
def endless(reference, tmp_path):
    """A ledger, orders and shipments of a dealer with a thousand lines of the largest amount each."""
    items = (["QUICK", f"I{n}", "2026-07-01", "2026-08-01", AMOUNT] for n in MANY)
    orders = (["O1", "QUICK", "2026-08-20", "QH-1012", "1", AMOUNT] for _ in MANY)
    shipments = (["S1", "QUICK", "2026-09-01", "QH-1012", "1", AMOUNT] for _ in MANY)
    line = ["Product code", "Quantity", "Net amount"]
    taken(
        reference,
        csv_file(
            tmp_path / "items.csv", ["Dealer code", "Invoice no", "Invoice date", "Due date", "Open amount"], *items
        ),
        csv_file(tmp_path / "orders.csv", ["Order no", "Dealer code", "Order date", *line], *orders),
        csv_file(tmp_path / "shipments.csv", ["Shipment no", "Dealer code", "Shipped date", *line], *shipments),
    )
    return reference


def test_what_is_overdue_and_undelivered(endless):
    with endless.read() as session:
        assert overdue(session, ["QUICK", "00123"], TODAY) == {"QUICK": SUM}
        assert undelivered_value(session, "QUICK", TODAY) == SUM


def test_what_was_bought_in_a_year_and_in_each_month(endless):
    assert yearly_sales(endless, TODAY)["QUICK"].value == SUM
    with endless.read() as session:
        history = dealer_history(session, "QUICK", TODAY)
    assert history.months[-1].value == SUM
    assert history.last_order is not None
    assert (history.last_order.day, history.last_order.value) == (date(2026, 8, 20), SUM)


def test_orders_and_deliveries_of_endless_units_come_in(reference, tmp_path):
    units = "999999999999.999"
    head = ["Dealer code", "Product code", "Quantity"]
    orders = (["O1", "2026-08-20", "QUICK", "QH-1012", units] for _ in range(9300))
    shipments = (["S1", "2026-09-01", "O1", "QUICK", "QH-1012", units] for _ in range(9300))
    taken(
        reference,
        csv_file(
            tmp_path / "orders.csv",
            ["Order no", "Order date", *head],
            *orders,
            ["O2", "2026-09-02", "QUICK", "QH-1012", "5"],
        ),
        csv_file(
            tmp_path / "shipments.csv",
            ["Shipment no", "Shipped date", "Order no", *head],
            *shipments,
            ["S2", "2026-09-03", "O2", "QUICK", "QH-1012", "5"],
        ),
    )
    assert rows(reference, "SELECT o.number FROM finished_orders f JOIN sales_orders o ON o.id = f.order_id") == [
        ("O2",)
    ]
    with reference.read() as session:
        assert undelivered_value(session, "QUICK", TODAY) == 0
