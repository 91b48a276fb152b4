"""The power is cut between the files of a store: one whole store is there, with its key, and nothing is lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.factories.keys import quick_keys
from tests.safety import tracing
from tests.safety.file_cuts import Work, losses, without_waiting, works

CUTS = int(os.environ.get("FIELDVISIT_CUTS", "200")) // 40
"""How often for each of the acts; more by hand: FIELDVISIT_CUTS=40000, or with figures as in `file_cuts`."""


@pytest.fixture
def done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Work]:
    """All acts, traced."""
    if reason := tracing.hindrance():
        pytest.skip(f"the calls of a program cannot be recorded: {reason}")
    quick_keys(monkeypatch)
    return works(tmp_path)


@pytest.mark.timeout(3600)
def test_no_cut_leaves_less_than_one_whole_store(done: list[Work], tmp_path: Path) -> None:
    assert [loss for work in done for loss in losses(work, CUTS, tmp_path)] == []
    for work in done:
        if work.name in {"type-encrypted", "protect", "migrate"}:
            assert any(losses(without_waiting(work), CUTS, tmp_path)), "they find out who synchronises nothing"
