"""The ranking board of a region: reps by an index that is chosen, with how many places each rose or fell."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from fieldvisit.domain import formats
from fieldvisit.domain.language import ntr, tr
from fieldvisit.domain.region import BESIDE, DEFAULT_INDEX, INDEXES, Index, Ranked, RegionFigures
from fieldvisit.ui.pages.region_cells import BarCell, RegionTable
from fieldvisit.ui.pages.region_lines import Line
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.labels import NameLabel, label
from fieldvisit.ui.widgets.records import Cell, Column, Kind, Record

_VALUE, _BESIDE = 3, 7


class RegionRanking(QWidget):
    """`opened` brings the line of a rep, or of the whole region."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._figures: RegionFigures | None = None
        self.lines: list[Line] = []
        self.chooser = QComboBox()
        self.chooser.setAccessibleName(tr("Rank by"))
        for key, index in INDEXES.items():
            self.chooser.addItem(tr(index.name), key)
        self.chooser.activated.connect(lambda _position: self._show())
        self._about = NameLabel("", Role.GRID, "text2")
        self.table = RegionTable(_columns(), tr("Ranking"))
        self.table.opened.connect(self._open)
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(theme().px(12), 0, theme().px(12), theme().px(6))
        row.setSpacing(theme().px(8))
        caption = label(tr("Rank by"), Role.GRID, "text2")
        caption.setBuddy(self.chooser)
        row.addWidget(caption)
        row.addWidget(self.chooser)
        row.addWidget(self._about, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.table, 1)

    def index(self) -> str:
        """The key of the index that is chosen."""
        return str(self.chooser.currentData() or DEFAULT_INDEX)

    def choose(self, key: str) -> None:
        """Ranks by another index."""
        self.chooser.setCurrentIndex(max(0, self.chooser.findData(key)))
        self._show()

    def show_figures(self, figures: RegionFigures) -> None:
        self._figures = figures
        self._show()

    def _show(self) -> None:
        figures = self._figures
        if figures is None:
            return
        index = INDEXES[self.index()]
        reps = ntr("{count} rep", "{count} reps", len(figures.reps))
        self._about.set_whole(formats.parted((tr(index.formula), reps)))
        beside = INDEXES[BESIDE[self.index() == BESIDE[0]]]
        self.table.set_head(_VALUE, tr(index.name))
        self.table.set_head(_BESIDE, tr(beside.name))
        ranked = figures.ranking(self.index())
        self.lines = [*_lines(ranked, index, beside, figures), _whole(index, beside, figures)] if ranked else []
        self.table.set_records([Record(at, line.cells) for at, line in enumerate(self.lines)])

    def _open(self, key: object) -> None:
        if isinstance(key, int):
            self.opened.emit(self.lines[key])


def _columns() -> list[Column]:
    return [
        Column("", Kind.NUMBER, width=38),
        Column("", width=54, drop=2),
        Column(tr("Rep"), width=120, stretch=2),
        Column("", width=176, stretch=2),
        Column(tr("Visits"), Kind.NUMBER, width=58),
        Column(tr("Call rate %"), Kind.NUMBER, width=84, drop=3),
        Column(tr("Strike %"), Kind.NUMBER, width=74, drop=4),
        Column("", Kind.NUMBER, width=116, drop=5),
        Column(tr("Quartile"), Kind.NUMBER, width=68, drop=1),
    ]


def _lines(ranked: tuple[Ranked, ...], index: Index, beside: Index, figures: RegionFigures) -> list[Line]:
    most = max((abs(each.value) for each in ranked if each.value is not None), default=Decimal(0))
    return [_line(each, index, beside, most, figures) for each in ranked]


def _line(each: Ranked, index: Index, beside: Index, most: Decimal, figures: RegionFigures) -> Line:
    rep = each.figures
    share = float(abs(each.value) / most) if each.value and most else 0.0
    keys = [key for key in rep.keys if key]
    several = ntr("{count} key", "{count} keys", len(keys)) if len(keys) > 1 else ""
    cells = (
        Cell(str(each.place)),
        change_cell(each.change),
        Cell(rep.rep or formats.NO_VALUE, several),
        BarCell(index.shown(each.value, figures.minor), share=share),
        Cell(str(len(rep.visits))),
        Cell(formats.percent(rep.call_rate)),
        Cell(formats.percent(rep.strike)),
        Cell(beside.shown(beside.value(rep, figures.currency), figures.minor)),
        Cell(quartile_words(each.quartile), tone="text2"),
    )
    return Line(cells, rep.visits, rep.rep)


def _whole(index: Index, beside: Index, figures: RegionFigures) -> Line:
    """The region's own row: all reps together, by the same formulas."""
    whole = figures.together
    shown = (
        "",
        "",
        tr("Region"),
        index.shown(index.value(whole, figures.currency), figures.minor),
        str(len(whole.visits)),
        formats.percent(whole.call_rate),
        formats.percent(whole.strike),
        beside.shown(beside.value(whole, figures.currency), figures.minor),
        "",
    )
    cells = [Cell(words, strong=True) for words in shown]
    cells[_VALUE] = BarCell(shown[_VALUE], strong=True)
    return Line(tuple(cells), whole.visits)


def change_cell(change: int | None) -> Cell:
    """How many places a rep rose or fell since the period before; nothing where there is none."""
    if change is None:
        return Cell()
    if change == 0:
        return Cell("=", tone="text2")
    return Cell(f"{'▲' if change > 0 else '▼'} {abs(change)}", tone="text2")


def quartile_words(quartile: int) -> str:
    """`1st` to `4th`."""
    return (tr("1st"), tr("2nd"), tr("3rd"), tr("4th"))[quartile - 1]
