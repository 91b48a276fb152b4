"""How hard a passphrase is to guess: four bars that fill, and a sentence of advice."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.labels import label
from fieldvisit.usecases.passphrase_strength import Strength

STRONGEST = 4
_TOKENS = ("red_mark", "amber_mark", "amber_mark", "ink", "ink")


class StrengthMeter(QWidget):
    """Empty until `show_strength`; says in words what the bars say."""

    def __init__(self) -> None:
        super().__init__()
        self._bars = _Bars()
        self._words = label("", Role.CAPTION, "text2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(4))
        column.addWidget(self._bars)
        column.addWidget(self._words)

    def show_strength(self, strength: Strength | None) -> None:
        """None: nothing is typed."""
        self._bars.show_level(strength.level if strength else None)
        self._words.setText("" if strength is None else str(strength.advice))
        self.setAccessibleName(self._words.text())

    def leave_words(self) -> None:
        """The bars alone, as long as the same sentence stands at the field."""
        self._words.clear()

    def words(self) -> str:
        return self._words.text()


class _Bars(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._level: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(4))

    def show_level(self, level: int | None) -> None:
        self._level = level
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        gap = theme().px(4)
        wide = (self.width() - gap * (STRONGEST - 1)) / STRONGEST
        filled = 0 if self._level is None else max(1, self._level)
        for at in range(STRONGEST):
            token = _TOKENS[self._level] if self._level is not None and at < filled else "sunk"
            painter.fillRect(QRectF(at * (wide + gap), 0, wide, self.height()), theme().colour(token))
        painter.end()
