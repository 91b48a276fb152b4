"""Where a price stands between its floor and its ceiling."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fieldvisit.charts.marks import paint_diamond
from fieldvisit.charts.scale import Scale
from fieldvisit.charts.target import Box, Role, Target

_BAND = 9.0
_DOT = 3.2
_DIAMOND = 4.1
_OPEN_SHARE = Decimal("0.1")


@dataclass(frozen=True)
class Corridor:
    """A price per unit and what the policy says of it; None where there is no value or no such limit."""

    value: Decimal | None
    floor: Decimal | None = None
    recommended: Decimal | None = None
    ceiling: Decimal | None = None
    mark: Role = Role.INK

    @property
    def outside(self) -> bool:
        """Whether the price is below its floor or above its ceiling."""
        if self.value is None:
            return False
        below = self.floor is not None and self.value < self.floor
        return below or (self.ceiling is not None and self.value > self.ceiling)


def paint_corridor(target: Target, box: Box, corridor: Corridor) -> None:
    """Axis, allowed band, tick at the recommended price, and the price; nothing where the policy is silent."""
    scale = _scale(box, corridor)
    if scale is None:
        return
    target.line(((box.left, box.middle), (box.right, box.middle)), Role.BAND, 1)
    _paint_band(target, box, corridor, scale)
    if corridor.recommended is not None:
        x = scale.place(corridor.recommended)
        target.line(((x, box.middle - _BAND / 2 - 1), (x, box.middle + _BAND / 2 + 1)), Role.MID, 0.9)
    if corridor.value is not None:
        _paint_value(target, box, corridor, scale.place(corridor.value))


def _scale(box: Box, corridor: Corridor) -> Scale | None:
    known = [price for price in (corridor.floor, corridor.recommended, corridor.ceiling) if price is not None]
    if not known:
        return None
    low, high = min(known), max(known)
    spread = high - low or abs(high) * _OPEN_SHARE or Decimal(1)
    return Scale(low - spread / 2, high + spread / 2, box.left, box.right)


def _paint_band(target: Target, box: Box, corridor: Corridor, scale: Scale) -> None:
    if corridor.floor is None and corridor.ceiling is None:
        return
    left = box.left if corridor.floor is None else scale.place(corridor.floor)
    right = box.right if corridor.ceiling is None else scale.place(corridor.ceiling)
    target.rect(Box(left, box.middle - _BAND / 2, right - left, _BAND), Role.BAND)


def _paint_value(target: Target, box: Box, corridor: Corridor, place: float) -> None:
    radius = _DIAMOND if corridor.outside else _DOT
    x = min(max(place, box.left + radius), box.right - radius)
    if corridor.outside:
        paint_diamond(target, (x, box.middle), radius, corridor.mark)
    else:
        target.circle((x, box.middle), radius, corridor.mark)
