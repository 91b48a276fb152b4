"""Visits from the command line: one result on stdout, problems as single sentences on stderr, 0, 1 or 2."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fieldvisit.cli import main
from fieldvisit.domain import language
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.settings import change_settings
from fieldvisit.usecases.visit_documents import load_document
from tests.factories.desks import WORKED_ID
from tests.factories.store import add_dealer
from tests.factories.visit_workbooks import assert_worked_visit
from tests.factories.visits import WORKED_VISIT
from tests.reports import reading

Command = Callable[..., int]


@pytest.fixture
def store_file(tmp_path: Path) -> Path:
    """A store with the worked visit and one dealer more."""
    path = tmp_path / "cli.store"
    store = open_store(path)
    load_document(store, WORKED_VISIT.read_bytes())
    with store.write() as session:
        add_dealer(session, "0001")
    store.close()
    return path


@pytest.fixture
def run(store_file: Path) -> Command:
    return lambda *arguments: main(["--store", str(store_file), *map(str, arguments)])


def one_sentence(said: str) -> str:
    """What stderr says when a single thing is wrong."""
    (line,) = said.splitlines()
    assert line.startswith("fieldvisit: ")
    assert line.endswith((".", "!", "?", "”"))
    assert "Traceback" not in line
    return line


def test_the_schema_is_json_in_both_forms(run, capsys):
    assert run("visit", "schema") == 0
    plain = json.loads(capsys.readouterr().out)
    assert run("--json", "visit", "schema") == 0
    assert json.loads(capsys.readouterr().out) == plain


def test_load_show_close_list_and_export(tmp_path, capsys):
    def run(*arguments: object) -> Any:
        status = main(["--store", str(tmp_path / "new.store"), "--json", *map(str, arguments)])
        said = capsys.readouterr()
        assert status == 0, said.err
        assert said.err == ""
        return json.loads(said.out)

    assert run("visit", "load", WORKED_VISIT)["id"] == WORKED_ID
    assert run("visit", "show", WORKED_ID)["figures"]["account"]["available"] == "7734"
    closed = run("visit", "close", WORKED_ID)
    assert closed["number"].startswith("V-26-")
    assert [each["state"] for each in run("visit", "list")] == ["closed"]
    assert run("visit", "list", "--dealer", "nobody") == []
    told = run("visit", "export", closed["number"], "-o", tmp_path / "visit.xlsx")
    assert told["sheets"] > 10
    assert_worked_visit(tmp_path / "visit.xlsx")


def test_start_gives_the_id_and_continues_the_same_day(run, capsys):
    assert run("--json", "visit", "start", "0001", "--day", "2026-09-15") == 0
    started = json.loads(capsys.readouterr().out)["id"]
    assert run("visit", "start", "0001", "--day", "2026-09-15") == 0
    assert capsys.readouterr().out.strip() == started


def test_reading_for_people_names_figures_and_flags(run, capsys):
    assert run("visit", "show", WORKED_ID) == 0
    said = capsys.readouterr().out
    assert "106,386.00 − 85,450.00 = 20,936.00 = 11,426.00 − (−9,150.00) + 360.00" in said
    assert "[red]" in said
    assert run("visit", "list") == 0
    assert "Shengyuan Trading" in capsys.readouterr().out


@pytest.mark.parametrize("kind", ["visit", "statement", "order", "brief", "count"])
def test_reports_of_every_kind(run, tmp_path, capsys, kind):
    out = tmp_path / "Bericht 报告.pdf"
    assert run("--json", "report", WORKED_ID, "--kind", kind, "-o", out) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {"file": str(out), "bytes": out.stat().st_size}
    assert out.read_bytes().startswith(b"%PDF")


def test_a_record_card_is_of_a_dealer(run, tmp_path, capsys):
    out = tmp_path / "card.pdf"
    assert run("report", "0001", "--kind", "card", "--day", "2026-09-15", "-o", out) == 0
    made = out.read_bytes()
    assert run("report", "0001", "--kind", "card", "--day", "2026-09-15", "-o", out) == 0
    assert out.read_bytes() == made
    capsys.readouterr()
    assert run("report", "NOBODY", "--kind", "card", "-o", out) == 1
    assert "NOBODY" in one_sentence(capsys.readouterr().err)


def test_a_report_is_read_back_and_others_are_refused(run, tmp_path, capsys):
    run("report", WORKED_ID, "-o", tmp_path / "visit.pdf")
    (tmp_path / "text.pdf").write_text("no PDF")
    capsys.readouterr()
    assert main(["--json", "read", str(tmp_path / "visit.pdf"), str(tmp_path / "text.pdf")]) == 1
    said = capsys.readouterr()
    (report,) = json.loads(said.out)
    assert report["document"]["visit"]["id"] == WORKED_ID
    assert "text.pdf" in one_sentence(said.err)


def test_check_backup_and_restore(run, tmp_path, capsys):
    assert run("--json", "check") == 0
    assert json.loads(capsys.readouterr().out) == {"findings": []}
    copy = tmp_path / "copy.store"
    assert run("--json", "backup", "-o", copy) == 0
    assert json.loads(capsys.readouterr().out) == {"file": str(copy)}
    run("visit", "start", "0001", "--day", "2026-09-16")
    capsys.readouterr()
    assert run("--json", "restore", copy) == 0
    assert Path(json.loads(capsys.readouterr().out)["replaced_store"]).is_file()
    run("--json", "visit", "list")
    assert [each["id"] for each in json.loads(capsys.readouterr().out)] == [WORKED_ID]


def test_a_sample_is_made_once(tmp_path, capsys):
    arguments = ["--store", str(tmp_path / "sample.store"), "--json", "sample", "--dealers", "2", "--years", "1"]
    assert main(arguments) == 0
    assert json.loads(capsys.readouterr().out)["dealers"] == 2
    assert main(arguments) == 1
    assert one_sentence(capsys.readouterr().err)


def _document(**changes: Any) -> bytes:
    document = json.loads(WORKED_VISIT.read_bytes())
    document["visit"] |= changes
    return json.dumps(document).encode()


def _with_amount(amount: str) -> bytes:
    document = json.loads(WORKED_VISIT.read_bytes())
    document["steps"]["account"]["promise_amount"] = amount
    return json.dumps(document).encode()


@pytest.mark.parametrize(
    ("content", "names"),
    [
        (b"Dealer;Amount\nA;1\n", "JSON"),
        (b"\x00\x01\x02", "JSON"),
        (b"[]", ""),
        (b"{}", ""),
        (_with_amount("1" * 30), "promise_amount"),
        (_with_amount("much"), "promise_amount"),
        (_document(day="2126-09-15"), ""),
        (_document(day="15 September"), "day"),
        (_document(dealer=""), ""),
    ],
)
def test_a_document_that_is_none_is_refused_in_one_sentence(tmp_path, capsys, content, names):
    path, store = tmp_path / "visit.json", tmp_path / "new.store"
    path.write_bytes(content)
    assert main(["--store", str(store), "--json", "visit", "load", str(path)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert names in one_sentence(said.err)
    assert main(["--store", str(store), "visit", "list"]) == 0
    assert capsys.readouterr().out == "", "nothing is half saved"


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (["visit", "show", "V-26-99999"], "V-26-99999"),
        (["visit", "close", "V-26-99999"], "V-26-99999"),
        (["visit", "start", "NOBODY"], "NOBODY"),
        (["visit", "load", "{tmp}/missing.json"], "missing.json"),
        (["visit", "export", WORKED_ID, "-o", "{tmp}/missing/visit.xlsx"], "visit.xlsx"),
        (["visit", "export", WORKED_ID, "-o", "{tmp}/visit.csv"], "visit.csv"),
        (["visit", "export", "V-26-99999", "-o", "{tmp}/visit.xlsx"], "V-26-99999"),
        (["report", WORKED_ID, "-o", "{tmp}/cli.store/visit.pdf"], "visit.pdf"),
        (["report", "V-26-99999", "-o", "{tmp}/visit.pdf"], "V-26-99999"),
        (["restore", "{tmp}/missing.store"], "missing.store"),
        (["backup", "-o", "{tmp}/cli.store/copy.store"], "copy.store"),
        (["export", "planets", "-o", "{tmp}/planets.csv"], "planets"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(run, tmp_path, capsys, arguments, names):
    assert run("--json", *(argument.format(tmp=tmp_path) for argument in arguments)) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert names in one_sentence(said.err)


def test_an_incomplete_visit_stays_open_and_each_point_is_named(run, capsys):
    run("visit", "start", "0001", "--day", "2026-09-15")
    visit_id = capsys.readouterr().out.strip()
    assert run("--json", "visit", "close", visit_id) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert all(line.startswith("fieldvisit: ") for line in said.err.splitlines())
    assert "wrap_up/next_visit" in said.err
    assert said.err.splitlines()[-1] == "fieldvisit: The visit is not closed."
    run("--json", "visit", "list", "--dealer", "0001")
    assert [each["state"] for each in json.loads(capsys.readouterr().out)] == ["open"]


def test_a_closed_visit_is_closed_once_and_not_replaced(run, capsys):
    assert run("visit", "close", WORKED_ID) == 0
    number = capsys.readouterr().out.strip()
    assert run("visit", "close", WORKED_ID) == 1
    capsys.readouterr()
    assert run("visit", "load", WORKED_VISIT) == 1
    assert f"Visit {number} is here already, closed, and with other content" in one_sentence(capsys.readouterr().err)


@pytest.mark.parametrize("arguments", [["check"], ["visit", "list"], ["backup"]])
def test_a_file_that_is_no_store_is_said(tmp_path, capsys, arguments):
    path = tmp_path / "notes.txt"
    path.write_text("no store\n" * 500)
    assert main(["--store", str(path), *arguments]) == 1
    assert one_sentence(capsys.readouterr().err)
    assert path.read_text().startswith("no store")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["visit"],
        ["visit", "show"],
        ["visit", "start", "0001", "--day", "yesterday"],
        ["visit", "export", "1"],
        ["report", "1"],
        ["report", "1", "-o", "a.pdf", "--kind", "novel"],
        ["read"],
        ["restore"],
        ["sample", "--dealers", "0"],
        ["sample", "--dealers", "many"],
        ["paint"],
    ],
)
def test_wrong_usage_is_two_and_nothing_on_stdout(run, capsys, arguments):
    assert run(*arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "usage" in said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    ("place", "arguments"),
    [
        ("fieldvisit.usecases.open_visit.load_visit", ["visit", "show", WORKED_ID]),
        ("fieldvisit.usecases.list_visits.list_visits", ["visit", "list"]),
        ("fieldvisit.usecases.export_visit.export_visit", ["visit", "export", WORKED_ID, "-o", "a.xlsx"]),
        ("fieldvisit.usecases.export_report.make_report", ["report", WORKED_ID, "-o", "a.pdf"]),
        ("fieldvisit.usecases.check_store.check_store", ["check"]),
    ],
)
def test_an_error_of_the_program_is_a_sentence_and_a_log(run, home, monkeypatch, capsys, place, arguments):
    def fail(*_args: object, **_named: object) -> None:
        raise ZeroDivisionError("the secret of the visit")

    monkeypatch.setattr(place, fail)
    assert run("--json", *arguments) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "ZeroDivisionError" in one_sentence(said.err)
    log = home / "logs" / "command-line.log"
    assert str(log) in said.err
    assert "the secret of the visit" in log.read_text(encoding="utf-8")


def test_stopping_is_no_error_of_the_program(run, monkeypatch, capsys):
    def stop(*_args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("fieldvisit.usecases.check_store.check_store", stop)
    assert run("check") == 1
    assert "Stopped" in one_sentence(capsys.readouterr().err)


def test_a_report_is_in_the_language_asked_for_set_or_spoken(run, store_file, tmp_path, monkeypatch):
    def has_chinese_title(*arguments: str) -> bool:
        assert run("report", WORKED_ID, *arguments, "-o", tmp_path / "visit.pdf") == 0
        return "拜访报告" in reading.text((tmp_path / "visit.pdf").read_bytes())

    monkeypatch.setattr(language._process, "language", language.current())
    assert not has_chinese_title()
    monkeypatch.setenv("FIELDVISIT_LANGUAGE", "zh")
    assert has_chinese_title()
    assert not has_chinese_title("--lang", "en")
    with contextlib.closing(open_store(store_file)) as store:
        change_settings(store, report_language="en")
    assert not has_chinese_title()
    monkeypatch.setenv("FIELDVISIT_LANGUAGE", "en")
    assert has_chinese_title("--lang", "zh")


def test_several_reports_go_into_a_folder_and_what_is_not_there_is_named(run, tmp_path, capsys):
    folder = tmp_path / "reports"
    assert run("--json", "report", WORKED_ID, "V-26-99999", "-o", folder) == 1
    said = capsys.readouterr()
    told = json.loads(said.out)
    assert told["files"] == [str(path) for path in folder.iterdir()]
    assert [each.split(":")[0] for each in told["refused"]] == ["V-26-99999"]
    assert "V-26-99999" in one_sentence(said.err)


def test_reports_of_the_closed_visits_of_some_days(run, tmp_path, capsys):
    assert run("--json", "report", "--from", "2026-01-01", "-o", tmp_path) == 0
    assert json.loads(capsys.readouterr().out) == {"files": [], "refused": []}


def test_several_cards_at_once_are_wrong_usage(run, tmp_path, capsys):
    assert run("report", "0001", "0002", "--kind", "card", "-o", tmp_path) == 2
    assert "one at a time" in one_sentence(capsys.readouterr().err)
