"""Figures side by side, and charts with their titles and arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from fieldvisit.charts.target import Box
from fieldvisit.domain import formats
from fieldvisit.domain.language import tr
from fieldvisit.reports.flow import Piece
from fieldvisit.reports.lettering import Lettering
from fieldvisit.reports.sheet import Sheet
from fieldvisit.reports.spans import Line, Span
from fieldvisit.reports.structure import ITEMS, Tag
from fieldvisit.reports.theme import CAPTION, FIGURE, GREY, HAIRLINE, INK, SUBHEAD, Style
from fieldvisit.reports.words import draw_line

_UNIT = Style(9.5, 400, GREY)
_RULE_AIR = 5.0


@dataclass(frozen=True)
class Tile:
    """A figure with its name over it and one line under it; `style` of the line tells an exception."""

    label: str
    figure: str
    note: str = ""
    note_style: Style = CAPTION
    unit: str = ""
    """Words behind the figure, on its line."""


@dataclass(frozen=True)
class Tiles:
    """Figures side by side; a thin upright line stands before the tiles in `apart`.

    `shares` are the proportions of their widths, all alike where there are none; `ruled` draws a line over and under.
    """

    tiles: tuple[Tile, ...]
    apart: frozenset[int] = frozenset()
    space_before: float = 4
    keep_with_next: bool = False
    shares: tuple[float, ...] = ()
    ruled: bool = False

    def pieces(self, lettering: Lettering, width: float) -> list[Piece]:
        """One piece. A figure too wide for its tile is set smaller."""
        pitches = self._pitches(width)
        shown = [_shown(lettering, tile, pitch - 10) for tile, pitch in zip(self.tiles, pitches, strict=True)]
        head = max(len(each.labels) for each in shown) * CAPTION.leading
        height = head + 18 + max(len(each.notes) for each in shown) * CAPTION.leading
        air = _RULE_AIR if self.ruled else 0.0

        def draw(sheet: Sheet, left: float, top: float) -> None:
            if self.ruled:
                sheet.rule(left, left + width, top, 0.5, INK)
                sheet.rule(left, left + width, top + height + 2 * air, 0.35, HAIRLINE)
            x = left
            with sheet.inside(Tag("L", ITEMS)):
                for index, (each, pitch) in enumerate(zip(shown, pitches, strict=True)):
                    if index in self.apart:
                        sheet.upright(x - 9, top, top + height, 0.5, HAIRLINE)
                    with sheet.inside(Tag("LI")):
                        each.draw(sheet, x, top + air, head)
                    x += pitch

        return [Piece(height + 2 * air + 2, draw, self.space_before, self.keep_with_next)]

    def _pitches(self, width: float) -> list[float]:
        shares = self.shares or (1.0,) * len(self.tiles)
        return [(width + 10) * share / sum(shares) for share in shares]


@dataclass(frozen=True)
class _ShownTile:
    labels: list[Line]
    figure: str
    style: Style
    unit: str
    unit_style: Style
    notes: list[Line]

    def draw(self, sheet: Sheet, left: float, top: float, head: float) -> None:
        """Name, figure with what stands behind it, and the line below; `head` is the height of the names."""
        with sheet.inside(Tag("Lbl")):
            draw_captions(sheet, self.labels, left, top + 8)
        with sheet.inside(Tag("LBody")):
            sheet.write(left, top + head + 13, self.figure, self.style)
            behind = left + sheet.words_width(self.figure, self.style) + 4
            sheet.write(behind, top + head + 13, self.unit, self.unit_style)
            draw_captions(sheet, self.notes, left, top + head + 26)


def _shown(lettering: Lettering, tile: Tile, width: float) -> _ShownTile:
    natural = lettering.width(tile.figure, FIGURE) + (lettering.width(tile.unit, _UNIT) + 4 if tile.unit else 0)
    factor = min(1.0, width / natural) if natural else 1.0
    return _ShownTile(
        labels=lettering.lines([Span(tile.label, CAPTION)], width),
        figure=lettering.legible(tile.figure),
        style=replace(FIGURE, size=FIGURE.size * factor),
        unit=lettering.legible(tile.unit),
        unit_style=replace(_UNIT, size=_UNIT.size * factor),
        notes=lettering.lines([Span(tile.note, tile.note_style)], width) if tile.note else [],
    )


def draw_captions(sheet: Sheet, lines: Sequence[Line], left: float, baseline: float) -> None:
    """Small lines under one another."""
    for index, line in enumerate(lines):
        draw_line(sheet, line, left, baseline + index * CAPTION.leading)


def in_figures(sentence: str, told: Iterable[tuple[str, str]]) -> str:
    """The sentence with every name and value of a picture behind it: who cannot see it hears nothing else of it."""
    values = formats.listed(" ".join(each) for each in told)
    return tr("{sentence} In figures: {values}.", sentence=sentence, values=values)


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
            with sheet.inside(Tag("P")):
                for index, line in enumerate(titles):
                    draw_line(sheet, line, left, top + index * SUBHEAD.leading + 8.5)
            box = Box(left, top + head, width, self.height)
            with sheet.figure(box, self.alternative or self.title):
                self.paint(sheet, box)
            with sheet.inside(Tag("P")):
                draw_captions(sheet, captions, left, top + foot + 7.5)

        return [Piece(foot + len(captions) * CAPTION.leading, draw, self.space_before)]
