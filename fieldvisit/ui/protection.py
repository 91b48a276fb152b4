"""Setting and taking away the passphrase of the store that is open: it is turned over while nobody has it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from fieldvisit.domain.language import ntr, tr
from fieldvisit.ui import dialogs
from fieldvisit.ui.remembering import Remembering

if TYPE_CHECKING:
    from fieldvisit.ui.holding import Holding
    from fieldvisit.ui.preferences import Preferences
    from fieldvisit.ui.shell import Shell
    from fieldvisit.ui.tasks import Progress
    from fieldvisit.usecases.passphrase import Protected

PAGE, TAB = "settings", "protection"


class Protection(QObject):
    """Afterwards the Settings page stands where it stood."""

    def __init__(self, holding: Holding, shell: Shell, preferences: Preferences) -> None:
        super().__init__()
        self._holding = holding
        self._shell = shell
        self._remembering = Remembering(holding, shell, preferences)
        self._left_open: tuple[Path, ...] = ()

    def protect(self, passphrase: str, *, remember: bool) -> None:
        """Encrypts the open store and its backups; `remember` keeps the key in the system's keyring."""
        path = self._holding.path

        def turn(progress: Progress) -> bytes:
            from fieldvisit.usecases.passphrase import protect

            done: Protected = protect(path, passphrase, progress)
            self._left_open = done.left_open
            return done.key

        self._holding.turn_over(turn, tr("Encrypting your data and its backups"), lambda: self._protected(remember))

    def _protected(self, remember: bool) -> None:
        self._show_tab()
        if self._holding.key is None:
            return
        if remember:
            self.remember(True)
        left, self._left_open = self._left_open, ()
        if left:
            self._tell_left_open(left)
        self._shell.status.show_middle(tr("Your data is encrypted."))

    def _tell_left_open(self, left: tuple[Path, ...]) -> None:
        words = ntr(
            "One file beside the store could neither be encrypted nor removed. Whoever has it can read it:\n{files}",
            "{count} files beside the store could neither be encrypted nor removed. Whoever has them can read them:"
            "\n{files}",
            len(left),
            files="\n".join(str(path) for path in left),
        )
        dialogs.say(tr("Not everything is encrypted"), words, self._shell)

    def unprotect(self, passphrase: str) -> None:
        """Makes the open store a plain one again; only when it is one, the keyring forgets the key."""
        path, key = self._holding.path, self._holding.key

        def turn(_progress: Progress) -> None:
            from fieldvisit.usecases.passphrase import remove_passphrase

            remove_passphrase(path, passphrase)

        def turned() -> None:
            self._show_tab()
            if self._holding.key is None:
                self._remembering.forget(key)

        self._holding.turn_over(turn, tr("Taking the encryption away"), turned)

    def _show_tab(self) -> None:
        page = self._shell.go_to(PAGE)
        show_tab = getattr(page, "show_tab", None)
        if show_tab is not None:
            show_tab(TAB)

    def remember(self, on: bool) -> None:
        """Keeps the key of the open store in the system's keyring, or takes it out."""
        if on:
            self._remembering.keep()
        else:
            self._remembering.forget(self._holding.key)
