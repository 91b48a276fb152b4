"""Ways on for a store that is locked or cannot be opened: a backup in its place, or another store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from fieldvisit.domain.language import tr
from fieldvisit.ui import files
from fieldvisit.ui.dialogs import ask
from fieldvisit.ui.passphrase_ask import ask_key

if TYPE_CHECKING:
    from fieldvisit.ui.holding import Holding
    from fieldvisit.ui.shell import Shell

_STORES = ("store",)


class WaysBack(QObject):
    """`switch_to` leaves the present store for another. Made with the lock, before the first paint: imports late."""

    def __init__(self, holding: Holding, shell: Shell, switch_to: Callable[[Path], None]) -> None:
        super().__init__()
        self._holding = holding
        self._shell = shell
        self._switch_to = switch_to

    def open_other(self) -> None:
        """Asks for another store and opens it."""
        path = files.ask_open(self._shell, tr("Open another store"), tr("Stores of FieldVisit"), _STORES)
        if path is not None and path != self._holding.path:
            self._switch_to(path)

    def choose_backup(self) -> None:
        """Lets one of the backups be chosen, or a file from elsewhere, and restores it."""
        from fieldvisit.ui.backup_sheet import BackupSheet
        from fieldvisit.usecases.backup import list_backups

        sheet = BackupSheet(list_backups(self._holding.path), self._shell)
        sheet.accepted.connect(lambda: self._restore_chosen(sheet.chosen))
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def _restore_chosen(self, backup: Path | None) -> None:
        if backup is None:
            backup = files.ask_open(self._shell, tr("Restore a backup"), tr("Stores of FieldVisit"), _STORES)
        sentence = tr("The data becomes what it was in the backup. What you have now is kept as a file beside it.")
        if backup is not None and ask(tr("Restore this backup?"), sentence, tr("Restore"), self._shell):
            self.restore(backup)

    def restore(self, backup: Path) -> None:
        """Restores a backup; one that the present store's key does not open asks for its passphrase first."""
        from fieldvisit.usecases.backup import key_fits
        from fieldvisit.usecases.passphrase import is_locked

        key = self._holding.key
        if not is_locked(backup) or (key is not None and key_fits(backup, key)):
            self._holding.restore(backup, key)
            return
        ask_key(
            backup,
            tr("The backup is encrypted"),
            tr("Type the passphrase that your data had when {file} was made.", file=backup.name),
            self._shell,
            lambda key: self._holding.restore(backup, key),
        )
