"""The line at the bottom: since when all is saved, what the current cell is, whose laptop this is."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout

from fieldvisit.domain.language import tr
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.buttons import link
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
        self._folder: Path | None = None
        self.show_folder = link(tr("Show in folder"))
        self.show_folder.setFont(theme().font(Role.CAPTION))
        self.show_folder.clicked.connect(self._show_folder)
        self.show_folder.hide()
        self._rep = label("", Role.CAPTION, "text2")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().px(12), 0, theme().px(12), 0)
        row.setSpacing(theme().px(4))
        row.addWidget(self._tick)
        row.addWidget(self._saved)
        row.addSpacing(theme().px(14))
        row.addWidget(self._middle, 1)
        row.addWidget(self.show_folder)
        row.addSpacing(theme().px(14))
        row.addWidget(IconLabel("wifi-off", "text2", 14))
        row.addWidget(label(tr("Offline"), Role.CAPTION, "text2"))
        row.addSpacing(theme().px(14))
        row.addWidget(self._rep)
        self._tick.hide()

    def show_saved(self, at: datetime) -> None:
        """Says when the last change was committed."""
        self._tick.set_icon("check", "text2")
        self._tick.show()
        self._saved.setText(tr("Saved {time}", time=f"{at:%H:%M}"))

    def show_not_saved(self) -> None:
        """Says that something typed waits to be saved; until it is, nothing here says that all is."""
        self._tick.set_icon("triangle-alert", "amber")
        self._tick.show()
        self._saved.setText(tr("Not saved yet"))

    def show_middle(self, words: str) -> None:
        self._middle.set_whole(words)
        self.show_folder.hide()

    def offer_folder(self, folder: Path) -> None:
        """Beside the words that are shown: the way to what they tell of."""
        self._folder = folder
        self.show_folder.setToolTip(str(folder))
        self.show_folder.show()

    def _show_folder(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def show_rep(self, name: str) -> None:
        self._rep.setText(name)

    def rep_words(self) -> str:
        return self._rep.text()

    def saved_words(self) -> str:
        return self._saved.text()

    def middle_words(self) -> str:
        return self._middle.accessibleName()
