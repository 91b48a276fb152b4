"""Competing products seen at the dealer's: their price now and last time, and our price index."""

from __future__ import annotations

from fieldvisit.domain import formats
from fieldvisit.domain.fields import Step
from fieldvisit.domain.figures import number
from fieldvisit.domain.language import tr
from fieldvisit.domain.visit import Row
from fieldvisit.reports.columns import Cells, Column
from fieldvisit.reports.flow import Block
from fieldvisit.reports.sections.flagged import flag_cell, judged
from fieldvisit.reports.tables import Table
from fieldvisit.reports.theme import DENSE, DENSE_GAP
from fieldvisit.reports.visit_content import VisitContent
from fieldvisit.reports.words import subheading


def competing_products(content: VisitContent, step: Step) -> list[Block]:
    """The table of those whose price was seen."""
    rows = [row for row in content.record(step.key).rows("competitors") if number(row, "price") is not None]
    if not rows:
        return []
    columns = (
        Column(tr("Brand"), stretch=0.6, style=DENSE),
        Column(tr("Product seen"), stretch=1, style=DENSE),
        Column(tr("Competes with"), stretch=1, style=DENSE),
        *(
            Column(title, "right", style=DENSE, gap=DENSE_GAP)
            for title in (tr("Last"), tr("Price"), tr("Δ %"), tr("Price index"))
        ),
        Column(tr("Reported"), style=DENSE),
        Column(tr("Flag"), style=DENSE),
    )
    note = tr("price index = our retail price ÷ theirs × 100")
    return [
        subheading(tr(step.table("competitors").label), note),
        Table(columns, [_cells(content, row) for row in rows]),
    ]


def _cells(content: VisitContent, row: Row) -> Cells:
    calculated = content.figures.competitors.get(row.id)
    flags = content.row_flags("prices", "competitors", row.id)
    against = str(row.values.get("against", ""))
    return [
        str(row.values.get("brand", "")),
        str(row.values.get("name", "")),
        content.product_name(against) if against else formats.NO_VALUE,
        formats.unit_price(calculated.last if calculated else None),
        formats.unit_price(number(row, "price")),
        judged(formats.change(calculated.change if calculated else None), flags, "competitor.changed"),
        formats.figure(calculated.index if calculated else None),
        tr("Yes") if row.values.get("report") else "",
        flag_cell(flags),
    ]
