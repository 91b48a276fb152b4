"""The start with a key from the system's keyring: the passphrase is asked for where that has none, or is slow to say.

The keyring goes on being asked while the question for the passphrase stands: it may itself be waiting for somebody who
has to agree. Whoever begins to unlock, or to go another way, is quicker than it and need not fear it any more.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import tr

if TYPE_CHECKING:
    from fieldvisit.ui.holding import Holding
    from fieldvisit.ui.keyring_question import KeyringQuestion
    from fieldvisit.ui.shell import Shell


class Recalling(QObject):
    """`ask` covers the window with the question for the passphrase, with a sentence about the reason."""

    def __init__(self, holding: Holding, shell: Shell, ask: Callable[[str], None]) -> None:
        super().__init__()
        self._holding = holding
        self._shell = shell
        self._ask = ask
        self._question: KeyringQuestion | None = None
        self._lost: Path | None = None

    def begin(self) -> None:
        from fieldvisit.ui.keyring_question import KeyringQuestion

        path = self._holding.path
        self._shell.status.show_middle(tr("Asking this computer's keyring for the key…"))
        self._question = KeyringQuestion(lambda: _recalled(path), self)
        self._question.came.connect(self._came)
        self._question.failed.connect(self._failed)
        self._question.became_late.connect(self._wait)

    def end(self) -> None:
        """From now on the keyring is not listened to."""
        if self._question is not None:
            self._question.drop()
            self._question = None

    def is_key_to_be_kept_again(self) -> bool:
        """Whether the keyring works, but had not the key of the store that is open now; told once."""
        lost, self._lost = self._lost, None
        return lost is not None and lost == self._holding.path

    def _came(self, key: bytes | None) -> None:
        self.end()
        self._holding.open(key=key)

    def _wait(self) -> None:
        self._ask(tr("This computer's keyring has not answered yet. Answer what it asks, or type the passphrase."))

    def _failed(self, error: Exception) -> None:
        from fieldvisit.usecases.remembered_key import KeyLost, NotRecalled

        self.end()
        self._lost = self._holding.path if isinstance(error, KeyLost) else None
        if isinstance(error, NotRecalled):
            self._ask(str(error))
        elif isinstance(error, KnownError):  # the file cannot be reached; opening it says why
            self._holding.open()
        else:
            raise error


def _recalled(path: Path) -> bytes | None:
    from fieldvisit.usecases.remembered_key import recalled

    return recalled(path)
