"""Unpaid amounts by age in print: as a bar with its labels, or as a bar over a table with shares."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal

from fieldvisit.charts.ageing import Ageing, AgeingPart, ageing_height, paint_ageing, paint_ageing_bar
from fieldvisit.domain import formats
from fieldvisit.domain.language import tr
from fieldvisit.reports.amounts import Amounts
from fieldvisit.reports.columns import Cell, Cells, Column
from fieldvisit.reports.flow import Block
from fieldvisit.reports.panels import Chart, in_figures
from fieldvisit.reports.spans import Span
from fieldvisit.reports.tables import Table
from fieldvisit.reports.theme import GREY, TABLE
from fieldvisit.reports.visit_content import VisitContent
from fieldvisit.reports.words import remark


def ageing_bar(content: VisitContent) -> list[Block]:
    """The bar with labels; words where a bar cannot show the amounts; nothing while nothing is owed."""
    amounts = content.figures.account.ageing
    if sum(amounts) <= 0:
        return []
    ageing = _ageing(amounts, Amounts(content.minor))
    if min(amounts) < 0:  # credits older than the invoices: a bar cannot show them, words can
        return [remark(formats.listed(f"{part.label} {part.shown}" for part in ageing.parts))]
    return [
        Chart(lambda sheet, box: paint_ageing(sheet, box, ageing), ageing_height(ageing), alternative=_told(content))
    ]


def ageing_table(content: VisitContent, money: Amounts) -> list[Block]:
    """The bar over amounts and shares, which add up to what is unpaid and to 100."""
    amounts = content.figures.account.ageing
    parts = _ageing(amounts, money).parts
    titles = [*(part.label for part in parts), tr("Unpaid")]
    shares = [formats.with_percent(formats.number(share, 1)) for share in hundredths(amounts)]
    rows: list[Cells] = [
        [*(part.shown for part in parts), Cell((Span(money(sum(amounts, Decimal(0))), TABLE.bold()),))],
        [Cell((Span(words, TABLE.coloured(GREY)),)) for words in shares],
    ]
    table = Table(tuple(Column(title, "right", stretch=1) for title in titles), rows, space_before=3)
    return [*_plain_bar(content), table]


def hundredths(amounts: Sequence[Decimal]) -> list[Decimal | None]:
    """Shares of the sum in percent to one decimal that add up to the 100 at the end: what rounding down leaves goes to
    the largest rests. None where there are no shares: nothing in sum, or an amount below zero.
    """
    whole = sum(amounts, Decimal(0))
    if whole <= 0 or min(amounts) < 0:
        return [None] * (len(amounts) + 1)
    tenths = [amount * 1000 / whole for amount in amounts]
    floors = [each.to_integral_value(ROUND_FLOOR) for each in tenths]
    missing = int(1000 - sum(floors))
    by_rest = sorted(range(len(amounts)), key=lambda index: (floors[index] - tenths[index], index))
    raised = [floor + (index in by_rest[:missing]) for index, floor in enumerate(floors)]
    return [*(each / 10 for each in raised), Decimal(100)]


def brackets() -> tuple[str, ...]:
    """The names of the five ages."""
    return tr("Not due"), "1–30", "31–60", "61–90", tr("over 90 days")


def _plain_bar(content: VisitContent) -> list[Block]:
    amounts = content.figures.account.ageing
    if sum(amounts) <= 0 or min(amounts) < 0:
        return []
    ageing = _ageing(amounts, Amounts(content.minor))
    return [
        Chart(lambda sheet, box: paint_ageing_bar(sheet, box, ageing), ageing.bar_height, alternative=_told(content))
    ]


def _ageing(amounts: Sequence[Decimal], money: Amounts) -> Ageing:
    named = zip(brackets(), amounts, strict=True)
    return Ageing(tuple(AgeingPart(name, amount, money(amount)) for name, amount in named))


def _told(content: VisitContent) -> str:
    overdue = formats.money(content.figures.account.overdue, content.minor)
    sentence = tr("{amount} of the unpaid amount is overdue.", amount=overdue)
    parts = _ageing(content.figures.account.ageing, Amounts(content.minor)).parts
    return in_figures(sentence, ((part.label, part.shown) for part in parts))
