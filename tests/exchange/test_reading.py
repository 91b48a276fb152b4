"""Files made to harm: each gets its sentence, and the program stays small and alive.

How soon the sentence comes is the limit of time of the reader, tested by itself below; a machine that is busy with
other things must not fail these tests.
"""

import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from fieldvisit.exchange import admission
from fieldvisit.exchange.reading import Reader, borrowed, limits, read_table, reader
from fieldvisit.exchange.reading.parsing import Order
from fieldvisit.exchange.tables import MOST_CELLS, MOST_COLUMNS, NotATable
from tests.factories.tables import csv_file

MOST_GROWTH = 256 * 1024 * 1024
"""The program alone needs about half of the 512 MB it may have; the process of the tests has read much else before."""
HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = b"</sheetData></worksheet>"


def with_sheet(path: Path, sheet: bytes, **parts: bytes) -> Path:
    """A sound workbook whose sheet is replaced by these bytes; `parts` by the ends of their names."""
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("S").write_string(0, 0, "Dealer code")
    return replaced(path, {"sheet1.xml": sheet, **{f"{name}.xml": data for name, data in parts.items()}})


def replaced(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in found.items():
            archive.writestr(name, parts.get(name.rpartition("/")[2], data))
    return path


def refusal(path: Path) -> str:
    """The sentence about the file; fails where the program swells."""
    before = limits.resident(os.getpid()) or 0
    with pytest.raises(NotATable) as told:
        read_table(path)
    assert (limits.resident(os.getpid()) or 0) - before < MOST_GROWTH
    assert path.name in str(told.value)
    return str(told.value)


def test_a_cell_in_the_last_corner(tmp_path):
    sheet = HEAD + b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>' + TAIL
    assert "so far out" in refusal(with_sheet(tmp_path / "corner.xlsx", sheet))


def test_a_cell_in_the_last_corner_of_a_large_workbook_is_found_when_the_reader_broke_down(tmp_path):
    """Such a workbook is not looked through beforehand, which would take a third of the time that reading takes."""
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1, 100_001))
    sheet = HEAD + rows + b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>' + TAIL
    path = with_sheet(tmp_path / "corner.xlsx", sheet)
    assert not admission.admit(path).scanned
    assert "so far out" in refusal(path)
    assert len(read_table(csv_file(tmp_path / "next.csv", ["Code"], ["1"])).rows) == 2


def test_a_million_empty_rows_are_no_rows(tmp_path):
    rows = b"".join(b'<row r="%d"/>' % number for number in range(1, 1_000_001))
    assert "empty" in refusal(with_sheet(tmp_path / "rows.xlsx", HEAD + rows + TAIL))


def test_very_many_rows_of_empty_text_around_one_cell(tmp_path):
    rows = b"".join(b'<row r="%d"><c r="A%d" t="str"><v></v></c></row>' % (n, n) for n in range(1, 200_001))
    path = with_sheet(
        tmp_path / "blank.xlsx", HEAD + rows + b'<row r="200001"><c r="A200001"><v>1</v></c></row>' + TAIL
    )
    assert len(read_table(path).rows) == 200_001


def test_two_cells_that_span_more_than_any_memory(tmp_path):
    """Each is harmless alone, so it is the reader who asks for the rectangle between them, and fails."""
    sheet = HEAD + b'<row r="1"><c r="ZZ1"><v>1</v></c></row><row r="900000"><c r="A900000"><v>1</v></c></row>' + TAIL
    assert "span.xlsx" in refusal(with_sheet(tmp_path / "span.xlsx", sheet))


def test_a_hundred_thousand_rows_are_no_harm(tmp_path):
    path = tmp_path / "long.xlsx"
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        page = book.add_worksheet()
        for row in range(110_000):
            page.write_number(row, 0, row)
    assert len(read_table(path).rows) == 110_000


def test_a_table_of_very_many_columns_is_refused_and_blank_ones_do_not_count(tmp_path):
    wide = csv_file(tmp_path / "wide.csv", [f"c{number}" for number in range(MOST_COLUMNS + 1)])
    assert "columns" in refusal(wide)
    blank = csv_file(tmp_path / "blank.csv", ["Code", *[""] * 3000], ["1"])
    assert read_table(blank).width == 1


def test_a_megabyte_that_unfolds_to_hundreds(tmp_path):
    """Under the ratio that is refused at once, so that the parser meets it."""
    cell = b'<c t="inlineStr"><is><t>%s</t></is></c>' % os.urandom(40).hex().encode()
    path = with_sheet(tmp_path / "bomb.xlsx", HEAD + b"<row>" + cell * 3_000_000 + b"</row>" + TAIL)
    assert path.stat().st_size < 2_000_000
    assert "unfolds" in refusal(path)


def test_many_real_cells_swell_the_reading_process_and_not_the_program(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MOST_RESIDENT", 50 * 1024 * 1024)
    path = tmp_path / "heavy.xlsx"
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        page = book.add_worksheet()
        for row in range(40_000):
            page.write_row(row, 0, [row * 1.5 + at for at in range(20)])
    assert "memory" in refusal(path)
    assert len(read_table(csv_file(tmp_path / "a.csv", ["Code"], ["1"])).rows) == 2


def test_more_cells_than_the_program_may_hold(tmp_path):
    path = tmp_path / "wide.csv"
    path.write_bytes(b"1,2,3,4,5,6,7,8,9,0\n" * (MOST_CELLS // 10 + 1))
    assert "too many cells" in refusal(path)


def test_an_endless_workbook_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr(reader, "PATIENCE", 0.02)
    path = tmp_path / "slow.xlsx"
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        page = book.add_worksheet()
        for row in range(12_000):
            page.write_row(row, 0, [f"text {row} {at}" for at in range(10)])
    assert "was not read within" in refusal(path)


@pytest.mark.parametrize(
    "declared", [b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', b'<?xml version="1.0"?><!DOCTYPE x>']
)
@pytest.mark.parametrize("part", ["sheet1", "workbook", "sharedStrings", "styles"])
def test_document_types_and_entities_are_refused_in_every_part(tmp_path, declared, part):
    path = with_sheet(tmp_path / "xxe.xlsx", HEAD + b"<row><c><v>1</v></c></row>" + TAIL)
    replaced(path, {f"{part}.xml": declared + b"<x>&a;</x>"})
    assert "document type" in refusal(path)


def test_a_process_that_dies_takes_nothing_with_it(tmp_path):
    path = csv_file(tmp_path / "a.csv", ["Code"], ["1"])
    with borrowed() as lent:
        assert len(lent.read(Order(path)).rows) == 2
        lent._process.kill()
        lent._process.join()
        assert len(lent.read(Order(path)).rows) == 2


def test_one_process_serves_one_run_and_the_next(tmp_path):
    path = csv_file(tmp_path / "a.csv", ["Code"], ["1"])
    with borrowed() as one:
        one.read(Order(path))
        number = one.process
    with borrowed() as other:
        assert other.process == number


def test_what_watches_can_end_the_reading(tmp_path):
    path = tmp_path / "long.xlsx"
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        page = book.add_worksheet()
        for row in range(12_000):
            page.write_row(row, 0, [f"text {row} {at}" for at in range(10)])

    def stop() -> None:
        raise KeyboardInterrupt

    with Reader() as own:
        number = own.process
        with pytest.raises(KeyboardInterrupt):
            own.read(Order(path), stop)
        assert limits.resident(number) in (None, 0)


def test_the_reading_process_loads_nothing_of_the_window_or_the_store():
    found = subprocess.run(
        [sys.executable, "-c", "import sys, fieldvisit.exchange.reading.child; print(*sys.modules)"],
        capture_output=True,
        check=True,
        text=True,
    )
    heavy = ("PySide6", "sqlalchemy", "reportlab", "sqlcipher3", "xlsxwriter")
    assert [name for name in found.stdout.split() if name.startswith(heavy)] == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have no bound of a process's own")
def test_the_reading_process_bounds_its_own_memory(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Code;Name\nP1;One\n")
    with borrowed() as lent:
        lent.read(Order(path))  # a process that has just been started bounds itself a moment later
        bound = Path(f"/proc/{lent.process}/limits").read_text(encoding="ascii")
    assert "Max address space         1073741824" in bound


def test_memory_of_a_process_is_told():
    assert (limits.resident(os.getpid()) or 0) > 1024 * 1024
    assert limits.resident(2**22 + 1) is None


def test_formulas_without_stored_results_are_said(tmp_path):
    path = with_sheet(
        tmp_path / "f.xlsx",
        HEAD + b'<row r="1"><c r="A1" t="str"><f>B1</f><v>Code</v></c><c r="B1"><f>1+1</f></c>'
        b'<c r="C1"><f t="shared" si="0"/></c><c r="D1"><f>2</f><v>3</v></c></row>' + TAIL,
    )
    table = read_table(path)
    assert table.rows == [["Code", "", "", 3.0]]
    assert "2 formulas have no stored result" in str(table.notes[0])


def test_cells_that_hold_an_error_are_said(tmp_path):
    cells = b'<c r="A1" t="str"><v>Code</v></c><c r="B1" t="e"><f>VLOOKUP(1,C:D,2)</f><v>#N/A</v></c>'
    table = read_table(with_sheet(tmp_path / "e.xlsx", HEAD + b'<row r="1">' + cells + b"</row>" + TAIL))
    assert table.rows == [["Code", ""]]
    assert [str(note)[:25] for note in table.notes] == ["1 cells hold an error suc"]


def test_a_workbook_is_let_go_of_after_the_run(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("S").write_string(0, 0, "first")
    assert read_table(path).rows == [["first"]]
    with borrowed() as lent:
        fds = Path(f"/proc/{lent.process}/fd")
        until = time.monotonic() + 5
        while fds.is_dir() and str(path) in {str(each.resolve()) for each in fds.iterdir()}:
            assert time.monotonic() < until
            time.sleep(0.02)
