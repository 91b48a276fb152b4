"""One price over the visits, in its corridor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from fieldvisit.charts.corridor import Corridor
from fieldvisit.charts.marks import paint_diamond
from fieldvisit.charts.scale import Scale
from fieldvisit.charts.spark import unbroken
from fieldvisit.charts.target import Box, Role, Target

_SIZE = 7.5
_DOT = 2.6


@dataclass(frozen=True)
class Trend:
    """Observations, oldest first, None for a gap; the corridor of the last one and the words at the axes.

    `figures` are values at the left axis with their text; `names` stand right of the band and the recommended line.
    """

    values: tuple[Decimal | None, ...]
    corridor: Corridor
    shown: str
    first_day: str
    last_day: str
    figures: tuple[tuple[Decimal, str], ...] = ()
    names: tuple[str, str] = ("", "")


def paint_trend(target: Target, box: Box, trend: Trend) -> None:
    """Draws the line in its corridor with the last value named."""
    left = box.left + max((target.text_width(words, _SIZE) for _, words in trend.figures), default=0) + 8
    right = box.right - max(target.text_width(name, _SIZE) for name in (*trend.names, trend.shown + "  ")) - 10
    plot = Box(left, box.top + 4, right - left, box.height - 2.6 * _SIZE)
    down = _scale(plot, trend)
    _paint_corridor(target, plot, trend, down)
    _paint_figures(target, box, plot, trend, down)
    _paint_line(target, plot, trend, down)
    target.text((plot.left, box.bottom - 2), trend.first_day, _SIZE, Role.CAPTION)
    last_width = target.text_width(trend.last_day, _SIZE)
    target.text((plot.right - last_width, box.bottom - 2), trend.last_day, _SIZE, Role.CAPTION)


def _scale(plot: Box, trend: Trend) -> Scale:
    limits = (trend.corridor.floor, trend.corridor.recommended, trend.corridor.ceiling)
    known = [value for value in (*trend.values, *limits) if value is not None]
    return Scale(min(known), max(known), plot.bottom - _DOT, plot.top + _DOT)


def _paint_corridor(target: Target, plot: Box, trend: Trend, down: Scale) -> None:
    floor, ceiling, recommended = trend.corridor.floor, trend.corridor.ceiling, trend.corridor.recommended
    band_name, line_name = trend.names
    if floor is not None or ceiling is not None:
        top = plot.top if ceiling is None else down.place(ceiling)
        bottom = plot.bottom if floor is None else down.place(floor)
        target.rect(Box(plot.left, top, plot.width, bottom - top), Role.BAND)
        if recommended is None or abs(down.place(recommended) - top) > 2 * _SIZE:
            target.text((plot.right + 6, top + _SIZE), band_name, _SIZE, Role.CAPTION)
    if recommended is not None:
        y = down.place(recommended)
        target.line(((plot.left, y), (plot.right, y)), Role.MID, 0.8, dashed=True)
        target.text((plot.right + 6, y + 2.5), line_name, _SIZE, Role.CAPTION)


def _paint_figures(target: Target, box: Box, plot: Box, trend: Trend, down: Scale) -> None:
    taken: list[float] = []
    for value, words in trend.figures:
        y = down.place(value)
        if all(abs(y - other) >= _SIZE for other in taken):
            target.text((plot.left - 6 - target.text_width(words, _SIZE), y + 2.5), words, _SIZE, Role.CAPTION)
            taken.append(y)


def _paint_line(target: Target, plot: Box, trend: Trend, down: Scale) -> None:
    across = Scale(Decimal(0), Decimal(max(1, len(trend.values) - 1)), plot.left, plot.right)
    points = [
        None if value is None else (across.place(Decimal(index)), down.place(value))
        for index, value in enumerate(trend.values)
    ]
    for stretch in unbroken(points):
        target.line(stretch, Role.INK, 1.4)
    last = points[-1] if points else None
    if last is None:
        return
    if trend.corridor.outside:
        paint_diamond(target, last, _DOT + 1.2, trend.corridor.mark)
    else:
        target.circle(last, _DOT, trend.corridor.mark)
    _paint_last(target, plot, trend, down, last[1])


def _paint_last(target: Target, plot: Box, trend: Trend, down: Scale, y: float) -> None:
    limits = (trend.corridor.recommended, trend.corridor.ceiling)
    if all(limit is None or abs(down.place(limit) - y) >= _SIZE for limit in limits):
        target.text((plot.right + 8, y + 2.5), trend.shown, _SIZE, trend.corridor.mark, bold=True)


def trend_is_drawable(values: Sequence[Decimal | None]) -> bool:
    """Whether there are the two observations that a line needs."""
    return sum(value is not None for value in values) >= 2
