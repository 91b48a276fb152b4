"""What is shown where a store cannot be opened: what happened, what was kept, and the ways out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fieldvisit.domain.formats import moment
from fieldvisit.domain.language import tr
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.buttons import Button, link, primary
from fieldvisit.ui.widgets.labels import label
from fieldvisit.usecases.backup import Backup


class StoreTrouble(QWidget):
    """Offers the latest backup where there is one, another try, other backups, another store, and quitting."""

    restore_wanted = Signal(object)
    others_wanted = Signal()
    store_wanted = Signal()
    diagnostics_wanted = Signal()
    again_wanted = Signal()
    quit_wanted = Signal()
    beginning_wanted = Signal()

    def __init__(self, sentence: str, backup: Backup | None) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(*([theme().px(24)] * 4))
        content = QWidget()
        content.setMaximumWidth(theme().px(640))
        column = QVBoxLayout(content)
        column.setSpacing(theme().px(12))
        column.addStretch(2)
        column.addWidget(label(tr("Your data could not be opened"), Role.TITLE, wrap=True))
        column.addWidget(label(sentence, wrap=True, select=True))
        column.addSpacing(theme().px(8))
        column.addLayout(self._buttons(backup))
        column.addLayout(self._further_ways())
        column.addStretch(3)
        outer.addStretch(1)
        outer.addWidget(content, 4)
        outer.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.first.setFocus()

    def _buttons(self, backup: Backup | None) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        row.setAlignment(Qt.AlignmentFlag.AlignLeft)
        if backup is not None:
            self.restore = primary(tr("Restore the backup of {time}", time=moment(backup.taken_at)), "history")
            self.restore.clicked.connect(lambda: self.restore_wanted.emit(backup.path))
            row.addWidget(self.restore)
        self.again = Button(tr("Try again"), "refresh-cw")
        self.again.clicked.connect(self.again_wanted)
        self.quit = Button(tr("Quit"))
        self.quit.clicked.connect(self.quit_wanted)
        self.first: Button = self.again if backup is None else self.restore
        row.addWidget(self.again)
        row.addWidget(self.quit)
        return row

    def _further_ways(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(4))
        row.setContentsMargins(0, theme().px(8), 0, 0)
        self.others = link(tr("Restore another backup…"))
        self.others.clicked.connect(self.others_wanted)
        self.store = link(tr("Open another store…"))
        self.store.clicked.connect(self.store_wanted)
        self.diagnostics = link(tr("For support…"))
        self.diagnostics.clicked.connect(self.diagnostics_wanted)
        for button in (self.others, self.store, self.diagnostics):
            row.addWidget(button)
        row.addStretch(1)
        self._ways = row
        return row

    def offer_beginning(self) -> SignalInstance:
        """Offers to begin without the store that is gone; gives the signal that this is wanted."""
        self.begin = link(tr("Begin anew…"))
        self.begin.clicked.connect(self.beginning_wanted)
        self._ways.insertWidget(self._ways.count() - 1, self.begin)
        return self.beginning_wanted
