"""One figure by month as upright bars from zero, each with its value; one of them highlighted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from fieldvisit.charts.scale import Scale
from fieldvisit.charts.target import Box, Role, Target

_SIZE = 7.5
_LINE = 10.0
_FILLED = 0.56
"""The share of its room that a bar takes; the rest keeps it apart from its neighbours."""


@dataclass(frozen=True)
class Month:
    """One bar: its name, its value (None leaves a gap with a dash) and the value as shown."""

    label: str
    value: Decimal | None
    shown: str
    highlighted: bool = False


def paint_months(target: Target, box: Box, months: Sequence[Month]) -> None:
    """The bars on one scale that holds zero; names below, values at the bars' ends as far as they do not meet."""
    known = [month.value for month in months if month.value is not None]
    if not known:
        return
    low, high = min(Decimal(0), *known), max(Decimal(0), *known)
    under = _LINE if low < 0 else 2.0
    down = Scale(low, high or Decimal("0.0001"), box.bottom - _LINE - under, box.top + _LINE)
    zero, pitch = down.place(Decimal(0)), box.width / len(months)
    told = _told(target, months, pitch)
    for index, month in enumerate(months):
        room = Box(box.left + index * pitch, box.top, pitch, box.height)
        _paint_month(target, room, (box.left, box.right), month, down, told=index in told)
    target.line(((box.left, zero), (box.right, zero)), Role.MID, 0.5)


def _told(target: Target, months: Sequence[Month], pitch: float) -> set[int]:
    """The bars whose values are written: all, or where they would meet, the highlighted and the largest one."""
    if all(target.text_width(month.shown, _SIZE, bold=month.highlighted) <= pitch - 2 for month in months):
        return set(range(len(months)))
    largest = max(range(len(months)), key=lambda index: months[index].value or Decimal(0))
    return {largest, *(index for index, month in enumerate(months) if month.highlighted and abs(index - largest) > 2)}


def _paint_month(
    target: Target, room: Box, edges: tuple[float, float], month: Month, down: Scale, *, told: bool
) -> None:
    """One bar in its room; its words may reach over it, not over the chart's `edges`."""
    zero = down.place(Decimal(0))
    end = zero if month.value is None else down.place(month.value)
    if month.value is not None:
        bar = Box(room.left + room.width * (1 - _FILLED) / 2, min(zero, end), room.width * _FILLED, abs(end - zero))
        target.rect(bar, Role.INK if month.highlighted else Role.MID)
    _centred(target, room, edges, room.bottom - 1.5, month.label, Role.CAPTION)
    if told:
        below = month.value is not None and month.value < 0
        baseline = max(zero, end) + _SIZE + 0.5 if below else min(zero, end) - 2.5
        _centred(target, room, edges, baseline, month.shown, Role.TEXT, bold=month.highlighted)


def _centred(
    target: Target,
    room: Box,
    edges: tuple[float, float],
    baseline: float,
    words: str,
    role: Role,
    *,
    bold: bool = False,
) -> None:
    width = target.text_width(words, _SIZE, bold=bold)
    first, last = edges
    left = max(first, min(room.left + (room.width - width) / 2, last - width))
    target.text((left, baseline), words, _SIZE, role, bold=bold)
