"""How each suggested quantity was calculated, figure by figure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from fieldvisit.domain import formats
from fieldvisit.domain.language import tr
from fieldvisit.domain.ordering import Suggestion
from fieldvisit.reports.columns import Cells, Column
from fieldvisit.reports.flow import Block
from fieldvisit.reports.order_lines import OrderLine
from fieldvisit.reports.tables import Table
from fieldvisit.reports.theme import DENSE, DENSE_GAP
from fieldvisit.reports.visit_content import VisitContent
from fieldvisit.reports.words import Heading, remark

ANNEX = "annex"


def order_annex(content: VisitContent, lines: Sequence[OrderLine]) -> list[Block]:
    """The arithmetic of the lines that have a suggestion; nothing where none has."""
    calculated = [(line, line.figures.suggestion) for line in lines if line.figures.suggestion is not None]
    if not calculated:
        return []
    scaled = any(_factor(line) != 1 for line, _ in calculated)
    titles = (tr("Per day"), tr("Days"), *([tr("Factor")] if scaled else []), tr("Demand"), tr("σ per day"))
    more = (tr("Safety"), tr("On hand"), tr("On order"), tr("Needed"), tr("Case"), tr("Cases"), tr("Units"))
    columns = (
        Column(tr("Product"), stretch=1, style=DENSE, gap=DENSE_GAP),
        *(Column(title, "right", style=DENSE, gap=DENSE_GAP) for title in (*titles, *more)),
    )
    days = formats.number(Decimal(content.figures.needed_days))
    heading = Heading(tr("How the suggestions were calculated"), tr("units"), anchor=ANNEX)
    rows = [_cells(line, suggestion, scaled=scaled) for line, suggestion in calculated]
    return [heading, Table(columns, rows), *_rules(content, days, scaled=scaled)]


def _cells(line: OrderLine, suggestion: Suggestion, *, scaled: bool) -> Cells:
    return [
        str(line.product.called),
        formats.number(suggestion.daily, 4),
        str(suggestion.protection_days),
        *([formats.number(_factor(line))] if scaled else []),
        formats.number(suggestion.demand, 2),
        formats.number(None if suggestion.sigma is None else round(suggestion.sigma, 4)),
        formats.number(suggestion.safety, 2),
        formats.quantity(suggestion.on_hand),
        formats.quantity(suggestion.on_order),
        formats.number(suggestion.wanted, 2),
        str(line.product.case_size),
        formats.quantity(Decimal(suggestion.cases)),
        formats.quantity(suggestion.units),
    ]


def _rules(content: VisitContent, days: str, *, scaled: bool) -> list[Block]:
    limits = content.facts.thresholds
    demand = tr("demand = per day × days × factor") if scaled else tr("demand = per day × days")
    safety = tr(
        "safety = {z} × σ × √days, without σ {safety_days} days of sell-out",
        z=formats.number(limits.service_factor),
        safety_days=formats.number(Decimal(limits.safety_days)),
    )
    needed = tr("needed = demand + safety − on hand − on order, not below 0; cases: rounded up, minimum order kept")
    told = tr("{days} days: lead time and time to the next visit", days=days)
    return [remark(tr("{days}; {demand}; {safety}; {needed}.", days=told, demand=demand, safety=safety, needed=needed))]


def _factor(line: OrderLine) -> Decimal:
    """Season × promotion."""
    return line.product.seasonal_factor * line.product.promotion_uplift
