"""The ranking board of a region in print: reps by an index, with how many places each rose or fell."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from fieldvisit.charts.target import Box, Role
from fieldvisit.domain import formats
from fieldvisit.domain.language import tr
from fieldvisit.domain.region import BESIDE, INDEXES, Index, Ranked, RegionFigures, RepFigures
from fieldvisit.reports.columns import Cell, CellLike, Cells, Column, Picture
from fieldvisit.reports.flow import Block
from fieldvisit.reports.sheet import Sheet
from fieldvisit.reports.spans import Span
from fieldvisit.reports.tables import Table
from fieldvisit.reports.theme import GREY, TABLE
from fieldvisit.reports.words import Heading

RANKING = "ranking"
_BAR, _THICK = 70.0, 5.0


def ranking(figures: RegionFigures, key: str) -> Iterator[Block]:
    """All reps, the best first, and the region by the same formulas."""
    index, ranked = INDEXES[key], figures.ranking(key)
    told = [tr("{index}: {formula}", index=tr(index.name), formula=tr(index.formula))]
    if figures.previous is not None:
        told.append(tr("places risen (+) or fallen (−) since the period before"))
    beside = BESIDE[key == BESIDE[0]]
    yield Heading(tr("Ranking"), formats.parted(told), anchor=RANKING)
    columns = (
        Column("", "right"),
        Column("", "right", gap=6),
        Column(tr("Rep"), stretch=1),
        Column(tr(index.name), "right", gap=5),
        Column(""),
        Column(tr("Visits"), "right"),
        Column(tr("Call rate %"), "right"),
        Column(tr("Strike %"), "right"),
        Column(tr(INDEXES[beside].name), "right"),
        Column(tr("Quartile"), "right"),
    )
    most = max((abs(each.value) for each in ranked if each.value is not None), default=Decimal(0))
    rows = [_row(each, index, most, figures, beside) for each in ranked]
    yield Table(columns, rows, total=_total(figures, index, beside))


def _row(each: Ranked, index: Index, most: Decimal, figures: RegionFigures, beside: str) -> Cells:
    share = float(abs(each.value) / most) if each.value and most else 0.0
    return [
        str(each.place),
        Cell((Span(_change(each.change), TABLE.coloured(GREY)),)),
        each.figures.rep or formats.NO_VALUE,
        index.shown(each.value, figures.minor),
        Picture(lambda sheet, box: _paint_bar(sheet, box, share), _BAR),
        *_figures(each.figures, figures, beside),
        str(each.quartile),
    ]


def _paint_bar(sheet: Sheet, box: Box, share: float) -> None:
    if share > 0:
        sheet.rect(Box(box.left, box.middle - _THICK / 2, max(0.5, box.width * share), _THICK), Role.INK)


def _figures(rep: RepFigures, figures: RegionFigures, beside: str) -> list[CellLike]:
    return [
        str(len(rep.visits)),
        formats.percent(rep.call_rate),
        formats.percent(rep.strike),
        INDEXES[beside].shown(INDEXES[beside].value(rep, figures.currency), figures.minor),
    ]


def _total(figures: RegionFigures, index: Index, beside: str) -> Cells:
    whole = figures.together
    value = index.shown(index.value(whole, figures.currency), figures.minor)
    return ["", "", tr("Region"), value, "", *_figures(whole, figures, beside), ""]


def _change(change: int | None) -> str:
    """Places risen or fallen since the period before."""
    return "" if change is None else formats.number(change, sign=True) if change else "="
