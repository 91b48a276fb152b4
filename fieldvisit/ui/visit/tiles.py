"""Figures of a step beside each other: label, figure, unit, and one line saying what it is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.visit.notebook import Notebook
from fieldvisit.ui.widgets.labels import label, set_tone
from fieldvisit.ui.widgets.marks import FLAG_ICONS, IconLabel

_NARROWEST = 180


@dataclass(frozen=True)
class Tile:
    """One figure. `tone` red is for what is outside a limit."""

    title: str
    figure: str
    unit: str = ""
    note: str = ""
    tone: str = "text"
    note_tone: str = "text2"


class _TileBox(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._title = label("", Role.CAPTION, "text2", wrap=True)
        self._figure = label("", Role.FIGURE, select=True)
        self._unit = label("", Role.BODY, "text2")
        self._note = label("", Role.CAPTION, "text2", wrap=True)
        line = QHBoxLayout()
        line.setSpacing(theme().px(6))
        line.addWidget(self._figure)
        line.addWidget(self._unit)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addLayout(line)
        self._icon = IconLabel(FLAG_ICONS["red"], "red", 14)
        told = QHBoxLayout()
        told.setSpacing(theme().px(4))
        told.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        told.addWidget(self._note, 1)
        column.addLayout(told)
        column.addStretch(1)

    def show_tile(self, tile: Tile) -> None:
        self._title.setText(tile.title)
        self._figure.setText(tile.figure)
        self._unit.setText(tile.unit)
        self._unit.setVisible(bool(tile.unit))
        self._note.setText(tile.note)
        set_tone(self._figure, tile.tone)
        set_tone(self._note, tile.note_tone)
        self._icon.setVisible(tile.note_tone == "red")


class Tiles(QWidget):
    """Follows the figures; as many beside each other as there is room for."""

    def __init__(self, notebook: Notebook, made: Callable[[], list[Tile]]) -> None:
        super().__init__()
        self._made = made
        self._boxes = [_TileBox() for _ in made()]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(theme().px(12), theme().px(12), theme().px(12), theme().px(12))
        self._grid.setHorizontalSpacing(theme().px(16))
        self._grid.setVerticalSpacing(theme().px(12))
        self._columns = 0
        notebook.recalculated.connect(self.renew)
        self._arrange()
        self.renew()

    def renew(self) -> None:
        for box, tile in zip(self._boxes, self._made(), strict=True):
            box.show_tile(tile)

    def resizeEvent(self, event: object) -> None:
        self._arrange()

    def _arrange(self) -> None:
        columns = max(1, min(len(self._boxes), self.width() // theme().px(_NARROWEST)))
        if columns == self._columns:
            return
        self._columns = columns
        for at, box in enumerate(self._boxes):
            self._grid.addWidget(box, at // columns, at % columns)
        for column in range(len(self._boxes)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
