"""Beside a region: where reports are dropped, what became of them, and what can be done about each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QMenu, QVBoxLayout

from fieldvisit.domain.language import tr
from fieldvisit.domain.region import RefusedAs
from fieldvisit.ui import files
from fieldvisit.ui.pages.region_cells import TWO_LINES, RegionTable
from fieldvisit.ui.pages.region_files import FileRow
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.buttons import Button, IconButton
from fieldvisit.ui.widgets.drop_zone import DropZone
from fieldvisit.ui.widgets.labels import label
from fieldvisit.ui.widgets.records import Column, Record

WIDTH = 316


class RegionSide(QFrame):
    """Says what is wanted: files and folders `dropped`, a password or a key for a refused file, rows taken away."""

    dropped = Signal(list)
    password_wanted = Signal()
    key_wanted = Signal(object)
    dismissed = Signal(list)
    removed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("rule", "left")
        self._rows: dict[object, FileRow] = {}
        self.zone = DropZone(tr("Drop visit reports or a folder"), tr("PDF, nothing is sent anywhere"))
        self.zone.dropped.connect(self.dropped)
        self.zone.asked.connect(self.ask_files)
        self.folder = Button(tr("Choose a folder"), "folder-open", bar=True)
        self.folder.clicked.connect(self._ask_folder)
        self.menu = QMenu(self)
        self._more = IconButton("ellipsis", tr("More"))
        self._more.clicked.connect(lambda: self.menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft())))
        self.summary = label(tr("No reports yet"), Role.GRID, "text2", wrap=True)
        self.table = RegionTable([Column(tr("Report"), width=150, stretch=1)], tr("Reports"), TWO_LINES)
        self.table.horizontalHeader().hide()
        self.table.chosen.connect(self._show_row)
        self.told = label("", Role.GRID, "text2", wrap=True, select=True)
        self.told.setMinimumHeight(theme().px(52))
        self.help = Button(tr("Enter the password…"), bar=True)
        self.help.clicked.connect(self._help)
        self.away = Button("", "x", bar=True)
        self.away.clicked.connect(self._take_away)
        self.table.unwanted.connect(self._take_away)
        self._lay_out()
        self._show_row(None)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        margin = theme().px(14)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme().px(8))
        column.addWidget(self.zone)
        row = QHBoxLayout()
        row.addWidget(label(tr("Reports"), Role.HEADING), 1)
        row.addWidget(self.folder)
        row.addWidget(self._more)
        column.addLayout(row)
        column.addWidget(self.summary)
        column.addWidget(self.table, 1)
        column.addWidget(self.told)
        below = QHBoxLayout()
        below.addWidget(self.help)
        below.addWidget(self.away)
        below.addStretch(1)
        column.addLayout(below)

    def ask_files(self) -> None:
        chosen = files.ask_open_many(self, tr("Visit reports"), "PDF", ("pdf",))
        if chosen:
            self.dropped.emit(chosen)

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Folder of visit reports"))
        if chosen:
            self.dropped.emit([Path(chosen)])

    def show_files(self, rows: Sequence[FileRow], summed_up: str) -> None:
        """The files with what became of them, and how many became what."""
        self._rows = {row.key: row for row in rows}
        self.summary.setText(summed_up)
        self.table.set_tall([Record(row.key, (row.cell,)) for row in rows], [row.refusal is not None for row in rows])
        self._show_row(self.table.current_key())

    def _current(self) -> FileRow | None:
        return self._rows.get(self.table.current_key())

    def _show_row(self, key: object) -> None:
        row = self._rows.get(key)
        self.told.setText(row.told if row else "")
        helps = {RefusedAs.LOCKED: tr("Enter the password…"), RefusedAs.UNKNOWN_KEY: tr("Take this key…")}
        words = helps.get(row.refusal.kind, "") if row and row.refusal else ""
        self.help.setText(words or self.help.text())
        self.help.setVisible(bool(words))
        self.help.updateGeometry()
        self.away.setText(tr("Dismiss") if row and row.refusal else tr("Remove…"))
        self.away.setVisible(row is not None and bool(row.refusal or row.visit))
        self.away.updateGeometry()

    def _help(self) -> None:
        row = self._current()
        if row and row.refusal and row.refusal.kind is RefusedAs.LOCKED:
            self.password_wanted.emit()
        elif row and row.refusal:
            self.key_wanted.emit(row.refusal)

    def _take_away(self) -> None:
        row = self._current()
        if row and row.refusal:
            self.dismissed.emit([row.path])
        elif row and row.visit:
            self.removed.emit(row.visit)
