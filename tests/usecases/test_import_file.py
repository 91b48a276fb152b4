"""From a file to the store: tried first, then all good rows at once, the same file twice without effect."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fieldvisit.exchange.answers import Answer
from fieldvisit.exchange.kinds import KINDS, Holds, kind_of
from fieldvisit.exchange.plans import UnknownColumn
from fieldvisit.store.store import Store, open_store
from fieldvisit.usecases import import_file
from fieldvisit.usecases.import_file import Change, State, Wish
from tests.factories.tables import csv_file, workbook

TODAY = date(2026, 9, 15)
DEALERS = (
    ["Dealer code", "Dealer name", "Market"],
    ["00123", "Qinghe Store", "North"],
    ["QUICK", "QUICK-Stop", "South"],
)
PRODUCTS = (
    ["Product code", "Product name", "Price"],
    ["QH-1012", "Lager 500 ml", "3.20"],
    ["QH-1024", "Lager 330 ml", "2.45"],
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "import.store")
    yield opened
    opened.close()


def rows(store: Store, sql: str) -> list[tuple[Any, ...]]:
    with store.read() as session:
        return [tuple(row) for row in session.connection().exec_driver_sql(sql)]


def inspected(*paths: Path, **wish: Any) -> import_file.ImportPlan:
    return import_file.inspect(paths, Wish(**wish), today=TODAY)


def taken(store: Store, *paths: Path, **wish: Any) -> import_file.ImportResult:
    return import_file.apply(store, inspected(*paths, **wish))


@pytest.fixture
def reference(store: Store, tmp_path: Path) -> Store:
    """The store with two dealers and two products."""
    taken(store, csv_file(tmp_path / "dealers.csv", *DEALERS), csv_file(tmp_path / "products.csv", *PRODUCTS))
    return store


def reasons(result: import_file.ImportResult) -> list[str]:
    return [str(outcome.reason) for file in result.files for outcome in file.refused]


def test_a_dry_run_says_the_same_and_changes_nothing(store, tmp_path):
    plan = inspected(csv_file(tmp_path / "d.csv", *DEALERS))
    tried = import_file.dry_run(store, plan)
    assert tried.counts == {"new": 2, "changed": 0, "unchanged": 0, "refused": 0}
    assert rows(store, "SELECT count(*) FROM dealers") == [(0,)]
    assert import_file.apply(store, plan).counts == tried.counts
    assert rows(store, "SELECT code, name, market FROM dealers ORDER BY id") == [
        ("00123", "Qinghe Store", "North"),
        ("QUICK", "QUICK-Stop", "South"),
    ]


def test_the_same_file_twice_changes_nothing(reference, tmp_path):
    result = taken(reference, tmp_path / "dealers.csv", tmp_path / "products.csv")
    assert result.counts == {"new": 0, "changed": 0, "unchanged": 4, "refused": 0}


def test_a_change_names_what_changed_and_a_blank_leaves_what_is_there(reference, tmp_path):
    path = csv_file(
        tmp_path / "d.csv", ["Dealer code", "Dealer name", "Market", "City"], ["QUICK", "QUICK-Stop", "", "Cunewalde"]
    )
    (outcome,) = taken(reference, path).files[0].outcomes
    assert (outcome.state, outcome.changed) == (State.CHANGED, ("city",))
    assert rows(reference, "SELECT market, city FROM dealers WHERE code = 'QUICK'") == [("South", "Cunewalde")]


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


def test_files_of_one_run_may_come_in_any_order(store, tmp_path):
    lines = csv_file(
        tmp_path / "a_lines.csv",
        ["Order no", "Product code", "Quantity", "Unit price"],
        ["O1", "QH-1012", "24", "3.20"],
    )
    orders = csv_file(
        tmp_path / "b_orders.csv", ["Order no", "Dealer code", "Order date"], ["O1", "QUICK", "2026-09-01"]
    )
    dealers, products = csv_file(tmp_path / "c.csv", *DEALERS), csv_file(tmp_path / "p.csv", *PRODUCTS)
    assert taken(store, lines, orders, products, dealers).counts == {
        "new": 6,
        "changed": 0,
        "unchanged": 0,
        "refused": 0,
    }
    assert rows(store, "SELECT line, quantity, net FROM order_lines") == [(1, 24000, 768000)]


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


def test_a_price_that_would_begin_today_and_ended_before_is_refused(reference, tmp_path):
    path = csv_file(
        tmp_path / "prices.csv", ["Product code", "Unit price", "Valid to"], ["QH-1012", "3.10", "2026-08-31"]
    )
    (outcome,) = taken(reference, path).files[0].outcomes
    assert "ends on 31 Aug 2026, before it begins on 15 Sep 2026" in str(outcome.reason)


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


def test_a_question_is_asked_and_its_answer_lets_the_rows_in(reference, tmp_path):
    path = csv_file(
        tmp_path / "prices.csv", ["Product code", "Price", "Valid from"], ["QH-1012", "3.125", "03/04/2026"]
    )
    plan = inspected(path)
    (file,) = plan.files
    assert {question.column for question in file.questions} == {"price", "valid_from"}
    assert import_file.dry_run(reference, plan).counts["refused"] == 1
    answered = import_file.replan(file, Change(answers={"price": Answer.POINT, "valid_from": Answer.MONTH_FIRST}))
    assert answered.questions == ()
    import_file.apply(reference, plan.with_file(answered))
    assert rows(reference, "SELECT price FROM price_list_entries WHERE valid_from = '2026-03-04'") == [(31250,)]


def test_columns_are_mapped_by_heading_letter_or_number(store, tmp_path):
    path = csv_file(tmp_path / "x.csv", ["Nr", "Wer", "Wo"], ["00123", "Qinghe", "North"])
    assert inspected(path).files[0].problem is not None
    result = taken(store, path, kind=kind_of("dealers"), mapping={"code": "nr", "name": "B", "market": "3"})
    assert result.counts["new"] == 1
    assert rows(store, "SELECT code, name, market FROM dealers") == [("00123", "Qinghe", "North")]


def test_a_table_without_headings(store, tmp_path):
    path = csv_file(tmp_path / "x.csv", ["00123", "Qinghe"], ["00124", "Second"])
    result = taken(store, path, kind=kind_of("dealers"), header_row=0, mapping={"code": "1", "name": "2"})
    assert result.counts["new"] == 2


def test_a_mapping_to_what_is_not_there_is_refused_in_words(tmp_path):
    path = csv_file(tmp_path / "d.csv", *DEALERS)
    with pytest.raises(UnknownColumn, match="no column Wherever"):
        inspected(path, kind=kind_of("dealers"), mapping={"city": "Wherever"})
    with pytest.raises(UnknownColumn, match="no field colour"):
        inspected(path, kind=kind_of("dealers"), mapping={"colour": "Market"})
    with pytest.raises(UnknownColumn, match="no kind of data"):
        import_file.kind_named("planets")


def test_a_missing_column_is_named_and_the_other_files_still_come_in(store, tmp_path):
    bad = csv_file(tmp_path / "suppliers.csv", ["SupplierID", "CompanyName", "City"], ["1", "A", "B"])
    result = taken(store, bad, csv_file(tmp_path / "d.csv", *DEALERS))
    assert result.counts["new"] == 2
    (problem,) = result.problems
    assert "Dealer code" in str(problem)
    assert "suppliers.csv" in str(problem)


def test_totals_repeated_headings_and_blank_rows_are_left_out_and_said(reference, tmp_path):
    path = workbook(
        tmp_path / "prices.xlsx",
        价格表=[
            ["青禾饮品有限公司 2026 年价格表"],
            [],
            ["产品编码", "产品名称", "进价（元）", "生效日期"],
            ["QH-1012", "拉格 500", 3.2, date(2026, 1, 1)],
            ["产品编码", "产品名称", "进价（元）", "生效日期"],
            [],
            ["QH-1024", "拉格 330", "２．４５", "2026年1月1日"],
            ["合计", None, 5.65],
        ],
    )
    result = taken(reference, path, kind=kind_of("price_lists"))
    assert result.counts == {"new": 2, "changed": 0, "unchanged": 0, "refused": 0}
    notes = " ".join(str(note) for note in result.files[0].plan.notes)
    assert "Totals rows were left out: row 8" in notes
    assert "Repeated headings were left out: row 5" in notes


def test_a_chinese_workbook_and_its_gb18030_twin_give_the_same(store, tmp_path):
    table = [
        ["客户一览表"],
        ["客户编码", "客户名称", "区域", "信用额度"],
        ["００１２３", "青禾商店", "华北", "１２，０００．００"],
        ["合计", "", "", "12,000.00"],
    ]
    sheet = workbook(tmp_path / "客户.xlsx", 客户=table)
    twin = csv_file(tmp_path / "客户.csv", *table, delimiter="\t", encoding="gb18030")
    assert taken(store, sheet).counts == {"new": 1, "changed": 0, "unchanged": 0, "refused": 0}
    assert taken(store, twin).counts == {"new": 0, "changed": 0, "unchanged": 1, "refused": 0}
    assert rows(store, "SELECT code, name, market, credit_limit FROM dealers") == [
        ("00123", "青禾商店", "华北", 120000000)
    ]


def test_every_recognised_sheet_of_a_workbook_comes_in(store, tmp_path):
    path = workbook(tmp_path / "all.xlsx", Cover=[["Reference data"]], Dealers=DEALERS, Products=PRODUCTS)
    plan = inspected(path)
    assert [file.kind and file.kind.key for file in plan.files] == ["dealers", "products"]
    assert len({file.key for file in plan.files}) == 2
    assert "Cover" in " ".join(str(note) for file in plan.files for note in file.notes)
    assert import_file.apply(store, plan).counts["new"] == 4


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


@pytest.mark.parametrize("patience", [0, 1, 2, 3, 4])
def test_cancelled_at_any_moment_leaves_nothing(store, tmp_path, patience):
    plan = inspected(csv_file(tmp_path / "d.csv", *DEALERS), csv_file(tmp_path / "p.csv", *PRODUCTS))
    asked = iter([False] * patience + [True])
    with pytest.raises(import_file.Stopped):
        import_file.apply(store, plan, cancelled=lambda: next(asked))
    assert rows(store, "SELECT (SELECT count(*) FROM dealers) + (SELECT count(*) FROM import_runs)") == [(0,)]


def test_progress_is_told_within_a_file_and_reaches_the_end(store, tmp_path):
    told: list[tuple[int, int]] = []
    many = csv_file(tmp_path / "d.csv", DEALERS[0], *([f"D{number}", "Name", "North"] for number in range(1200)))
    plan = inspected(many, csv_file(tmp_path / "p.csv", *PRODUCTS))
    import_file.apply(store, plan, progress=lambda done, total: told.append((done, total)))
    assert told == [(500, 1202), (1000, 1202), (1200, 1202), (1202, 1202)]


def test_a_failure_while_telling_leaves_nothing(store, tmp_path):
    def stop(_done: int, _total: int) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        import_file.apply(store, inspected(csv_file(tmp_path / "d.csv", *DEALERS)), progress=stop)
    assert rows(store, "SELECT count(*) FROM dealers") == [(0,)]


def test_each_file_taken_in_is_recorded(reference):
    assert rows(reference, "SELECT file_name, kind, json_extract(counts, '$.new') FROM import_runs ORDER BY id") == [
        ("dealers.csv", "dealers", 2),
        ("products.csv", "products", 2),
    ]


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
