"""The order proposal for the dealer and the order desk: lines, totals, and the credit that is left after it.

Prices are the dealer's own purchase prices; margins are never in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from fieldvisit.domain import formats
from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.figures import figures
from fieldvisit.domain.language import tr
from fieldvisit.domain.steps.sales import SALES
from fieldvisit.domain.visit import Visit
from fieldvisit.reports.amounts import Amounts
from fieldvisit.reports.columns import Cell, Cells, Column
from fieldvisit.reports.equation import Equation, Term, signed
from fieldvisit.reports.family import family_report, title_of
from fieldvisit.reports.flow import Block, Together
from fieldvisit.reports.kinds import ORDER
from fieldvisit.reports.order_annex import ANNEX, order_annex
from fieldvisit.reports.order_lines import OrderLine, order_lines, packed
from fieldvisit.reports.outline import Outlined
from fieldvisit.reports.panels import Tile, Tiles
from fieldvisit.reports.parties import parties
from fieldvisit.reports.product_cells import product_cell
from fieldvisit.reports.spans import Span
from fieldvisit.reports.tables import Table
from fieldvisit.reports.theme import CAPTION, DENSE, DENSE_GAP, GREY, PALE, RED
from fieldvisit.reports.visit_content import VisitContent
from fieldvisit.reports.words import headline, paragraph, remark

_ORDER = "order"


def build_order_proposal(visit: Visit, facts: VisitFacts, *, page_size: str = "A4", annex: bool = True) -> bytes:
    """The proposal as a PDF, in the language in force; the same visit gives the same bytes.

    `annex` adds the arithmetic of each suggestion, for the rep and the order desk.
    """
    content = VisitContent(visit, facts, figures(visit, facts))
    report = family_report(content, ORDER, page_size, legend=False)
    lines = [line for line in order_lines(content) if line.is_told]
    report.add(*_head(content, lines), *_order(content, lines), *_credit(content))
    if annex:
        report.add(*order_annex(content, lines))
    report.outline = [Outlined(_ORDER, tr("Order")), Outlined(ANNEX, tr("How the suggestions were calculated"))]
    return report.written()


def _head(content: VisitContent, lines: Sequence[OrderLine]) -> list[Block]:
    dealer, money = content.facts.dealer, Amounts(content.minor)
    subtitle = tr("of {day}, all amounts in {currency}", day=content.visit.day, currency=dealer.currency)
    account, credit = content.figures.account, content.figures.credit_after_order
    over = credit is not None and credit < 0
    ordered = [line for line in lines if line.figures.accepted]
    cases, loose = _packing(ordered)
    tiles = (
        Tile(tr("Order value"), money(content.figures.order_value)),
        Tile(tr("Products"), str(len(ordered)), unit=tr("{cases} cases", cases=packed(cases, loose))),
        Tile(tr("Credit available"), money(account.available), "" if account.limit else tr("no credit limit known")),
        Tile(
            tr("Credit after order"),
            money(credit),
            tr("over the limit") if over else "",
            CAPTION.bold().coloured(RED) if over else CAPTION,
        ),
    )
    return [*title_of(content, ORDER, subtitle, _ORDER), parties(content), Tiles(tiles, space_before=14, ruled=True)]


def _packing(lines: Sequence[OrderLine]) -> tuple[Decimal, Decimal]:
    packings = [packing for line in lines if (packing := line.packing) is not None]
    return sum((cases for cases, _ in packings), Decimal(0)), sum((loose for _, loose in packings), Decimal(0))


def _order(content: VisitContent, lines: Sequence[OrderLine]) -> list[Block]:
    heading = headline(tr("Lines"), tr("quantities in units; price per unit"), space_before=14)
    if not lines:
        return [heading, paragraph(tr("Nothing is ordered or suggested."))]
    titles = (tr("On hand"), tr("Cover, days"), tr("Suggested"), tr("Order"), tr("Cases"), tr("Price"), tr("Amount"))
    columns = (
        Column(tr("Code"), style=DENSE.coloured(GREY), gap=DENSE_GAP),
        Column(tr("Product"), stretch=1, style=DENSE, gap=DENSE_GAP),
        *(Column(title, "right", style=DENSE, gap=DENSE_GAP) for title in titles),
        Column(tr("Reason"), stretch=0.35, style=DENSE),
    )
    table = Table(columns, [_cells(content, line) for line in lines], _total(content, lines))
    return [heading, table, *_remarks(content, lines)]


def _cells(content: VisitContent, line: OrderLine) -> Cells:
    calculated, suggestion = line.figures, line.figures.suggestion
    reason = SALES.table("order").column("reason")
    return [
        line.product.code,
        product_cell(line.product.name, line.product.name_local),
        formats.quantity(suggestion.on_hand if suggestion else None),
        formats.figure(_cover(content, line)),
        Cell((Span(formats.quantity(suggestion.units if suggestion else None), DENSE.coloured(PALE)),)),
        Cell((Span(formats.quantity(calculated.accepted), DENSE.bold()),)),
        packed(*line.packing) if line.packing else formats.NO_VALUE,
        formats.unit_price(calculated.price),
        formats.money(calculated.value, content.minor),
        content.shown(reason, line.row.values.get("reason")),
    ]


def _cover(content: VisitContent, line: OrderLine) -> Decimal | None:
    stock = (row.figures for row in content.figures.stock.values())
    return next((each.cover for each in stock if each.product == line.product.code), None)


def _total(content: VisitContent, lines: Sequence[OrderLine]) -> Cells:
    value = formats.money(content.figures.order_value, content.minor)
    return [tr("Total"), *[""] * 5, packed(*_packing(lines)), "", value, ""]


def _remarks(content: VisitContent, lines: Sequence[OrderLine]) -> list[Block]:
    told = []
    if any(line.packing and line.packing[1] for line in lines):
        told.append(tr("35 + 5 cases are 35 cases and 5 units."))
    if unpriced := [line for line in lines if line.figures.accepted and line.figures.price is None]:
        told.append(tr("Products without a price, not in the total: {count}.", count=len(unpriced)))
    return [remark(formats.sentences(told))] if told else []


def _credit(content: VisitContent) -> list[Block]:
    account, money = content.figures.account, Amounts(content.minor)
    available, after = account.available, content.figures.credit_after_order
    if account.limit is None or available is None or after is None:
        return []
    order = content.figures.order_value
    terms = (
        Term(tr("Credit limit"), money(account.limit)),
        Term(tr("Unpaid amount"), signed(money(account.unpaid), account.unpaid), "−"),
        Term(tr("Undelivered"), signed(money(account.undelivered), account.undelivered), "−"),
        Term(tr("Advance payments"), signed(money(account.advance), account.advance), "+"),
        Term(tr("Available"), money(available), "=", result=True),
        Term(tr("Order"), money(order), "−"),
        Term(tr("Credit after order"), money(after), "=", result=True, odd=after < 0),
    )
    note = tr("as of {day}", day=content.visit.day)
    return [Together((headline(tr("Credit"), note, space_before=14), Equation(terms)))]
