"""Boxes to tick, ticked or left for a pen."""

from __future__ import annotations

from dataclasses import dataclass

from fieldvisit.charts.target import Role
from fieldvisit.reports.flow import Piece
from fieldvisit.reports.lettering import Lettering
from fieldvisit.reports.sheet import Sheet
from fieldvisit.reports.spans import Line, Span
from fieldvisit.reports.structure import Tag
from fieldvisit.reports.theme import Style
from fieldvisit.reports.words import draw_line

_WORDS = Style(9.5)
_SIDE = 8.0
_INDENT = 13.0
_GAP = 20.0


@dataclass(frozen=True)
class Check:
    """One box: the answer in heavy letters, and what belongs to it."""

    answer: str
    more: str = ""
    ticked: bool = False


@dataclass(frozen=True)
class Checks:
    """Boxes on a line, as many as fit, the others under them."""

    checks: tuple[Check, ...]
    space_before: float = 16

    def pieces(self, lettering: Lettering, width: float) -> list[Piece]:
        """One piece, never the last on its page: what is agreed stands with the signatures."""
        placed: list[tuple[float, int, bool, list[Line]]] = []
        x, row = 0.0, 0
        for check in self.checks:
            style = _WORDS.bold() if check.ticked else _WORDS
            spans = [Span(check.answer, style), Span(check.more, _WORDS)]
            taken = _INDENT + lettering.natural_width(spans)
            if x and x + taken > width:
                x, row = 0.0, row + 1
            lines = lettering.lines(spans, width - _INDENT)
            placed.append((x, row, check.ticked, lines))
            x, row = (x + taken + _GAP, row) if len(lines) == 1 else (0.0, row + len(lines))
        height = max((at + len(lines) for _, at, _, lines in placed), default=0) * _WORDS.leading * 1.1

        def draw(sheet: Sheet, left: float, top: float) -> None:
            for x, row, ticked, lines in placed:
                level = top + row * _WORDS.leading * 1.1
                with sheet.inside(Tag("P")):
                    with sheet.inside(Tag("Span", actual="☑" if ticked else "☐")):
                        _draw_box(sheet, left + x, level + 1.5, ticked=ticked)
                    for index, line in enumerate(lines):
                        draw_line(sheet, line, left + x + _INDENT, level + 9 + index * _WORDS.leading)

        return [Piece(height, draw, self.space_before, keep_with_next=True)]


def _draw_box(sheet: Sheet, left: float, top: float, *, ticked: bool) -> None:
    right, bottom = left + _SIDE, top + _SIDE
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    sheet.polygon(corners, Role.TEXT if ticked else Role.BACKGROUND, Role.TEXT, 0.8)
    if ticked:
        tick = ((left + 1.7, top + 4.2), (left + 3.3, top + 5.9), (left + 6.4, top + 2.2))
        sheet.line(tick, Role.BACKGROUND, 1.2)
