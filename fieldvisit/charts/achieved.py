"""How much of a target was reached, with a tick at the whole."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fieldvisit.charts.scale import Scale
from fieldvisit.charts.target import Box, Role, Target

_BAR = 4.5
_HIGHEST = Decimal("1.3")


@dataclass(frozen=True)
class Achieved:
    """Result divided by target, not capped (1 is all of it); None is no value."""

    ratio: Decimal | None


def paint_achieved(target: Target, box: Box, achieved: Achieved) -> None:
    """The bar, ink when the target was reached, and the tick at 100 %; a bar beyond the scale ends in an arrow head."""
    scale = Scale(Decimal(0), _HIGHEST, box.left, box.right)
    whole, top = scale.place(Decimal(1)), box.middle - _BAR / 2
    target.rect(Box(box.left, top, whole - box.left, _BAR), Role.TRACK)
    if achieved.ratio is not None:
        role = Role.INK if achieved.ratio >= 1 else Role.MID
        end = scale.place(achieved.ratio)
        target.rect(Box(box.left, top, end - box.left, _BAR), role)
        if achieved.ratio > _HIGHEST:
            tip = ((end - 3, top - 1.5), (end + 1.5, box.middle), (end - 3, top + _BAR + 1.5))
            target.polygon(tip, role)
    target.line(((whole, box.middle - 4.5), (whole, box.middle + 4.5)), Role.INK, 0.8)
