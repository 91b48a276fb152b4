"""What a page shows when there is nothing yet: one sentence what belongs here, and one button."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.buttons import Button
from fieldvisit.ui.widgets.labels import label


class EmptyState(QWidget):
    """The sentence and its button, in the middle of the room it is given."""

    asked = Signal()

    def __init__(self, sentence: str, button: str = "", icon_name: str = "") -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setSpacing(theme().px(12))
        layout.addStretch(2)
        self._words = label(sentence, Role.BODY, "text2", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(self._words)
        self.button = Button(button, icon_name)
        self.button.clicked.connect(self.asked)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        if not button:
            self.button.hide()
        layout.addStretch(3)

    def sentence(self) -> str:
        return self._words.text()

    def set_sentence(self, sentence: str) -> None:
        self._words.setText(sentence)
