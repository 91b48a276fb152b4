"""What the company is to hear of: prices, competitors and market news that the rep marked."""

from __future__ import annotations

from fieldvisit.domain import formats
from fieldvisit.domain.company_report import ReportedItem
from fieldvisit.domain.language import tr
from fieldvisit.domain.steps import number_of
from fieldvisit.reports.anchors import REPORTED, anchor_of
from fieldvisit.reports.columns import Cell, Cells, Column
from fieldvisit.reports.flow import Block
from fieldvisit.reports.spans import Span
from fieldvisit.reports.tables import Table
from fieldvisit.reports.theme import GREY, TABLE
from fieldvisit.reports.visit_content import VisitContent
from fieldvisit.reports.words import Heading


def reported(content: VisitContent) -> list[Block]:
    """The list under its heading; nothing where nothing is to be reported."""
    items = content.figures.reported
    if not items:
        return []
    columns = (
        Column(tr("About"), stretch=0.8),
        Column(tr("Finding"), stretch=2),
        Column(tr("Confidence")),
        Column(tr("Step"), "right"),
    )
    heading = Heading(tr("To report to the company"), str(len(items)), anchor=REPORTED)
    return [heading, Table(columns, [_cells(item) for item in items])]


def _cells(item: ReportedItem) -> Cells:
    finding = str(item.finding)
    step = Cell((Span(str(number_of(item.address.step)), TABLE.coloured(GREY)),), link=anchor_of(item.address.step))
    return [str(item.subject), finding[:1].upper() + finding[1:], str(item.confidence) or formats.NO_VALUE, step]
