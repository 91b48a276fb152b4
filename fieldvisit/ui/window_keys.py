"""The keys that hold everywhere in the window; while something covers it, only those that need no page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


class WindowKeys:
    """Bound to one window; `clear` before they are bound anew."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._bound: list[tuple[QShortcut, bool]] = []

    def clear(self) -> None:
        for shortcut, _ in self._bound:
            shortcut.deleteLater()
        self._bound = []

    def bind(self, keys: str, action: Callable[[], object], *, always: bool = False) -> None:
        """`always`: also while the window is covered."""
        shortcut = QShortcut(QKeySequence(keys), self._window)
        shortcut.activated.connect(action)
        self._bound.append((shortcut, always))

    def set_covered(self, *, covered: bool) -> None:
        for shortcut, always in self._bound:
            shortcut.setEnabled(always or not covered)
