"""Widgets that only refer to each other are thrown away on the UI thread, whoever makes objects meanwhile."""

import gc
import threading

import pytest
from PySide6.QtCore import QObject

from fieldvisit.ui.litter import Litter


class Circle(QObject):
    """Refers to itself, and notes on which thread it goes."""

    def __init__(self, gone: list[threading.Thread]) -> None:
        super().__init__()
        self._itself = self
        self._gone = gone

    def __del__(self) -> None:
        self._gone.append(threading.current_thread())


@pytest.fixture
def litter(qtbot):
    made = Litter()
    made._timer.setInterval(20)
    made.begin()
    yield made
    made.end()
    gc.disable()


def test_it_goes_on_the_ui_thread_although_a_worker_makes_much(litter, qtbot):
    gone: list[threading.Thread] = []
    Circle(gone)
    worker = threading.Thread(target=lambda: [[[]] for _ in range(20_000)])
    worker.start()
    worker.join()
    assert gone == []
    kept: list[list[int]] = [[] for _ in range(2_000)]
    qtbot.waitUntil(lambda: bool(gone))
    assert gone == [threading.main_thread()]
    assert len(kept) == 2_000


def test_what_is_little_is_left_for_later(litter, monkeypatch):
    swept: list[int] = []
    monkeypatch.setattr(gc, "collect", swept.append)
    monkeypatch.setattr(gc, "get_count", lambda: (10, 0, 0))
    litter.sweep()
    monkeypatch.setattr(gc, "get_count", lambda: (10_000, 12, 0))
    litter.sweep()
    assert swept == [1]


def test_after_the_end_nothing_is_swept(litter, qtbot, monkeypatch):
    litter.end()
    swept: list[int] = []
    monkeypatch.setattr(litter, "sweep", lambda: swept.append(1))
    qtbot.wait(60)
    assert swept == []
