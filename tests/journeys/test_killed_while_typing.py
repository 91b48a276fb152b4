"""The process is killed while the rep types: nothing is lost but, at most, the last quarter second."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import pytest

from fieldvisit.domain.visit import Address
from fieldvisit.store import visits
from fieldvisit.usecases.check_store import check_store
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.open_visit import open_visit
from fieldvisit.usecases.visit_desk import VisitDesk
from tests.factories.desks import WORKED_ID, a_store
from tests.factories.visits import WORKED_VISIT

KILLS = int(os.environ.get("FIELDVISIT_KILLS", "50"))
"""How often; more by hand: FIELDVISIT_KILLS=2000."""
WORKERS = 10
GRACE = 0.25
"""Seconds of typing that may be lost."""


@pytest.fixture
def store_file(tmp_path: Path) -> Path:
    from fieldvisit.usecases.visit_documents import load_document

    with a_store(tmp_path) as store:
        load_document(store, WORKED_VISIT.read_bytes())
        return store.path


@pytest.mark.timeout(600)
@pytest.mark.parametrize("part", range(WORKERS))
def test_kill_at_any_moment_loses_at_most_a_quarter_second(store_file, home, part):
    typed = 0
    for number in range(part, KILLS, WORKERS):
        said, killed_at = kill_while_typing(store_file, home, seed=number)
        typed += len(said)
        assert_nothing_lost(store_file, said, killed_at)
    assert typed > 0, "the rep never got to type"


def kill_while_typing(store_file: Path, home: Path, seed: int) -> tuple[list[dict[str, object]], float]:
    """Starts the window, lets it type for a while, kills it; what it said and when it died."""
    chance = random.Random(seed)
    said_file = home / f"said-{seed}.jsonl"
    with said_file.open("w") as said:
        rep = subprocess.Popen(
            [sys.executable, "-m", "tests.journeys.typing_rep", str(store_file), WORKED_ID, str(seed)],
            stdout=said,
            cwd=Path(__file__).parents[2],
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        )
        try:
            wait_for_typing(said_file, rep)
            time.sleep(chance.uniform(0.02, 0.8))
        finally:
            rep.kill()
            killed_at = time.monotonic()
            rep.wait()
    whole = [line for line in said_file.read_text().splitlines() if line.endswith("}")]
    return [json.loads(line) for line in whole], killed_at


def wait_for_typing(said_file: Path, rep: subprocess.Popen[bytes]) -> None:
    """Until the first key was pressed."""
    deadline = time.monotonic() + 60
    while said_file.stat().st_size == 0:
        assert rep.poll() is None, "the window ended by itself"
        assert time.monotonic() < deadline, "the window never came to the visit"
        time.sleep(0.01)


def assert_nothing_lost(store_file: Path, said: list[dict[str, object]], killed_at: float) -> None:
    """Opens the store as a restart would and compares it with what was typed."""
    store = open_store(store_file)
    try:
        desk = open_visit(store, WORKED_ID)
        assert check_store(store) == []
        last = str(said[-1]["place"])
        assert desk.last_place is not None
        assert desk.last_place.step == "prices", "the visit opens where it was"
        for place in {str(line["place"]) for line in said}:
            steps = [line for line in said if line["place"] == place]
            due = [line for line in steps if float(str(line["t"])) <= killed_at - GRACE]
            if due:
                later = [str(line["text"]) for line in steps[steps.index(due[-1]) :]]
                kept = kept_text(desk, Address.parse(place))
                assert any(same(kept, text) for text in later), (
                    f"{place}: {kept!r} instead of one of {later}, last {last}"
                )
        with store.write() as session:
            for address in list(desk.drafts):
                visits.clear_draft(session, WORKED_ID, address)
    finally:
        store.close()


def kept_text(desk: VisitDesk, address: Address) -> str:
    """The half-typed text of a cell, or else its value."""
    value = desk.visit.value(address)
    return desk.drafts.get(address, f"{value:f}" if isinstance(value, Decimal) else "")


def same(kept: str, typed: str) -> bool:
    """Whether both are the same text or the same number (`3.10` and `3.1`)."""
    return kept == typed or (bool(kept) and Decimal(kept) == Decimal(typed))
