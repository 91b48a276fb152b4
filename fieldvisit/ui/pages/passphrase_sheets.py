"""Choosing a new passphrase, typed twice, with how hard it is to guess; and changing the one that is set."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import tr
from fieldvisit.ui import tasks
from fieldvisit.ui.dialogs import Sheet
from fieldvisit.ui.theme import theme
from fieldvisit.ui.widgets.passphrase_field import PassphraseField
from fieldvisit.ui.widgets.strength_meter import StrengthMeter
from fieldvisit.usecases.passphrase_strength import Strength, strength


class NewPassphrase(QWidget):
    """Two fields and the meter between them; `own_words` (names of the rep and the company) do not make it stronger."""

    entered = Signal()

    def __init__(self, own_words: Iterable[str]) -> None:
        super().__init__()
        self._own_words = tuple(own_words)
        self._strength: Strength | None = None
        self.first = PassphraseField(tr("New passphrase"), "new_passphrase")
        self.again = PassphraseField(tr("The same once more"), "passphrase_again")
        self.meter = StrengthMeter()
        self.first.changed.connect(self._weigh)
        self.first.entered.connect(self.again.setFocus)
        self.again.changed.connect(lambda _text: self.again.tell(""))
        self.again.entered.connect(self.entered)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        for widget in (self.first, self.meter, self.again):
            column.addWidget(widget)

    def _weigh(self, text: str) -> None:
        self.first.tell("")
        self._strength = strength(text, self._own_words) if text else None
        self.meter.show_strength(self._strength)

    def accepted(self) -> str | None:
        """The passphrase; None where it is too weak or not the same twice, which is then said at the field."""
        if self._strength is None or self._strength.level == 0:
            self.first.tell(str(self._strength.advice) if self._strength else tr("Type the passphrase first."))
            self.meter.leave_words()
            self.first.line.setFocus()
            return None
        if self.again.text() != self.first.text():
            self.again.tell(tr("The two are not the same."))
            self.again.line.selectAll()
            self.again.line.setFocus()
            return None
        return self.first.text()


class ChangeSheet(Sheet):
    """Asks for the old passphrase and the new one; accepted when the new one holds, and `told` is what that means."""

    def __init__(self, path: Path, own_words: Iterable[str], parent: QWidget | None = None) -> None:
        super().__init__(tr("Change the passphrase"), parent)
        self._path = path
        self.told: list[str] = []
        self.old = PassphraseField(tr("Present passphrase"), "old_passphrase")
        self.new = NewPassphrase(own_words)
        self.old.changed.connect(lambda _text: self.old.tell(""))
        self.old.entered.connect(self.new.first.setFocus)
        self.new.entered.connect(self._change)
        self.body.addWidget(self.old)
        self.body.addWidget(self.new)
        self.button = self.add_answers(tr("Change the passphrase"), tr("Cancel"))
        self.button.clicked.disconnect()
        self.button.clicked.connect(self._change)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.old.line.setFocus()

    def _change(self) -> None:
        new = self.new.accepted()
        if new is None or not self.button.isEnabled():
            return
        path, old = self._path, self.old.text()
        self.button.setEnabled(False)
        tasks.run(lambda _progress: _changed(path, old, new), on_done=self._done, on_error=self._refused)

    def _done(self, told: list[str]) -> None:
        self.told = told
        self.accept()

    def _refused(self, error: Exception) -> None:
        from fieldvisit.store.errors import WeakPassphrase

        self.button.setEnabled(True)
        if not isinstance(error, KnownError):
            raise error
        field = self.new.first if isinstance(error, WeakPassphrase) else self.old
        field.tell(str(error))
        field.line.setFocus()


def _changed(path: Path, old: str, new: str) -> list[str]:
    from fieldvisit.usecases.passphrase import change_passphrase
    from fieldvisit.usecases.passphrase_copies import copies_of, told_after_changing

    change_passphrase(path, old, new)
    return told_after_changing(copies_of(path))
