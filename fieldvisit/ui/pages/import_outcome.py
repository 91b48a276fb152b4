"""What became, or would become, of the rows: the refused ones first, with their reasons, ready to be mended."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from fieldvisit.domain import formats
from fieldvisit.domain.language import ntr, tr
from fieldvisit.ui import files, tasks
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.buttons import Button
from fieldvisit.ui.widgets.labels import label
from fieldvisit.ui.widgets.record_table import RecordTable
from fieldvisit.ui.widgets.records import Cell, Column, Kind, Record
from fieldvisit.usecases import import_file
from fieldvisit.usecases.import_file import FileResult, ImportResult, Outcome, State

_LISTED = 2000


class ImportOutcome(QFrame):
    """The rows of the chosen file that are not as they were, and the button that writes those of all files."""

    saved = Signal(object)
    """The refused rows were written to this file (`Path`)."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("rule", "left")
        self._result: ImportResult | None = None
        self._words = label("", Role.GRID_STRONG, wrap=True)
        self.table = RecordTable(
            [Column(tr("Row"), Kind.NUMBER, width=56), Column(tr("What becomes of it"), width=120, stretch=1)],
            tr("Rows"),
        )
        self.table.chosen.connect(self._show_whole)
        self._whole = label("", Role.GRID, "text2", wrap=True, select=True)
        self.save = Button(tr("Save refused rows"), "download")
        self.save.clicked.connect(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, theme().px(12))
        column.setSpacing(theme().px(8))
        head = QHBoxLayout()
        head.setContentsMargins(theme().px(12), theme().px(8), theme().px(12), 0)
        head.addWidget(self._words, 1)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addStretch(0)
        for widget in (self._whole, self.save):
            row = QHBoxLayout()
            row.setContentsMargins(theme().px(12), 0, theme().px(12), 0)
            row.addWidget(widget, 1 if widget is self._whole else 0)
            if widget is self.save:
                row.addStretch(1)
            column.addLayout(row)

    def show_result(self, result: ImportResult | None, key: object) -> None:
        self._result = result
        chosen = next((file for file in result.files if file.plan.key == key), None) if result else None
        self._words.setText(self._summary(result, chosen))
        records = _records(chosen) if chosen is not None else []
        self.table.set_records(records)
        self._show_whole(self.table.current_key())
        self.table.setVisible(bool(records))
        self.save.setVisible(result is not None and result.counts.get("refused", 0) > 0)

    def _summary(self, result: ImportResult | None, chosen: FileResult | None) -> str:
        if result is None:
            return tr("Trying: nothing is changed yet")
        if chosen is not None and chosen.plan.problem is not None:
            return tr("This file is left out as long as it is not clear how to read it")
        refused = len(chosen.refused) if chosen is not None else 0
        if refused:
            told = ntr("{count} row of this file is refused", "{count} rows of this file are refused", refused)
        elif result.dry:
            told = tr("No row of this file is refused")
        else:
            told = tr("Imported; no row of this file was refused")
        return "\n".join([told, *map(str, chosen.afterwards if chosen is not None else ())])

    def _show_whole(self, row: object) -> None:
        """The reason of the current row in full, because a line of a table may cut it."""
        index = self.table.records.row_of(row) if row is not None else None
        self._whole.setText(self.table.records.record(index).cells[1].words if index is not None else "")

    def _save(self) -> None:
        result = self._result
        target = files.ask_save(self, tr("Save refused rows"), tr("refused rows") + ".xlsx", "Excel", "xlsx")
        if target is not None and result is not None:
            tasks.run(
                lambda _progress: import_file.write_refused(result, target),
                title=tr("Saving"),
                on_done=lambda _done: self.saved.emit(target),
            )


_ORDER = {State.REFUSED: 0, State.CHANGED: 1, State.NEW: 2}


def _records(file: FileResult) -> list[Record]:
    """Refused rows, then changed and new ones; those that stay as they are need no look."""
    rows = sorted((each for each in file.outcomes if each.state in _ORDER), key=lambda each: _ORDER[each.state])
    return [_record(file, outcome) for outcome in rows[:_LISTED]]


def _record(file: FileResult, outcome: Outcome) -> Record:
    tone = "amber" if outcome.state is State.REFUSED else "text"
    return Record(outcome.row, (Cell(str(outcome.row), tone="text2"), Cell(_what(file, outcome), tone=tone)))


def _what(file: FileResult, outcome: Outcome) -> str:
    if outcome.reason is not None:
        return str(outcome.reason)
    if outcome.state is State.NEW:
        return tr("new")
    labels = {column.key: column.label for column in file.plan.kind.columns} if file.plan.kind else {}
    names = [tr(labels[name]) for name in outcome.changed if name in labels]
    return tr("changed: {columns}", columns=formats.listed(names)) if names else tr("changed")
