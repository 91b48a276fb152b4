"""What stands in the window while the store is locked: one field, and the ways out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fieldvisit.domain.language import tr
from fieldvisit.ui.passphrase_ask import PassphraseAsk
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.buttons import Button, Kind
from fieldvisit.ui.widgets.labels import NameLabel, label
from fieldvisit.ui.widgets.marks import IconLabel

WIDE = 360


class LockPage(QWidget):
    """Shows nothing of the store but the name of its file. `why` says what led here; empty at a start."""

    restore_wanted = Signal()
    other_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, ask: PassphraseAsk, file_name: str, why: str = "") -> None:
        super().__init__()
        self.ask = ask
        self.ask.setParent(self)
        self.setAutoFillBackground(True)
        self.setProperty("surface", "page")
        self.setAccessibleName(tr("Locked"))
        self.why = label("", wrap=True)
        self.say(why)
        self.waits = label(
            tr("Your data is closed as soon as what still runs has ended and what you typed is saved."),
            Role.CAPTION,
            wrap=True,
        )
        self.waits.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(*([theme().px(24)] * 4))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._content(file_name))
        row.addStretch(1)
        column.addStretch(2)
        column.addLayout(row)
        column.addStretch(3)

    def say(self, why: str) -> None:
        """Says what led here, or what has come of it since."""
        self.why.setText(why)
        self.why.setVisible(bool(why))

    def _content(self, file_name: str) -> QWidget:
        content = QWidget()
        content.setFixedWidth(theme().px(WIDE))
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        title = QHBoxLayout()
        title.setSpacing(theme().px(8))
        title.addWidget(IconLabel("lock", "text", 20))
        title.addWidget(label(tr("Your data is locked"), Role.TITLE, wrap=True), 1)
        column.addLayout(title)
        column.addWidget(NameLabel(file_name, Role.GRID, "text2"))
        column.addWidget(self.why)
        column.addSpacing(theme().px(8))
        column.addWidget(self.ask.field)
        column.addSpacing(theme().px(4))
        column.addWidget(self.ask.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(theme().px(16))
        column.addWidget(self.waits)
        column.addLayout(self._ways_out())
        column.addSpacing(theme().px(16))
        column.addWidget(label(_forgotten(), Role.CAPTION, "text3", wrap=True))
        return content

    def _ways_out(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(4))
        self.restore = Button(tr("Restore a backup…"), kind=Kind.LINK)
        self.other = Button(tr("Open another store…"), kind=Kind.LINK)
        self.quit = Button(tr("Quit"), kind=Kind.LINK)
        self.restore.clicked.connect(self.restore_wanted)
        self.other.clicked.connect(self.other_wanted)
        self.quit.clicked.connect(self.quit_wanted)
        for button in (self.restore, self.other, self.quit):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.ask.field.line.setFocus()

    def set_waiting(self, *, waiting: bool) -> None:
        """While something is still being done with the store, it cannot be left for another."""
        self.waits.setVisible(waiting)
        self.restore.setEnabled(not waiting)
        self.other.setEnabled(not waiting)

    def panes(self) -> list[QWidget]:
        return [self]


def _forgotten() -> str:
    return tr(
        "Nobody can recover a forgotten passphrase, and your data is lost with it. What remains are backups that you"
        " can still open, because they are older and have no passphrase or another one, and the reports you saved."
    )
