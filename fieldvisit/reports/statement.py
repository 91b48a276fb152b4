"""The reconciliation statement for the dealer's accountant: both balances, what differs and why, and the signatures.

Nothing of prices, margins, policies or other dealers is in it: it is given away.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from fieldvisit.domain import formats
from fieldvisit.domain.account import days_overdue
from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.figures import figures
from fieldvisit.domain.language import tr
from fieldvisit.domain.reconciliation import MatchKind, Reconciliation
from fieldvisit.domain.visit import Visit
from fieldvisit.reports.ageing import ageing_table
from fieldvisit.reports.amounts import Amounts, exact
from fieldvisit.reports.checks import Check, Checks
from fieldvisit.reports.columns import Column
from fieldvisit.reports.differing import confirmed_pairs, differing_groups, differing_table
from fieldvisit.reports.family import family_report, title_of
from fieldvisit.reports.flow import Block, Together
from fieldvisit.reports.identity import identity
from fieldvisit.reports.kinds import STATEMENT
from fieldvisit.reports.outline import Outlined
from fieldvisit.reports.panels import Tile, Tiles
from fieldvisit.reports.parties import parties
from fieldvisit.reports.sections.signatures import signing
from fieldvisit.reports.tables import Table
from fieldvisit.reports.theme import BODY, GREY, HEAD
from fieldvisit.reports.visit_content import VisitContent
from fieldvisit.reports.words import Heading, headline, paragraph, remark

_BALANCES, _ITEMS, _FIGURES = "balances", "items", "figures"
_AIR = 14.0
_BESIDE_A_BOX = 300
"""Letters of a reason; a longer one goes on from page to page under the boxes."""
_TIGHT = 7.0
"""Between the parts, where that saves a second page."""


def build_statement(visit: Visit, facts: VisitFacts, *, page_size: str = "A4") -> bytes:
    """The statement as a PDF, in the language in force; the same visit gives the same bytes.

    While nothing of the dealer's book is entered it states our ledger only, and says so.
    """
    content = VisitContent(visit, facts, figures(visit, facts))
    report = family_report(content, STATEMENT, page_size, legend=False)
    found = content.figures.books
    money = exact(_amounts(facts, found), content.minor)
    page = _blocks(content, money, _AIR)
    if report.height_of(*page) > report.page_room:
        tight = _blocks(content, money, _TIGHT)
        page = tight if report.height_of(*tight) <= report.page_room else page
    report.add(*page)
    report.outline = [
        Outlined(_BALANCES, tr("Balances")),
        Outlined(_ITEMS, tr("Items that differ") if found else tr("Open documents")),
        Outlined(_FIGURES, tr("Three figures and ageing")),
    ]
    return report.written()


def _blocks(content: VisitContent, money: Amounts, air: float) -> list[Block]:
    """The whole statement with `air` between its parts; nobody signs on a page without the figures."""
    found = content.figures.books
    body = _compared(content, found, money, air) if found else _ledger_only(content, money, air)
    signed = Together((_three_figures(content, money, air), *_agreement(content, money, air)))
    return [*_head(content, air), *body, signed]


def _amounts(facts: VisitFacts, found: Reconciliation | None) -> Iterator[Decimal]:
    yield from (item.amount for item in facts.ledger)
    if found is not None:
        yield from (line.theirs.amount for line in found.lines if line.theirs)


def _head(content: VisitContent, air: float) -> list[Block]:
    day, currency = formats.day(content.visit.day), content.facts.dealer.currency
    subtitle = tr("as of {day}, all amounts in {currency}", day=day, currency=currency)
    return [*title_of(content, STATEMENT, subtitle, _BALANCES), parties(content, air)]


def _compared(content: VisitContent, found: Reconciliation, money: Amounts, air: float) -> list[Block]:
    matched = found.of(MatchKind.MATCHED)
    total = sum((line.ours.amount for line in matched if line.ours), Decimal(0))
    tiles = (
        Tile(tr("Balance in our ledger"), money(found.company)),
        Tile(tr("Balance in the dealer's book"), money(found.dealer)),
        Tile(tr("To be explained"), money(found.gap)),
        Tile(tr("Matched"), str(len(matched)), unit=tr("documents, {amount}", amount=money(total))),
    )
    sums = Together((headline(tr("Identity"), space_before=air), identity(found, money)))
    return [Tiles(tiles, space_before=air, ruled=True), *_items(content, found, money, air), sums]


def _items(content: VisitContent, found: Reconciliation, money: Amounts, air: float) -> list[Block]:
    groups, pairs = differing_groups(content, found), confirmed_pairs(found, money)
    count = str(sum(len(group.lines) for group in groups))
    note = tr("{count}; {pair}, were confirmed as the same document", count=count, pair=pairs[0]) if pairs else count
    heading = _heading(tr("Items that differ"), note if len(pairs) == 1 else count, _ITEMS, air)
    more = (
        [remark(tr("Confirmed as the same document: {pairs}.", pairs=formats.parted(pairs)))] if len(pairs) > 1 else []
    )
    if not groups:
        return [heading, paragraph(tr("Both books agree document by document.")), *more]
    return [heading, differing_table(groups, money), *more]


def _ledger_only(content: VisitContent, money: Amounts, air: float) -> list[Block]:
    """Our open documents one by one, for the dealer to compare."""
    items = content.facts.ledger
    balance = sum((item.amount for item in items), Decimal(0))
    told = tr("The dealer's book was not compared: this is a statement of our ledger only.")
    tiles = (
        Tile(tr("Balance in our ledger"), money(balance)),
        Tile(tr("Balance in the dealer's book"), formats.NO_VALUE, tr("not entered")),
        Tile(tr("Open documents"), str(len(items))),
    )
    blocks: list[Block] = [Tiles(tiles, space_before=air, ruled=True), paragraph(told, BODY.bold())]
    heading = _heading(tr("Open documents"), str(len(items)), _ITEMS, air)
    if not items:
        return [*blocks, heading, paragraph(tr("None."))]
    columns = (
        Column(tr("Document"), stretch=1),
        Column(tr("Date"), stretch=0.6),
        Column(tr("Due"), stretch=0.6),
        Column(tr("Days overdue"), "right"),
        Column(tr("Amount"), "right", stretch=0.4),
    )
    day = content.visit.day
    rows = [
        [
            item.document,
            formats.day(item.issued_on),
            formats.day(item.due_on),
            str(days_overdue(item, day) or formats.NO_VALUE),
            money(item.amount),
        ]
        for item in items
    ]
    return [*blocks, heading, Table(columns, rows, [tr("Balance"), "", "", "", money(balance)])]


def _three_figures(content: VisitContent, money: Amounts, air: float) -> Block:
    account, day = content.figures.account, content.visit.day
    overdue = tr("of which overdue {amount}", amount=money(account.overdue))
    tiles = (
        Tile(tr("Unpaid amount"), money(account.unpaid), unit=overdue),
        Tile(tr("Advance payments"), money(account.advance)),
        Tile(tr("Accounts receivable, net"), money(account.receivable)),
    )
    note = tr("by days past the due date at {day}, our ledger", day=day)
    heading = _heading(tr("Three figures and ageing"), note, _FIGURES, air)
    return Together((heading, Tiles(tiles, shares=(1.5, 1, 1)), *ageing_table(content, money)))


def _agreement(content: VisitContent, money: Amounts, air: float) -> Iterator[Block]:
    values = content.record("account").values
    refused, answer = str(values.get("refused_because", "")), values.get("agreement")
    compared = content.figures.books is not None
    behind = " " + (tr("with the items listed above") if compared else tr("with the balance above"))
    checks = [
        Check(tr("Agreed"), behind, ticked=answer == "agreed"),
        Check(tr("Not agreed"), ticked=answer == "not_agreed"),
    ]
    is_long = len(refused) > _BESIDE_A_BOX
    if refused:
        checks.append(Check(tr("Refused, because"), "" if is_long else f" {refused}", ticked=True))
    yield Checks(tuple(checks), air + 2)
    if is_long:
        yield paragraph(refused)
    if promise := _promise(content, money):
        yield paragraph(promise, BODY.coloured(GREY))
    yield signing(content, space_before=air)


def _promise(content: VisitContent, money: Amounts) -> str:
    """The promise to pay as a sentence; empty without an amount."""
    values = content.record("account").values
    amount, day, by = values.get("promise_amount"), values.get("promise_date"), str(values.get("promise_by", ""))
    if not isinstance(amount, Decimal):
        return ""
    paid = money(amount)
    if isinstance(day, date):
        told = tr("The dealer promises to pay {amount} by {day}", amount=paid, day=day)
    else:
        told = tr("The dealer promises to pay {amount}", amount=paid)
    return tr("{sentence} ({who}).", sentence=told, who=by) if by else tr("{sentence}.", sentence=told)


def _heading(text: str, note: str, anchor: str, air: float) -> Heading:
    return Heading(text, note, HEAD, anchor, air)
