"""The line at the bottom: since when all is saved, what the current cell is, whose laptop this is."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QFrame, QHBoxLayout

from fieldvisit.domain.language import tr
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.labels import NameLabel, label
from fieldvisit.ui.widgets.marks import IconLabel


class StatusBar(QFrame):
    """26 high. Nothing here asks for attention."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "side")
        self.setProperty("rule", "above")
        self.setFixedHeight(theme().px(26))
        self._tick = IconLabel("check", "text2", 14)
        self._saved = label("", Role.CAPTION, "text2")
        self._middle = NameLabel("", Role.CAPTION, "text2")
        self._rep = label("", Role.CAPTION, "text2")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().px(12), 0, theme().px(12), 0)
        row.setSpacing(theme().px(4))
        row.addWidget(self._tick)
        row.addWidget(self._saved)
        row.addSpacing(theme().px(14))
        row.addWidget(self._middle, 1)
        row.addWidget(IconLabel("wifi-off", "text2", 14))
        row.addWidget(label(tr("Offline"), Role.CAPTION, "text2"))
        row.addSpacing(theme().px(14))
        row.addWidget(self._rep)
        self._tick.hide()

    def show_saved(self, at: datetime) -> None:
        """Says when the last change was committed."""
        self._tick.show()
        self._saved.setText(tr("Saved {time}", time=f"{at:%H:%M}"))

    def show_middle(self, words: str) -> None:
        self._middle.set_whole(words)

    def show_rep(self, name: str) -> None:
        self._rep.setText(name)

    def rep_words(self) -> str:
        return self._rep.text()

    def saved_words(self) -> str:
        return self._saved.text()

    def middle_words(self) -> str:
        return self._middle.accessibleName()
