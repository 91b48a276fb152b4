"""The visit brief: one page that a rep reads in the car before the visit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from fieldvisit.domain import formats
from fieldvisit.domain.facts import ContactFacts, VisitFacts
from fieldvisit.domain.figures import VisitFigures
from fieldvisit.domain.language import tr
from fieldvisit.domain.steps.communication import COMMUNICATION
from fieldvisit.domain.visit import Visit
from fieldvisit.reports.ageing import ageing_bar
from fieldvisit.reports.answers import Fact, Facts
from fieldvisit.reports.beside import TwoColumns
from fieldvisit.reports.brief_lists import BriefLists
from fieldvisit.reports.document import Report
from fieldvisit.reports.family import dealer_address, family_report
from fieldvisit.reports.fitting import fitting
from fieldvisit.reports.flow import Block
from fieldvisit.reports.kinds import BRIEF
from fieldvisit.reports.last_known import LastKnown, last_known
from fieldvisit.reports.masthead import Title, class_words, weekday_and_day
from fieldvisit.reports.not_shown import LINE, not_shown
from fieldvisit.reports.outline import Outlined
from fieldvisit.reports.page import shortened
from fieldvisit.reports.panels import Tile, Tiles
from fieldvisit.reports.spans import Span
from fieldvisit.reports.theme import BODY, CAPTION, HEAD, RED, SUBHEAD, TITLE, TITLE_SECOND
from fieldvisit.reports.visit_content import VisitContent
from fieldvisit.reports.words import Paragraph, headline

_MOST_CONTACTS = 3
_SHARES = (0.8, 1.2, 1.4, 1.1)
_BRIEF = "brief"


def build_brief(visit: Visit, facts: VisitFacts, *, page_size: str = "A4") -> bytes:
    """The brief as a PDF of one page, in the language in force: lists are cut rather than continued.

    It tells what is known before the visit; of the visit itself only the objectives are read.
    """
    known = last_known(visit, facts)
    content = VisitContent(visit, facts, known.figures)
    report = family_report(content, BRIEF, page_size)
    report.names_missing = False  # they are named on the page itself, which stays the only one
    page = _fitted(content, known, report)
    if report.lettering.missing:
        page = [*_fitted(content, known, report, less=LINE), not_shown(report.lettering, report.frame.body_width)]
    report.add(*page)
    report.outline = [Outlined(_BRIEF, tr("Visit brief"))]
    return report.written()


def _fitted(content: VisitContent, known: LastKnown, report: Report, *, less: float = 0) -> list[Block]:
    """The page with texts on two lines where there is room, else each on one; `less` of it is left free."""
    page = _page(content, known, report, terse=False, less=less)
    if report.height_of(*page) > report.page_room - less:
        page = _page(content, known, report, terse=True, less=less)
    return page


def _page(content: VisitContent, known: LastKnown, report: Report, *, terse: bool, less: float) -> list[Block]:
    """Everything on the page, with lists as long as fits; with `terse` every text is cut to one line."""
    above = [*_head(content, report, terse=terse), *_last_visit(content, report, terse=terse)]
    lists = BriefLists(content, known, report.lettering, terse)
    shown = (
        lists.objectives(),
        lists.stock(),
        lists.prices(),
        lists.order(),
        lists.promises("theirs"),
        lists.promises("ours"),
        lists.to_do(),
        lists.complaints(),
        lists.news(),
    )
    account = _account(content, known.figures)
    room = report.page_room - less - report.height_of(*above)
    return [*above, *fitting(report, room, shown, lambda blocks: _layout(report, blocks, account))]


def _layout(report: Report, blocks: Sequence[list[Block]], account: list[Block]) -> list[Block]:
    """Objectives and account over the whole width; goods left, prices and promises right, news where there is room."""
    objectives, stock, prices, order, theirs, ours, to_do, complaints, news = blocks
    left, right = (*stock, *order, *complaints), (*prices, *theirs, *ours, *to_do)
    ways = (TwoColumns((*left, *news), right, 9), TwoColumns(left, (*right, *news), 9))
    return [*objectives, *account, min(ways, key=report.height_of)]


def _head(content: VisitContent, report: Report, *, terse: bool) -> list[Block]:
    dealer, width = content.facts.dealer, report.frame.body_width
    name = shortened(report.lettering, dealer.name, TITLE, width * (0.45 if terse else 0.9))
    local = shortened(report.lettering, dealer.name_local, TITLE_SECOND, width * (0.25 if terse else 0.6))
    words = shortened(report.lettering, class_words(dealer), HEAD, width * 0.22)
    facts = (_when(content), _where(content), _contacts(content), _class(content))
    unit = (width - 36) / sum(_SHARES)
    told = tuple(
        _short(report, fact, unit * share * (0.95 if terse else 2.6))
        for fact, share in zip(facts, _SHARES, strict=True)
    )
    return [Title(name, local, words, _BRIEF), Facts(told, _SHARES)]


def _short(report: Report, fact: Fact, width: float) -> Fact:
    """The fact with each of its parts cut to `width`."""

    def cut(words: str) -> str:
        return shortened(report.lettering, words, BODY, width)

    return Fact(fact.label, cut(fact.first), tuple(map(cut, fact.others)))


def _when(content: VisitContent) -> Fact:
    visit, hours = content.visit, content.facts.dealer.opening_hours
    others = [visit.rep, tr("open {hours}", hours=hours) if hours else ""]
    return Fact(tr("When"), weekday_and_day(visit.day), tuple(each for each in others if each))


def _where(content: VisitContent) -> Fact:
    dealer = content.facts.dealer
    market = tr("market {market}", market=dealer.market) if dealer.market else ""
    below = formats.apposed(each for each in (market, dealer.tier or dealer.channel) if each)
    code = tr("Dealer {code}", code=dealer.code)
    address = dealer_address(content.facts) or formats.NO_VALUE
    return Fact(tr("Where"), address, tuple(each for each in (below, code) if each))


def _contacts(content: VisitContent) -> Fact:
    contacts = content.facts.dealer.contacts
    told = [_contact(content, each) for each in contacts[:_MOST_CONTACTS]] or [formats.NO_VALUE]
    more = [tr("and {count} more", count=len(contacts) - _MOST_CONTACTS)] if len(contacts) > _MOST_CONTACTS else []
    return Fact(tr("Contacts"), told[0], (*told[1:], *more))


def _contact(content: VisitContent, each: ContactFacts) -> str:
    role = content.shown(COMMUNICATION.table("people").column("role"), each.role) if each.role else ""
    return formats.apposed(part for part in (each.name, role, each.phone.replace(" ", "\xa0")) if part)


def _class(content: VisitContent) -> Fact:
    return Fact(tr("Reason for the class"), content.facts.dealer.class_reason or formats.NO_VALUE)


def _last_visit(content: VisitContent, report: Report, *, terse: bool) -> list[Block]:
    last = content.facts.last_visit
    told = formats.parted(_outcome(content)) if last else tr("none yet")
    shown = shortened(report.lettering, told, BODY, report.frame.body_width * (0.8 if terse else 1.7))
    return [Paragraph((Span(tr("Last visit") + "\u2002", SUBHEAD), Span(shown, BODY)), space_before=8)]


def _outcome(content: VisitContent) -> Iterator[str]:
    last = content.facts.last_visit
    if last is None:
        return
    yield " ".join(each for each in (formats.day(last.day), last.number) if each)
    if last.minutes is not None:
        yield tr("{minutes} min on site", minutes=last.minutes)
    if last.met:
        yield tr("met {who}", who=formats.relisted(last.met))
    if last.objectives_total:
        reached, total = last.objectives_reached, last.objectives_total
        yield tr("{reached} of {total} objectives reached", reached=reached, total=total)
    if last.order_value is not None:
        yield tr("order {amount}", amount=formats.money(last.order_value, content.minor))
    if last.note:
        yield last.note


def _account(content: VisitContent, known: VisitFigures) -> list[Block]:
    def money(value: Decimal | None) -> str:
        return formats.money(value, content.minor)

    account, alarm = known.account, CAPTION.bold().coloured(RED)
    overdue = tr("{amount} overdue", amount=money(account.overdue)) if account.overdue > 0 else tr("nothing overdue")
    over = account.available is not None and account.available < 0
    tiles = (
        Tile(tr("Unpaid amount"), money(account.unpaid), overdue, alarm if account.overdue > 0 else CAPTION),
        Tile(tr("Advance payments"), money(account.advance)),
        Tile(tr("Receivable, net"), money(account.receivable), tr("unpaid − advance")),
        Tile(
            tr("Credit available"),
            money(account.available),
            _credit_note(account.limit, money(account.limit), over=over),
            alarm if over else CAPTION,
        ),
    )
    note = tr("{currency}, as of {day}", currency=content.facts.dealer.currency, day=content.visit.day)
    return [headline(tr("Account"), note, space_before=9), Tiles(tiles, space_before=2), *ageing_bar(content)]


def _credit_note(limit: Decimal | None, shown: str, *, over: bool) -> str:
    if limit is None:
        return tr("no credit limit known")
    return tr("over the limit of {limit}", limit=shown) if over else tr("of {limit}", limit=shown)
