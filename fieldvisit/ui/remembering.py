"""The key of the open store in the system's keyring: put there and taken out, as the Protection tab wishes.

Nothing waits for the keyring, which may ask something first; what does not work is told.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from fieldvisit.domain.language import tr

if TYPE_CHECKING:
    from fieldvisit.ui.holding import Holding
    from fieldvisit.ui.preferences import Preferences
    from fieldvisit.ui.shell import Shell


class Remembering(QObject):
    """Keeps the preferences, which stores the keyring is asked about at a start, in step with it."""

    def __init__(self, holding: Holding, shell: Shell, preferences: Preferences) -> None:
        super().__init__()
        self._holding = holding
        self._shell = shell
        self._preferences = preferences

    def keep(self) -> None:
        """Puts the key of the open store into the keyring."""
        key = self._holding.key
        if key is not None:
            self._ask(partial(_kept, key), self._holding.path, on=True)

    def forget(self, key: bytes | None) -> None:
        """Takes the key of the present store, which may be a plain one by now, out of the keyring."""
        path = self._holding.path
        if key is not None and str(path) in self._preferences.remembered:
            self._ask(partial(_forgotten, key), path, on=False)

    def _ask(self, question: partial[None], path: Path, *, on: bool) -> None:
        from fieldvisit.ui.keyring_question import KeyringQuestion

        asked = KeyringQuestion(question, self)
        asked.came.connect(lambda _nothing: self._done(path, on=on))
        asked.failed.connect(self._refused)
        asked.became_late.connect(self._wait)

    def _done(self, path: Path, *, on: bool) -> None:
        kept = [each for each in self._preferences.remembered if each != str(path)]
        self._preferences.remembered = [*kept, str(path)] if on else kept
        self._preferences.save()
        self._holding.desk.remembering_changed.emit()

    def _refused(self, error: Exception) -> None:
        self._holding.desk.remembering_changed.emit()
        raise error

    def _wait(self) -> None:
        self._holding.desk.remembering_changed.emit()
        self._shell.status.show_middle(
            tr("This computer's keyring has not answered yet; it may be asking something in a window of its own.")
        )


def _kept(key: bytes) -> None:
    from fieldvisit.usecases.remembered_key import remember

    remember(key)


def _forgotten(key: bytes) -> None:
    from fieldvisit.usecases.remembered_key import forget

    forget(key)
