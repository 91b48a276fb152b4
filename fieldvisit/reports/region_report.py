"""The region report for a director: exceptions first, key figures, ranking, markets, ageing, every visit counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from fieldvisit.domain import formats
from fieldvisit.domain.language import ntr, tr
from fieldvisit.domain.region import DEFAULT_INDEX, RegionException, RegionFigures
from fieldvisit.domain.region.key_figures import key_figures
from fieldvisit.domain.steps import STEPS
from fieldvisit.reports import region_follow_up, region_markets
from fieldvisit.reports.columns import Cell, Cells, Column
from fieldvisit.reports.document import Report
from fieldvisit.reports.flow import Block
from fieldvisit.reports.masthead import Title
from fieldvisit.reports.outline import Outlined
from fieldvisit.reports.page import Frame
from fieldvisit.reports.panels import Tile, Tiles
from fieldvisit.reports.region_board import RANKING, ranking
from fieldvisit.reports.spans import Span
from fieldvisit.reports.tables import Table
from fieldvisit.reports.theme import GREY, TABLE, Style
from fieldvisit.reports.words import Heading, Paragraph, headline, paragraph

_TOP, _VISITS = "region", "visits"
_SUBTITLE = Style(10, 400, GREY)
_DETAILS = {
    "prices": region_markets.PRICES,
    "account": region_markets.AGEING,
    "inventory": region_markets.MISSING,
    "reflection": region_follow_up.PROMISES,
    "guidance": region_follow_up.COMPLAINTS,
}
"""Where the details of an exception stand, by the step it was found in; else in the list of visits."""


def build_region_report(
    figures: RegionFigures, *, author: str = "", page_size: str = "A4", index: str = DEFAULT_INDEX
) -> bytes:
    """The report as a PDF, in the language in force; the same figures give the same bytes."""
    report = _empty(figures, author, page_size)
    report.add(*_head(figures), *_exceptions(figures), *_tiles(figures), *ranking(figures, index))
    report.add(*region_markets.prices(figures), *region_markets.ageing(figures), *region_markets.stock_outs(figures))
    report.add(*region_follow_up.promises(figures), *region_follow_up.missed(figures))
    report.add(*region_follow_up.complaints(figures), *_visits(figures))
    report.outline = [
        Outlined(_TOP, tr("Region")),
        Outlined(RANKING, tr("Ranking")),
        Outlined(region_markets.PRICES, tr("Market prices")),
        Outlined(region_markets.AGEING, tr("Debts by age")),
        Outlined(region_markets.MISSING, tr("Out of stock")),
        Outlined(region_follow_up.PROMISES, tr("Promises broken")),
        Outlined(region_follow_up.MISSED, tr("Visits missed")),
        Outlined(region_follow_up.COMPLAINTS, tr("Open complaints")),
        Outlined(_VISITS, tr("Visits counted")),
    ]
    return report.written()


def _empty(figures: RegionFigures, author: str, page_size: str) -> Report:
    name, period = tr("Region report"), _period(figures)
    last = figures.last_day
    return Report(
        frame=Frame(kind=name, about=period, left_foot=_counted(figures), page_size=page_size),
        title=f"{name} {period}",
        author=author,
        subject=_counted(figures),
        made_at=datetime(last.year, last.month, last.day, tzinfo=UTC),
    )


def _period(figures: RegionFigures) -> str:
    return f"{formats.day(figures.first_day)} – {formats.day(figures.last_day)}"


def _counted(figures: RegionFigures) -> str:
    visits = ntr("{count} visit", "{count} visits", figures.visits.value)
    reps = ntr("{count} rep", "{count} reps", len(figures.reps))
    return formats.apposed((visits, reps))


def _head(figures: RegionFigures) -> Iterator[Block]:
    told = formats.apposed((_period(figures), _counted(figures)))
    yield Title(tr("Region report"), "", "", _TOP)
    yield Paragraph((Span(told, _SUBTITLE),), space_before=0)


def _exceptions(figures: RegionFigures) -> Iterator[Block]:
    lines = figures.exceptions
    yield headline(tr("Exceptions needing a decision"), tr("red before amber, then by money at stake"))
    if not lines:
        yield paragraph(tr("None."))
        return
    columns = (
        Column(tr("What"), stretch=1.1),
        Column(tr("Figure"), stretch=1.9),
        Column(tr("Proposed action"), stretch=1.3),
        Column(tr("Visits"), "right"),
    )
    rows: list[Cells] = [
        [
            Cell((Span(line.title(), TABLE.bold()),), line.severity, link=_details(line)),
            line.figure(),
            line.action(),
            Cell((Span(str(len(line.visits)), TABLE),), link=_VISITS),
        ]
        for line in lines
    ]
    yield Table(columns, rows)


def _details(line: RegionException) -> str:
    return _DETAILS.get(STEPS[line.step - 1].key, _VISITS)


def _tiles(figures: RegionFigures) -> Iterator[Block]:
    shown = [Tile(each.name, each.figure, each.note, unit=each.unit) for each in key_figures(figures)]
    half = (len(shown) + 1) // 2
    yield Tiles(tuple(shown[:half]), space_before=14, ruled=True)
    yield Tiles(tuple(shown[half:]), space_before=2)


def _visits(figures: RegionFigures) -> Sequence[Block]:
    columns = (
        Column(tr("Number")),
        Column(tr("Day"), "right"),
        Column(tr("Rep"), stretch=0.6),
        Column(tr("Dealer"), stretch=1),
        Column(tr("Market"), stretch=0.5),
        Column(tr("Order"), "right"),
        Column(tr("Overdue"), "right"),
    )
    rows: list[Cells] = [
        [
            f"{each.number} r{each.revision}" if each.revision > 1 else each.number,
            formats.short_day(each.day),
            each.rep,
            each.dealer_name,
            each.market,
            formats.money(each.order_value if each.ordered else None, each.minor),
            formats.money(each.overdue, each.minor),
        ]
        for each in figures.shares
    ]
    return [Heading(tr("Visits counted"), _counted(figures), anchor=_VISITS), Table(columns, rows)]
