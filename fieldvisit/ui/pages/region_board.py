"""The middle of the region's page: exceptions, key figures, and one of the lists under them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from fieldvisit.domain.language import mark, tr
from fieldvisit.domain.region import INDEXES
from fieldvisit.ui.pages.region_ageing import RegionAgeing
from fieldvisit.ui.pages.region_cells import TWO_LINES, RegionTable
from fieldvisit.ui.pages.region_lines import Line, Listing
from fieldvisit.ui.pages.region_lists import LISTINGS, exception_columns
from fieldvisit.ui.pages.region_ranking import RegionRanking
from fieldvisit.ui.pages.region_tiles import FigureTiles
from fieldvisit.ui.pages.region_work import Shown
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.filters import FilterRow
from fieldvisit.ui.widgets.labels import NameLabel, label
from fieldvisit.ui.widgets.records import Record

RANKING = "ranking"
_RANKING_NAME = mark("Ranking")


class RegionBoard(QFrame):
    """`line_opened` brings a line of a list and how its figures are made, `figure_opened` a key figure."""

    line_opened = Signal(object, str)
    figure_opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shown: Shown | None = None
        self.heading = label("", Role.HEADING)
        self.exceptions = RegionTable(exception_columns(), tr("Exceptions needing a decision"), TWO_LINES)
        self.exceptions.horizontalHeader().hide()
        self.exceptions.opened.connect(partial(self._open, "exceptions"))
        self.tiles = FigureTiles()
        self.tiles.asked.connect(self.figure_opened)
        self.filters = FilterRow(tr("Which list"))
        self.filters.chosen.connect(self.show_list)
        self.ranking = RegionRanking()
        self.ranking.opened.connect(self._open_rep)
        self.ageing = RegionAgeing()
        self.tables: dict[str, RegionTable] = {}
        self._abouts: dict[str, NameLabel] = {}
        self._panes: dict[str, QWidget] = {RANKING: self.ranking}
        self._lists = QStackedWidget()
        self._lists.addWidget(self.ranking)
        for listing in LISTINGS:
            self._lists.addWidget(self._pane(listing))
        self._lay_out()

    def _pane(self, listing: Listing) -> QWidget:
        pane = self._panes[listing.key] = QWidget()
        about = self._abouts[listing.key] = NameLabel("", Role.GRID, "text2")
        about.setContentsMargins(theme().px(12), 0, theme().px(12), theme().px(6))
        table = self.tables[listing.key] = RegionTable(listing.columns(), tr(listing.name))
        table.opened.connect(partial(self._open, listing.key))
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(about)
        if listing.key == "ageing":
            column.addWidget(self.ageing)
        column.addWidget(table, 1)
        return pane

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(_row(self.heading))
        column.addWidget(self.exceptions, 4)
        column.addWidget(self.tiles)
        column.addLayout(_row(self.filters))
        column.addWidget(self._lists, 5)

    def show_period(self, shown: Shown) -> None:
        """Everything of one period."""
        self._shown = shown
        figures = shown.figures
        self.heading.setText(tr("Exceptions needing a decision, {count}", count=len(figures.exceptions)))
        self._fill(self.exceptions, shown.lines["exceptions"])
        self.tiles.show_figures(shown.tiles)
        self.ranking.show_figures(figures)
        self.ageing.show_figures(figures)
        for listing in LISTINGS:
            self._fill(self.tables[listing.key], shown.lines[listing.key])
            self._abouts[listing.key].set_whole(listing.about(figures))
        counts = [(listing.key, tr(listing.name), len(shown.lines[listing.key])) for listing in LISTINGS]
        self.filters.set_choices([(RANKING, tr(_RANKING_NAME), len(figures.reps)), *counts])
        self.show_list(self.filters.current())

    def _fill(self, table: RegionTable, lines: list[Line]) -> None:
        table.set_records([Record(at, line.cells) for at, line in enumerate(lines)])

    def show_list(self, key: str) -> None:
        """Brings one of the lists up."""
        if key in self._panes:
            self._lists.setCurrentWidget(self._panes[key])

    def _open(self, name: str, key: object) -> None:
        if self._shown is not None and isinstance(key, int):
            about = next((each.about(self._shown.figures) for each in LISTINGS if each.key == name), "")
            self.line_opened.emit(self._shown.lines[name][key], about)

    def _open_rep(self, line: Line) -> None:
        self.line_opened.emit(line, tr(INDEXES[self.ranking.index()].formula))


def _row(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(theme().px(12), theme().px(8), theme().px(12), theme().px(8))
    row.addWidget(widget)
    return row
