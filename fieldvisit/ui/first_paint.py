"""Waiting for the first paint: what comes after it must not hold it up, and a measured start ends with it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget


class FirstPaint(QObject):
    """Calls `then` in the event loop's turn after `widget` was painted for the first time."""

    def __init__(self, widget: QWidget, then: Callable[[], object]) -> None:
        super().__init__(widget)
        self._then = then
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._then)
        return False


def say_painted() -> None:
    """For measuring the start: prints the monotonic time in seconds, and quits."""
    sys.stdout.write(f"painted {time.monotonic()}\n")
    sys.stdout.flush()
    QApplication.quit()
