"""A sum written out: each figure under its name, the signs between them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from fieldvisit.reports.flow import Piece
from fieldvisit.reports.lettering import Lettering
from fieldvisit.reports.sheet import Sheet
from fieldvisit.reports.structure import Tag
from fieldvisit.reports.theme import CAPTION, GREY, HAIRLINE, INK, RED, Style

_FIGURE = Style(10.5)
_LEAST_GAP = 4.0


@dataclass(frozen=True)
class Term:
    """A figure with its name and the sign before it; `result` sets it off by weight, `odd` by colour too."""

    label: str
    figure: str
    sign: str = ""
    result: bool = False
    odd: bool = False

    @property
    def style(self) -> Style:
        """How the figure looks."""
        style = _FIGURE.bold() if self.result or self.odd else _FIGURE
        return style.coloured(RED) if self.odd else style


def signed(shown: str, value: Decimal) -> str:
    """A figure as it stands behind a sign: in brackets where it is negative."""
    return f"({shown})" if value < 0 else shown


@dataclass(frozen=True)
class Equation:
    """Terms in a line over the whole width, set smaller where they need more."""

    terms: tuple[Term, ...]
    space_before: float = 2

    def pieces(self, lettering: Lettering, width: float) -> list[Piece]:
        """One piece."""
        widths = [_width(lettering, term) for term in self.terms]
        signs = [lettering.width(term.sign, _FIGURE) for term in self.terms]
        natural = sum(widths) + sum(signs)
        gaps = sum(2 if term.sign else 1 for term in self.terms[1:])
        factor = min(1.0, (width - gaps * _LEAST_GAP) / natural)
        gap = (width - natural * factor) / max(1, gaps)

        def draw(sheet: Sheet, left: float, top: float) -> None:
            sheet.rule(left, left + width, top, 0.5, INK)
            sheet.rule(left, left + width, top + _HEIGHT, 0.35, HAIRLINE)
            rights, right = [], left
            for index, (term, each, sign) in enumerate(zip(self.terms, widths, signs, strict=True)):
                right += (gap if index else 0) + (sign * factor + gap if term.sign else 0) + each * factor
                rights.append(right)
            tags = [Tag("P") for _ in self.terms]
            for term, end, tag in zip(self.terms, rights, tags, strict=True):
                with sheet.inside(tag):
                    sheet.write_right(end, top + 14, lettering.legible(term.label), _smaller(CAPTION, factor))
            sign_style = _smaller(_FIGURE.coloured(GREY), factor)
            before = left
            for term, sign, end, tag in zip(self.terms, signs, rights, tags, strict=True):
                figure, style = lettering.legible(term.figure), _smaller(term.style, factor)
                middle = (before + end - sheet.words_width(figure, style) - sign * factor) / 2
                with sheet.inside(tag):
                    sheet.write(middle, top + 27, term.sign, sign_style)
                    sheet.write_right(end, top + 27, figure, style)
                before = end

        return [Piece(_HEIGHT + 2, draw, self.space_before)]


_HEIGHT = 34.0


def _width(lettering: Lettering, term: Term) -> float:
    return max(lettering.width(term.label, CAPTION), lettering.width(term.figure, term.style))


def _smaller(style: Style, factor: float) -> Style:
    return replace(style, size=style.size * factor)
