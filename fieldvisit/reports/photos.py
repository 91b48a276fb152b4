"""Photos, two a row, with captions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fieldvisit.charts.target import Box
from fieldvisit.domain.language import tr
from fieldvisit.reports.flow import Piece
from fieldvisit.reports.lettering import Lettering
from fieldvisit.reports.panels import draw_captions
from fieldvisit.reports.sheet import Sheet
from fieldvisit.reports.spans import Span
from fieldvisit.reports.structure import Tag
from fieldvisit.reports.theme import CAPTION, GUTTER

_PHOTO_MOST_HEIGHT = 200.0


@dataclass(frozen=True)
class Photo:
    """A picture that was taken, by its digest, with its size in pixels; (0, 0) where the picture is not at hand."""

    digest: str
    caption: str
    size: tuple[int, int]


@dataclass(frozen=True)
class Photos:
    """Two photos a row with captions under them."""

    photos: tuple[Photo, ...]
    absent: str
    """What stands in place of a picture that is not at hand."""
    space_before: float = 8

    def pieces(self, lettering: Lettering, width: float) -> list[Piece]:
        """One piece a row."""
        half = (width - 2 * GUTTER) / 2
        pairs = [self.photos[start : start + 2] for start in range(0, len(self.photos), 2)]
        return [self._row(lettering, pair, half) for pair in pairs]

    def _row(self, lettering: Lettering, pair: Sequence[Photo], half: float) -> Piece:
        boxes = [_fitted(photo.size, half) for photo in pair]
        captions = [lettering.lines([Span(photo.caption, CAPTION)], half) for photo in pair]
        deepest = max(height for _, height in boxes)

        def draw(sheet: Sheet, left: float, top: float) -> None:
            for index, (photo, (width, height)) in enumerate(zip(pair, boxes, strict=True)):
                start = left + index * (half + 2 * GUTTER)
                box = Box(start, top + deepest - height, width, height)
                if photo.size == (0, 0):
                    sheet.write(start, top + 10, lettering.legible(self.absent), CAPTION)
                else:
                    with sheet.figure(box, photo.caption or tr("Photo")):
                        sheet.image(photo.digest, box)
                with sheet.inside(Tag("P")):
                    draw_captions(sheet, captions[index], start, top + deepest + 11)

        height = deepest + 4 + max(map(len, captions)) * CAPTION.leading
        return Piece(height, draw, self.space_before)


def _fitted(size: tuple[int, int], width: float) -> tuple[float, float]:
    if 0 in size:
        return width, 14.0
    factor = min(width / size[0], _PHOTO_MOST_HEIGHT / size[1])
    return size[0] * factor, size[1] * factor


Images = Mapping[str, bytes]
"""JPEG bytes by their SHA-256 digest."""
