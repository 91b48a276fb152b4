"""A row of filters with the number of what each shows; one of them holds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from fieldvisit.domain.formats import number
from fieldvisit.ui.theme import theme
from fieldvisit.ui.widgets.buttons import Button
from fieldvisit.ui.widgets.columns import clear


class FilterRow(QWidget):
    """`chosen` brings the key of the filter that now holds. Where there is no room, the counts go first."""

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._choices: list[tuple[str, str, int]] = []
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.idClicked.connect(lambda position: self.chosen.emit(self._choices[position][0]))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme().px(6))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_choices(self, choices: Sequence[tuple[str, str, int]]) -> None:
        """Key, words and count of each filter; the one that held goes on holding, else the first does."""
        held = self.current()
        for button in self._group.buttons():
            self._group.removeButton(button)
        clear(self._row)
        self._choices = list(choices)
        for position, (key, words, count) in enumerate(choices):
            button = Button(f"{words}  {number(count)}", bar=True)
            button.setCheckable(True)
            self._group.addButton(button, position)
            self._row.addWidget(button)
            button.setChecked(key == held)
        self._row.addStretch(1)
        if choices and self._group.checkedButton() is None:
            self._group.button(0).setChecked(True)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def least_width(self) -> int:
        """The room that all filters need without their counts."""
        room = 2 * theme().px(13) + self._row.spacing()
        return sum(
            button.fontMetrics().horizontalAdvance(words) + room
            for button, (_, words, _) in zip(self._group.buttons(), self._choices, strict=True)
        )

    def _fit(self) -> None:
        """Shows as much on each button as all of them together have room for; what is cut is the tooltip."""
        margins = self.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        whole = [f"{words}  {number(count)}" for _, words, count in self._choices]
        self._set_texts(whole)
        needed = sum(button.sizeHint().width() + self._row.spacing() for button in self._group.buttons())
        if needed > room:
            self._set_texts([words for _, words, _ in self._choices])

    def _set_texts(self, texts: list[str]) -> None:
        for position, text in enumerate(texts):
            button = self._group.button(position)
            button.setText(text)
            button.setToolTip(f"{self._choices[position][1]}  {number(self._choices[position][2])}")
            button.updateGeometry()

    def choose(self, key: str) -> None:
        """Makes the filter of `key` hold, without telling."""
        keys = [each for each, _, _ in self._choices]
        if key in keys:
            self._group.button(keys.index(key)).setChecked(True)

    def current(self) -> str:
        """The key of the filter that holds; empty while there is none."""
        position = self._group.checkedId()
        return self._choices[position][0] if 0 <= position < len(self._choices) else ""
