"""The top of page one: who was visited, when, by whom, who was met, and where; the dealer's class."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fieldvisit.domain import formats
from fieldvisit.domain.facts import DealerFacts
from fieldvisit.domain.language import mark, tr
from fieldvisit.domain.steps.communication import COMMUNICATION
from fieldvisit.reports.answers import Fact, Facts
from fieldvisit.reports.flow import Block, Piece
from fieldvisit.reports.lettering import Lettering
from fieldvisit.reports.page import shortened
from fieldvisit.reports.sheet import Sheet
from fieldvisit.reports.spans import Span
from fieldvisit.reports.structure import Tag
from fieldvisit.reports.theme import CAPTION, HEAD, TITLE, TITLE_SECOND
from fieldvisit.reports.visit_content import VisitContent
from fieldvisit.reports.words import draw_line, remark

_STRATEGIES = {
    "EI": mark("consolidate"),
    "EII": mark("reverse"),
    "EIII": mark("promote"),
    "EIV": mark("liquidate"),
}
_MOST_MET = 3


def masthead(content: VisitContent, anchor: str) -> list[Block]:
    """Title, facts, and what a revision corrects."""
    dealer = content.facts.dealer
    told = (_when(content), _who(content), _met(content), _where(content))
    facts = Facts(told, (1.22, 0.83, 1.05, 1.2), most_lines=3)
    return [Title(dealer.name, dealer.name_local, class_words(dealer), anchor), facts, *_revision(content)]


def class_words(dealer: DealerFacts) -> str:
    """The dealer's class with its strategy: `EII reverse`."""
    strategy = _STRATEGIES.get(dealer.class_label)
    return f"{dealer.class_label} {tr(strategy)}" if strategy else dealer.class_label


def _when(content: VisitContent) -> Fact:
    visit, values = content.visit, content.record("wrap_up").values
    times = "–".join(str(values[key]) for key in ("start", "end") if values.get(key))
    day = weekday_and_day(visit.day)
    told = tr("{day}, {times}", day=day, times=times) if times else day
    return Fact(tr("When"), told, tuple(_minutes(content)))


def weekday_and_day(day: date) -> str:
    """A day with its weekday, in the order of the language."""
    return tr("{weekday} {day}", weekday=formats.weekday(day), day=day)


def _minutes(content: VisitContent) -> list[str]:
    minutes, pause = content.figures.minutes_on_site, content.record("wrap_up").values.get("pause")
    if minutes is None:
        return []
    if not pause:
        return [tr("{minutes} min on site", minutes=minutes)]
    return [tr("{minutes} min on site, {pause} min pause", minutes=minutes, pause=pause)]


def _who(content: VisitContent) -> Fact:
    visit = content.visit
    return Fact(tr("Rep"), visit.rep or formats.NO_VALUE, (visit.rep_title,) if visit.rep_title else ())


def _met(content: VisitContent) -> Fact:
    role = COMMUNICATION.table("people").column("role")
    people = [
        formats.apposed(
            each for each in (str(row.values.get("name", "")), content.shown(role, row.values.get("role"))) if each
        )
        for row in content.record("communication").rows("people")
    ]
    more = [tr("and {count} more", count=len(people) - _MOST_MET)] if len(people) > _MOST_MET else []
    first, *others = people[:_MOST_MET] or [formats.NO_VALUE]
    return Fact(tr("Met"), first, (*others, *more))


def _where(content: VisitContent) -> Fact:
    dealer = content.facts.dealer
    address = formats.apposed(each for each in (dealer.address, dealer.city) if each)
    kind = dealer.tier or dealer.channel
    market = tr("market {market}", market=dealer.market) if dealer.market else ""
    below = formats.apposed(each for each in (market, kind) if each)
    return Fact(tr("Where"), address or formats.NO_VALUE, (below,) if below else ())


def _revision(content: VisitContent) -> list[Block]:
    visit = content.visit
    if visit.revision == 1:
        return []
    return [remark(tr("Revision {revision}, because: {reason}", revision=visit.revision, reason=visit.revision_reason))]


@dataclass(frozen=True)
class Title:
    """The dealer's name with its local form behind, the class at the right; all on a few lines at most."""

    name: str
    name_local: str
    class_words: str
    anchor: str

    def pieces(self, lettering: Lettering, width: float) -> list[Piece]:
        """One piece."""
        room = max(lettering.width(self.class_words, HEAD), 40) + 20 if self.class_words else 0
        spans = [Span(shortened(lettering, self.name, TITLE, 2.8 * (width - room)), TITLE)]
        if self.name_local and self.name_local != self.name:
            local = shortened(lettering, self.name_local, TITLE_SECOND, 1.8 * (width - room))
            spans.append(Span("\u2002" + local, TITLE_SECOND))
        lines = lettering.lines(spans, width - room)
        height = 2 + len(lines) * TITLE.leading

        def draw(sheet: Sheet, left: float, top: float) -> None:
            sheet.mark_destination(self.anchor, 0)
            with sheet.inside(Tag("H", level=1)):
                for index, line in enumerate(lines):
                    draw_line(sheet, line, left, top + 19 + index * TITLE.leading)
            if self.class_words:
                with sheet.inside(Tag("P")):
                    sheet.write_right(left + width, top + 8, lettering.legible(tr("class")), CAPTION)
                    sheet.write_right(left + width, top + 21, lettering.legible(self.class_words), HEAD)

        return [Piece(height, draw)]
