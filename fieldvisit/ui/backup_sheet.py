"""Choosing one of the backups of a store, or a file from elsewhere."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from fieldvisit.domain.formats import moment, number
from fieldvisit.domain.language import tr
from fieldvisit.ui.dialogs import Sheet
from fieldvisit.ui.theme import theme
from fieldvisit.ui.widgets.buttons import Button
from fieldvisit.ui.widgets.labels import label
from fieldvisit.ui.widgets.record_table import RecordTable
from fieldvisit.ui.widgets.records import Cell, Column, Kind, Record
from fieldvisit.usecases.backup import Backup


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
