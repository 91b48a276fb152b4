"""Import and export from the command line: counts on stdout, problems on stderr, 0, 1 or 2."""

import json
from pathlib import Path

import pytest

from fieldvisit.cli import main
from fieldvisit.exchange.reading import read_table
from tests.factories.tables import csv_file

DEALERS = (["Dealer code", "Dealer name"], ["00123", "Qinghe"], ["A", "First"], ["A", "Second"])


@pytest.fixture
def dealers(tmp_path: Path) -> Path:
    return csv_file(tmp_path / "dealers.csv", *DEALERS)


def run(tmp_path: Path, *arguments: object) -> int:
    return main(["--store", str(tmp_path / "cli.store"), *(str(argument) for argument in arguments)])


def test_counts_and_refused_rows(tmp_path, dealers, capsys):
    assert run(tmp_path, "import", dealers) == 1
    said = capsys.readouterr()
    assert "2 new, 0 changed, 0 unchanged, 1 refused" in said.out
    assert "dealers.csv, row 4: A stands already in row 3" in said.err


def test_everything_good_is_zero_and_a_dry_run_changes_nothing(tmp_path, capsys):
    path = csv_file(tmp_path / "d.csv", *DEALERS[:3])
    assert run(tmp_path, "import", path, "--dry-run") == 0
    assert run(tmp_path, "import", path) == 0
    assert run(tmp_path, "import", path) == 0
    assert "0 new, 0 changed, 2 unchanged" in capsys.readouterr().out.splitlines()[-1]


def test_json_and_nothing_else_on_stdout(tmp_path, dealers, capsys):
    assert main(["--store", str(tmp_path / "cli.store"), "--json", "import", str(dealers), "--dry-run"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["dry_run"] is True
    assert told["counts"] == {"new": 2, "changed": 0, "unchanged": 0, "refused": 1}
    assert told["files"][0]["rows"][2]["state"] == "refused"
    assert told["files"][0]["columns"] == {"code": "Dealer code", "name": "Dealer name"}


def test_rejects_are_written(tmp_path, dealers):
    run(tmp_path, "import", dealers, "--rejects", tmp_path / "rejects.xlsx")
    assert read_table(tmp_path / "rejects.xlsx").rows[1][:2] == ["A", "Second"]


def test_kind_and_columns_by_hand(tmp_path, capsys):
    path = csv_file(tmp_path / "x.csv", ["Nr", "Wer"], ["1", "One"])
    assert run(tmp_path, "import", path) == 1
    assert "none of the kinds of data was recognised" in capsys.readouterr().err
    assert run(tmp_path, "import", path, "--kind", "dealers", "--map", "code=Nr", "--map", "name=Wer") == 0


def test_a_question_is_answered(tmp_path, capsys):
    path = csv_file(tmp_path / "d.csv", ["Dealer code", "Dealer name", "Credit limit"], ["1", "One", "1.000"])
    assert run(tmp_path, "import", path) == 1
    assert "decimal mark" in capsys.readouterr().err
    assert run(tmp_path, "import", path, "--answer", "credit_limit=comma") == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["--kind", "planets"],
        ["--kind", "dealers", "--map", "code=Nowhere"],
        ["--answer", "code=perhaps"],
        ["--map", "colour=Dealer code"],
    ],
)
def test_what_is_not_there_is_said_in_one_line(tmp_path, dealers, capsys, arguments):
    assert run(tmp_path, "import", dealers, *arguments) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_a_file_that_is_not_there_is_said(tmp_path, capsys):
    assert run(tmp_path, "import", tmp_path / "nothing.xlsx") == 1
    assert "cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["import"], ["import", "a.csv", "--map", "nothing"], ["export"], ["export", "dealers"]]
)
def test_wrong_usage_is_two(tmp_path, arguments, capsys):
    assert run(tmp_path, *arguments) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_export_and_a_path_that_cannot_be_written(tmp_path, dealers, capsys):
    run(tmp_path, "import", dealers)
    assert run(tmp_path, "export", "dealers", "-o", tmp_path / "out.csv") == 0
    assert read_table(tmp_path / "out.csv").rows[1][0] == "00123"
    assert run(tmp_path, "export", "dealers", "-o", tmp_path / "missing" / "out.csv") == 1
    assert run(tmp_path, "export", "planets", "-o", tmp_path / "out.csv") == 1
    assert "planets is no kind of data" in capsys.readouterr().err
