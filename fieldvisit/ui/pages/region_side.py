"""Beside a region: where reports are dropped, and what became of them, the refused ones first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout

from fieldvisit.domain import formats
from fieldvisit.domain.language import mark, tr
from fieldvisit.store.region import KnownReport
from fieldvisit.ui import files
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.buttons import Button
from fieldvisit.ui.widgets.drop_zone import DropZone
from fieldvisit.ui.widgets.labels import label
from fieldvisit.ui.widgets.marks import FlagMark
from fieldvisit.ui.widgets.record_table import Cell, Column, Kind, Record, RecordTable
from fieldvisit.usecases.read_report import Signed
from fieldvisit.usecases.region import TakenIn
from fieldvisit.usecases.region_judging import Became, Outcome

WIDTH = 316
_ORDER = {Became.REFUSED: 0, Became.OLDER: 1, Became.DUPLICATE: 2, Became.NEWER: 3, Became.NEW: 4}
_WORDS = {
    Became.OLDER: mark("old"),
    Became.DUPLICATE: mark("twice"),
    Became.NEWER: mark("newer"),
    Became.NEW: mark("read"),
}


class RegionSide(QFrame):
    """`dropped` brings files and folders."""

    dropped = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("rule", "left")
        self.setFixedWidth(theme().px(WIDTH))
        self._reasons: dict[object, str] = {}
        self.zone = DropZone(tr("Drop visit reports or a folder"), tr("PDF, nothing is sent anywhere"))
        self.zone.dropped.connect(self.dropped)
        self.zone.asked.connect(self.ask_files)
        self.folder = Button(tr("Choose a folder"), "folder-open", bar=True)
        self.folder.clicked.connect(self._ask_folder)
        self._summary = label(tr("No reports yet"), Role.GRID, "text2", wrap=True)
        self.table = RecordTable(
            [Column(tr("Report"), width=150, stretch=1), Column(tr("Became"), Kind.FLAG, width=96)],
            tr("Reports"),
        )
        self.table.chosen.connect(self._show_reason)
        self._reason = label("", Role.GRID, "text2", wrap=True, select=True)
        self._reason.setMinimumHeight(theme().px(52))
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        margin = theme().px(14)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme().px(8))
        column.addWidget(self.zone)
        row = QHBoxLayout()
        row.addWidget(label(tr("Reports"), Role.HEADING), 1)
        row.addWidget(self.folder)
        column.addLayout(row)
        column.addWidget(self._summary)
        column.addWidget(self.table, 1)
        column.addWidget(self._reason)

    def ask_files(self) -> None:
        chosen = files.ask_open_many(self, tr("Visit reports"), "PDF", ("pdf",))
        if chosen:
            self.dropped.emit(chosen)

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Folder of visit reports"))
        if chosen:
            self.dropped.emit([Path(chosen)])

    def show_known(self, reports: Sequence[KnownReport]) -> None:
        """What the region was made of before anything is dropped today."""
        self._reasons = {
            each.visit: tr("{rep}, revision {revision}", rep=each.rep, revision=each.revision) for each in reports
        }
        self._summary.setText(tr("{count} reports kept", count=len(reports)) if reports else tr("No reports yet"))
        self._show(Record(each.visit, (Cell(each.file), Cell(tr("stored"), tone="text2"))) for each in reports)

    def show_taken(self, taken: TakenIn) -> None:
        """What became of the files of a drop."""
        counts = taken.counts
        self._summary.setText(
            tr(
                "{files} files: {read} read, {refused} refused, {old} old, {twice} twice",
                files=len(taken.outcomes),
                read=counts[Became.NEW] + counts[Became.NEWER],
                refused=counts[Became.REFUSED],
                old=counts[Became.OLDER],
                twice=counts[Became.DUPLICATE],
            )
        )
        outcomes = sorted(taken.outcomes, key=lambda each: _ORDER[each.became])
        self._reasons = {str(each.path): _told(each) for each in outcomes}
        self._show(_record(each) for each in outcomes)

    def _show(self, records: Iterable[Record]) -> None:
        self.table.set_records(list(records))
        self._show_reason(self.table.current_key())

    def _show_reason(self, key: object) -> None:
        self._reason.setText(self._reasons.get(key, ""))


def _record(outcome: Outcome) -> Record:
    if outcome.became is Became.REFUSED:
        state = Cell(mark=FlagMark("red", tr("refused")))
    else:
        state = Cell(tr(_WORDS[outcome.became]), tone="text2")
    return Record(str(outcome.path), (Cell(outcome.path.name), state))


def _told(outcome: Outcome) -> str:
    """Why it does not count, or whose visit it is."""
    if outcome.reason is not None:
        return str(outcome.reason)
    share = outcome.share
    if share is None:
        return ""
    told = tr(
        "{rep}, {day}, revision {revision}", rep=share.rep, day=formats.short_day(share.day), revision=share.revision
    )
    if outcome.became is Became.DUPLICATE:
        told = tr("{told}; counted once", told=told)
    return formats.parted((told, _by_whom(outcome.signed)))


def _by_whom(signed: Signed | None) -> str:
    if signed is None:
        return tr("not signed")
    if signed.name is None:
        return tr("signed with the unknown key {key}", key=signed.fingerprint)
    return tr("signed by {name}", name=signed.name)
