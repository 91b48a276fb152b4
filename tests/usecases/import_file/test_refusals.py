"""Rows that cannot come in are named with the reason and can be mended."""

from fieldvisit.usecases import import_file
from tests.factories.tables import csv_file
from tests.usecases.import_file.reference_files import DEALERS, reasons, rows, taken


def test_bad_rows_are_refused_with_reasons_and_the_good_ones_come_in(store, tmp_path):
    path = csv_file(
        tmp_path / "d.csv",
        ["Dealer code", "Dealer name", "Credit limit"],
        ["A", "First", "1000"],
        ["B", "", "1000"],
        ["A", "Second with the same code", "1"],
        ["C", "Third", "9" * 30],
        ["D", "Fourth", "a lot"],
        ["", "Fifth", ""],
    )
    result = taken(store, path)
    assert [outcome.row for outcome in result.files[0].refused] == [3, 4, 5, 6, 7]
    empty, repeated, huge, wordy, coded = reasons(result)
    assert empty == "Dealer name is empty; fill it in"
    assert "row 2" in repeated
    assert "larger than can be kept" in huge
    assert "a lot is no number" in wordy
    assert coded == "Dealer code is empty; fill it in"
    assert rows(store, "SELECT code FROM dealers") == [("A",)]


def test_unknown_codes_are_refused_by_name(reference, tmp_path):
    path = csv_file(
        tmp_path / "shipments.csv",
        ["Shipment no", "Dealer code", "Shipped date", "Product code", "Quantity"],
        ["S1", "QUICK", "2026-09-01", "QH-1012", "12"],
        ["S2", "NOBODY", "2026-09-01", "QH-1012", "12"],
        ["S3", "QUICK", "2026-09-01", "QH-9999", "12"],
        ["S4", "QUICK", "2126-09-01", "QH-1012", "12"],
    )
    result = taken(reference, path)
    assert result.counts["new"] == 1
    dealer, product, century = sorted(reasons(result), key=lambda text: ("dealer" not in text, "product" not in text))
    assert "unknown dealer code NOBODY" in dealer
    assert "unknown product code QH-9999" in product
    assert "correct the year" in century


def test_a_number_of_days_that_no_calendar_holds_is_refused(store, tmp_path):
    head = ["Dealer code", "Dealer name", "Payment days", "Lead time", "Visit interval"]
    path = csv_file(
        tmp_path / "d.csv",
        head,
        ["A", "a", "99999999", "", ""],
        ["B", "b", "", "-1", ""],
        ["C", "c", "30", "2", "36500"],
    )
    result = taken(store, path)
    assert reasons(result) == [
        "99999999 is no number of days from 0 to 36500; correct it",
        "-1 is no number of days from 0 to 36500; correct it",
    ]
    assert rows(store, "SELECT code, visit_interval_days FROM dealers") == [("C", 36500)]
    goods = csv_file(tmp_path / "p.csv", ["Product code", "Product name", "Shelf life"], ["P", "p", "-3"])
    assert "-3 is no number of days" in reasons(taken(store, goods))[0]


def test_a_price_that_would_begin_today_and_ended_before_is_refused(reference, tmp_path):
    path = csv_file(
        tmp_path / "prices.csv", ["Product code", "Unit price", "Valid to"], ["QH-1012", "3.10", "2026-08-31"]
    )
    (outcome,) = taken(reference, path).files[0].outcomes
    assert "ends on 31 Aug 2026, before it begins on 15 Sep 2026" in str(outcome.reason)


def test_a_floor_above_the_ceiling_and_an_end_before_the_start_are_refused(reference, tmp_path):
    path = csv_file(
        tmp_path / "policy.csv",
        ["Product code", "Floor", "Ceiling", "Valid from", "Valid to"],
        ["QH-1012", "6", "5", "2026-01-01", ""],
        ["QH-1012", "4", "5", "2026-06-01", "2026-01-01"],
        ["QH-1024", "4", "5", "2026-01-01", "9999-12-31"],
    )
    result = taken(reference, path)
    assert [outcome.row for outcome in result.files[0].refused] == [2, 3]
    assert rows(reference, "SELECT retail_floor, retail_ceiling, valid_to FROM price_policies") == [
        (40000, 50000, None)
    ]


def test_a_promotion_cannot_be_moved_behind_its_own_end(store, tmp_path):
    head = ["Promotion code", "Promotion", "Valid from", "Valid to"]
    taken(store, csv_file(tmp_path / "a.csv", head, ["A", "Autumn", "2026-09-01", "2026-09-30"]))
    result = taken(store, csv_file(tmp_path / "b.csv", head, ["A", "Autumn", "2026-10-05", ""]))
    assert "before it begins" in reasons(result)[0]


def test_refused_rows_go_to_a_workbook_that_comes_in_after_mending(reference, tmp_path):
    path = csv_file(
        tmp_path / "c.csv", ["Dealer code", "Contact", "Phone"], ["00123", "Li", "0532-1"], ["00999", "Wang", "0532-2"]
    )
    result = taken(reference, path)
    rejects = tmp_path / "rejects.xlsx"
    assert import_file.write_refused(result, rejects) == 1
    again = taken(reference, rejects)
    assert again.counts == {"new": 0, "changed": 0, "unchanged": 0, "refused": 1}
    assert "00999" in reasons(again)[0]
    taken(reference, csv_file(tmp_path / "d.csv", DEALERS[0], ["00999", "New", "North"]))
    assert taken(reference, rejects).counts["new"] == 1


def test_without_refused_rows_no_workbook_is_written(reference, tmp_path):
    assert import_file.write_refused(taken(reference, tmp_path / "dealers.csv"), tmp_path / "rejects.xlsx") == 0
    assert not (tmp_path / "rejects.xlsx").exists()


def test_a_line_that_comes_to_more_than_any_amount_is_refused(reference, tmp_path):
    ordered = ["Order no", "Dealer code", "Order date", "Product code", "Quantity", "Unit price"]
    huge = ["QUICK", "2026-09-01", "QH-1012", "1000000", "1000000"]
    orders = csv_file(tmp_path / "o.csv", ordered, ["O1", *huge], ["O2", *huge[:3], "1000000", "999999.99"])
    lines = csv_file(
        tmp_path / "l.csv",
        ["Order no", "Product code", "Quantity", "Unit price"],
        ["O2", "QH-1024", "9999999", "-9999999"],
    )
    shipped = ["Shipment no", "Dealer code", "Shipped date", "Product code", "Quantity", "Unit price"]
    shipments = csv_file(tmp_path / "s.csv", shipped, ["S1", *huge])
    refused = "quantity and unit price come to {}, more than can be kept; correct one of them"
    assert reasons(taken(reference, orders)) == [refused.format("1,000,000,000,000.00")]
    assert reasons(taken(reference, lines)) == [refused.format("−99,999,980,000,001.00")]
    assert reasons(taken(reference, shipments)) == [refused.format("1,000,000,000,000.00")]
    assert rows(reference, "SELECT number FROM sales_orders") == [("O2",)]
    assert rows(reference, "SELECT net FROM order_lines") == [(9_999_999_900_000_000,)]
    assert rows(reference, "SELECT count(*) FROM shipments") == [(0,)]
