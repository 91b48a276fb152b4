"""Horizontal bars from zero, one of them highlighted."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fieldvisit.charts.scale import Scale
from fieldvisit.charts.target import Box, Role, Target

BAR_PITCH = 13.0
_BAR = 8.2
_SIZE = 7.5


@dataclass(frozen=True)
class Share:
    """One bar: its name, its value (None leaves a gap) and the value as shown."""

    label: str
    value: Decimal | None
    shown: str
    highlighted: bool = False


def paint_shares(target: Target, box: Box, shares: tuple[Share, ...]) -> None:
    """The bars from top to bottom on one scale from zero to the largest."""
    label_width = max((target.text_width(share.label, _SIZE, bold=True) for share in shares), default=0)
    value_width = max((target.text_width(share.shown, _SIZE, bold=True) for share in shares), default=0)
    largest = max((share.value for share in shares if share.value is not None), default=Decimal(0))
    left, right = box.left + label_width + 8, box.right - value_width - 8
    scale = Scale(Decimal(0), max(largest, Decimal("0.0001")), left, right)
    for index, share in enumerate(shares):
        _paint_share(target, box.left, box.top + index * BAR_PITCH, share, scale)


def _paint_share(target: Target, label_left: float, top: float, share: Share, scale: Scale) -> None:
    baseline = top + _BAR - 1.2
    target.text((label_left, baseline), share.label, _SIZE, Role.CAPTION)
    end = scale.start
    if share.value is not None:
        end = scale.place(share.value)
        target.rect(Box(scale.start, top, end - scale.start, _BAR), Role.INK if share.highlighted else Role.MID)
    target.text((end + 6, baseline), share.shown, _SIZE, Role.TEXT, bold=share.highlighted)
