"""Who may open the data on this laptop: a passphrase for the store, and when it is asked for again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from fieldvisit.domain.language import ntr, tr
from fieldvisit.ui import dialogs
from fieldvisit.ui.keyring_question import KeyringQuestion
from fieldvisit.ui.pages.passphrase_sheets import ChangeSheet, NewPassphrase
from fieldvisit.ui.passphrase_ask import PassphraseSheet
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.buttons import Button, primary
from fieldvisit.ui.widgets.columns import ScrollColumn, abreast, heading
from fieldvisit.ui.widgets.form import Selection
from fieldvisit.ui.widgets.labels import KeyHint, label

if TYPE_CHECKING:
    from fieldvisit.ui.desk import Desk

MINUTES = (1, 5, 15, 30)
_WIDE = 480


class ProtectionForm(ScrollColumn):
    """Asks the window for what it cannot do with the store open. `own_words` make a poor passphrase."""

    lock_after_chosen = Signal(int)

    def __init__(self, desk: Desk, own_words: tuple[str, ...], *, sample: bool) -> None:
        super().__init__(tr("Protection"))
        self.desk = desk
        self._own_words = own_words
        self._lines = self._narrow_column()
        self.remember: QCheckBox | None = None
        if sample:
            self._show_sample()
        elif desk.store.key is None:
            self._show_open()
        else:
            self._show_encrypted()

    def _narrow_column(self) -> QVBoxLayout:
        """A column of its own, because a sentence that wraps early would be given the height of a wide one."""
        holder, inner = QWidget(), QWidget()
        inner.setMaximumWidth(theme().px(_WIDE))
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(inner, 1)
        row.addStretch(0)
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme().px(8))
        self.add(holder)
        return lines

    def _show_sample(self) -> None:
        self._lines.addWidget(heading(tr("Passphrase")))
        self._say(tr("Sample data are invented and not encrypted. Go back to your own data to protect them."))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.remember is not None:
            KeyringQuestion(_can_remember, self).came.connect(self._show_can_remember)

    def _show_can_remember(self, can: bool) -> None:
        if self.remember is not None and not can:
            self.remember.setEnabled(False)
            self.remember.setText(tr("Remember on this computer (it has no keyring that can be used)"))

    # A plain store

    def _show_open(self) -> None:
        self._lines.addWidget(heading(tr("Set a passphrase")))
        self._say(
            tr(
                "Your data, its backups and what is half typed are then encrypted on this laptop, and nobody reads them"
                " without the passphrase."
            )
        )
        self.new = NewPassphrase(self._own_words)
        self._lines.addWidget(self.new)
        self.remember = QCheckBox(tr("Remember on this computer"))
        self._lines.addWidget(self.remember)
        self._say(tr("The system's keyring then opens the data for whoever is logged in here as you."), Role.CAPTION)
        self._say(
            tr(
                "A forgotten passphrase cannot be recovered by anybody, and your data cannot be read any more. Write it"
                " down and keep it away from the laptop."
            ),
            tone="amber",
        )
        self.protect = primary(tr("Encrypt my data"), "lock")
        self.protect.clicked.connect(self._protect)
        self.new.entered.connect(self._protect)
        self._lines.addWidget(abreast(self.protect, air=4))

    def _say(self, words: str, role: Role = Role.GRID, tone: str = "text2") -> None:
        self._lines.addWidget(label(words, role, tone, wrap=True))

    def _protect(self) -> None:
        passphrase = self.new.accepted()
        if passphrase is not None:
            self.desk.protect_asked.emit(passphrase, self.remember is not None and self.remember.isChecked())

    # An encrypted store

    def _show_encrypted(self) -> None:
        self._lines.addWidget(heading(tr("Lock")))
        kept = self.desk.preferences.lock_after
        minutes = sorted({*MINUTES, kept})
        choices = [(str(each), ntr("After {count} minute", "After {count} minutes", each)) for each in minutes]
        self.lock_after = Selection(tr("Lock when no key is pressed"), choices, str(kept), name="lock_after")
        self.lock_after.committed.connect(lambda chosen: self.lock_after_chosen.emit(int(chosen)))
        self._lines.addWidget(self.lock_after)
        self._say(tr("Also when the laptop wakes from sleep. What is half typed is kept."), Role.CAPTION)
        self.lock_now = Button(tr("Lock now"), "lock")
        self.lock_now.clicked.connect(self.desk.lock_asked)
        self._lines.addWidget(abreast(self.lock_now, KeyHint("Ctrl L"), air=4))
        self._lines.addWidget(heading(tr("Passphrase")))
        self._say(tr("Your data and its backups are encrypted."))
        remember = self.remember = QCheckBox(tr("Remember on this computer"))
        self._show_remembered()
        remember.clicked.connect(self.desk.remember_asked)
        self.desk.remembering_changed.connect(self._show_remembered)
        self._lines.addWidget(remember)
        self._say(
            tr("The system's keyring then opens the data at the start. After a lock the passphrase is always asked."),
            Role.CAPTION,
        )
        self.change = Button(tr("Change the passphrase…"), "pencil")
        self.change.clicked.connect(self._change)
        self.remove = Button(tr("Take the passphrase away…"))
        self.remove.clicked.connect(self._remove)
        self._lines.addWidget(abreast(self.change, self.remove, air=4))

    def _show_remembered(self) -> None:
        if self.remember is not None:
            self.remember.setChecked(str(self.desk.store.path) in self.desk.preferences.remembered)

    def _change(self) -> None:
        sheet = ChangeSheet(self.desk.store.path, self._own_words, self)
        sheet.accepted.connect(lambda: dialogs.show(tr("The passphrase is changed"), sheet.told, self.window()))
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def _remove(self) -> None:
        sheet = PassphraseSheet(
            self.desk.store.path,
            tr("Take the passphrase away?"),
            tr(
                "Whoever has the laptop or a copy of its disk can then read your data. Backups made until now stay"
                " encrypted under the passphrase."
            ),
            tr("Take away"),
            self,
        )
        sheet.accepted.connect(lambda: self.desk.unprotect_asked.emit(sheet.passphrase))
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()


def _can_remember() -> bool:
    from fieldvisit.usecases.remembered_key import can_remember

    return can_remember()
