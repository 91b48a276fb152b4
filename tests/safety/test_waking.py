"""A window that was stopped for a while, as by a sleeping laptop, is locked when it goes on, whatever is open over it.

Says when (with `-s`) and asserts no time. All that can lie open, by hand:
FIELDVISIT_WAKES=all, and FIELDVISIT_STOPPED=11 for a sleep that the program itself would call one.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.open_visit import open_visit
from fieldvisit.usecases.passphrase import protect, unlock
from fieldvisit.usecases.visit_documents import load_document
from tests.factories.desks import WORKED_ID, a_store
from tests.factories.keys import PASSPHRASE, quick_keys
from tests.factories.locked import cell_of
from tests.factories.visits import WORKED_VISIT

EVERYTHING = ("palette", "nothing", "question", "file", "menu", "preview", "task")
OVER = EVERYTHING if os.environ.get("FIELDVISIT_WAKES") == "all" else EVERYTHING[:1]
STOPPED = float(os.environ.get("FIELDVISIT_STOPPED", "1"))
"""Seconds; half a second less than them, less some air, is what the window then takes for a sleep."""
DEALER, TYPED = "Shengyuan", "12."

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="this system cannot stop a process")


@pytest.fixture
def store_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    quick_keys(monkeypatch)
    with a_store(tmp_path) as store:
        load_document(store, WORKED_VISIT.read_bytes())
        path = store.path
    protect(path, PASSPHRASE)
    return path


@pytest.mark.parametrize("over", OVER)
def test_a_window_that_slept_is_locked_and_shows_nothing(store_file, tmp_path, over):
    command = [sys.executable, "-m", "tests.safety.waking_rep", str(store_file), WORKED_ID, over]
    window = subprocess.Popen(
        [*command, str(STOPPED - 0.7), str(tmp_path / "locked.png")],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    try:
        before = said(window)
        woken_at = sleep_and_wake(window)
        after = said(window)
        assert window.wait(60) == 0
    finally:
        window.kill()
        if window.stdout is not None:
            window.stdout.close()
    for moment in ("covered", "closed"):
        sys.stdout.write(f"{over}: {moment} {after[moment] - woken_at:.3f} s after waking\n")
    assert [text for text in before["read"] if DEALER in text], "there was something to be seen"
    assert [text for text in after["read"] if DEALER in text or TYPED in text] == []
    assert (after["windows"], after["undo"], after["open_files"]) == (1, 0, [])
    assert kept(store_file) in {TYPED, "12"}, "half typed, or taken when something else was opened"


def said(window: subprocess.Popen[str]) -> dict[str, Any]:
    assert window.stdout is not None
    found: dict[str, Any] = json.loads(window.stdout.readline())
    return found


def sleep_and_wake(window: subprocess.Popen[str]) -> float:
    window.send_signal(signal.SIGSTOP)
    time.sleep(STOPPED)
    woken_at = time.monotonic()
    window.send_signal(signal.SIGCONT)
    return woken_at


def kept(store_file: Path) -> str:
    """What is half typed in the cell, or its value."""
    with closing(open_store(store_file, key=unlock(store_file, PASSPHRASE))) as store:
        desk = open_visit(store, WORKED_ID)
        value = desk.visit.value(cell_of(desk))
        return desk.drafts.get(cell_of(desk)) or f"{Decimal(str(value)).normalize():f}"
