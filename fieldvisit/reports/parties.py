"""The two parties of a paper that both sides keep: the company and the dealer, each with its local name and address."""

from __future__ import annotations

from dataclasses import dataclass

from fieldvisit.domain.formats import NO_VALUE
from fieldvisit.domain.language import tr
from fieldvisit.reports.beside import TwoColumns
from fieldvisit.reports.family import dealer_address
from fieldvisit.reports.flow import Block, Piece
from fieldvisit.reports.lettering import Lettering
from fieldvisit.reports.sheet import Sheet
from fieldvisit.reports.spans import Span
from fieldvisit.reports.structure import Tag
from fieldvisit.reports.theme import BODY, CAPTION, GREY, INK, SUBHEAD
from fieldvisit.reports.visit_content import VisitContent
from fieldvisit.reports.words import draw_line


def parties(content: VisitContent, space_before: float = 14) -> Block:
    """Company left, dealer right."""
    facts, dealer = content.facts, content.facts.dealer
    company = Party(tr("Company"), facts.company, facts.company_local, facts.company_address)
    other = Party(tr("Dealer {code}", code=dealer.code), dealer.name, dealer.name_local, dealer_address(facts))
    return TwoColumns((company,), (other,), space_before)


@dataclass(frozen=True)
class Party:
    """A name with its local form and an address under a rule."""

    label: str
    name: str
    name_local: str = ""
    address: str = ""

    def pieces(self, lettering: Lettering, width: float) -> list[Piece]:
        """One piece."""
        local = self.name_local if self.name_local != self.name else ""
        told = (
            (self.label, CAPTION),
            (self.name or NO_VALUE, SUBHEAD),
            (local, BODY),
            (self.address, BODY.coloured(GREY)),
        )
        lines = [line for words, style in told if words for line in lettering.lines([Span(words, style)], width)]

        def draw(sheet: Sheet, left: float, top: float) -> None:
            sheet.rule(left, left + width, top, 0.5, INK)
            with sheet.inside(Tag("P")):
                for index, line in enumerate(lines):
                    draw_line(sheet, line, left, top + 13 + index * BODY.leading)

        return [Piece(6 + len(lines) * BODY.leading, draw)]
