"""The system ends the program, or the program stumbles, in the middle of a word: it is there at the next start."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from fieldvisit.ui.ending import Ending
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.open_visit import open_visit
from fieldvisit.usecases.visit_documents import load_document
from tests.factories.desks import WORKED_ID, a_store
from tests.factories.visits import WORKED_VISIT


@pytest.fixture
def store_file(tmp_path: Path) -> Path:
    with a_store(tmp_path) as store:
        load_document(store, WORKED_VISIT.read_bytes())
        return store.path


def half_typed(store_file: Path, end: str) -> tuple[int, str, list[str]]:
    """A window in which a word is half typed ends in some way; its status, what was typed, and what was kept."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.safety.half_typing", str(store_file), WORKED_ID, end],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    assert process.stdout is not None
    typed = json.loads(process.stdout.readline())
    if end.startswith("SIG"):
        process.send_signal(getattr(signal, end))
    status = process.wait(60)
    process.stdout.close()
    store = open_store(store_file)
    try:
        desk = open_visit(store, WORKED_ID)
        place = desk.last_place
        assert place is not None
        value = desk.visit.value(place)  # a cell that was left has one
        kept = [*desk.drafts.values(), f"{value:f}".rstrip("0") if isinstance(value, Decimal) else ""]
    finally:
        store.close()
    assert not store_file.with_name(store_file.name + "-wal").exists(), "the log is folded in: the end was orderly"
    return status, typed, kept


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a session by a message, not by signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_a_signal_to_end_keeps_what_is_half_typed(store_file: Path, name: str) -> None:
    status, typed, kept = half_typed(store_file, name)
    assert status == 0
    assert typed in kept


@pytest.mark.parametrize("end", ["session", "quit", "exit", "fault"])
def test_any_other_end_keeps_what_is_half_typed(store_file: Path, end: str) -> None:
    status, typed, kept = half_typed(store_file, end)
    assert status == 0
    assert typed in kept


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a session by a message, not by signals")
def test_after_the_end_signals_do_what_they_did_before(qapp) -> None:
    before = signal.getsignal(signal.SIGTERM)
    ending = Ending(lambda: None, lambda: None)
    ending.listen()
    assert signal.getsignal(signal.SIGTERM) is not before
    ending.silence()
    ending.silence()
    assert signal.getsignal(signal.SIGTERM) is before
