"""The system ends the program, or the program stumbles, in the middle of a word: it is there at the next start."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from fieldvisit.ui.ending import Ending
from fieldvisit.ui.instance import Instance
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


def begun(store_file: Path, end: str) -> subprocess.Popen[str]:
    """A window in which a word is half typed, and which ends in some way."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.safety.half_typing", str(store_file), WORKED_ID, end],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )


def said(process: subprocess.Popen[str]) -> str:
    """What was typed."""
    assert process.stdout is not None
    with process.stdout as output:
        typed: str = json.loads(output.readline())
    return typed


def half_typed(store_file: Path, end: str) -> tuple[int, str, list[str]]:
    """Such a window's status, what was typed in it, and what was kept."""
    process = begun(store_file, end)
    typed = said(process)
    if end.startswith("SIG"):
        process.send_signal(getattr(signal, end))
    status = process.wait(60)
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


@pytest.mark.skipif(sys.platform == "win32", reason="the new process is ended by a signal here")
def test_a_restart_after_a_fault_opens_the_same_visit_half_typed(store_file: Path, home: Path, qapp) -> None:
    """The first process ends in good order, and another one holds the store then, without anybody starting it.

    That one is killed: told to end, it would enter what is half typed, or not, depending on how far it had come.
    """
    process = begun(store_file, "restart")
    typed = said(process)
    assert process.wait(60) == 0
    lock = store_file.with_name(store_file.name + ".lock")
    wait_for(lambda: lock.exists() and Instance(store_file).raise_first())  # it answers from its loop
    successor = int(lock.read_text(encoding="utf-8").split()[0])
    assert successor != process.pid
    os.kill(successor, signal.SIGKILL)
    assert WORKED_ID in (home / "window.json").read_text(encoding="utf-8")
    with closing(open_store(store_file)) as store:
        desk = open_visit(store, WORKED_ID)
    assert [typed] == [text for place, text in desk.drafts.items() if place == desk.last_place], "half typed it stays"


def wait_for(happened: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.05)


NAMES = re.compile("Shengyuan|盛源|Gu Fang|顾芳|Lin Yue|Lager|116,?386")


@pytest.mark.parametrize("end", ["fault", "quit"])
def test_neither_log_nor_habits_name_anybody(store_file: Path, home: Path, end: str) -> None:
    assert NAMES.search(WORKED_VISIT.read_text(encoding="utf-8")), "else nothing is proved"
    _, typed, _ = half_typed(store_file, end)
    left = {path: path.read_text(encoding="utf-8") for path in home.rglob("*") if path.suffix in (".log", ".json")}
    assert any("fieldvisit.log" in path.name for path in left)
    assert end != "fault" or any("ZeroDivisionError" in text for text in left.values())
    for path, text in left.items():
        assert not NAMES.search(text), path
        assert typed not in text, path


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a session by a message, not by signals")
def test_after_the_end_signals_do_what_they_did_before(qapp) -> None:
    before = signal.getsignal(signal.SIGTERM)
    ending = Ending(lambda: None, lambda: None)
    ending.listen()
    assert signal.getsignal(signal.SIGTERM) is not before
    ending.silence()
    ending.silence()
    assert signal.getsignal(signal.SIGTERM) is before
