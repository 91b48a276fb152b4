"""Short forms: a caption with its field, saved on leaving, and a refusal told right below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from fieldvisit.domain.errors import KnownError
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.labels import label, set_look


class Captioned(QWidget):
    """A caption over a field, and room for a message below it."""

    def __init__(self, caption: str, field: QWidget, name: str = "") -> None:
        super().__init__()
        self.field = field
        field.setAccessibleName(caption)
        field.setObjectName(name)
        self.caption: QLabel = label(caption, Role.GRID_LABEL, "text2", wrap=True)
        self.caption.setBuddy(field)
        self.message: QLabel = label("", Role.CAPTION, "red", wrap=True)
        self.message.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(2))
        column.addWidget(self.caption)
        column.addWidget(field)
        column.addWidget(self.message)

    def refuse(self, error: KnownError | None) -> None:
        """Shows why what was typed was not taken; None takes the message away."""
        self.message.setText(str(error) if error else "")
        self.message.setVisible(error is not None)
        set_look(self.field, "refused", "true" if error else "false")


class Entry(Captioned):
    """A line of text; `committed` follows leaving it with another text than before."""

    committed = Signal(str)

    def __init__(self, caption: str, text: str = "", *, name: str = "", placeholder: str = "") -> None:
        self.line = QLineEdit(text)
        super().__init__(caption, self.line, name)
        self._before = text
        self.line.setPlaceholderText(placeholder)
        self.line.editingFinished.connect(self._commit)

    def text(self) -> str:
        return self.line.text().strip()

    def set_text(self, text: str) -> None:
        """Shows another text, which counts as saved."""
        self._before = text
        self.line.setText(text)
        self.refuse(None)

    def _commit(self) -> None:
        if self.text() != self._before:
            self._before = self.text()
            self.committed.emit(self.text())


class Selection(Captioned):
    """One of several; `committed` brings the key of what the user chose."""

    committed = Signal(str)

    def __init__(self, caption: str, choices: Sequence[tuple[str, str]], held: str, *, name: str = "") -> None:
        self.box = QComboBox()
        super().__init__(caption, self.box, name)
        for key, words in choices:
            self.box.addItem(words, key)
        self.set_held(held)
        self.box.activated.connect(lambda _position: self.committed.emit(self.held()))

    def held(self) -> str:
        return str(self.box.currentData())

    def set_held(self, key: str) -> None:
        self.box.setCurrentIndex(max(0, self.box.findData(key)))
