"""Blocks that are pictures or stand side by side: figure tiles, charts, two columns, photos."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from fieldvisit.charts.target import Box
from fieldvisit.reports.flow import Block, Piece, draw_stacked, stacked_height
from fieldvisit.reports.lettering import Lettering, Line, Span
from fieldvisit.reports.sheet import Sheet
from fieldvisit.reports.theme import CAPTION, FIGURE, GUTTER, HAIRLINE, SUBHEAD, Style
from fieldvisit.reports.words import draw_line

_BETWEEN = 2 * GUTTER
_LONGEST_TOGETHER = 640.0
_MAY_HANG = 14.0
"""How much longer than the pictures the notes beside them may be."""
_PHOTO_MOST_HEIGHT = 200.0


@dataclass(frozen=True)
class Tile:
    """A figure with its name over it and one line under it; `style` of the line tells an exception."""

    label: str
    figure: str
    note: str = ""
    note_style: Style = CAPTION


@dataclass(frozen=True)
class Tiles:
    """Figures side by side; a thin upright line stands before the tiles in `apart`."""

    tiles: tuple[Tile, ...]
    apart: frozenset[int] = frozenset()
    space_before: float = 4
    keep_with_next: bool = False

    def pieces(self, lettering: Lettering, width: float) -> list[Piece]:
        """One piece. A figure too wide for its tile is set smaller."""
        pitch = (width + 10) / len(self.tiles)
        notes = [
            lettering.lines([Span(tile.note, tile.note_style)], pitch - 10) if tile.note else [] for tile in self.tiles
        ]
        labels = [lettering.lines([Span(tile.label, CAPTION)], pitch - 10) for tile in self.tiles]
        sizes = [_fitting(lettering, tile.figure, FIGURE, pitch - 10) for tile in self.tiles]
        head = max(map(len, labels)) * CAPTION.leading
        height = head + 18 + max(map(len, notes)) * CAPTION.leading

        def draw(sheet: Sheet, left: float, top: float) -> None:
            for index, tile in enumerate(self.tiles):
                x = left + index * pitch
                if index in self.apart:
                    sheet.upright(x - 9, top, top + height, 0.5, HAIRLINE)
                _draw_lines(sheet, labels[index], x, top + 8)
                sheet.write(x, top + head + 13, lettering.legible(tile.figure), sizes[index])
                _draw_lines(sheet, notes[index], x, top + head + 26)

        return [Piece(height + 2, draw, self.space_before, self.keep_with_next)]


def _fitting(lettering: Lettering, text: str, style: Style, width: float) -> Style:
    natural = lettering.width(text, style)
    return style if natural <= width else replace(style, size=style.size * width / natural)


def _draw_lines(sheet: Sheet, lines: Sequence[Line], left: float, baseline: float) -> None:
    for index, line in enumerate(lines):
        draw_line(sheet, line, left, baseline + index * CAPTION.leading)


@dataclass(frozen=True)
class Chart:
    """A picture with its title over it and its arithmetic under it.

    `alternative` is the sentence a colleague would say of it on the phone, for readers who cannot see it.
    """

    paint: Callable[[Sheet, Box], None]
    height: float
    title: str = ""
    caption: str = ""
    alternative: str = ""
    space_before: float = 8

    def pieces(self, lettering: Lettering, width: float) -> list[Piece]:
        """One piece."""
        titles = lettering.lines([Span(self.title, SUBHEAD)], width) if self.title else []
        captions = lettering.lines([Span(self.caption, CAPTION)], width) if self.caption else []
        head = len(titles) * SUBHEAD.leading + (6 if titles else 0)
        foot = head + self.height + (4 if captions else 0)

        def draw(sheet: Sheet, left: float, top: float) -> None:
            for index, line in enumerate(titles):
                draw_line(sheet, line, left, top + index * SUBHEAD.leading + 8.5)
            self.paint(sheet, Box(left, top + head, width, self.height))
            _draw_lines(sheet, captions, left, top + foot + 7.5)

        return [Piece(foot + len(captions) * CAPTION.leading, draw, self.space_before)]


@dataclass(frozen=True)
class TwoColumns:
    """Blocks beside each other; under each other where one side is longer than a page takes."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]
    space_before: float = 6

    def pieces(self, lettering: Lettering, width: float) -> list[Piece]:
        """One piece where it fits on a page."""
        half = (width - _BETWEEN) / 2
        sides = [_all_pieces(blocks, lettering, half) for blocks in (self.left, self.right)]
        height = max(stacked_height(side) for side in sides)
        if height > _LONGEST_TOGETHER:
            return _all_pieces((*self.left, *self.right), lettering, width)

        def draw(sheet: Sheet, left: float, top: float) -> None:
            for side, start in zip(sides, (left, left + half + _BETWEEN), strict=True):
                draw_stacked(sheet, side, start, top)

        return [Piece(height, draw, self.space_before or sides[0][0].space_before)]


@dataclass(frozen=True)
class Beside:
    """Pictures left with as many notes right as stand beside them, then the other notes in pairs.

    A page may end between the pairs.
    """

    pictures: tuple[Block, ...]
    notes: tuple[Block, ...]

    def pieces(self, lettering: Lettering, width: float) -> list[Piece]:
        """A piece for the pictures and one for each pair."""
        half = (width - _BETWEEN) / 2
        beside = self._notes_beside(lettering, half)
        bands = [TwoColumns(self.pictures, self.notes[:beside])] if self.pictures else []
        rest = self.notes[beside:]
        bands += [TwoColumns(rest[at : at + 1], rest[at + 1 : at + 2], 0) for at in range(0, len(rest), 2)]
        return _all_pieces(bands, lettering, width)

    def _notes_beside(self, lettering: Lettering, half: float) -> int:
        if not self.pictures:
            return 0
        room = stacked_height(_all_pieces(self.pictures, lettering, half))
        heights = accumulate(
            sum(piece.space_before + piece.height for piece in note.pieces(lettering, half)) for note in self.notes
        )
        return max(1, sum(height <= room + _MAY_HANG for height in heights))


def _all_pieces(blocks: Sequence[Block], lettering: Lettering, width: float) -> list[Piece]:
    return [piece for block in blocks for piece in block.pieces(lettering, width)]


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
        half = (width - _BETWEEN) / 2
        pairs = [self.photos[start : start + 2] for start in range(0, len(self.photos), 2)]
        return [self._row(lettering, pair, half) for pair in pairs]

    def _row(self, lettering: Lettering, pair: Sequence[Photo], half: float) -> Piece:
        boxes = [_fitted(photo.size, half) for photo in pair]
        captions = [lettering.lines([Span(photo.caption, CAPTION)], half) for photo in pair]
        deepest = max(height for _, height in boxes)

        def draw(sheet: Sheet, left: float, top: float) -> None:
            for index, (photo, (width, height)) in enumerate(zip(pair, boxes, strict=True)):
                start = left + index * (half + _BETWEEN)
                if photo.size == (0, 0):
                    sheet.write(start, top + 10, lettering.legible(self.absent), CAPTION)
                else:
                    sheet.image(photo.digest, Box(start, top + deepest - height, width, height))
                _draw_lines(sheet, captions[index], start, top + deepest + 11)

        height = deepest + 4 + max(map(len, captions)) * CAPTION.leading
        return Piece(height, draw, self.space_before)


def _fitted(size: tuple[int, int], width: float) -> tuple[float, float]:
    if 0 in size:
        return width, 14.0
    factor = min(width / size[0], _PHOTO_MOST_HEIGHT / size[1])
    return size[0] * factor, size[1] * factor


Images = Mapping[str, bytes]
"""JPEG bytes by their SHA-256 digest."""
