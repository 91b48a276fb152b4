"""Reports added up from the command line."""

import json

import pytest
from pypdfium2 import PdfDocument

from fieldvisit.cli import main
from fieldvisit.domain import language
from fieldvisit.exchange.locking import locked
from fieldvisit.exchange.reading import read_table
from tests.factories.region import region_visits, write_report
from tests.reports import reading


@pytest.fixture
def reports(tmp_path):
    folder = tmp_path / "reports"
    for made in region_visits(9):
        write_report(made, folder / made.visit.rep)
    return folder


def test_a_folder_becomes_a_workbook_and_refused_files_are_named(reports, tmp_path, capsys):
    (reports / "bad.pdf").write_bytes(b"%PDF-1.7\nbroken")
    out = tmp_path / "region.xlsx"
    assert main(["--json", "rollup", str(reports), "-o", str(out)]) == 1
    said = capsys.readouterr()
    told = json.loads(said.out)
    assert told["visits"] == 9
    assert "bad.pdf" in said.err
    table = read_table(out, "Visits")
    assert len(table.rows) == 10
    assert set(table.sheets) >= {"Exceptions", "Key figures", "Ranking", "Market prices", "Debts by age"}


def test_a_folder_becomes_a_report(reports, tmp_path, capsys):
    out = tmp_path / "region.pdf"
    assert main(["rollup", str(reports), "-o", str(out)]) == 0
    assert "9 visits added up" in capsys.readouterr().out
    pdf = PdfDocument(out)
    words = "".join(page.get_textpage().get_text_range() for page in pdf)
    pdf.close()
    for part in ("Exceptions needing a decision", "Ranking", "Market prices", "Debts by age", "Visits counted"):
        assert part in words


def test_a_region_report_is_in_the_language_of_the_command_line(reports, tmp_path, monkeypatch):
    monkeypatch.setattr(language._process, "language", language.current())
    monkeypatch.setenv("FIELDVISIT_LANGUAGE", "zh")
    out = tmp_path / "region.pdf"
    for asked, chinese in (([], True), (["--lang", "en"], False)):
        assert main(["rollup", str(reports), *asked, "-o", str(out)]) == 0
        assert ("地区报告" in reading.text(out.read_bytes())) is chinese


def test_the_same_reports_give_the_same_bytes(reports, tmp_path):
    files = [tmp_path / "a.pdf", tmp_path / "b.pdf"]
    for path in files:
        assert main(["rollup", str(reports), "-o", str(path)]) == 0
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_named_store_gathers_several_drops(tmp_path, capsys):
    for number, made in enumerate(region_visits(3)):
        path = write_report(made, tmp_path)
        out = tmp_path / f"{number}.xlsx"
        assert main(["--store", str(tmp_path / "r.store"), "rollup", str(path), "-o", str(out)]) == 0
    assert "3 visits added up" in capsys.readouterr().out


def test_another_ending_is_refused_before_anything_is_read(reports, tmp_path, capsys):
    assert main(["rollup", str(reports), "-o", str(tmp_path / "out.csv")]) == 1
    assert ".pdf or .xlsx" in capsys.readouterr().err


def test_nothing_to_add_up_is_said(tmp_path, capsys):
    (tmp_path / "in").mkdir()
    out = tmp_path / "out.pdf"
    assert main(["rollup", str(tmp_path / "in"), "-o", str(out)]) == 1
    assert "nothing was written" in capsys.readouterr().err
    assert not out.exists()


def test_reps_are_ranked_by_another_index(reports, tmp_path, capsys):
    out = tmp_path / "region.xlsx"
    assert main(["rollup", str(reports), "--rank", "visits", "-o", str(out)]) == 0
    assert read_table(out, "Ranking").rows[0][4] == "Visits"
    assert main(["rollup", str(reports), "--rank", "beauty", "-o", str(out)]) == 1
    assert "choose one of orders, visits" in capsys.readouterr().err


def test_locked_reports_are_opened_with_the_password_of_a_file(tmp_path, capsys):
    for made in region_visits(2):
        path = write_report(made, tmp_path / "in")
        path.write_bytes(locked(path.read_bytes(), "secret"))
    (tmp_path / "password").write_text("secret\n")
    out = tmp_path / "out.xlsx"
    assert main(["--json", "rollup", str(tmp_path / "in"), "-o", str(out)]) == 1
    told = ["rollup", str(tmp_path / "in"), "--password-file", str(tmp_path / "password"), "-o", str(out)]
    assert main(told) == 0
    assert "2 visits added up" in capsys.readouterr().out
