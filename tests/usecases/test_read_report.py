"""Reading odd files: each is refused by name, none stops the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldvisit.cli import main
from fieldvisit.exchange.pdf_data import DamagedPdf, NotAPdf, NoVisitInside, NoVisitRead
from fieldvisit.usecases.read_report import read_report

ODD = Path(__file__).parents[3] / "shared" / "data" / "odd_pdfs"
WITHOUT = f"no folder of odd PDFs beside the project ({ODD.name})"
REASONS = (DamagedPdf, NotAPdf, NoVisitInside)


@pytest.fixture
def odd_files():
    found = sorted(ODD.glob("*.pdf"))
    if not found:
        pytest.skip(WITHOUT)
    return found


def test_each_odd_file_is_refused_by_name_with_its_reason(odd_files):
    for path in odd_files:
        with pytest.raises(NoVisitRead) as caught:
            read_report(path)
        assert type(caught.value) in REASONS, path.name
        assert path.name in str(caught.value)


def test_all_odd_files_at_once_are_named_one_by_one(odd_files, capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("FIELDVISIT_HOME", str(tmp_path))
    assert main(["read", *map(str, odd_files)]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == len(odd_files)
    assert "error of the program" not in told.err
