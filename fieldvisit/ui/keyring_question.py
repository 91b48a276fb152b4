"""A question to the system's keyring, which nothing in the window waits for: it may be answered late, or never."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

_LOOK_EVERY_MS, _SELDOM_MS = 20, 200
PATIENCE = 1.5
"""Seconds after which the answer is late; a keyring that is open and well gives one in a fraction of that."""


class KeyringQuestion(QObject):
    """Asked when it is made; `came` or `failed` ends it, however late, unless `drop` came first."""

    came = Signal(object)
    failed = Signal(object)
    """The keyring's error (an exception)."""
    became_late = Signal()
    """There is no answer yet, once; it may come all the same."""

    def __init__(self, question: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        from fieldvisit.usecases.remembered_key import asked

        self._answer = asked(question)
        self._late_from = time.monotonic() + PATIENCE
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def drop(self) -> None:
        """Whatever is answered from now on is not listened to, and a key not held."""
        self._timer.stop()
        self.deleteLater()

    def _look(self) -> None:
        if not self._answer.done():
            self._look_at_the_clock()
            return
        self.drop()
        error = self._answer.exception()
        if error is None:
            self.came.emit(self._answer.result())
        else:
            self.failed.emit(error)

    def _look_at_the_clock(self) -> None:
        if self._late_from and time.monotonic() > self._late_from:
            self._late_from = 0.0
            self._timer.setInterval(_SELDOM_MS)
            self.became_late.emit()
