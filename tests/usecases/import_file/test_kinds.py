"""Each kind of data with all its columns."""

import pytest

from fieldvisit.exchange.kinds import KINDS, Holds
from fieldvisit.usecases.import_file import State
from tests.factories.tables import csv_file
from tests.usecases.import_file.reference_files import PRODUCTS, reasons, rows, taken


def test_an_order_that_was_shipped_brings_its_shipment_whichever_file_comes_first(reference, tmp_path):
    lines = csv_file(
        tmp_path / "l.csv",
        ["Order no", "Product code", "Quantity", "Unit price", "Discount"],
        ["O1", "QH-1012", "7", "3.33", "0.15"],
        ["O1", "QH-1012", "1", "3.33", "0"],
        ["O2", "QH-1024", "5", "1.00", "0"],
    )
    head = ["Order no", "Dealer code", "Order date", "Shipped date"]
    open_orders = csv_file(
        tmp_path / "o1.csv", head, ["O1", "QUICK", "2026-09-01", ""], ["O2", "QUICK", "2026-09-02", ""]
    )
    shipped = csv_file(
        tmp_path / "o2.csv", head, ["O1", "QUICK", "2026-09-01", "2026-09-05"], ["O2", "QUICK", "2026-09-02", ""]
    )
    taken(reference, open_orders, lines)
    assert rows(reference, "SELECT count(*) FROM shipments") == [(0,)]
    result = taken(reference, shipped)
    assert result.counts == {"new": 0, "changed": 1, "unchanged": 1, "refused": 0}
    assert rows(reference, "SELECT document, shipped_on, order_number FROM shipments") == [("O1", "2026-09-05", "O1")]
    assert rows(reference, "SELECT line, quantity, net FROM shipment_lines ORDER BY line") == [
        (1, 7000, 198100),
        (2, 1000, 33300),
    ]
    assert taken(reference, lines, shipped).counts["unchanged"] == 5


def test_an_order_with_its_lines_in_one_file(reference, tmp_path):
    head = ["Order no", "Dealer code", "Order date", "Product code", "Quantity", "Unit price"]
    path = csv_file(
        tmp_path / "o.csv",
        head,
        ["O1", "QUICK", "2026-09-01", "QH-1012", "24", "3.20"],
        ["O1", "QUICK", "2026-09-01", "QH-1024", "5", "2.45"],
    )
    assert taken(reference, path).counts["new"] == 2
    assert rows(reference, "SELECT count(*) FROM sales_orders") == [(1,)]
    assert taken(reference, path).counts["unchanged"] == 2


def test_returns_count_negative_in_a_shipment(reference, tmp_path):
    head = ["Shipment no", "Dealer code", "Shipped date", "Product code", "Quantity", "Returned"]
    taken(reference, csv_file(tmp_path / "s.csv", head, ["S1", "QUICK", "2026-09-01", "QH-1012", "0", "3"]))
    assert rows(reference, "SELECT quantity FROM shipment_lines") == [(-3000,)]


def test_credits_and_prepayments_are_below_zero_and_documents_may_repeat(reference, tmp_path):
    head = ["Dealer code", "Invoice no", "Document type", "Invoice date", "Due date", "Open amount"]
    path = csv_file(
        tmp_path / "i.csv",
        head,
        ["QUICK", "I1", "Invoice", "2026-08-01", "2026-09-01", "100"],
        ["QUICK", "I1", "Invoice", "2026-08-01", "2026-10-01", "100"],
        ["QUICK", "C1", "Credit note", "2026-08-01", "", "20"],
        ["QUICK", "P1", "预收款", "2026-08-01", "", "30"],
        ["QUICK", "C2", "", "2026-08-01", "", "-5"],
    )
    assert taken(reference, path).counts["new"] == 5
    assert rows(reference, "SELECT document, occurrence, kind, amount FROM open_items ORDER BY id") == [
        ("I1", 1, "invoice", 1000000),
        ("I1", 2, "invoice", 1000000),
        ("C1", 1, "credit", -200000),
        ("P1", 1, "prepayment", -300000),
        ("C2", 1, "credit", -50000),
    ]
    assert taken(reference, path).counts["unchanged"] == 5


def test_a_price_without_a_day_holds_from_the_beginning_and_a_later_one_from_today(reference, tmp_path):
    path = csv_file(tmp_path / "p.csv", PRODUCTS[0], ["QH-1012", "Lager 500 ml", "3.10"])
    (outcome,) = taken(reference, path).files[0].outcomes
    assert (outcome.state, outcome.changed) == (State.CHANGED, ("price",))
    sql = "SELECT valid_from, price FROM price_list_entries WHERE product_id = 1 ORDER BY 1"
    assert rows(reference, sql) == [("1900-01-01", 32000), ("2026-09-15", 31000)]
    assert taken(reference, path).counts["unchanged"] == 1


def test_discontinued_products_stay_inactive_and_cases_are_read_from_the_packing(store, tmp_path):
    path = csv_file(
        tmp_path / "p.csv",
        ["ProductID", "ProductName", "QuantityPerUnit", "Discontinued"],
        ["1", "Chang", "24 - 12 oz bottles", "0"],
        ["2", "Tofu", "40 - 100 g pkgs.", "1"],
        ["3", "Konbu", "2 kg box", "0"],
    )
    taken(store, path)
    assert rows(store, "SELECT case_size, active FROM products ORDER BY id") == [(24, 1), (40, 0), (None, 1)]


SAMPLES = {
    Holds.CODE: "QUICK",
    Holds.TEXT: "Words",
    Holds.PRICE: "3.25",
    Holds.MONEY: "100.50",
    Holds.QUANTITY: "12.5",
    Holds.PERCENT: "0.05",
    Holds.DEGREE: "36.1",
    Holds.UPLIFT: "1.2",
    Holds.COUNT: "24",
    Holds.MONTH: "2026-09",
    Holds.DAY: "2026-09-01",
    Holds.YES_NO: "no",
    Holds.PACK: "24 - 12 oz bottles",
}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_every_column_of_every_kind_reaches_the_store(reference, tmp_path, kind):
    """One row with a value in every declared column: all kept in their exact types, and unchanged the second time."""
    taken(
        reference,
        csv_file(tmp_path / "o.csv", ["Order no", "Dealer code", "Order date"], ["QUICK", "QUICK", "2026-09-01"]),
    )
    special = {"product": "QH-1012", "against": "QH-1012", "valid_to": "2026-12-31"}
    cells = [
        special.get(column.key) or (column.choices[0][0] if column.choices else SAMPLES[column.holds])
        for column in kind.columns
    ]
    path = csv_file(tmp_path / "all.csv", [column.label for column in kind.columns], cells)
    first = taken(reference, path)
    assert (reasons(first), first.counts["new"] + first.counts["changed"]) == ([], 1)
    assert taken(reference, path).counts["unchanged"] == 1


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_the_needed_columns_are_enough(reference, tmp_path, kind):
    """What the store cannot do without is declared as needed: such a row is refused in words, never by the database."""
    taken(
        reference,
        csv_file(tmp_path / "o.csv", ["Order no", "Dealer code", "Order date"], ["QUICK", "QUICK", "2026-09-01"]),
    )
    wanted = [*kind.needed, *(kind.column(group[0]) for group in kind.needs_one)]
    cells = ["QH-1012" if column.key == "product" else SAMPLES[column.holds] for column in wanted]
    path = csv_file(tmp_path / "few.csv", [column.label for column in wanted], cells)
    result = taken(reference, path, kind=kind)
    assert reasons(result) == []
    assert [str(problem) for problem in result.problems] == []
