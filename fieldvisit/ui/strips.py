"""Strips of the window itself: whose data this is, and what can just be taken back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from fieldvisit.domain.language import tr
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.buttons import IconButton, link
from fieldvisit.ui.widgets.labels import KeyHint, label


class SampleStrip(QFrame):
    """Stands over everything while the sample store is open, with the way back."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "sample")
        self.setFixedHeight(theme().px(30))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().px(16), 0, theme().px(8), 0)
        row.setSpacing(theme().px(8))
        row.addWidget(label(tr("Sample data"), Role.GRID_STRONG))
        row.addWidget(label(tr("Invented dealers and figures, in a store of their own."), Role.GRID, "text2"), 1)
        self.back = link(tr("Back to my data"))
        self.back.clicked.connect(self.left)
        row.addWidget(self.back)
        self.hide()


class UndoStrip(QFrame):
    """Says what was just done and takes it back on request; the next such thing takes its place."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "side")
        self.setProperty("rule", "above")
        self._take_back: Callable[[], None] | None = None
        self._words = label("", Role.GRID)
        self.undo = link(tr("Undo"))
        self.undo.clicked.connect(self.take_back)
        self.close_button = IconButton("x", tr("Close"))
        self.close_button.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().px(16), theme().px(4), theme().px(8), theme().px(4))
        row.setSpacing(theme().px(8))
        row.addWidget(self._words)
        row.addWidget(self.undo)
        row.addWidget(KeyHint("Ctrl Z"))
        row.addStretch(1)
        row.addWidget(self.close_button)
        self.hide()

    def offer(self, words: str, take_back: Callable[[], None]) -> None:
        self._words.setText(words)
        self._take_back = take_back
        self.show()

    def words(self) -> str:
        """What can be taken back now; empty while there is nothing."""
        return "" if self.isHidden() else self._words.text()

    def take_back(self) -> bool:
        """Takes the last thing back; False when there is nothing to."""
        if self.isHidden() or self._take_back is None:
            return False
        self.hide()
        undo, self._take_back = self._take_back, None
        undo()
        return True
