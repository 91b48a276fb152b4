"""Setting and taking away the passphrase of the store that is open: it is turned over while nobody has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from fieldvisit.domain.language import tr
from fieldvisit.ui import dialogs
from fieldvisit.ui.remembering import Remembering

if TYPE_CHECKING:
    from fieldvisit.ui.holding import Holding
    from fieldvisit.ui.preferences import Preferences
    from fieldvisit.ui.shell import Shell
    from fieldvisit.ui.tasks import Progress

PAGE, TAB = "settings", "protection"


class Protection(QObject):
    """Afterwards the Settings page stands where it stood."""

    def __init__(self, holding: Holding, shell: Shell, preferences: Preferences) -> None:
        super().__init__()
        self._holding = holding
        self._shell = shell
        self._remembering = Remembering(holding, shell, preferences)
        self._told: list[str] = []

    def protect(self, passphrase: str, *, remember: bool) -> None:
        """Encrypts the open store and its backups; `remember` keeps the key in the system's keyring."""
        path = self._holding.path

        def turn(progress: Progress) -> bytes:
            from fieldvisit.usecases.passphrase import protect
            from fieldvisit.usecases.passphrase_copies import copies_of, told_after_protecting

            key = protect(path, passphrase, progress).key
            self._told = told_after_protecting(copies_of(path))
            return key

        self._holding.turn_over(turn, tr("Encrypting your data and its backups"), lambda: self._protected(remember))

    def _protected(self, remember: bool) -> None:
        self._show_tab()
        if self._holding.key is not None:
            if remember:
                self.remember(True)
            self._tell(tr("The passphrase is set"))

    def unprotect(self, passphrase: str) -> None:
        """Makes the open store a plain one again; only when it is one, the keyring forgets the key."""
        path, key = self._holding.path, self._holding.key

        def turn(_progress: Progress) -> None:
            from fieldvisit.usecases.passphrase import remove_passphrase
            from fieldvisit.usecases.passphrase_copies import copies_of, told_after_removing

            remove_passphrase(path, passphrase)
            self._told = told_after_removing(copies_of(path))

        def turned() -> None:
            self._show_tab()
            if self._holding.key is None:
                self._remembering.forget(key)
                self._tell(tr("The passphrase is taken away"))

        self._holding.turn_over(turn, tr("Taking the encryption away"), turned)

    def _tell(self, title: str) -> None:
        """What became of the store and of what lies beside it."""
        told, self._told = self._told, []
        dialogs.show(title, told, self._shell)

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
