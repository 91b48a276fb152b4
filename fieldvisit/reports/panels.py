"""Figures side by side, and charts with their titles and arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from fieldvisit.charts.target import Box
from fieldvisit.reports.flow import Piece
from fieldvisit.reports.lettering import Lettering
from fieldvisit.reports.sheet import Sheet
from fieldvisit.reports.spans import Line, Span
from fieldvisit.reports.theme import CAPTION, FIGURE, HAIRLINE, SUBHEAD, Style
from fieldvisit.reports.words import draw_line


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
                draw_captions(sheet, labels[index], x, top + 8)
                sheet.write(x, top + head + 13, lettering.legible(tile.figure), sizes[index])
                draw_captions(sheet, notes[index], x, top + head + 26)

        return [Piece(height + 2, draw, self.space_before, self.keep_with_next)]


def _fitting(lettering: Lettering, text: str, style: Style, width: float) -> Style:
    natural = lettering.width(text, style)
    return style if natural <= width else replace(style, size=style.size * width / natural)


def draw_captions(sheet: Sheet, lines: Sequence[Line], left: float, baseline: float) -> None:
    """Small lines under one another."""
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
            draw_captions(sheet, captions, left, top + foot + 7.5)

        return [Piece(foot + len(captions) * CAPTION.leading, draw, self.space_before)]
