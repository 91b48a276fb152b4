"""Beside the import: backups and the way back, the check of the store, and tables going out."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fieldvisit.domain import formats
from fieldvisit.domain.formats import moment, number
from fieldvisit.domain.language import Message, ntr, tr
from fieldvisit.ui import files, tasks
from fieldvisit.ui.desk import Desk
from fieldvisit.ui.dialogs import ask
from fieldvisit.ui.pages.bring_in import choose_store
from fieldvisit.ui.table_saving import export_to_file, exported_words
from fieldvisit.ui.theme import Role
from fieldvisit.ui.widgets.buttons import Button
from fieldvisit.ui.widgets.columns import ScrollColumn, heading, rule
from fieldvisit.ui.widgets.form import Selection
from fieldvisit.ui.widgets.labels import NameLabel, label
from fieldvisit.ui.widgets.marks import FlagMark, flag_row
from fieldvisit.ui.widgets.progress import run_over
from fieldvisit.usecases.backup import Backup, back_up, list_backups
from fieldvisit.usecases.check_store import check_store
from fieldvisit.usecases.export_table import exportable
from fieldvisit.usecases.import_history import PastImport, past_imports
from fieldvisit.usecases.undo_import import LastImport, Undone, last_import, undo_import
from fieldvisit.usecases.whole_store import export_store

WIDTH = 300
_LISTED = 8


class DataSide(ScrollColumn):
    """Each block does one thing and says what came of it right there."""

    taken_back = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Backups, check and export"))
        self.desk = desk
        self.setProperty("rule", "left")
        self.findings: list[Message] | None = None
        self._table_key = "dealers"
        self.refresh()

    def refresh(self) -> None:
        self.begin()
        self._add_backups()
        self.add(rule())
        self._add_check()
        self.add(rule())
        self._add_export()
        self.add(rule())
        self._add_whole_store()
        self.add(rule())
        self._add_history()

    # Backups

    def _add_backups(self) -> None:
        kept = list_backups(self.desk.store.path)
        self.add(heading(tr("Backups"), ntr("{count} kept", "{count} kept", len(kept)) if kept else ""))
        self.backup = Button(tr("Back up now"), "save")
        self.backup.clicked.connect(self._back_up)
        self.add(self.backup)
        if not kept:
            self.add(
                label(tr("None yet. One is made each day and when a visit is closed."), Role.GRID, "text2", wrap=True)
            )
        for each in kept[:_LISTED]:
            self.add(self._backup_row(each))

    def _backup_row(self, each: Backup) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        words = f"{moment(each.taken_at)} · {number(max(1, each.size // 1024))} kB"
        row.addWidget(NameLabel(words, Role.GRID, "text2"), 1)
        button = Button(tr("Restore"), bar=True)
        button.setAccessibleName(tr("Restore the backup of {time}", time=moment(each.taken_at)))
        button.clicked.connect(lambda: self._restore(each.path, moment(each.taken_at)))
        row.addWidget(button)
        return holder

    def _back_up(self) -> None:
        task = tasks.run(
            lambda _progress: back_up(self.desk.store, now=datetime.now().astimezone()),
            title=tr("Backing up and checking the copy"),
            on_done=self._backed_up,
        )
        run_over(task, self)

    def _backed_up(self, path: Path) -> None:
        self.refresh()
        files.tell_saved(self.desk, path, tr("Backup"))

    def _restore(self, path: Path, taken: str) -> None:
        sentence = tr(
            "The data becomes what it was on {taken}. What you have now is kept as a file beside it.", taken=taken
        )
        if ask(tr("Restore this backup?"), sentence, tr("Restore"), self):
            self.desk.restore_asked.emit(path)

    # Check

    def _add_check(self) -> None:
        self.add(heading(tr("Check")))
        self.check = Button(tr("Check the store"), "list-checks")
        self.check.clicked.connect(self._check)
        self.add(self.check)
        if self.findings is None:
            self.add(
                label(
                    tr("Looks through the file, its links, every visit and every photo."), Role.GRID, "text2", wrap=True
                )
            )
        elif not self.findings:
            self.add(label(tr("All is sound."), Role.GRID))
        else:
            for finding in self.findings:
                self.add(flag_row(FlagMark("red", str(finding))))

    def _check(self) -> None:
        task = tasks.run(lambda _progress: check_store(self.desk.store), title=tr("Checking"), on_done=self._checked)
        run_over(task, self)

    def _checked(self, findings: list[Message]) -> None:
        self.findings = findings
        self.refresh()

    # Export

    def _add_export(self) -> None:
        self.add(heading(tr("Export")))
        choices = [(key, tr(words)) for key, words in exportable()]
        self.table = Selection(tr("Table"), choices, self._table_key, name="table")
        self.table.committed.connect(self._choose_table)
        self.add(self.table)
        self.export = Button(tr("Export"), "file-down")
        self.export.clicked.connect(self._export)
        self.add(self.export)

    # Whole store

    def _add_whole_store(self) -> None:
        self.add(heading(tr("Whole store")))
        self.export_all = Button(tr("Export everything (JSON)"), "file-down")
        self.export_all.clicked.connect(self._export_store)
        self.bring = Button(tr("Bring in a whole store"), "file-up")
        self.bring.clicked.connect(lambda: choose_store(self.desk, self.window()))
        for button in (self.export_all, self.bring):
            self.add(button)
        words = tr("One file in a documented form, to carry everything over or to read it with other programs.")
        self.add(label(words, Role.GRID, "text2", wrap=True))

    # History

    def _add_history(self) -> None:
        self.add(heading(tr("Recent imports")))
        self._add_undo()
        past = past_imports(self.desk.store)
        for each in past:
            self.add(NameLabel(each.file_name, Role.GRID))
            self.add(label(_told(each), Role.CAPTION, "text3", wrap=True))
        if not past:
            self.add(label(tr("None yet."), Role.GRID, "text2"))

    def _add_undo(self) -> None:
        last = last_import(self.desk.store)
        if last is None:
            return
        self.undo = Button(tr("Take the last import back"), "undo-2")
        self.undo.clicked.connect(lambda: self._ask_undo(last))
        self.add(self.undo)

    def _ask_undo(self, last: LastImport) -> None:
        sentence = tr(
            "{files}: new rows go ({new}), changed ones become what they were ({changed}).",
            files=formats.listed(last.files),
            new=number(last.counts.get("new", 0)),
            changed=number(last.counts.get("changed", 0)),
        )
        if ask(tr("Take the last import back?"), sentence, tr("Take back"), self):
            task = tasks.run(
                lambda _progress: undo_import(self.desk.store), title=tr("Taking back"), on_done=self._undone
            )
            run_over(task, self)

    def _undone(self, undone: Undone) -> None:
        self.desk.has_saved()
        self.desk.reference_changed.emit()
        self.refresh()
        self.taken_back.emit()
        self.desk.say(
            tr(
                "Taken back: {removed} rows removed with all that came with them, {restored} restored",
                removed=number(undone.removed),
                restored=number(undone.restored),
            )
        )

    def _choose_table(self, key: str) -> None:
        self._table_key = key

    def _export(self) -> None:
        export_to_file(self.desk, self, self.table.held())

    def _export_store(self) -> None:
        target = files.ask_save(self, tr("Export"), "store.json", "JSON", "json")
        if target is not None:
            task = tasks.run(
                lambda progress: export_store(self.desk.store, target, progress),
                title=tr("Exporting"),
                on_done=lambda count: files.tell_saved(self.desk, target, exported_words(count)),
            )
            run_over(task, self)


def _told(past: PastImport) -> str:
    """When it was, and what became of the rows."""
    new, changed, refused = (past.counts.get(state, 0) for state in ("new", "changed", "refused"))
    counts = tr(
        "{new} new, {changed} changed, {refused} refused",
        new=number(new),
        changed=number(changed),
        refused=number(refused),
    )
    undone = [tr("taken back")] if past.counts.get("undone") else []
    return " · ".join([moment(past.at.astimezone()), counts, *undone])
