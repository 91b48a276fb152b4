"""What a person decides about a file once: columns, answers, a complete ledger; and what is noticed without asking."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from fieldvisit.exchange.answers import Answer
from fieldvisit.exchange.kinds import kind_of
from fieldvisit.store.store import Store, open_store
from fieldvisit.usecases import import_file
from fieldvisit.usecases.import_file import Change, ImportPlan, Wish
from tests.factories.tables import csv_file, workbook

TODAY = date(2026, 9, 15)
DEALERS = (["Dealer code", "Dealer name"], ["00123", "Qinghe"], ["QUICK", "QUICK-Stop"])
ITEMS = ["Dealer code", "Invoice no", "Invoice date", "Due date", "Open amount"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "import.store")
    yield opened
    opened.close()


def inspected(store: Store, *paths: Path, **wish: Any) -> ImportPlan:
    return import_file.inspect(paths, Wish(**wish), today=TODAY, store=store)


def taken(store: Store, *paths: Path, **wish: Any) -> import_file.ImportResult:
    return import_file.apply(store, inspected(store, *paths, **wish))


def rows(store: Store, sql: str) -> list[tuple[Any, ...]]:
    with store.read() as session:
        return [tuple(row) for row in session.connection().exec_driver_sql(sql)]


def decided(store: Store, path: Path, *changes: Change) -> import_file.ImportResult:
    (plan,) = inspected(store, path).files
    for change in changes:
        plan = import_file.replan(plan, change)
    return import_file.apply(store, ImportPlan((plan,)))


STRANGE = ["Nr.", "Wie er heißt", "Wo er sitzt"]


def test_a_mapping_is_known_the_next_time_for_the_same_headings(store, tmp_path):
    first = csv_file(tmp_path / "January.csv", ["Our list"], STRANGE, ["1", "One", "Here"])
    mapping = {"code": "Nr.", "name": STRANGE[1], "city": STRANGE[2]}
    decided(store, first, Change(kind=kind_of("dealers"), header_row=2), Change(mapping=mapping))
    other = workbook(tmp_path / "February.xlsx", Feb=[["Our list"], ["as of today"], STRANGE, ["2", "Two", "There"]])
    (plan,) = inspected(store, other).files
    assert (plan.recalled, plan.header_row, dict(plan.columns)) == (True, 3, {"code": 0, "name": 1, "city": 2})
    assert "decided before" in str(plan.notes[0])
    assert import_file.apply(store, ImportPlan((plan,))).counts["new"] == 1


@pytest.mark.parametrize(
    ("text", "change", "name"),
    [
        (
            "Dealer code;Dealer name;a|b|c|d\nQ-{n};Quick, {n};1|2|3|4\n",
            Change(delimiter=";"),
            "Quick, {n}",
        ),
        ("Dealer code,Dealer name\nQ-{n},\xa3\xf3d\x9f\n", Change(encoding="cp1250"), "Łódź"),
    ],
)
def test_how_a_text_is_written_is_known_the_next_time(store, tmp_path, text, change, name):
    def written(number: int) -> Path:
        path = Path(tmp_path / f"{number}.csv")
        path.write_bytes(text.replace("{n}", str(number)).encode("latin-1"))
        return path

    (seen,) = import_file.inspect([written(1)], today=TODAY, store=store).files
    assert seen.table is not None
    assert f"{seen.table.encoding} {seen.table.delimiter}" in ("utf-8 |", "cp1252 ,")
    import_file.apply(store, import_file.ImportPlan((import_file.replan(seen, change),)))
    (known,) = import_file.inspect([written(2)], today=TODAY, store=store).files
    assert "Read as was decided before" in " ".join(map(str, known.notes))
    import_file.apply(store, import_file.ImportPlan((known,)))
    assert rows(store, "SELECT name FROM dealers ORDER BY code") == [
        (name.replace("{n}", str(number)),) for number in (1, 2)
    ]


def test_other_headings_are_not_taken_for_known_ones(store, tmp_path):
    first = csv_file(tmp_path / "a.csv", STRANGE, ["1", "One", "Here"])
    decided(store, first, Change(kind=kind_of("dealers")), Change(mapping={"code": "1", "name": "2"}))
    (plan,) = inspected(store, csv_file(tmp_path / "b.csv", [*STRANGE, "Und"], ["1", "One", "Here", "x"])).files
    assert not plan.recalled


def test_what_was_recognised_by_itself_is_not_remembered(store, tmp_path):
    path = csv_file(tmp_path / "d.csv", *DEALERS)
    taken(store, path)
    assert not inspected(store, path).files[0].recalled
    assert rows(store, "SELECT count(*) FROM settings") == [(0,)]


def test_a_dry_run_and_a_cancelled_import_remember_nothing(store, tmp_path):
    path = csv_file(tmp_path / "d.csv", STRANGE, ["1", "One", "Here"])
    plan = inspected(store, path, kind=kind_of("dealers"), mapping={"code": "1", "name": "2"})
    import_file.dry_run(store, plan)
    with pytest.raises(import_file.Stopped):
        import_file.apply(store, plan, cancelled=lambda: True)
    assert not inspected(store, path).files[0].recalled


def test_an_answer_is_asked_for_once(store, tmp_path):
    taken(store, csv_file(tmp_path / "d.csv", *DEALERS))
    head = ["Dealer code", "Invoice no", "Invoice date", "Open amount"]
    first = csv_file(tmp_path / "1.csv", head, ["QUICK", "I1", "03/04/2026", "1,000"])
    (asked,) = inspected(store, first).files
    assert {question.column for question in asked.questions} == {"issued_on", "amount"}
    decided(store, first, Change(answers={"issued_on": Answer.DAY_FIRST, "amount": Answer.COMMA}))
    second = csv_file(tmp_path / "2.csv", head, ["QUICK", "I2", "05/06/2026", "2,000"])
    assert inspected(store, second).files[0].questions == ()
    taken(store, second)
    assert rows(store, "SELECT issued_on, amount FROM open_items ORDER BY id") == [
        ("2026-04-03", 10000),
        ("2026-06-05", 20000),
    ]


def test_what_is_kept_and_no_longer_understood_is_passed_over(store, tmp_path):
    path = csv_file(tmp_path / "d.csv", STRANGE, ["1", "One", "Here"])
    taken(store, path, kind=kind_of("dealers"), mapping={"code": "1", "name": "2"})
    for value in ('{"kind":"planets","columns":{},"answers":{}}', "[]", "null", '{"kind":"dealers"}'):
        with store.write() as session:
            session.connection().exec_driver_sql("UPDATE settings SET value = ?", (value,))
        assert not inspected(store, path).files[0].recalled


@pytest.fixture
def ledger(store: Store, tmp_path: Path) -> Store:
    lines = (["QUICK", "I1", "2026-08-01", "2026-09-01", "100"], ["00123", "I2", "2026-08-01", "2026-09-01", "50"])
    taken(store, csv_file(tmp_path / "d.csv", *DEALERS), csv_file(tmp_path / "items.csv", ITEMS, *lines))
    return store


SETTLED = "SELECT document, settled_on FROM open_items ORDER BY id"


def later(tmp_path: Path, *lines: list[str]) -> Path:
    return csv_file(tmp_path / "later.csv", ITEMS, *lines)


def test_items_missing_in_a_file_stay_open_unless_it_is_said_to_be_complete(ledger, tmp_path):
    path = later(tmp_path, ["QUICK", "I3", "2026-09-01", "2026-10-01", "70"])
    taken(ledger, path)
    assert rows(ledger, SETTLED) == [("I1", None), ("I2", None), ("I3", None)]
    result = taken(ledger, path, complete=True)
    assert result.files[0].settled == 2
    assert "settled as of today: 2" in str(result.files[0].afterwards[0])
    assert rows(ledger, SETTLED) == [("I1", "2026-09-15"), ("I2", "2026-09-15"), ("I3", None)]
    assert taken(ledger, path, complete=True).files[0].settled == 0


def test_an_item_that_comes_back_is_open_again(ledger, tmp_path):
    taken(ledger, later(tmp_path, ["QUICK", "I1", "2026-08-01", "2026-09-01", "100"]), complete=True)
    assert rows(ledger, SETTLED) == [("I1", None), ("I2", "2026-09-15")]
    both = ["00123", "I2", "2026-08-01", "2026-09-01", "50"], ["QUICK", "I1", "2026-08-01", "2026-09-01", "100"]
    taken(ledger, later(tmp_path, *both), complete=True)
    assert rows(ledger, SETTLED) == [("I1", None), ("I2", None)]


def test_with_a_refused_row_nothing_is_settled(ledger, tmp_path):
    path = later(tmp_path, ["QUICK", "I1", "2026-08-01", "2026-09-01", "100"], ["NOBODY", "I2", "2026-08-01", "", "1"])
    result = taken(ledger, path, complete=True)
    assert "Nothing is settled" in str(result.files[0].afterwards[0])
    assert rows(ledger, SETTLED) == [("I1", None), ("I2", None)]


def test_a_dry_run_of_a_complete_ledger_settles_nothing(ledger, tmp_path):
    path = later(tmp_path, ["QUICK", "I1", "2026-08-01", "2026-09-01", "100"])
    assert import_file.dry_run(ledger, inspected(ledger, path, complete=True)).files[0].settled == 1
    assert rows(ledger, SETTLED) == [("I1", None), ("I2", None)]


def test_settling_is_taken_back_with_the_import(ledger, tmp_path):
    from fieldvisit.usecases.undo_import import undo_import

    taken(ledger, later(tmp_path, ["QUICK", "I3", "2026-09-01", "", "70"]), complete=True)
    undo_import(ledger)
    assert rows(ledger, SETTLED) == [("I1", None), ("I2", None)]


PLACES = ["Dealer code", "Dealer name", "Latitude", "Longitude"]


def notes(store: Store, path: Path) -> str:
    return " ".join(str(note) for note in inspected(store, path).files[0].notes)


def test_a_line_that_a_later_file_no_longer_names_stays_and_is_said(ledger, tmp_path):
    head = ["Order no", "Dealer code", "Order date", "Product code", "Quantity"]
    products = csv_file(tmp_path / "p.csv", ["Product code", "Product name"], ["P1", "Lager"], ["P2", "Stout"])
    wanted = (("P1", "5"), ("P1", "2"), ("P2", "3"))
    lines = [["O1", "QUICK", "2026-08-01", product, quantity] for product, quantity in wanted]
    taken(ledger, products)
    taken(ledger, csv_file(tmp_path / "whole.csv", head, *lines))
    result = taken(ledger, csv_file(tmp_path / "part.csv", head, lines[0]))
    assert [str(told) for told in result.files[0].afterwards] == [
        "Lines of these documents that the file does not name stay as they are: 2."
    ]
    assert rows(ledger, "SELECT count(*) FROM order_lines") == [(3,)]
    assert not taken(ledger, csv_file(tmp_path / "whole.csv", head, *lines)).files[0].afterwards


def test_swapped_coordinates_are_refused_and_said(store, tmp_path):
    path = csv_file(
        tmp_path / "d.csv",
        PLACES,
        ["1", "A", "120.38", "36.07"],
        ["2", "B", "121.47", "31.23"],
        ["3", "C", "36", "120"],
    )
    assert "swapped in most rows (2)" in notes(store, path)
    result = taken(store, path)
    assert [outcome.row for outcome in result.files[0].refused] == [2, 3]
    assert "check whether the coordinates are swapped" in str(result.files[0].refused[0].reason)


def test_coordinates_of_nowhere_are_said(store, tmp_path):
    path = csv_file(
        tmp_path / "d.csv",
        PLACES,
        ["1", "A", "0", "0"],
        ["2", "B", "36.07", ""],
        ["3", "C", "-84.39", "33.75"],
        ["4", "D", "36.07", "120.38"],
    )
    told = notes(store, path)
    assert "0, 0 were read as not known: row 2" in told
    assert "Only one of latitude and longitude is given: row 3" in told
    assert "where nobody lives; check whether it is swapped with the longitude: row 4" in told
    taken(store, path)
    assert rows(store, "SELECT latitude, longitude FROM dealers WHERE code IN ('1', '4') ORDER BY code") == [
        (None, None),
        (360700000, 1203800000),
    ]


def test_a_workbook_that_counts_from_1904(store, tmp_path):
    path = tmp_path / "mac.xlsx"
    with xlsxwriter.Workbook(str(path), {"date_1904": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["Promotion code", "Promotion", "Valid from", "Valid to"])
        page.write_row(1, 0, ["A", "Autumn"])
        page.write_datetime(1, 2, date(2026, 9, 1), book.add_format({"num_format": "yyyy-mm-dd"}))
        page.write_number(1, 3, (date(2026, 9, 30) - date(1904, 1, 1)).days)
    taken(store, path)
    assert rows(store, "SELECT valid_from, valid_to FROM promotions") == [("2026-09-01", "2026-09-30")]


def test_days_as_text_serial_number_and_day_in_one_column(store, tmp_path):
    path = workbook(
        tmp_path / "d.xlsx",
        Promotions=[
            ["Promotion code", "Promotion", "Valid from"],
            ["A", "a", "2026年9月1日"],
            ["B", "b", 46266],
            ["C", "c", date(2026, 9, 1)],
            ["D", "d", "20260901"],
            ["E", "e", "1 Sep 2026"],
        ],
    )
    taken(store, path)
    assert set(rows(store, "SELECT valid_from FROM promotions")) == {("2026-09-01",)}


def test_a_column_without_proof_of_its_mark_follows_the_others(store, tmp_path):
    taken(store, csv_file(tmp_path / "d.csv", *DEALERS))
    head = ["Dealer code", "Dealer name", "Credit limit", "Stock quota"]
    path = csv_file(tmp_path / "l.csv", head, ["QUICK", "QUICK-Stop", "1.234,50", "1.000"], delimiter=";")
    assert "as the other columns are written" in notes(store, path)
    taken(store, path)
    assert rows(store, "SELECT credit_limit, stock_quota FROM dealers WHERE code = 'QUICK'") == [(12345000, 10000000)]


def test_a_total_far_to_the_right_is_left_out_too(store, tmp_path):
    head = ["Region", "City", "Phone", "E-mail", "Dealer code", "Dealer name"]
    path = csv_file(
        tmp_path / "d.csv", head, ["N", "Q", "1", "a@b", "00123", "Qinghe"], ["a", "b", "c", "d", "Total", "2"]
    )
    assert taken(store, path).counts == {"new": 1, "changed": 0, "unchanged": 0, "refused": 0}
