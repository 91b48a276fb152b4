"""What all reports of a visit have in common: title, frame, and the description of the file."""

from __future__ import annotations

from fieldvisit.domain import formats
from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.language import current, tr
from fieldvisit.domain.visit import Visit
from fieldvisit.reports.document import Report
from fieldvisit.reports.kinds import VISIT, Kind
from fieldvisit.reports.masthead import Title
from fieldvisit.reports.page import Frame
from fieldvisit.reports.spans import Span
from fieldvisit.reports.theme import GREY, Style
from fieldvisit.reports.visit_content import VisitContent
from fieldvisit.reports.words import Paragraph

_SUBTITLE = Style(10, 400, GREY)


def family_report(content: VisitContent, kind: Kind, page_size: str, *, legend: bool = True) -> Report:
    """An empty report of `kind`; with `legend` its footers explain the marks."""
    visit, name = content.visit, dealer_names(content.facts)
    about = " · ".join(each for each in (name, visit.number, visit.rep, formats.day(visit.day)) if each)
    frame = Frame(
        kind=tr(kind.title),
        about=about,
        left_foot=_number(visit, kind),
        middle_foot=_middle(content, kind),
        warning="" if content.closed or kind is not VISIT else tr("Draft, visit not closed"),
        page_size=page_size,
        legend=legend,
    )
    return Report(
        frame=frame,
        title=" ".join(each for each in (tr(kind.title), visit.number, name) if each),
        author=visit.rep,
        subject=tr("Visit to {dealer} on {day}", dealer=name, day=visit.day),
        made_at=visit.closed_at if content.closed else None,
    )


def title_of(content: VisitContent, kind: Kind, subtitle: str, anchor: str) -> list[Title | Paragraph]:
    """The name of the report, in Chinese too where a party has a Chinese name, and a quiet line under it."""
    second = kind.chinese if current().code != "zh" and _is_chinese(content.facts) else ""
    return [Title(tr(kind.title), second, "", anchor), Paragraph((Span(subtitle, _SUBTITLE),), space_before=0)]


def dealer_names(facts: VisitFacts) -> str:
    """The dealer's name with its local form behind."""
    return " ".join(dict.fromkeys(each for each in (facts.dealer.name, facts.dealer.name_local) if each))


def dealer_address(facts: VisitFacts) -> str:
    """Street and city as far as they are known."""
    return formats.apposed(each for each in (facts.dealer.address, facts.dealer.city) if each)


def _number(visit: Visit, kind: Kind) -> str:
    if not visit.number or not kind.final:
        return tr(kind.unnumbered)
    return tr(kind.numbered, number=kind.number(visit), revision=visit.revision)


def _middle(content: VisitContent, kind: Kind) -> str:
    if kind is VISIT:
        moment = formats.moment(content.visit.closed_at)
        return tr("Visit closed {moment}", moment=moment) if content.closed else ""
    return tr("Visit {number}", number=content.visit.number) if content.visit.number and kind.final else ""


def _is_chinese(facts: VisitFacts) -> bool:
    names = (facts.company, facts.company_local, facts.dealer.name, facts.dealer.name_local)
    return any("\u4e00" <= character <= "\u9fff" for name in names for character in name)
