"""A row of filters with the number of what each shows; one of them holds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from fieldvisit.domain.formats import number
from fieldvisit.ui.theme import theme
from fieldvisit.ui.widgets.buttons import Button
from fieldvisit.ui.widgets.columns import clear


class FilterRow(QWidget):
    """`chosen` brings the key of the filter that now holds."""

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._keys: list[str] = []
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.idClicked.connect(lambda position: self.chosen.emit(self._keys[position]))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme().px(6))

    def set_choices(self, choices: Sequence[tuple[str, str, int]]) -> None:
        """Key, words and count of each filter; the one that held goes on holding, else the first does."""
        held = self.current()
        for button in self._group.buttons():
            self._group.removeButton(button)
        clear(self._row)
        self._keys = [key for key, _, _ in choices]
        for position, (key, words, count) in enumerate(choices):
            button = Button(f"{words}  {number(count)}", bar=True)
            button.setCheckable(True)
            self._group.addButton(button, position)
            self._row.addWidget(button)
            button.setChecked(key == held)
        self._row.addStretch(1)
        if held not in self._keys and self._keys:
            self._group.button(0).setChecked(True)

    def choose(self, key: str) -> None:
        """Makes the filter of `key` hold, without telling."""
        if key in self._keys:
            self._group.button(self._keys.index(key)).setChecked(True)

    def current(self) -> str:
        """The key of the filter that holds; empty while there is none."""
        position = self._group.checkedId()
        return self._keys[position] if 0 <= position < len(self._keys) else ""
