"""The whole program in a test: its window shown over a store, and ended again whatever happened."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from fieldvisit.ui import dialogs
from fieldvisit.ui.preferences import Preferences
from fieldvisit.ui.program import Program
from fieldvisit.ui.theme import Choice, theme

Start = Callable[..., Program]


@contextmanager
def programs(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Gives `start(path, preferences)`; faults in slots fail the test instead of opening a dialog."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(Program, "_watch", lambda self: None)
    monkeypatch.setattr(Program, "_listen_for_the_end", lambda self: None)
    theme().start(Choice.LIGHT, 100)
    started: list[Program] = []

    def start(path: Path, preferences: Preferences | None = None) -> Program:
        program = Program(preferences or Preferences(), path)
        started.append(program)
        qtbot.addWidget(program.shell)
        assert program.claim()
        program.show()
        qtbot.waitExposed(program.shell)
        return program

    yield start
    monkeypatch.setattr(dialogs, "ask", lambda *_, **__: True)
    for program in started:
        program.shell.close()
        program.end()
