"""Lists whose delegates ask the view what is current and what the mouse is over.

The style's own state would say the same, but its class holds some 400 named values, which take a start 8 ms to make.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QListView


class HoverList(QListView):
    """A list that knows the row under the mouse."""

    def __init__(self) -> None:
        super().__init__()
        self._hovered = -1
        self.setMouseTracking(True)
        self.entered.connect(lambda index: self._hover(index.row()))
        self.viewportEntered.connect(lambda: self._hover(-1))

    def _hover(self, row: int) -> None:
        self._hovered = row

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def is_hovered(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        return index.row() == self._hovered

    def is_current(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        return bool(index == self.currentIndex())

    def has_focus_at(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        """Whether the keys go to this row now."""
        return self.hasFocus() and self.is_current(index)
