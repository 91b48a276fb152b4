"""The power is cut between the files of a store: one whole store is there, with its key, and nothing is lost."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from tests.safety import tracing
from tests.safety.file_cuts import Work, losses, works

CUTS = int(os.environ.get("FIELDVISIT_CUTS", "200")) // 20
"""How often for each of the acts; more by hand: FIELDVISIT_CUTS=20000, or with figures as in `file_cuts`."""


@pytest.fixture
def done(tmp_path: Path) -> list[Work]:
    """All acts, traced."""
    if reason := tracing.hindrance():
        pytest.skip(f"the calls of a program cannot be recorded: {reason}")
    return works(tmp_path)


def without_waiting(work: Work) -> Work:
    """What the same program would do if it synchronised nothing."""
    return replace(work, events=[event for event in work.events if not event.what.startswith("sync")])


@pytest.mark.timeout(3600)
def test_no_cut_leaves_less_than_one_whole_store(done: list[Work], tmp_path: Path) -> None:
    assert [loss for work in done for loss in losses(work, CUTS, tmp_path)] == []
    found_out = [work.name for work in done if any(losses(without_waiting(work), CUTS, tmp_path))]
    assert len(found_out) > len(done) // 2, "the same cuts find out a program that synchronises nothing"
