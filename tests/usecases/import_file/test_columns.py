"""Which column is what: by heading, by mapping, by asking."""

from datetime import date

import pytest

from fieldvisit.exchange.answers import Answer
from fieldvisit.exchange.kinds import kind_of
from fieldvisit.exchange.plans import UnknownColumn
from fieldvisit.usecases import import_file
from fieldvisit.usecases.import_file import Change
from tests.factories.tables import csv_file, workbook
from tests.usecases.import_file.reference_files import DEALERS, PRODUCTS, inspected, rows, taken


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
