"""The customer record card: one page on which anyone of the company finds a dealer, their account and their habits.

It tells nothing of purchase prices and margins, and nothing of other dealers: prices are judged by the policy alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time

from fieldvisit.domain import formats
from fieldvisit.domain.language import tr
from fieldvisit.reports.answers import Fact, Facts
from fieldvisit.reports.beside import TwoColumns
from fieldvisit.reports.card_content import CardContent
from fieldvisit.reports.card_details import LABELS, details, facts
from fieldvisit.reports.card_figures import account, turnover
from fieldvisit.reports.card_lists import CardLists
from fieldvisit.reports.document import Report
from fieldvisit.reports.family import dealer_names
from fieldvisit.reports.fitting import fitting
from fieldvisit.reports.flow import Block
from fieldvisit.reports.kinds import CARD
from fieldvisit.reports.masthead import Title, class_words
from fieldvisit.reports.not_shown import LINE, not_shown
from fieldvisit.reports.outline import Outlined
from fieldvisit.reports.page import Frame, shortened
from fieldvisit.reports.spans import Span
from fieldvisit.reports.theme import BODY, CAPTION, HEAD, TITLE, TITLE_SECOND
from fieldvisit.reports.words import Paragraph

_CARD = "card"
_SHARES = (1.12, 1.1, 1.12, 1.1)


def build_record_card(content: CardContent, *, page_size: str = "A4") -> bytes:
    """The card as a PDF of one page, in the language in force: lists are cut rather than continued, and say so."""
    report = _empty(content, page_size)
    page = _page(content, report)
    if report.lettering.missing:
        page = [*_page(content, report, less=LINE), not_shown(report.lettering, report.frame.body_width)]
    report.add(*page)
    report.outline = [Outlined(_CARD, tr(CARD.title))]
    return report.written()


def _empty(content: CardContent, page_size: str) -> Report:
    day, name = content.facts.day, dealer_names(content.facts)
    frame = Frame(
        kind=tr(CARD.title),
        about=" · ".join(each for each in (name, content.card.code, content.rep, formats.day(day)) if each),
        left_foot=tr(CARD.unnumbered),
        middle_foot=tr("as of {day}; for the company's own use", day=day),
        page_size=page_size,
    )
    return Report(
        frame=frame,
        title=" ".join(each for each in (tr(CARD.title), content.card.code, name) if each),
        author=content.rep,
        subject=tr("Record card of {dealer} as of {day}", dealer=name, day=day),
        made_at=datetime.combine(day, time(), UTC),
        names_missing=False,  # they are named on the page itself, which stays the only one
    )


def _page(content: CardContent, report: Report, *, less: float = 0) -> list[Block]:
    """Texts on two lines where there is room, else each on one; `less` of the page is left free."""
    page = _filled(content, report, roomy=True, less=less)
    if report.height_of(*page) > report.page_room - less:
        page = _filled(content, report, roomy=False, less=less)
    return page


def _filled(content: CardContent, report: Report, *, roomy: bool, less: float) -> list[Block]:
    """Everything, with lists as long as fits."""
    above = [*_head(content, report, roomy=roomy), *account(content), *turnover(content)]
    lists = CardLists(content, report.lettering, roomy)
    shown = (
        lists.people(),
        lists.prices(),
        lists.promises("theirs"),
        lists.promises("ours"),
        lists.complaints(),
        lists.visits(),
    )
    width = report.frame.body_width / 2 - LABELS - 20
    business = details(content, report.lettering, width * (1.9 if roomy else 0.95))
    room = report.page_room - less - report.height_of(*above)
    return [*above, *fitting(report, room, shown, lambda blocks: _layout(report, blocks, business))]


def _layout(report: Report, blocks: Sequence[list[Block]], business: list[Block]) -> list[Block]:
    """Prices over the whole width; the rest in two columns, as level as they get."""
    people, prices, theirs, ours, complaints, visits = blocks
    ways = (
        TwoColumns((*business, *theirs, *ours), (*people, *complaints, *visits), 9),
        TwoColumns((*business, *theirs, *ours, *complaints), (*people, *visits), 9),
        TwoColumns((*business, *complaints), (*people, *theirs, *ours, *visits), 9),
    )
    return [*prices, min(ways, key=report.height_of)]


def _head(content: CardContent, report: Report, *, roomy: bool) -> list[Block]:
    dealer, width = content.facts.dealer, report.frame.body_width
    name = shortened(report.lettering, dealer.name, TITLE, width * (0.9 if roomy else 0.45))
    local = shortened(report.lettering, dealer.name_local, TITLE_SECOND, width * (0.6 if roomy else 0.25))
    words = shortened(report.lettering, class_words(dealer), HEAD, width * 0.22)
    unit = (width - 36) / sum(_SHARES)
    shown = tuple(
        _cut(report, Fact(label, told[0] if told else formats.NO_VALUE, tuple(told[1:])), unit * share, roomy=roomy)
        for (label, told), share in zip(facts(content), _SHARES, strict=True)
    )
    return [Title(name, local, words, _CARD), Facts(shown, _SHARES), *_class(content, report, roomy=roomy)]


def _cut(report: Report, fact: Fact, width: float, *, roomy: bool) -> Fact:
    room = width * (1.9 if roomy else 0.95)
    first, *others = (shortened(report.lettering, words, BODY, room) for words in (fact.first, *fact.others))
    return Fact(fact.label, first, tuple(others))


def _class(content: CardContent, report: Report, *, roomy: bool) -> list[Block]:
    reason = content.facts.dealer.class_reason
    if not reason:
        return []
    shown = shortened(report.lettering, reason, BODY, report.frame.body_width * (1.6 if roomy else 0.8))
    label = Span(tr("Reason for the class") + "\u2002", CAPTION)
    return [Paragraph((label, Span(shown, BODY)), space_before=7)]
