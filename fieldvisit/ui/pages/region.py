"""Region: reports of many reps are dropped here, and what they add up to is shown, exceptions first."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from fieldvisit.domain import formats
from fieldvisit.domain.formats import day as day_words
from fieldvisit.domain.language import mark, ntr, tr
from fieldvisit.domain.region import RegionFigures, region_figures
from fieldvisit.store.region import KnownReport
from fieldvisit.store.store import Store
from fieldvisit.ui import files, tasks
from fieldvisit.ui.desk import Desk
from fieldvisit.ui.pages.page import Page
from fieldvisit.ui.pages.region_lists import LISTINGS, Line, exception_columns, exception_lines
from fieldvisit.ui.pages.region_side import RegionSide
from fieldvisit.ui.pages.region_tiles import FigureTiles, KeyFigure, key_figures
from fieldvisit.ui.pages.region_visits import RegionVisits
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.buttons import Button, primary
from fieldvisit.ui.widgets.empty_state import EmptyState
from fieldvisit.ui.widgets.filters import FilterRow
from fieldvisit.ui.widgets.labels import label
from fieldvisit.ui.widgets.page_header import PageHeader
from fieldvisit.ui.widgets.progress import run_over
from fieldvisit.ui.widgets.record_table import Record, RecordTable
from fieldvisit.ui.widgets.two_panes import TwoPanes
from fieldvisit.usecases import region as usecase
from fieldvisit.usecases.export_region import export_region
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.region import Shares, TakenIn

_BOTH_NEED = 940
ALL = "all"
PERIODS = {
    ALL: mark("All days"),
    "month": mark("This month"),
    "before": mark("Last month"),
    "year": mark("This year"),
}


@dataclass(frozen=True)
class _Read:
    """What was found in the region's store, after taking in what was dropped."""

    figures: RegionFigures
    reports: list[KnownReport]
    taken: TakenIn | None


class RegionPage(Page):
    """The region is kept in a store of its own beside the user's; each drop adds to it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._shares: Shares = {}
        self._whole: RegionFigures | None = None
        self._figures: RegionFigures | None = None
        self._lines: dict[str, list[Line]] = {}
        self._reading = False
        self.side = RegionSide()
        self.side.dropped.connect(self.take_in)
        self.column.addWidget(self._header())
        self.column.addWidget(self.notice)
        self.halves = TwoPanes(self._main(), self.side, tr("Reports"), _BOTH_NEED)
        self.header.add_action(self.halves.swap)
        self.column.addWidget(self.halves, 1)
        self._show()

    def _header(self) -> PageHeader:
        self.header = PageHeader(tr("Region"))
        self.period = QComboBox()
        self.period.setAccessibleName(tr("Period"))
        for key, words in PERIODS.items():
            self.period.addItem(tr(words), key)
        self.period.activated.connect(lambda _position: self._choose_period())
        self.excel = Button(tr("Excel"), "file-spreadsheet")
        self.excel.clicked.connect(lambda: self._export("xlsx", "Excel"))
        self.report = primary(tr("Region report"), "file-text")
        self.report.clicked.connect(lambda: self._export("pdf", "PDF"))
        for action in (self.period, self.excel, self.report):
            self.header.add_action(action)
        return self.header

    def _main(self) -> QWidget:
        sentence = tr("No reports yet. Drop the visit reports of your reps, or a folder of them.")
        self.empty = EmptyState(sentence, tr("Choose files"), "file-up")
        self.empty.asked.connect(self.side.ask_files)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._content())
        self.stack.addWidget(self.empty)
        return self.stack

    def _content(self) -> QWidget:
        self.exceptions = RecordTable(exception_columns(), tr("Exceptions needing a decision"))
        self.exceptions.opened.connect(lambda key: self._open("exceptions", key))
        self.exceptions.chosen.connect(self._tell_whole)
        self._heading = label("", Role.HEADING)
        self.told = label("", Role.GRID, "text2", wrap=True, select=True)
        self.tiles = FigureTiles()
        self.tiles.asked.connect(self._open_figure)
        self.filters = FilterRow(tr("Which list"))
        self.filters.chosen.connect(self._show_list)
        self.lists = QStackedWidget()
        self.tables: dict[str, RecordTable] = {}
        for listing in LISTINGS:
            table = self.tables[listing.key] = RecordTable(listing.columns(), tr(listing.name))
            table.opened.connect(lambda key, name=listing.key: self._open(name, key))
            self.lists.addWidget(table)
        holder = QFrame()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(_row(self._heading))
        column.addWidget(self.exceptions, 4)
        column.addLayout(_row(self.told))
        column.addWidget(self.tiles)
        column.addLayout(_row(self.filters))
        column.addWidget(self.lists, 4)
        return holder

    # Reading

    def refresh(self) -> None:
        """Reads what is kept, the first time the page is gone to."""
        if self._whole is None and not self._reading and usecase.region_store().is_file():
            self._run([], tr("Adding up the region"))

    def take_in(self, paths: list[Path]) -> None:
        """Reads files and folders that were dropped."""
        if not self._reading:
            run_over(self._run(paths, tr("Reading reports")), self)

    def _run(self, paths: list[Path], title: str) -> tasks.Task:
        self._reading = True
        shares, own = dict(self._shares), self.desk.store
        return tasks.run(
            lambda progress: _read(paths, progress, shares, own),
            title=title,
            on_done=self._loaded,
            on_error=self._failed,
            on_cancel=self._called_off,
        )

    def _loaded(self, read: _Read) -> None:
        self._reading = False
        self._whole = read.figures
        self._shares = dict(read.figures.by_id)
        if read.taken is not None:
            self.side.show_taken(read.taken)
        else:
            self.side.show_known(read.reports)
        self._choose_period()

    def _failed(self, error: Exception) -> None:
        self._reading = False
        raise error

    def _called_off(self) -> None:
        """What was read by then is kept, and shown."""
        self._reading = False
        self._whole = None
        self.refresh()

    # Showing

    def _choose_period(self) -> None:
        whole = self._whole
        if whole is not None:
            first, last = self._days(whole)
            self._figures = region_figures(whole.shares, first, last)
        self._show()

    def _days(self, whole: RegionFigures) -> tuple[date, date]:
        today = self.desk.today()
        month = today.replace(day=1)
        before = month - timedelta(days=1)
        return {
            ALL: (whole.first_day, whole.last_day),
            "month": (month, today),
            "before": (before.replace(day=1), before),
            "year": (today.replace(month=1, day=1), today),
        }[str(self.period.currentData())]

    def _show(self) -> None:
        figures = self._figures
        there = self._whole is not None and bool(self._whole.shares)
        self.stack.setCurrentIndex(0 if there else 1)
        for widget in (self.period, self.excel, self.report):
            widget.setEnabled(there)
        if figures is None or not there:
            self.header.set_subtitle("")
            return
        reps = ntr("{count} rep", "{count} reps", len(figures.reps))
        period = tr("{first} to {last}", first=day_words(figures.first_day), last=day_words(figures.last_day))
        self.header.set_subtitle(f"{period}, {reps}")
        self._heading.setText(tr("Exceptions needing a decision, {count}", count=len(figures.exceptions)))
        self.tiles.show_figures(key_figures(figures))
        self._lines = {"exceptions": exception_lines(figures)}
        self._fill(self.exceptions, "exceptions")
        for listing in LISTINGS:
            self._lines[listing.key] = listing.lines(figures)
            self._fill(self.tables[listing.key], listing.key)
        self.filters.set_choices(
            [(listing.key, tr(listing.name), len(self._lines[listing.key])) for listing in LISTINGS]
        )
        self._show_list(self.filters.current())

    def _fill(self, table: RecordTable, key: str) -> None:
        table.set_records([Record(at, line.cells) for at, line in enumerate(self._lines[key])])

    def _tell_whole(self, key: object) -> None:
        """The current exception in full, because a line of the table may cut it."""
        lines = self._lines.get("exceptions", [])
        told = lines[key].cells[1:3] if isinstance(key, int) and key < len(lines) else ()
        self.told.setText(formats.parted(cell.words for cell in told))

    def _show_list(self, key: str) -> None:
        if key in self.tables:
            self.lists.setCurrentWidget(self.tables[key])

    # The visits behind a figure

    def _open(self, name: str, key: object) -> None:
        if isinstance(key, int):
            line = self._lines[name][key]
            self._list_visits(line.visits, line.cells[0].spoken() or line.cells[1].spoken())

    def _open_figure(self, shown: KeyFigure) -> None:
        self._list_visits(shown.visits, f"{shown.name}: {shown.figure} {shown.unit}".strip())

    def _list_visits(self, visits: tuple[str, ...], title: str) -> None:
        if self._figures is not None:
            self.visits = RegionVisits(self._figures, visits, title, self)
            self.visits.open()

    def _export(self, ending: str, words: str) -> None:
        figures = self._figures
        if figures is None:
            return
        name = f"{tr('Region')} {figures.first_day.isoformat()} {figures.last_day.isoformat()}.{ending}"
        target = files.ask_save(self, tr("Save the region"), name, words, ending)
        if target is not None:
            task = tasks.run(
                lambda _progress: export_region(figures, target),
                title=tr("Making the report"),
                on_done=lambda _done: self.desk.say(tr("Saved as {name}", name=target.name)),
            )
            run_over(task, self)

    def first_field(self) -> QWidget | None:
        return self.side.zone if self.stack.currentIndex() else self.exceptions

    def panes(self) -> list[QWidget]:
        return [self.stack, self.side, self.header]


def _row(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(theme().px(12), theme().px(8), theme().px(12), theme().px(8))
    row.addWidget(widget)
    return row


def _read(paths: list[Path], progress: tasks.Progress, shares: Shares, own: Store) -> _Read:
    """`own` is the user's store, which holds the keys of the reps."""
    with closing(open_store(usecase.region_store())) as store:
        taken = usecase.take_in(store, paths, progress, shares, usecase.trusted_keys(own)) if paths else None
        covered = usecase.days_covered(store)
        first, last = covered or (date.min, date.min)
        figures = usecase.region_figures(store, first, last, shares)
        return _Read(figures, usecase.loaded_reports(store), taken)
