"""Both sides' names and pen strokes under the account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fieldvisit.charts.target import Role
from fieldvisit.domain import formats
from fieldvisit.domain.fields import Strokes
from fieldvisit.domain.language import tr
from fieldvisit.reports.beside import TwoColumns
from fieldvisit.reports.flow import Block, Piece
from fieldvisit.reports.lettering import Lettering
from fieldvisit.reports.sheet import Sheet
from fieldvisit.reports.spans import Span
from fieldvisit.reports.theme import BODY, CAPTION, INK, SUBHEAD
from fieldvisit.reports.visit_content import VisitContent
from fieldvisit.reports.words import draw_line

_BOX = (1000, 250)
_HEIGHT = 42.0


def signatures(content: VisitContent) -> list[Block]:
    """The two signatures beside each other; nothing where nobody signed or was named."""
    record = content.record("account")
    sides = [_side(content, side, title) for side, title in _sides()]
    named = any(record.values.get(f"{side}_{part}") for side, _ in _sides() for part in ("name", "signature"))
    return [TwoColumns((sides[0],), (sides[1],), space_before=14)] if named else []


def _sides() -> tuple[tuple[str, str], tuple[str, str]]:
    return ("company", tr("For the company")), ("dealer", tr("For the dealer"))


def _side(content: VisitContent, side: str, title: str) -> Signed:
    values = content.record("account").values
    told = [values.get(f"{side}_name"), values.get(f"{side}_title")]
    signed_on = values.get("signed_on")
    words = [str(each) for each in told if each]
    if isinstance(signed_on, date):
        words.append(formats.day(signed_on))
    strokes = values.get(f"{side}_signature")
    return Signed(title, ", ".join(words), _strokes(strokes))


def _strokes(value: object) -> Strokes:
    return [stroke for stroke in value if isinstance(stroke, list)] if isinstance(value, list) else []


@dataclass(frozen=True)
class Signed:
    """Pen strokes over a line, who signed under it."""

    title: str
    who: str
    strokes: Strokes

    def pieces(self, lettering: Lettering, width: float) -> list[Piece]:
        """One piece."""
        title = lettering.lines([Span(self.title, SUBHEAD)], width)
        who = lettering.lines([Span(self.who or tr("not signed"), BODY if self.who else CAPTION)], width)
        level = 14 + _HEIGHT

        def draw(sheet: Sheet, left: float, top: float) -> None:
            draw_line(sheet, title[0], left, top + 9)
            _draw_strokes(sheet, self.strokes, left, top + 14, width)
            sheet.rule(left, left + width, top + level, 0.5, INK)
            for index, line in enumerate(who):
                draw_line(sheet, line, left, top + level + 11 + index * BODY.leading)

        return [Piece(level + 4 + len(who) * BODY.leading, draw)]


def _draw_strokes(sheet: Sheet, strokes: Sequence[list[list[int]]], left: float, top: float, width: float) -> None:
    factor = min(width / _BOX[0], _HEIGHT / _BOX[1])
    for stroke in strokes:
        points = [(left + _within(x, _BOX[0]) * factor, top + _within(y, _BOX[1]) * factor) for x, y in stroke]
        if len(points) > 1:
            sheet.line(points, Role.TEXT, 1.1)


def _within(value: int, most: int) -> int:
    return min(max(value, 0), most)
