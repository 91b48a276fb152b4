"""Every way a table can be written comes in as the same cells; whatever is no table is refused in a sentence."""

import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from fieldvisit.exchange import admission
from fieldvisit.exchange.reading import read_table
from fieldvisit.exchange.tables import NotATable

WORKBOOKS = Path(__file__).resolve().parents[1] / "data" / "workbooks"
"""Small ones that LibreOffice wrote, for the forms that no library here writes."""
WESTERN = [["Code", "Name", "Price"], ["00123", "Café Zoë", "3,50"]]
CHINESE = [["编码", "名称", "价格"], ["00123", "青禾啤酒", "3.50"]]


def written(path: Path, rows: list[list[str]], delimiter: str, encoding: str) -> Path:
    text = "\r\n".join(delimiter.join(f'"{cell}"' if delimiter in cell else cell for cell in row) for row in rows)
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_chinese_text_in_every_encoding_and_delimiter(tmp_path, delimiter, encoding):
    table = read_table(written(tmp_path / "t.csv", CHINESE, delimiter, encoding))
    assert table.rows == CHINESE
    assert table.delimiter == delimiter


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_western_accents_are_not_taken_for_chinese(tmp_path, delimiter):
    table = read_table(written(tmp_path / "t.csv", WESTERN, delimiter, "cp1252"))
    assert table.rows == WESTERN
    assert table.encoding == "cp1252"


def test_encoding_and_delimiter_can_be_given(tmp_path):
    path = written(tmp_path / "t.csv", WESTERN, ";", "cp1252")
    assert read_table(path, encoding="cp1252", delimiter="|").width == 1
    with pytest.raises(NotATable, match="not written in"):
        read_table(path, encoding="utf-8")


def test_a_delimiter_told_in_the_first_line_is_taken(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes(b"sep=|\r\na|b,c,d\r\n1|2,3,4\r\n")
    assert read_table(path).rows[1:] == [["a", "b,c,d"], ["1", "2,3,4"]]


def test_a_bar_with_a_sign_before_it_parts_columns_too(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("00123+|A+ Bikes+|1.5&|\n00124+|B | C+|2&|\n", encoding="utf-8")
    assert (read_table(path).delimiter, read_table(path).rows[0]) == ("|", ["00123+", "A+ Bikes+", "1.5&", ""])
    path.write_text("00123+|A+ Bikes+|1.5&|\n00124+|Bikes+|2&|\n", encoding="utf-8")
    table = read_table(path)
    assert (table.delimiter, table.rows) == ("+|", [["00123", "A+ Bikes", "1.5"], ["00124", "Bikes", "2"]])


def test_quotes_hold_line_breaks_and_doubled_quotes(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes(b'a,b\r\n"1\nnext","say ""hi"""\r\n')
    assert read_table(path).rows == [["a", "b"], ["1\nnext", 'say "hi"']]


def test_leading_empty_rows_and_columns_of_a_workbook_stay_in_place(tmp_path):
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("Prices")
        page.write_string(2, 1, "00123")
        page.write_number(2, 2, 123)
        page.write_datetime(2, 3, date(2026, 9, 15), book.add_format({"num_format": "yyyy-mm-dd"}))
    table = read_table(path)
    assert table.sheet == "Prices"
    assert table.rows[2] == ["", "00123", 123.0, date(2026, 9, 15)]


def test_a_named_sheet_is_read_and_a_wrong_name_lists_the_sheets(tmp_path):
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name in ("One", "Two"):
            book.add_worksheet(name).write_string(0, 0, name)
    assert read_table(path, sheet="Two").rows == [["Two"]]
    with pytest.raises(NotATable, match="One, Two"):
        read_table(path, sheet="Three")


def archive(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return path


SHEET = b'<worksheet><sheetData><row r="%s"><c r="%s"><v>1</v></c></row></sheetData></worksheet>'


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", b"\r\n\r\n", "empty"),
        ("a.csv", b"%PDF-1.7 ...", "PDF"),
        ("a.xlsx", b"%PDF-1.7 ...", "PDF"),
        ("a.csv", b"\x89PNG\r\n\x1a\n....", "PNG"),
        ("a.csv", bytes(range(256)) * 8, "binary"),
        ("a.xlsx", b"PK\x03\x04 broken", "damaged"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "damaged"),
        ("a.xls", b"\xef\xbb\xbf\n<HTML><body><table><tr><td>Dealer code</td></tr></table>", "web page"),
        ("a.xls", b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "XML"),
        ("a.csv", b'a,b\n1,"never closed' + b"x" * (1 << 20), "quotation mark"),
    ],
)
def test_what_is_no_table_is_refused_by_name(tmp_path, name, data, words):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(NotATable, match=words) as refusal:
        read_table(tmp_path / name)
    assert name in str(refusal.value)


@pytest.mark.parametrize("name", ["locked.xls", "locked.ods"])
def test_a_workbook_that_asks_for_a_password(name):
    with pytest.raises(NotATable, match=f"{name} is protected by a password"):
        read_table(WORKBOOKS / name)


def test_a_workbook_in_the_old_form():
    table = read_table(WORKBOOKS / "dealers.xls")
    assert (table.sheet, table.rows[2], table.from_1904) == (
        "Dealers",
        ["00123", "Qinghe 青禾", 12000.5, 36.07, 120.38],
        False,
    )


@pytest.mark.parametrize("name", ["from1904.xls", "from1904.ods"])
def test_an_old_or_open_workbook_that_counts_from_1904(name):
    """The third column is a day to the workbook, the fourth a plain number of days since 1904."""
    table = read_table(WORKBOOKS / name)
    assert table.from_1904
    assert table.rows[1][2:4] == [date(2026, 8, 1), (date(2026, 8, 31) - date(1904, 1, 1)).days]


def test_a_missing_file_and_a_folder_are_said(tmp_path):
    with pytest.raises(NotATable, match="cannot be read"):
        read_table(tmp_path / "nothing.csv")
    with pytest.raises(NotATable, match="folder"):
        read_table(tmp_path)


@pytest.mark.parametrize(
    ("row", "cell"), [(b"1048576", b"XFD1048576"), (b"1", b"XFD1048577"), (b"99999999999999", b"A99999999999999")]
)
def test_a_cell_in_the_last_corner_never_reaches_the_reader(tmp_path, row, cell):
    path = archive(tmp_path / "far.xlsx", {"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": SHEET % (row, cell)})
    with pytest.raises(NotATable, match="so far out"):
        read_table(path)


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/elsewhere.xml"])
@pytest.mark.parametrize("written", [b"r='XFD1048576'", b'r = "xfd1048576"', b'\n\tr="XFD1048576"'])
def test_no_other_spelling_of_the_last_corner_gets_through(tmp_path, part, written):
    path = archive(tmp_path / "far.xlsx", {part: b"<worksheet><c " + written + b"><v>1</v></c></worksheet>"})
    with pytest.raises(NotATable, match="so far out"):
        read_table(path)


def test_a_binary_workbook_is_refused_by_name(tmp_path):
    with pytest.raises(NotATable, match="xlsb"):
        read_table(archive(tmp_path / "a.xlsx", {"xl/workbook.bin": b"1"}))


def test_what_unfolds_beyond_measure_is_not_opened(tmp_path):
    path = archive(tmp_path / "bomb.xlsx", {"xl/worksheets/sheet1.xml": b" " * (40 * 1024 * 1024)})
    with pytest.raises(NotATable, match="unfolds"):
        read_table(path)


def test_entities_are_refused(tmp_path):
    path = archive(tmp_path / "xxe.xlsx", {"xl/worksheets/sheet1.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'})
    with pytest.raises(NotATable, match="document type"):
        read_table(path)


def test_an_archive_that_is_no_workbook_is_said(tmp_path):
    with pytest.raises(NotATable, match="ZIP archive"):
        read_table(archive(tmp_path / "photos.xlsx", {"a.txt": b"1"}))


def test_a_file_that_is_too_large_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr("fieldvisit.exchange.admission.MOST_BYTES", 10)
    (tmp_path / "t.csv").write_text("a,b\n1,2\n3,4\n")
    with pytest.raises(NotATable, match="too large"):
        admission.admit(tmp_path / "t.csv")
