"""Horizontal bars from zero, one of them highlighted."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fieldvisit.charts.scale import Scale
from fieldvisit.charts.target import Box, Role, Target

BAR_PITCH = 13.0
_BAR = 8.2
_BASELINE = 7.0
_SIZE = 7.5
_LABELS = 0.45
"""The most of the width that names take."""


@dataclass(frozen=True)
class Share:
    """One bar: its name, its value (None leaves a gap) and the value as shown."""

    label: str
    value: Decimal | None
    shown: str
    highlighted: bool = False


def paint_shares(target: Target, box: Box, shares: tuple[Share, ...]) -> None:
    """The bars from top to bottom on one scale from zero to the largest."""
    labels = [_cut(target, share.label, box.width * _LABELS) for share in shares]
    label_width = max((target.text_width(label, _SIZE) for label in labels), default=0)
    value_width = max((target.text_width(share.shown, _SIZE, bold=True) for share in shares), default=0)
    largest = max((share.value for share in shares if share.value is not None), default=Decimal(0))
    left, right = box.left + label_width + 8, box.right - value_width - 8
    scale = Scale(Decimal(0), max(largest, Decimal("0.0001")), left, right)
    for index, (share, label) in enumerate(zip(shares, labels, strict=True)):
        top = box.top + index * BAR_PITCH
        target.text((box.left, top + _BASELINE), label, _SIZE, Role.CAPTION)
        _paint_share(target, top, share, scale)


def _cut(target: Target, words: str, width: float) -> str:
    """The name with an ellipsis where it would leave no room for the bars."""
    if target.text_width(words, _SIZE) <= width:
        return words
    while words and target.text_width(words + "…", _SIZE) > width:
        words = words[:-1]
    return words.rstrip() + "…"


def _paint_share(target: Target, top: float, share: Share, scale: Scale) -> None:
    end = scale.start
    if share.value is not None:
        end = scale.place(share.value)
        target.rect(Box(scale.start, top, end - scale.start, _BAR), Role.INK if share.highlighted else Role.MID)
    target.text((end + 6, top + _BASELINE), share.shown, _SIZE, Role.TEXT, bold=share.highlighted)
