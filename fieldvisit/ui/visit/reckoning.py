"""When the figures of a visit follow what was entered: a little later, so that no key waits for all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from fieldvisit.domain.figures import StockRow, VisitFigures

if TYPE_CHECKING:
    from fieldvisit.usecases.visit_desk import VisitDesk

RECKONING_DELAY = 40
"""Milliseconds after an entry in which further entries are still taken together before all figures are renewed."""


class Reckoning(QObject):
    """Calculates in one turn of the event loop and tells everybody in the next: a key waits for one at most."""

    recalculated = Signal()

    def __init__(self, desk: VisitDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._counted: tuple[VisitFigures, dict[str, StockRow]] | None = None
        self._reckoning = self._single_shot(RECKONING_DELAY, self._reckon)
        self._telling = self._single_shot(0, self.recalculated.emit)

    def _single_shot(self, delay: int, act: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(delay)
        timer.timeout.connect(act)
        return timer

    def begin(self) -> None:
        """Something was entered."""
        self._telling.stop()
        self._reckoning.start()

    def _reckon(self) -> None:
        self._desk.recalculate()
        self._telling.start()

    def stock_rows(self) -> dict[str, StockRow]:
        """The calculated rows of the count by product, as they were last calculated."""
        found = self._desk.known_figures
        if self._counted is None or (found is not None and self._counted[0] is not found):
            found = self._desk.figures
            self._counted = (found, {row.figures.product: row for row in found.stock.values()})
        return self._counted[1]
