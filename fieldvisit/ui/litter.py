"""Throwing away what nothing refers to any more but itself, on the UI thread alone.

Python's own collector runs in whatever thread just made an object. A widget, a timer or a dialog in a cycle would then
be destroyed by a worker thread, under the feet of Qt's event loop, and that ends the process. So the collector stays
off while there is a window, and is run from here as often as it would run itself.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 500


class Litter(QObject):
    """Sweeps from `begin` to `end`; the collector stays off after that, for there are still widgets."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.sweep)

    def begin(self) -> None:
        gc.disable()
        self._timer.start()

    def end(self) -> None:
        self._timer.stop()

    def sweep(self) -> None:
        """Collects the oldest generation that is due."""
        counts, limits = gc.get_count(), gc.get_threshold()
        due = [generation for generation in range(3) if counts[generation] > limits[generation]]
        if due:
            gc.collect(due[-1])
