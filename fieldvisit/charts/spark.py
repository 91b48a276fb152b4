"""The last observations of one figure as a small line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from fieldvisit.charts.scale import Scale
from fieldvisit.charts.target import Box, Point, Role, Target

_LINE = 1.25
_DOT = 2.2


@dataclass(frozen=True)
class Spark:
    """Observations, oldest first, None where nothing was observed; `mark` is the colour of the last one's dot."""

    values: tuple[Decimal | None, ...]
    mark: Role = Role.INK


def paint_spark(target: Target, box: Box, spark: Spark) -> None:
    """Draws the line and its last point; nothing with fewer than two observations."""
    known = [value for value in spark.values if value is not None]
    if len(known) < 2:
        return
    down = Scale(min(known), max(known), box.bottom - _DOT - 1, box.top + _DOT + 1)
    across = Scale(Decimal(0), Decimal(len(spark.values) - 1), box.left + 1, box.right - _DOT - 1)
    points = [
        None if value is None else (across.place(Decimal(index)), down.place(value))
        for index, value in enumerate(spark.values)
    ]
    for stretch in unbroken(points):
        target.line(stretch, Role.MID, _LINE)
    last = points[-1]
    if last is not None:
        target.circle(last, _DOT, spark.mark)


def unbroken(points: Sequence[Point | None]) -> Iterator[list[Point]]:
    """The stretches of at least two points between the gaps."""
    stretch: list[Point] = []
    for point in (*points, None):
        if point is not None:
            stretch.append(point)
            continue
        if len(stretch) > 1:
            yield stretch
        stretch = []
