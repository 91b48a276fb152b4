"""How far the dealers of a market are apart over one product, beside the corridor they should be in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fieldvisit.charts.scale import Scale
from fieldvisit.charts.target import Box, Role, Target

_BAND = 9.0
_LINE = 2.0
_TICK = 3.0
_DOT = 2.6
_AIR = Decimal("0.06")


@dataclass(frozen=True)
class Spread:
    """Lowest, middle and highest price per unit, and what the policy says; None where it says nothing."""

    low: Decimal
    middle: Decimal
    high: Decimal
    floor: Decimal | None = None
    recommended: Decimal | None = None
    ceiling: Decimal | None = None
    mark: Role = Role.INK


def paint_spread(target: Target, box: Box, spread: Spread) -> None:
    """The allowed band with a tick at the recommended price, and over it a line from the lowest to the highest price
    with a dot at the middle one.
    """
    scale = _scale(box, spread)
    target.line(((box.left, box.middle), (box.right, box.middle)), Role.BAND, 1)
    if spread.floor is not None or spread.ceiling is not None:
        left = box.left if spread.floor is None else scale.place(spread.floor)
        right = box.right if spread.ceiling is None else scale.place(spread.ceiling)
        target.rect(Box(left, box.middle - _BAND / 2, right - left, _BAND), Role.BAND)
    if spread.recommended is not None:
        x = scale.place(spread.recommended)
        target.line(((x, box.middle - _BAND / 2 - 1), (x, box.middle + _BAND / 2 + 1)), Role.MID, 0.9)
    _paint_prices(target, box, spread, scale)


def _scale(box: Box, spread: Spread) -> Scale:
    known = [price for price in (spread.floor, spread.recommended, spread.ceiling) if price is not None]
    low, high = min([spread.low, *known]), max([spread.high, *known])
    air = (high - low) * _AIR
    return Scale(low - air, high + air, box.left, box.right)


def _paint_prices(target: Target, box: Box, spread: Spread, scale: Scale) -> None:
    low, high = scale.place(spread.low), scale.place(spread.high)
    target.line(((low, box.middle), (high, box.middle)), spread.mark, _LINE)
    for x in (low, high):
        target.line(((x, box.middle - _TICK), (x, box.middle + _TICK)), spread.mark, _LINE / 2)
    target.circle((scale.place(spread.middle), box.middle), _DOT, spread.mark)
