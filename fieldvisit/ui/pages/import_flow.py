"""The way of files into the store: dropped, looked at, tried, taken in."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.formats import number
from fieldvisit.domain.language import ntr, tr
from fieldvisit.ui import tasks
from fieldvisit.ui.desk import Desk
from fieldvisit.ui.files import tell_saved
from fieldvisit.ui.pages.import_mapping import ImportMapping
from fieldvisit.ui.pages.import_outcome import ImportOutcome
from fieldvisit.ui.theme import theme
from fieldvisit.ui.widgets.drop_zone import DropZone
from fieldvisit.ui.widgets.notice import Notice
from fieldvisit.ui.widgets.progress import run_over
from fieldvisit.ui.widgets.record_table import RecordTable
from fieldvisit.ui.widgets.records import Cell, Column, Kind, Record
from fieldvisit.usecases import import_file
from fieldvisit.usecases.import_file import Change, FilePlan, FileResult, ImportPlan, ImportResult


class ImportFlow(QStackedWidget):
    """First a place to drop files; then the files, how each is read, and what would become of its rows."""

    asked = Signal()
    changed = Signal()
    imported = Signal()
    store_dropped = Signal(object)
    """A JSON file among the files, which can only be a whole store."""

    def __init__(self, desk: Desk, notice: Notice) -> None:
        super().__init__()
        self.desk = desk
        self._notice = notice
        self._plan = ImportPlan(())
        self._result: ImportResult | None = None
        self._trial: tasks.Task | None = None
        self.setAccessibleName(tr("Import"))
        self.addWidget(self._welcome())
        self.addWidget(self._work())

    def _welcome(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(*([theme().px(24)] * 4))
        self.zone = DropZone(
            tr("Drop Excel or CSV files here, or press Enter to choose them"),
            tr(
                "Dealers, contacts, products, competitor products, prices, policies, promotions, orders, shipments, "
                "open items, payments, targets"
            ),
        )
        self.zone.setMinimumHeight(theme().px(140))
        self.zone.asked.connect(self.asked)
        self.zone.dropped.connect(self.add_files)
        column.addWidget(self.zone)
        column.addStretch(1)
        return holder

    def _work(self) -> QWidget:
        self.files = RecordTable(_columns(), tr("Files"))
        self.files.chosen.connect(self._show_file)
        self.mapping = ImportMapping()
        self.mapping.decided.connect(self._replan)
        self.outcome = ImportOutcome()
        self.outcome.saved.connect(partial(tell_saved, self.desk))
        lower = QSplitter(Qt.Orientation.Horizontal)
        lower.addWidget(self.mapping)
        lower.addWidget(self.outcome)
        lower.setSizes([560, 420])
        lower.setChildrenCollapsible(False)
        holder = QFrame()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.files)
        column.addWidget(lower, 1)
        return holder

    # What it holds

    def has_files(self) -> bool:
        return bool(self._plan.files)

    def is_done(self) -> bool:
        """Whether what is shown has been imported already."""
        return self._result is not None and not self._result.dry

    def can_import(self) -> bool:
        """Whether there is a row to take in, as far as the trial has told."""
        return self._result is not None and self._result.dry and (self._wanted_rows() > 0 or self._settles())

    def _settles(self) -> bool:
        """Whether a complete ledger changes something by what it leaves out."""
        return self._result is not None and any(file.plan.settles and file.settled for file in self._result.files)

    def _wanted_rows(self) -> int:
        counts = self._result.counts if self._result else {}
        return counts.get("new", 0) + counts.get("changed", 0)

    def import_words(self) -> str:
        if self._result is None or not self._wanted_rows():
            return tr("Import")
        rows = self._wanted_rows()
        return ntr("Import {rows} row", "Import {rows} rows", rows, rows=number(rows))

    def summary(self) -> str:
        if not self.has_files():
            return tr("Import, backups, export")
        files = ntr("{count} file", "{count} files", len({plan.path for plan in self._plan.files}))
        if self._result is None:
            return tr("{files}, being tried", files=files)
        return (
            tr("{files}, imported", files=files) if self.is_done() else tr("{files}, nothing changed yet", files=files)
        )

    # Files come and are looked at

    def add_files(self, paths: list[Path]) -> None:
        """Looks at more files, off the UI thread; those already there are read anew."""
        stores = [path for path in paths if path.suffix.lower() == ".json"]
        paths = [path for path in paths if path not in stores]
        if stores:
            self.store_dropped.emit(stores[0])
        if not paths:
            return
        today, store = self.desk.today(), self.desk.store
        task = tasks.run(
            lambda progress: import_file.inspect(paths, today=today, store=store, progress=progress),
            title=ntr("Reading {count} file", "Reading {count} files", len(paths)),
            on_done=self._take_plan,
        )
        run_over(task, self)

    def _take_plan(self, plan: ImportPlan) -> None:
        """Puts the plans beside those that are there and keep what was decided about them."""
        self._plan = plan if self.is_done() else self._plan.joined(plan)
        self._result = None
        self.setCurrentIndex(1)
        self._show_files()
        self._try()

    def _show_files(self) -> None:
        results = {each.plan.key: each for each in self._result.files} if self._result else {}
        self.files.set_records([_file_record(plan, results.get(plan.key)) for plan in self._plan.files])
        self.files.setFixedHeight(theme().px(32 + 32 * min(4, len(self._plan.files))))
        self.changed.emit()

    def _show_file(self, key: object) -> None:
        plan = next((plan for plan in self._plan.files if plan.key == key), None)
        self.mapping.show_plan(plan, locked=self.is_done())
        self._show_outcome()

    def _show_outcome(self) -> None:
        self.outcome.show_result(self._result, self.files.current_key())

    def _replan(self, key: object, change: Change) -> None:
        """Takes a person's decision over one file and tries again."""
        plan = next(plan for plan in self._plan.files if plan.key == key)
        task = tasks.run(
            lambda _progress: import_file.replan(plan, change),
            title=tr("Reading {file}", file=plan.name),
            on_done=self._replanned,
            on_error=lambda error: self._refuse_change(plan, error),
        )
        if change.rereads:
            run_over(task, self)

    def _refuse_change(self, plan: FilePlan, error: Exception) -> None:
        """What a person decided and cannot be is told over the page."""
        if not isinstance(error, KnownError):
            raise error
        self._notice.show_notice(str(error))
        self.mapping.show_plan(plan)

    def _replanned(self, plan: FilePlan) -> None:
        self._plan = self._plan.with_file(plan)
        self._notice.hide()
        self._result = None
        self._show_files()
        self._try()

    # Trial and import

    def _try(self) -> None:
        if self._trial is not None:
            self._trial.cancel()
        plan = self._plan
        self._trial = tasks.run(
            lambda progress: import_file.dry_run(self.desk.store, plan, progress),
            title=tr("Trying"),
            on_done=self._take_result,
        )

    def _take_result(self, result: ImportResult) -> None:
        self._trial = None
        self._result = result
        self._show_files()
        self._show_outcome()

    def import_all(self) -> None:
        """Takes all good rows of all files in, in one transaction; cancelled, nothing of it is kept."""
        plan = self._plan
        task = tasks.run(
            lambda progress: import_file.apply(self.desk.store, plan, progress),
            title=self.import_words(),
            on_done=self._imported,
        )
        run_over(task, self)

    def _imported(self, result: ImportResult) -> None:
        self._take_result(result)
        self._show_file(self.files.current_key())
        self.desk.has_saved()
        self.desk.reference_changed.emit()
        self.imported.emit()

    def clear(self) -> None:
        """Puts the files away; what was imported stays imported."""
        if self._trial is not None:
            self._trial.cancel()
        self._plan, self._result, self._trial = ImportPlan(()), None, None
        self._notice.hide()
        self.setCurrentIndex(0)
        self.changed.emit()
        self.zone.setFocus()


def _columns() -> list[Column]:
    return [
        Column(tr("File"), width=150, stretch=2),
        Column(tr("Taken for"), width=120, stretch=1),
        Column(tr("New"), Kind.NUMBER, width=72),
        Column(tr("Changed"), Kind.NUMBER, width=76, drop=2),
        Column(tr("Unchanged"), Kind.NUMBER, width=88, drop=1),
        Column(tr("Refused"), Kind.NUMBER, width=76),
    ]


def _file_record(plan: FilePlan, result: FileResult | None) -> Record:
    counts = result.counts if result is not None and plan.problem is None else {}
    refused = counts.get("refused", 0)
    kind = tr(plan.kind.label) if plan.kind and plan.problem is None else tr("not clear")
    cells = (
        Cell(_place(plan), strong=True),
        Cell(kind, tone="text" if plan.problem is None else "amber"),
        *(Cell(_count(counts, state)) for state in ("new", "changed", "unchanged")),
        Cell(_count(counts, "refused"), tone="amber" if refused else "text"),
    )
    return Record(plan.key, cells, plan.name.casefold())


def _place(plan: FilePlan) -> str:
    """The file, and its sheet where it has more than one."""
    table = plan.table
    return f"{plan.name} · {table.sheet}" if table is not None and len(table.sheets) > 1 else plan.name


def _count(counts: dict[str, int], state: str) -> str:
    return number(counts.get(state))
