"""Both sides' pen strokes under the account, with name, title and date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from fieldvisit.charts.target import Box, Role
from fieldvisit.domain import formats
from fieldvisit.domain.fields import Strokes
from fieldvisit.domain.language import tr
from fieldvisit.reports.answers import Fact, Facts
from fieldvisit.reports.beside import TwoColumns
from fieldvisit.reports.flow import Block, Piece
from fieldvisit.reports.lettering import Lettering
from fieldvisit.reports.page import shortened
from fieldvisit.reports.sheet import Sheet
from fieldvisit.reports.spans import Span
from fieldvisit.reports.theme import BODY, INK, SUBHEAD
from fieldvisit.reports.visit_content import VisitContent
from fieldvisit.reports.words import draw_line

_BOX = (1000, 250)
_HEIGHT = 42.0
_TITLE = 14.0
_SHARES = (0.85, 1.2, 0.9)
_MOST_LINES = 3


def signatures(content: VisitContent) -> list[Block]:
    """The two signatures beside each other; nothing where nobody signed or was named."""
    values = content.record("account").values
    named = any(values.get(f"{side}_{part}") for side in ("company", "dealer") for part in ("name", "signature"))
    return [signing(content, missing=tr("not signed"))] if named else []


def signing(content: VisitContent, missing: str = "", space_before: float = 14) -> Block:
    """Places for both signatures; `missing` stands for the name of a side that did not sign."""
    visit = content.visit
    company = _side(content, "company", tr("For the company"))
    if not missing:  # to be signed by hand: who stands for the company is known
        company = replace(company, name=company.name or visit.rep, job=company.job or visit.rep_title)
    sides = [
        side if side.name or side.strokes else replace(side, name=missing)
        for side in (company, _side(content, "dealer", tr("For the dealer")))
    ]
    return TwoColumns((sides[0],), (sides[1],), space_before)


def _side(content: VisitContent, side: str, title: str) -> Signed:
    values = content.record("account").values
    signed_on = values.get("signed_on")
    strokes = _strokes(values.get(f"{side}_signature"))
    name, job = (str(values.get(f"{side}_{part}", "")) for part in ("name", "title"))
    told = isinstance(signed_on, date) and bool(name or strokes)
    return Signed(title, name, job, formats.day(signed_on) if told and isinstance(signed_on, date) else "", strokes)


def _strokes(value: object) -> Strokes:
    return [stroke for stroke in value if isinstance(stroke, list)] if isinstance(value, list) else []


@dataclass(frozen=True)
class Signed:
    """Pen strokes over a line, who signed under it."""

    title: str
    name: str
    job: str
    day: str
    strokes: Strokes

    def pieces(self, lettering: Lettering, width: float) -> list[Piece]:
        """One piece."""
        title = lettering.lines([Span(self.title, SUBHEAD)], width)[:1]
        who = self._who(lettering, width)
        level = _TITLE + _HEIGHT

        def draw(sheet: Sheet, left: float, top: float) -> None:
            draw_line(sheet, title[0], left, top + 9)
            with sheet.figure(Box(left, top + _TITLE, width, _HEIGHT), tr("Signature") if self.strokes else ""):
                _draw_strokes(sheet, self.strokes, left, top + _TITLE, width)
            sheet.rule(left, left + width, top + level, 0.5, INK)
            who.draw(sheet, left, top + level + 3)

        return [Piece(level + 3 + who.height, draw)]

    def _who(self, lettering: Lettering, width: float) -> Piece:
        """Name and title on a few lines at most: what is signed stands on one page."""
        unit = _MOST_LINES * 0.93 * (width - 24) / sum(_SHARES)
        name = shortened(lettering, self.name, BODY, unit * _SHARES[0])
        job = shortened(lettering, self.job, BODY, unit * _SHARES[1])
        told = (Fact(tr("Name"), name), Fact(tr("Job title"), job), Fact(tr("Date"), self.day))
        return Facts(told, _SHARES).pieces(lettering, width)[0]


def _draw_strokes(sheet: Sheet, strokes: Sequence[list[list[int]]], left: float, top: float, width: float) -> None:
    factor = min(width / _BOX[0], _HEIGHT / _BOX[1])
    for stroke in strokes:
        points = [(left + _within(x, _BOX[0]) * factor, top + _within(y, _BOX[1]) * factor) for x, y in stroke]
        if len(points) > 1:
            sheet.line(points, Role.TEXT, 1.1)


def _within(value: int, most: int) -> int:
    return min(max(value, 0), most)
