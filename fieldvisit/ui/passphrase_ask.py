"""Asking for the passphrase of a store or backup: tried off the UI thread, refused at the field, slower each time."""

from __future__ import annotations

import time
from datetime import datetime
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import ntr, tr
from fieldvisit.ui.dialogs import Sheet
from fieldvisit.ui.widgets.buttons import Button, primary
from fieldvisit.ui.widgets.labels import label
from fieldvisit.ui.widgets.passphrase_field import PassphraseField

if TYPE_CHECKING:
    from collections.abc import Callable

_COUNTED_EVERY = 200


class PassphraseAsk(QObject):
    """A field and the button that tries what stands in it; whoever shows them lays them out."""

    tried = Signal()
    """Somebody wants to unlock with what is typed."""
    unlocked = Signal(object)
    """The passphrase was right: the data key (bytes)."""
    failed = Signal(object)
    """No passphrase would open the file: the error, with its own sentence."""

    def __init__(self, path: Path, verb: str, caption: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._verb = verb
        self._until = 0.0
        self._refusal = ""
        self._is_pressed = False
        self.field = PassphraseField(caption or tr("Passphrase"), "passphrase")
        self.button: Button = primary(verb)
        self.button.setDefault(True)
        self.button.clicked.connect(self.attempt)
        self.field.entered.connect(self.attempt)
        self.field.changed.connect(self._typed_on)
        self._timer = QTimer(self)
        self._timer.setInterval(_COUNTED_EVERY)
        self._timer.timeout.connect(self._count)

    def attempt(self) -> None:
        """Tries what is typed, unless the wait after a wrong one lasts yet."""
        if not self.button.isEnabled():
            self._is_pressed = True
            self._count_on()
            return
        typed, path = self.field.text(), self._path
        if not typed:
            self.field.tell(tr("Type the passphrase first."))
            return
        from fieldvisit.ui import tasks

        self.tried.emit()
        self.set_busy(busy=True)
        tasks.run(lambda _progress: _unlocked(path, typed), on_done=self.unlocked.emit, on_error=self._refused)

    def set_busy(self, *, busy: bool) -> None:
        """While it is tried, the field stands still."""
        self.field.line.setReadOnly(busy)
        self.button.setEnabled(not busy)
        self.button.setText(tr("One moment…") if busy else self._verb)
        if busy:
            self.field.tell("")

    def _refused(self, error: Exception) -> None:
        from fieldvisit.store.errors import TooManyTries, WrongPassphrase

        self.set_busy(busy=False)
        if isinstance(error, WrongPassphrase | TooManyTries):
            self.field.line.selectAll()
            self.field.line.setFocus()
            self._refusal = str(error) if isinstance(error, WrongPassphrase) else ""
            self.look_whether_to_wait()
        elif isinstance(error, KnownError):
            self.failed.emit(error)
        else:
            raise error

    def look_whether_to_wait(self) -> None:
        """Begins the countdown where the wait after wrong passphrases lasts yet, be it from before the start."""
        from fieldvisit.usecases.attempts import wait_left

        self._until = time.monotonic() + wait_left(self._path, datetime.now().astimezone())
        self._timer.start()
        self._count()

    def _typed_on(self) -> None:
        """What was said of the text before is not said of the one that is typed now."""
        self._refusal = ""
        if self.button.isEnabled():
            self.field.tell("")
        self._count_on()

    def _count_on(self) -> None:
        if self._timer.isActive():
            self._count()

    def _count(self) -> None:
        left = ceil(self._until - time.monotonic())
        self.button.setEnabled(left <= 0)
        if left <= 0:
            self._timer.stop()
            self.field.tell(self._refusal)
            self._refusal = ""
            self._is_pressed = False
            return
        again = ntr("Try again in {count} second.", "Try again in {count} seconds.", left)
        if self._is_pressed:
            again = ntr(
                "Not tried yet: wait {count} more second, then press Enter.",
                "Not tried yet: wait {count} more seconds, then press Enter.",
                left,
            )
        self.field.tell("\n".join(part for part in (self._refusal, again) if part))


def _unlocked(path: Path, passphrase: str) -> bytes:
    from fieldvisit.usecases.passphrase import unlock

    return unlock(path, passphrase, datetime.now().astimezone())


class PassphraseSheet(Sheet):
    """The question as a dialog; accepted when the passphrase is right. `key` is then the data key."""

    def __init__(self, path: Path, title: str, sentence: str, verb: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.key = b""
        self.passphrase = ""
        self.ask = PassphraseAsk(path, verb, parent=self)
        self.body.addWidget(label(sentence, wrap=True))
        self.body.addWidget(self.ask.field)
        self.add_button(Button(tr("Cancel"))).clicked.connect(self.reject)
        self.add_button(self.ask.button)
        self.ask.unlocked.connect(self._unlocked)
        self.ask.failed.connect(self._failed)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.ask.field.line.setFocus()
        self.ask.look_whether_to_wait()

    def _unlocked(self, key: bytes) -> None:
        self.key, self.passphrase = key, self.ask.field.text()
        self.accept()

    def _failed(self, error: KnownError) -> None:
        self.ask.field.tell(str(error))


def ask_key(path: Path, title: str, sentence: str, parent: QWidget, then: Callable[[bytes], None]) -> PassphraseSheet:
    """Asks for the passphrase of a file over the window; calls `then` with its data key, or not at all."""
    sheet = PassphraseSheet(path, title, sentence, tr("Unlock"), parent)
    sheet.accepted.connect(lambda: then(sheet.key))
    sheet.finished.connect(sheet.deleteLater)
    sheet.open()
    return sheet
