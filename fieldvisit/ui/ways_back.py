"""Ways on for a store that is locked or cannot be opened: a backup in its place, or another store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from fieldvisit.domain.formats import moment, number
from fieldvisit.domain.language import tr
from fieldvisit.ui import files
from fieldvisit.ui.dialogs import Sheet, ask
from fieldvisit.ui.passphrase_ask import ask_key
from fieldvisit.ui.theme import theme
from fieldvisit.ui.widgets.buttons import Button
from fieldvisit.ui.widgets.labels import label
from fieldvisit.ui.widgets.record_table import Cell, Column, Kind, Record, RecordTable
from fieldvisit.usecases.backup import Backup, key_fits, list_backups
from fieldvisit.usecases.passphrase import is_locked

if TYPE_CHECKING:
    from fieldvisit.ui.holding import Holding
    from fieldvisit.ui.shell import Shell

_STORES = ("store",)


class WaysBack(QObject):
    """`switch_to` leaves the present store for another."""

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


class BackupSheet(Sheet):
    """The backups of a store, newest first. `chosen` is None for a file from elsewhere."""

    def __init__(self, backups: list[Backup], parent: QWidget | None = None) -> None:
        super().__init__(tr("Restore a backup"), parent)
        self.chosen: Path | None = None
        self.elsewhere = self.add_button(Button(tr("From a file…"), "folder-open"))
        self.elsewhere.clicked.connect(self.accept)
        self.restore = self.add_answers(tr("Restore"), tr("Cancel"))
        self.restore.setEnabled(bool(backups))
        self.restore.clicked.disconnect()
        self.restore.clicked.connect(self._choose)
        if backups:
            self.body.addWidget(self._table(backups))
        else:
            self.body.addWidget(label(tr("There are no backups beside the store."), wrap=True))

    def _table(self, backups: list[Backup]) -> RecordTable:
        self.table = RecordTable(
            [Column(tr("Made"), width=200, stretch=1), Column(tr("Size"), Kind.NUMBER, width=120)], tr("Backups")
        )
        self.table.setMinimumHeight(theme().px(32 * 6 + 30))
        self.table.set_records([_row(each) for each in backups])
        self.table.choose_row(0)
        self.table.opened.connect(self._choose)
        return self.table

    def _choose(self) -> None:
        key = self.table.current_key()
        self.chosen = key if isinstance(key, Path) else None
        self.accept()


def _row(backup: Backup) -> Record:
    size = tr("{count} kB", count=number(max(1, backup.size // 1024)))
    return Record(backup.path, (Cell(moment(backup.taken_at)), Cell(size)))
