"""What is written can be read again, cell for cell, and nothing in it is ever a formula."""

import csv
import json
import os
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from fieldvisit.exchange import workbooks
from fieldvisit.exchange.reading import read_table
from fieldvisit.exchange.workbooks import CannotWrite, Sheet, SheetColumn

COLUMNS = (
    SheetColumn("Code", "code"),
    SheetColumn("Name", "name"),
    SheetColumn("Price", "price", workbooks.PRICE),
    SheetColumn("Day", "day"),
    SheetColumn("Core", "core"),
)
ROWS: list[list[Any]] = [["00123", "青禾", Decimal("3.2000"), date(2026, 9, 15), True], ["2", None, None, None, None]]
SHEET = Sheet("Prices", COLUMNS, ROWS)
DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("x")']


def test_a_workbook_is_typed_and_its_headings_are_frozen(tmp_path):
    path = tmp_path / "t.xlsx"
    workbooks.write_table(path, SHEET)
    assert read_table(path).rows[1] == ["00123", "青禾", 3.2, date(2026, 9, 15), True]
    with zipfile.ZipFile(path) as archive:
        page = archive.read("xl/worksheets/sheet1.xml").decode()
    assert 'state="frozen"' in page
    assert "customWidth" in page


def test_text_never_becomes_a_formula_in_a_workbook(tmp_path):
    path = tmp_path / "t.xlsx"
    workbooks.write_table(path, Sheet("=x", (SheetColumn("=Title"),), [[text] for text in DANGEROUS]))
    with zipfile.ZipFile(path) as archive:
        page = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in page
    assert [str(row[0]).strip() for row in read_table(path).rows[1:]] == [text.strip() for text in DANGEROUS]


def test_text_never_becomes_a_formula_in_delimited_text(tmp_path):
    path = tmp_path / "t.csv"
    workbooks.write_table(path, Sheet("x", (SheetColumn("=Title"),), [[text] for text in DANGEROUS]))
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        assert [row[0] for row in csv.reader(stream)] == ["'=Title", *(f"'{text}" for text in DANGEROUS)]


def test_negative_figures_stay_figures_in_delimited_text(tmp_path):
    path = tmp_path / "t.csv"
    workbooks.write_table(path, Sheet("x", (SheetColumn("A"),), [[Decimal("-5.50")]]))
    assert read_table(path).rows == [["A"], ["-5.5"]]


def test_json_keeps_all_digits_and_leaves_out_what_has_no_value(tmp_path):
    path = tmp_path / "t.json"
    workbooks.write_table(path, SHEET)
    assert json.loads(path.read_text(encoding="utf-8")) == [
        {"code": "00123", "name": "青禾", "price": "3.2", "day": "2026-09-15", "core": True},
        {"code": "2"},
    ]


def test_more_digits_than_a_spreadsheet_has_are_written_as_text(tmp_path):
    path = tmp_path / "t.xlsx"
    number = Decimal("123456789012.34567")
    workbooks.write_table(path, Sheet("x", (SheetColumn("A"),), [[number]]))
    assert read_table(path).rows[1] == [str(number)]


def test_sheet_names_are_made_fit(tmp_path):
    path = tmp_path / "t.xlsx"
    column = (SheetColumn("A"),)
    workbooks.write_workbook(
        path, [Sheet("a/b" * 20, column, [["1"]]), Sheet("a/b" * 20, column, [["2"]]), Sheet("", column, [["3"]])]
    )
    assert len(set(read_table(path).sheets)) == 3


@pytest.mark.parametrize("name", ["missing/t.xlsx", "missing/t.csv", "missing/t.json", "t.docx"])
def test_a_file_that_cannot_be_written_is_said(tmp_path, name):
    with pytest.raises(CannotWrite, match=r"t\."):
        workbooks.write_table(tmp_path / name, SHEET)


def test_a_failure_keeps_what_was_there(tmp_path, monkeypatch):
    path = tmp_path / "t.csv"
    path.write_text("before")

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("fieldvisit.exchange.workbooks._csv_cell", full)
    with pytest.raises(CannotWrite, match="No space left"):
        workbooks.write_table(path, SHEET)
    assert (path.read_text(), sorted(tmp_path.glob("**/*.csv"))) == ("before", [path])


@pytest.mark.skipif(os.name != "posix", reason="rights of files are told by the folder elsewhere")
def test_a_file_can_be_read_by_those_who_may_read_others(tmp_path):
    (tmp_path / "other.txt").touch()
    workbooks.write_table(tmp_path / "t.csv", SHEET)
    assert (tmp_path / "t.csv").stat().st_mode == (tmp_path / "other.txt").stat().st_mode


def test_a_folder_is_no_place_for_a_file(tmp_path: Path):
    (tmp_path / "x.csv").mkdir()
    with pytest.raises(CannotWrite):
        workbooks.write_table(tmp_path / "x.csv", SHEET)
