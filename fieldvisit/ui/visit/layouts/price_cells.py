"""The calculated cells of step 3."""

from __future__ import annotations

from fieldvisit.charts.corridor import Corridor, paint_corridor
from fieldvisit.charts.spark import Spark, paint_spark
from fieldvisit.charts.target import Role
from fieldvisit.domain import formats
from fieldvisit.domain.figures import CompetitorRow, PriceRow
from fieldvisit.domain.flags import Severity
from fieldvisit.domain.prices import Side, SideFigures
from fieldvisit.ui.visit.grid.cell import NOTHING, TONES, Cell, Picture
from fieldvisit.ui.visit.grid.sheet import RowView

MARKS = {Severity.RED: Role.RED, Severity.AMBER: Role.AMBER, Severity.INFO: Role.INK}
_POLICY_RULES = ("price.below_floor", "price.above_ceiling", "price.deviation")


def last(view: RowView, side: Side) -> Cell:
    """The price seen last time, read only, beside the cell of today's."""
    figures = _side(view, side)
    return Cell(formats.unit_price(figures.last), tone="text3", right=True) if figures else NOTHING


def corridor(view: RowView, side: Side) -> Cell:
    """Where today's price stands between floor and ceiling, and its deviation from the recommended one."""
    figures = _side(view, side)
    if figures is None:
        return NOTHING
    gravity = _gravity(view, side, *_POLICY_RULES)
    band = figures.band
    drawn = Corridor(figures.observed, band.floor, band.recommended, band.ceiling, MARKS[gravity])
    picture = Picture(paint_corridor, drawn)
    return Cell(formats.change(figures.deviation), tone=_tone(gravity), right=True, picture=picture, picture_width=56)


def others(view: RowView, side: Side) -> Cell:
    """The median of other dealers and how many they are."""
    figures = _side(view, side)
    if figures is None:
        return NOTHING
    tone = _tone(_gravity(view, side, "price.others"))
    return Cell(formats.unit_price(figures.others_median), behind=str(figures.others_count), tone=tone, right=True)


def trend(view: RowView, side: Side) -> Cell:
    """The last observations as a line, and the change since the last one."""
    row = view.figures
    if not isinstance(row, PriceRow):
        return NOTHING
    gravity = _gravity(view, side, "price.changed")
    spark = Spark(tuple(row.figures.trend[side]), MARKS[gravity])
    picture = Picture(paint_spark, spark)
    since = row.figures.side(side).since_last
    return Cell(formats.change(since), tone=_tone(gravity), right=True, picture=picture, picture_width=32)


def margin(view: RowView) -> Cell:
    """What the dealer keeps of each sale, in percent."""
    row = view.figures
    if not isinstance(row, PriceRow):
        return NOTHING
    gravity = max(
        (flag.severity for flag in view.flags if flag.rule in ("price.below_cost", "price.low_margin")),
        default=Severity.INFO,
    )
    return Cell(formats.percent(row.figures.dealer_margin), tone=_tone(gravity), right=True)


def competitor_last(view: RowView) -> Cell:
    row = view.figures
    if not isinstance(row, CompetitorRow):
        return NOTHING
    return Cell(formats.unit_price(row.last), tone="text3", right=True)


def index(view: RowView) -> Cell:
    row = view.figures
    return Cell(formats.figure(row.index), right=True) if isinstance(row, CompetitorRow) else NOTHING


def change(view: RowView) -> Cell:
    row = view.figures
    if not isinstance(row, CompetitorRow):
        return NOTHING
    gravity = max((flag.severity for flag in view.flags), default=Severity.INFO)
    return Cell(formats.change(row.change), tone=_tone(gravity), right=True)


def _side(view: RowView, side: Side) -> SideFigures | None:
    return view.figures.figures.side(side) if isinstance(view.figures, PriceRow) else None


def _gravity(view: RowView, side: Side, *rules: str) -> Severity:
    found = (flag.severity for flag in view.flags if flag.rule in rules and flag.address.field == side)
    return max(found, default=Severity.INFO)


def _tone(gravity: Severity) -> str:
    return "text" if gravity is Severity.INFO else TONES[gravity]
