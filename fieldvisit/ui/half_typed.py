"""Keeps what is typed into a form on disk until the form is saved or given up."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from fieldvisit.domain.errors import KnownError
from fieldvisit.ui.visit.half_typed import DRAFT_DELAY
from fieldvisit.usecases import half_typed

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit

    from fieldvisit.store.store import Store
    from fieldvisit.ui.dialogs import Sheet

_LINE = "line"


class HalfTyped(QObject):
    """Of one form, under a name of its own. `read` gives the texts that are to be kept, by field."""

    def __init__(self, owner: QObject, store: Store, form: str, read: Callable[[], dict[str, str]]) -> None:
        super().__init__(owner)
        self._store = store
        self._form = form
        self._read = read
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAFT_DELAY)
        self._timer.timeout.connect(self._keep)
        self.before = half_typed.kept(store, form)
        """What was typed before and is back now."""

    def typed(self, *_: object) -> None:
        """Takes each key."""
        if not self._timer.isActive():
            self._timer.start()

    def follow(self, sheet: Sheet) -> None:
        """Forgets the texts when they were taken or given up, but not when the lock has put the sheet away."""
        sheet.finished.connect(lambda: self._finished(put_away=sheet.is_put_away))

    def _finished(self, *, put_away: bool) -> None:
        if not put_away:
            self._timer.stop()
            # Whoever asked takes them first; the sheet, and this with it, may be gone by then.
            QTimer.singleShot(0, partial(_forget, self._store, self._form))
        elif self._timer.isActive():
            self._keep()

    def forget(self) -> None:
        """The form was saved or given up."""
        self._timer.stop()
        self.before = {}
        _forget(self._store, self._form)

    def _keep(self) -> None:
        self._timer.stop()
        self._put(self._read())

    def _put(self, texts: dict[str, str]) -> None:
        if texts == self.before:
            return
        try:
            half_typed.keep(self._store, self._form, texts)
        except KnownError:
            self._timer.start()  # it stays on the screen, and saving it will say what is wrong
            return
        self.before = texts


def _forget(store: Store, form: str) -> None:
    with suppress(KnownError):  # then they are offered once more
        half_typed.keep(store, form, {})


def keep_line(line: QLineEdit, store: Store, form: str) -> HalfTyped:
    """Keeps a single line, and puts back what was typed into it before."""
    keeping = HalfTyped(line, store, form, lambda: {_LINE: line.text()} if line.text() else {})
    line.setText(keeping.before.get(_LINE, line.text()))
    if keeping.before:
        QTimer.singleShot(0, line, lambda: line.end(False))  # the first line of a sheet is shown selected
    line.textEdited.connect(keeping.typed)
    return keeping
