"""Page one under the exceptions: what was reached, what is owed, who promised what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from fieldvisit.domain import formats
from fieldvisit.domain.figures import number
from fieldvisit.domain.language import tr
from fieldvisit.domain.preparing import accepted_objectives
from fieldvisit.domain.visit import Row
from fieldvisit.reports.ageing import ageing_bar
from fieldvisit.reports.anchors import anchor_of
from fieldvisit.reports.beside import TwoColumns
from fieldvisit.reports.columns import Cell, Cells, Column
from fieldvisit.reports.commitments import Commitment, commitments
from fieldvisit.reports.flow import Block
from fieldvisit.reports.masthead import weekday_and_day
from fieldvisit.reports.panels import Tile, Tiles
from fieldvisit.reports.small_pictures import achieved_picture
from fieldvisit.reports.spans import Span
from fieldvisit.reports.tables import Table
from fieldvisit.reports.theme import BODY, CAPTION, GREY, PALE, RED, SUBHEAD, TABLE
from fieldvisit.reports.visit_content import VisitContent, is_unconfirmed
from fieldvisit.reports.words import Paragraph, headline, paragraph


def below_exceptions(content: VisitContent) -> list[Block]:
    """What page one tells under the exceptions: objectives, account and order, commitments, next visit."""
    return [*_objectives(content), *_account(content), *_commitments(content)]


def _objectives(content: VisitContent) -> list[Block]:
    results = content.record("wrap_up").rows("results")
    rows = [_result(content, row, "objective") for row in results]
    rows = rows or [_result(content, row, "measure") for row in accepted_objectives(content.visit)]
    if not rows:
        return []
    columns = (
        Column(tr("Objective"), stretch=1.2),
        Column(tr("Target"), "right"),
        Column(tr("Result"), "right"),
        Column(tr("Unit")),
        Column(tr("Achieved %"), "right"),
        Column(""),
        Column(tr("Remark"), stretch=0.9),
    )
    note = tr("result ÷ target, not capped; the line is 100 %")
    return [headline(tr("Objectives"), note, link=anchor_of("preparation")), Table(columns, rows)]


def _result(content: VisitContent, row: Row, name: str) -> Cells:
    achieved = content.figures.achieved.get(row.id)
    values = row.values
    return [
        str(values.get(name, "")),
        _amount(content, row, "target"),
        _amount(content, row, "result"),
        Cell((Span(str(values.get("unit", "")), TABLE.coloured(GREY)),)),
        Cell((Span(formats.percent(achieved), TABLE.bold()),)),
        achieved_picture(achieved),
        Cell((Span(str(values.get("remark", "")), TABLE.coloured(PALE)),)),
    ]


def _amount(content: VisitContent, row: Row, key: str) -> str:
    value = number(row, key)
    is_money = row.values.get("unit") == content.facts.dealer.currency
    return formats.money(value, content.minor) if is_money else formats.number(value)


def _account(content: VisitContent) -> list[Block]:
    note = tr("{currency}, as of {day}", currency=content.facts.dealer.currency, day=content.visit.day)
    agreement = _agreement(content)
    told = formats.parted(each for each in (note, agreement) if each)
    heading = headline(tr("Account and order"), told, link=anchor_of("account"))
    return [heading, _tiles(content), *ageing_bar(content)]


def _agreement(content: VisitContent) -> str:
    values = content.record("account").values
    if values.get("refused_because"):
        return tr("statement refused")
    if values.get("agreement") == "not_agreed":
        return tr("statement not agreed")
    if values.get("agreement") != "agreed":
        return ""
    both = values.get("company_signature") and values.get("dealer_signature")
    return tr("statement agreed and signed by both") if both else tr("statement agreed")


def _tiles(content: VisitContent) -> Tiles:
    account, money = content.figures.account, _money(content)
    alarm = CAPTION.bold().coloured(RED)
    overdue = tr("{amount} overdue", amount=money(account.overdue)) if account.overdue > 0 else tr("nothing overdue")
    credit = content.figures.credit_after_order
    over = credit is not None and credit < 0
    return Tiles(
        (
            Tile(tr("Unpaid amount"), money(account.unpaid), overdue, alarm if account.overdue > 0 else CAPTION),
            Tile(tr("Advance payments"), money(account.advance)),
            Tile(tr("Receivable, net"), money(account.receivable), tr("unpaid − advance")),
            Tile(tr("Order today"), *_order(content)),
            Tile(tr("Credit after order"), money(credit), *_credit_note(credit, over=over), alarm if over else CAPTION),
        ),
        frozenset({3}),
    )


def _credit_note(credit: Decimal | None, *, over: bool) -> tuple[str]:
    if credit is None:
        return (tr("no credit limit known"),)
    return (tr("over the limit") if over else tr("left of the limit"),)


def _order(content: VisitContent) -> tuple[str, str]:
    accepted = [line for line in content.figures.order.values() if line.accepted]
    if not accepted:
        return formats.NO_VALUE, tr("no order")
    cases = sum((line.cases for line in accepted if line.cases is not None), Decimal(0))
    told = tr("{cases} cases, {count} products", cases=formats.quantity(round(cases, 1)), count=len(accepted))
    return _money(content)(content.figures.order_value), told


def _money(content: VisitContent) -> Callable[[Decimal | None], str]:
    return lambda value: formats.money(value, content.minor)


def _commitments(content: VisitContent) -> list[Block]:
    theirs = _side(tr("Commitments of the dealer"), commitments(content, "theirs"))
    ours = _side(tr("Our commitments"), commitments(content, "ours"))
    return [TwoColumns(tuple(theirs), (*ours, *_next_visit(content)), space_before=12)]


def _side(title: str, found: list[Commitment]) -> Iterator[Block]:
    yield headline(title, space_before=0, link=anchor_of("wrap_up"))
    if not found:
        yield paragraph(tr("None."))
        return
    columns = (Column(tr("What, who"), stretch=1), Column(tr("Due"), "right"))
    yield Table(columns, [_commitment(each) for each in found])


def _commitment(each: Commitment) -> Cells:
    who = (Span(formats.apposed(("", each.who)), TABLE.coloured(PALE)),) if each.who else ()
    return [Cell((Span(each.what, TABLE), *who), each.severity), Cell((Span(each.when, TABLE.bold()),))]


def _next_visit(content: VisitContent) -> Iterator[Block]:
    values = content.record("wrap_up").values
    day, purpose = values.get("next_visit"), str(values.get("next_purpose", ""))
    if not isinstance(day, date):
        return
    when = weekday_and_day(day)
    style = BODY.unconfirmed() if is_unconfirmed(content.record("wrap_up"), "next_visit") else BODY
    told = tr("{day}: {purpose}", day=when, purpose=purpose) if purpose else when
    yield Paragraph((Span(tr("Next visit") + " ", SUBHEAD), Span(told, style)), space_before=8)
