"""Unpaid amounts by age as one bar, each part labelled under its start."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from fieldvisit.charts.target import AGEING_ROLES, Box, Role, Target

_GAP = 1.0
_LABEL_GAP = 6.0


@dataclass(frozen=True)
class AgeingPart:
    """One age bracket: its name, its amount (zero or more) and the amount as shown; `strong` has it in red and bold."""

    label: str
    amount: Decimal
    shown: str
    strong: bool = False


@dataclass(frozen=True)
class Ageing:
    """The brackets from not due to the oldest, at most five."""

    parts: tuple[AgeingPart, ...]
    bar_height: float = 8.5
    label_size: float = 7.5


def paint_ageing(target: Target, box: Box, ageing: Ageing) -> None:
    """The stacked bar over labels and amounts; a bracket of zero keeps no room. Nothing owed: an empty track."""
    starts = _paint_bar(target, box, ageing)
    _paint_labels(target, box, ageing, [part for part in ageing.parts if part.amount > 0], starts)


def paint_ageing_bar(target: Target, box: Box, ageing: Ageing) -> None:
    """The bar alone, for where a table holds the amounts."""
    _paint_bar(target, box, ageing)


def _paint_bar(target: Target, box: Box, ageing: Ageing) -> list[float]:
    """The bar; gives where each of its parts starts, nothing where nothing is owed."""
    total = sum((part.amount for part in ageing.parts), Decimal(0))
    if total <= 0:
        target.rect(Box(box.left, box.top, box.width, ageing.bar_height), Role.TRACK)
        return []
    filled = [(part, role) for part, role in zip(ageing.parts, AGEING_ROLES, strict=False) if part.amount > 0]
    return _paint_parts(target, box, ageing, filled, total)


def ageing_height(ageing: Ageing) -> float:
    """The room that `paint_ageing` needs, in points."""
    return ageing.bar_height + 2.9 * ageing.label_size


def _paint_parts(
    target: Target, box: Box, ageing: Ageing, filled: Sequence[tuple[AgeingPart, Role]], total: Decimal
) -> list[float]:
    starts, left = [], box.left
    for part, role in filled:
        width = box.width * float(part.amount / total)
        target.rect(Box(left, box.top, max(0.5, width - _GAP), ageing.bar_height), role)
        starts.append(left)
        left += width
    return starts


def _paint_labels(
    target: Target, box: Box, ageing: Ageing, parts: Sequence[AgeingPart], starts: Sequence[float]
) -> None:
    if not starts:
        return
    size = ageing.label_size
    widths = [
        max(target.text_width(part.label, size), target.text_width(part.shown, size, bold=part.strong))
        for part in parts
    ]
    places = _side_by_side(starts, widths, box.right)
    for index, (part, place, width) in enumerate(zip(parts, places, widths, strict=True)):
        to_the_right = index == len(parts) - 1 and len(parts) > 1
        amount_role = Role.RED if part.strong else Role.TEXT
        for row, (words, role) in enumerate(((part.label, Role.CAPTION), (part.shown, amount_role))):
            bold = part.strong and row > 0
            slack = width - target.text_width(words, size, bold=bold) if to_the_right else 0
            baseline = box.top + ageing.bar_height + (1.35 + 1.3 * row) * size
            target.text((place + slack, baseline), words, size, role, bold=bold)


def _side_by_side(starts: Sequence[float], widths: Sequence[float], right: float) -> list[float]:
    """Places at the wanted starts, moved right and then back left as far as needed to keep the labels apart."""
    places = list(starts)
    if len(places) > 1:
        places[-1] = max(places[-1], right - widths[-1])
    for index in range(1, len(places)):
        places[index] = max(places[index], places[index - 1] + widths[index - 1] + _LABEL_GAP)
    limit = right
    for index in reversed(range(len(places))):
        places[index] = min(places[index], limit - widths[index])
        limit = places[index] - _LABEL_GAP
    return places
