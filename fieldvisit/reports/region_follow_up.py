"""What has to be followed up in a region: promises broken, visits missed, complaints open."""

from __future__ import annotations

from collections.abc import Iterator

from fieldvisit.domain import formats
from fieldvisit.domain.language import tr
from fieldvisit.domain.region import Call, Found, RegionFigures
from fieldvisit.domain.region.share import Promise
from fieldvisit.reports.columns import Cells, Column
from fieldvisit.reports.flow import Block
from fieldvisit.reports.tables import Table
from fieldvisit.reports.words import Heading, paragraph, remark

PROMISES, MISSED, COMPLAINTS = "promises", "missed", "complaints"
_MOST_MISSED = 40


def promises(figures: RegionFigures) -> Iterator[Block]:
    """Promises not kept by their date, ours first."""
    told = tr("{broken} of {due} due", broken=len(figures.broken), due=len(figures.due))
    yield Heading(tr("Promises broken"), told, anchor=PROMISES)
    columns = (
        Column(tr("Whose")),
        Column(tr("Promise"), stretch=1),
        Column(tr("Dealer"), stretch=0.7),
        Column(tr("Due"), "right"),
        Column(tr("Days late"), "right"),
    )
    rows = [_promise_row(figures, each) for each in figures.broken]
    yield Table(columns, rows) if rows else paragraph(tr("None."))


def _promise_row(figures: RegionFigures, each: Found[Promise]) -> Cells:
    promise = each.value
    return [
        tr("ours") if promise.side == "ours" else tr("the dealer's"),
        promise.what,
        figures.by_id[each.visits[0]].dealer_name,
        formats.day(promise.due),
        str(promise.days),
    ]


def missed(figures: RegionFigures) -> Iterator[Block]:
    """Visits that were agreed and not made by the day."""
    told = tr(
        "{missed} of {agreed} visits agreed were not made by their day; judged up to each rep's last report",
        missed=len(figures.missed),
        agreed=len(figures.calls),
    )
    yield Heading(tr("Visits missed"), told, anchor=MISSED)
    columns = (
        Column(tr("Agreed for"), "right"),
        Column(tr("Dealer"), stretch=1),
        Column(tr("Rep"), stretch=0.7),
        Column(tr("Visited"), "right"),
        Column(tr("Days late"), "right"),
    )
    rows = [_missed_row(each) for each in figures.missed[:_MOST_MISSED]]
    yield Table(columns, rows) if rows else paragraph(tr("None."))
    if len(figures.missed) > _MOST_MISSED:
        yield remark(tr("{count} further visits are in the workbook.", count=len(figures.missed) - _MOST_MISSED))


def _missed_row(each: Found[Call]) -> Cells:
    call = each.value
    return [
        formats.day(call.due),
        call.agreed.dealer_name,
        call.agreed.rep,
        formats.day(call.made.day) if call.made else tr("not yet"),
        formats.number(call.days_late),
    ]


def complaints(figures: RegionFigures) -> Iterator[Block]:
    """Complaints that were not settled at the dealers' last visits."""
    yield Heading(tr("Open complaints"), anchor=COMPLAINTS)
    columns = (
        Column(tr("Number")),
        Column(tr("Facts"), stretch=1),
        Column(tr("Dealer"), stretch=0.6),
        Column(tr("In charge"), stretch=0.4),
        Column(tr("Due"), "right"),
    )
    rows: list[Cells] = [
        [
            each.value.number,
            each.value.facts,
            figures.by_id[each.visits[0]].dealer_name,
            each.value.owner,
            formats.day(each.value.due),
        ]
        for each in figures.complaints
    ]
    yield Table(columns, rows) if rows else paragraph(tr("None."))
