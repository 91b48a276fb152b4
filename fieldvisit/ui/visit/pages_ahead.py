"""The pages of the other steps, made one by one while the rep rests, so that going there takes no time."""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from fieldvisit.domain.steps import STEPS

if TYPE_CHECKING:
    from fieldvisit.ui.visit.board import VisitBoard

REST, AHEAD_EVERY = 0.8, 100
"""Seconds without a move that count as a rest, and milliseconds between two pages, or pieces of one, made during it."""


class PagesAhead(QObject):
    """Begun once the visit is shown; it stops by itself when everything is made."""

    def __init__(self, board: VisitBoard) -> None:
        super().__init__(board)
        self._board = board
        self._busy_at = time.monotonic()
        self._timer = QTimer(self)
        self._timer.setInterval(AHEAD_EVERY)
        self._timer.timeout.connect(self._make_one)
        board.notebook.placed.connect(self._moved)

    def begin(self) -> None:
        self._timer.start()

    def _moved(self) -> None:
        self._busy_at = time.monotonic()

    def _make_one(self) -> None:
        board = self._board
        if time.monotonic() - self._busy_at < REST or not board.isVisible():
            return
        missing = [step.key for step in STEPS if step.key not in board.steps]
        if missing:
            board.step_page(missing[0])
        elif not any(page.body.make_more() for page in board.steps.values()):
            self._timer.stop()
            gc.freeze()
