"""Findings in words beside each other's titles, under a grid or in the place of one: nothing to say, nothing shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from fieldvisit.domain.visit import Address
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.visit.notebook import Notebook
from fieldvisit.ui.widgets.buttons import link
from fieldvisit.ui.widgets.labels import label


@dataclass(frozen=True)
class Told:
    """One line: what it is about and what is found. `leads_to` makes the title the way to its cell."""

    title: str
    words: str
    tone: str = "text"
    leads_to: Address | None = None


class ToldLines(QWidget):
    """Follows the figures; made anew only where the words change."""

    def __init__(self, notebook: Notebook, made: Callable[[], list[Told]], heading: str = "") -> None:
        super().__init__()
        self._notebook, self._made = notebook, made
        self._shown: list[Told] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(theme().px(12), theme().px(8), theme().px(12), theme().px(8))
        column.setSpacing(theme().px(6))
        if heading:
            column.addWidget(label(heading, Role.HEADING))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme().px(16))
        self._grid.setVerticalSpacing(theme().px(4))
        self._grid.setColumnStretch(1, 1)
        column.addLayout(self._grid)
        notebook.recalculated.connect(self.renew)
        self.renew()

    def lines(self) -> list[Told]:
        """What is said now."""
        return list(self._shown or [])

    def renew(self) -> None:
        told = self._made()
        if told == self._shown:
            return
        self._shown = told
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for at, line in enumerate(told):
            self._grid.addWidget(self._title(line), at, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            self._grid.addWidget(label(line.words, Role.GRID, line.tone, wrap=True, select=True), at, 1)
        if self.parent() is not None or not told:
            self.setVisible(bool(told))

    def _title(self, line: Told) -> QWidget:
        place = line.leads_to
        if place is None:
            return label(line.title, Role.GRID, "text2")
        go = link(line.title)
        go.clicked.connect(lambda: self._notebook.asked_for.emit(place))
        return go
