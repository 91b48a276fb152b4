"""Places on paper that wait for a pen: boxes in a row, and lines to write on."""

from __future__ import annotations

from dataclasses import dataclass

from fieldvisit.charts.target import Box
from fieldvisit.reports.columns import Picture
from fieldvisit.reports.flow import Piece
from fieldvisit.reports.lettering import Lettering
from fieldvisit.reports.sheet import Sheet
from fieldvisit.reports.theme import CAPTION, INK, PALE

_AIR = 2.5
_EDGE = 0.6
_GAP = 14.0


def blank_box(width: float) -> Picture:
    """An empty frame as high as its row allows."""

    def paint(sheet: Sheet, box: Box) -> None:
        top, bottom = box.top + _AIR, box.bottom - _AIR
        left, right = box.left + _EDGE / 2, box.right - _EDGE / 2
        for y in (top, bottom):
            sheet.rule(box.left, box.right, y, _EDGE, PALE)
        for x in (left, right):
            sheet.upright(x, top, bottom, _EDGE, PALE)

    return Picture(paint, width)


@dataclass(frozen=True)
class BlankLines:
    """Lines to write on beside each other, each with its name under it."""

    labels: tuple[str, ...]
    shares: tuple[float, ...]
    space_before: float = 34

    def pieces(self, lettering: Lettering, width: float) -> list[Piece]:
        """One piece."""
        unit = (width - _GAP * (len(self.labels) - 1)) / sum(self.shares)
        names = [lettering.legible(label) for label in self.labels]

        def draw(sheet: Sheet, left: float, top: float) -> None:
            for name, share in zip(names, self.shares, strict=True):
                sheet.rule(left, left + unit * share, top, 0.5, INK)
                sheet.write(left, top + 10, name, CAPTION)
                left += unit * share + _GAP

        return [Piece(14, draw, self.space_before)]
