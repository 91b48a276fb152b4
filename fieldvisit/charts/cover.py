"""How many days the counted stock lasts, against what is needed and what is too much."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fieldvisit.charts.scale import Scale
from fieldvisit.charts.target import Box, Role, Target

_TRACK = 8.0
_BAR = 4.0
_ROOM_BEYOND_LIMIT = Decimal("1.25")


@dataclass(frozen=True)
class Cover:
    """Days of cover (None: no value), days needed until the next delivery, and the days above which it is overstock."""

    days: Decimal | None
    needed: Decimal | None
    limit: Decimal
    mark: Role = Role.INK


def paint_cover(target: Target, box: Box, cover: Cover) -> None:
    """Track, allowed band, tick at the need, bar of the days; an arrow head where the bar had to be cut."""
    scale = Scale(Decimal(0), max(cover.limit, Decimal(1)) * _ROOM_BEYOND_LIMIT, box.left, box.right)
    target.rect(Box(box.left, box.middle - _TRACK / 2, box.width, _TRACK), Role.TRACK)
    allowed = scale.place(cover.limit) - box.left
    target.rect(Box(box.left, box.middle - _TRACK / 2, allowed, _TRACK), Role.BAND)
    if cover.days is not None:
        _paint_bar(target, box, cover.days, scale, cover.mark)
    if cover.needed is not None:
        x = scale.place(cover.needed)
        target.line(((x, box.middle - _TRACK / 2 - 1), (x, box.middle + _TRACK / 2 + 1)), Role.MID, 0.9)


def _paint_bar(target: Target, box: Box, days: Decimal, scale: Scale, mark: Role) -> None:
    top = box.middle - _BAR / 2
    if days <= scale.high:
        target.rect(Box(box.left, top, max(1.5, scale.place(days) - box.left), _BAR), mark)
        return
    neck = box.right - _BAR * 1.25
    target.rect(Box(box.left, top, neck - box.left, _BAR), mark)
    target.polygon(((neck, top - 1.5), (box.right, box.middle), (neck, top + _BAR + 1.5)), mark)
