"""The head of a page: its title, a line beside it, and what can be done here."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.labels import NameLabel, label


class PageHeader(QFrame):
    """56 high, with a rule below; actions stand at the right, the primary one last."""

    def __init__(self, title: str, subtitle: str = "", role: Role = Role.TITLE) -> None:
        super().__init__()
        self.setProperty("rule", "below")
        self.setFixedHeight(theme().px(56))
        self._title = label(title, role)
        self._subtitle = NameLabel(subtitle, Role.BODY, "text2")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme().px(16), 0, theme().px(16), 0)
        self._row.setSpacing(theme().px(12))
        self._row.addWidget(self._title)
        self._row.addWidget(self._subtitle, 1)

    def add_action(self, widget: QWidget) -> None:
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def add_beside_title(self, widget: QWidget) -> None:
        """Puts `widget` right behind the title, as the day's arrows on Today."""
        self._row.insertWidget(self._row.indexOf(self._subtitle), widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_title(self, title: str) -> None:
        self._title.setText(title)

    def set_subtitle(self, subtitle: str) -> None:
        self._subtitle.set_whole(subtitle)
