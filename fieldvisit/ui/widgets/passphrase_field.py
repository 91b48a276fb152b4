"""A field for a passphrase: hidden until one wants to see it, with a word about Caps Lock."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from fieldvisit.domain.language import tr
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.buttons import Button, Kind
from fieldvisit.ui.widgets.labels import label, set_look


class PassphraseField(QWidget):
    """`changed` follows each key, `entered` Enter. What is typed goes into no undo history and no input method."""

    changed = Signal(str)
    entered = Signal()

    def __init__(self, caption: str, name: str) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setObjectName(name)
        self.line.setMinimumHeight(theme().px(32))  # said here too: columns ask before the style sheet has spoken
        self.line.setAccessibleName(caption)
        self.line.textEdited.connect(self.changed)
        self.line.returnPressed.connect(self.entered)
        self.line.installEventFilter(self)
        self.show_button = Button(tr("Show"), kind=Kind.LINK)
        self.show_button.setAccessibleName(tr("Show what is typed"))
        self.show_button.clicked.connect(self._turn)
        self.message = label("", Role.CAPTION, "red", wrap=True)
        self.message.hide()
        self._caps = label(tr("Caps Lock seems to be on."), Role.CAPTION, "amber", wrap=True)
        self._caps.hide()
        self.setFocusProxy(self.line)
        self._lay_out(caption)

    def _lay_out(self, caption: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(2))
        words = label(caption, Role.GRID_LABEL, "text2", wrap=True)
        words.setBuddy(self.line)
        row = QHBoxLayout()
        row.setSpacing(theme().px(4))
        row.addWidget(self.line, 1)
        row.addWidget(self.show_button)
        column.addWidget(words)
        column.addLayout(row)
        column.addWidget(self.message)
        column.addWidget(self._caps)

    def text(self) -> str:
        """As it was typed, blanks included."""
        return self.line.text()

    def clear(self) -> None:
        self.line.clear()
        self.tell("")

    def tell(self, words: str) -> None:
        """Says at the field what is wrong with it; empty takes that away."""
        self.message.setText(words)
        self.message.setVisible(bool(words))
        self.line.setAccessibleDescription(words)
        set_look(self.line, "refused", "true" if words else "false")

    def _turn(self) -> None:
        hidden = self.line.echoMode() is QLineEdit.EchoMode.Password
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self.show_button.setText(tr("Hide") if hidden else tr("Show"))
        self.show_button.setAccessibleName(tr("Hide what is typed") if hidden else tr("Show what is typed"))
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tells Caps Lock by what a letter key gives, because Qt does not say how the lock stands."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            letter = event.text()
            if len(letter) == 1 and letter.isalpha() and letter.upper() != letter.lower():
                shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self._caps.setVisible(letter.isupper() != shifted)
        return False
