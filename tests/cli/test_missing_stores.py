"""A path at which there is no store: most commands say so, and only what brings something in makes one."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldvisit.cli import main
from tests.factories.visits import WORKED_VISIT


@pytest.mark.parametrize("command", [["check"], ["backup"], ["visit", "list"], ["visit", "show", "V-26-00001"]])
def test_a_mistyped_path_is_told_and_nothing_made_there(tmp_path: Path, capsys, command):
    folder = tmp_path / "mistyped"
    folder.mkdir()
    assert main(["--store", str(folder / "my.store"), *command]) == 1
    assert "There is no store" in capsys.readouterr().err
    assert list(folder.iterdir()) == []


def test_what_is_brought_in_makes_the_store(tmp_path: Path, capsys):
    path = tmp_path / "new.store"
    assert main(["--store", str(path), "visit", "load", str(WORKED_VISIT)]) == 0
    assert main(["--store", str(path), "check"]) == 0
