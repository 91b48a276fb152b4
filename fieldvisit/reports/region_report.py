"""The region report for a director: exceptions first, key figures, ranking, markets, ageing, every visit counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal

from fieldvisit.domain import formats
from fieldvisit.domain.language import mark, ntr, tr
from fieldvisit.domain.region import DEFAULT_INDEX, Found, PriceSpread, RegionFigures
from fieldvisit.domain.region.exceptions import sums_shown
from fieldvisit.domain.region.share import Promise
from fieldvisit.reports.ageing import brackets
from fieldvisit.reports.columns import Cell, Cells, Column
from fieldvisit.reports.document import Report
from fieldvisit.reports.flow import Block
from fieldvisit.reports.masthead import Title
from fieldvisit.reports.outline import Outlined
from fieldvisit.reports.page import Frame
from fieldvisit.reports.panels import Tile, Tiles
from fieldvisit.reports.spans import Span
from fieldvisit.reports.tables import Table
from fieldvisit.reports.theme import GREY, TABLE, Style
from fieldvisit.reports.words import Heading, Paragraph, headline, paragraph, remark

_TOP, _RANKING, _PRICES, _VISITS = "region", "ranking", "prices", "visits"
_SUBTITLE = Style(10, 400, GREY)
_SIDES = {"retail": mark("retail"), "resale": mark("resale")}
_MOST_PRICES = 40


def build_region_report(
    figures: RegionFigures, *, author: str = "", page_size: str = "A4", index: str = DEFAULT_INDEX
) -> bytes:
    """The report as a PDF, in the language in force; the same figures give the same bytes."""
    report = _empty(figures, author, page_size)
    report.add(*_head(figures), *_exceptions(figures), *_tiles(figures), *_ranking(figures))
    report.add(*_prices(figures), *_ageing(figures), *_stock_outs(figures))
    report.add(*_promises(figures), *_complaints(figures), *_visits(figures))
    report.outline = [
        Outlined(_TOP, tr("Region")),
        Outlined(_RANKING, tr("Ranking")),
        Outlined(_PRICES, tr("Market prices")),
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
    return formats.listed((visits, reps))


def _head(figures: RegionFigures) -> Iterator[Block]:
    told = formats.listed((_period(figures), _counted(figures)))
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
            Cell((Span(line.title(), TABLE.bold()),), line.severity),
            line.figure(),
            line.action(),
            Cell((Span(str(len(line.visits)), TABLE),), link=_VISITS),
        ]
        for line in lines
    ]
    yield Table(columns, rows)


def _tiles(figures: RegionFigures) -> Iterator[Block]:
    strike, objectives, share = figures.strike, figures.objectives, figures.own_share.value
    orders = len(figures.orders.visits)
    yield Tiles(
        (
            Tile(
                tr("Visits"), str(figures.visits.value), ntr("{count} dealer", "{count} dealers", figures.dealers.value)
            ),
            Tile(
                tr("Orders, {currency}", currency=figures.currency),
                sums_shown(figures.orders.value, figures.minor),
                ntr("{count} order", "{count} orders", orders),
            ),
            Tile(
                tr("Strike rate"),
                formats.percent(strike.ratio),
                tr("{part} of {whole} visits", part=strike.part, whole=strike.whole),
                unit="%",
            ),
            Tile(
                tr("Objectives reached"),
                formats.percent(objectives.ratio),
                tr("{part} of {whole} with a result", part=objectives.part, whole=objectives.whole),
                unit="%",
            ),
            Tile(
                tr("Overdue"),
                sums_shown(figures.overdue.value, figures.minor),
                ntr("{count} dealer", "{count} dealers", len(figures.overdue.visits)),
            ),
            Tile(tr("Own share of stock"), formats.percent(share), tr("own ÷ all, by value"), unit="%"),
        ),
        space_before=14,
        ruled=True,
    )


def _ranking(figures: RegionFigures) -> Iterator[Block]:
    ranked = figures.ranking()
    yield Heading(tr("Ranking"), tr("by value of orders"), anchor=_RANKING)
    columns = (
        Column("", "right"),
        Column(tr("Rep"), stretch=1),
        Column(tr("Orders, {currency}", currency=figures.currency), "right"),
        Column(tr("Visits"), "right"),
        Column(tr("Dealers"), "right"),
        Column(tr("Strike %"), "right"),
        Column(tr("Objectives %"), "right"),
        Column(tr("Quartile"), "right"),
    )
    rows: list[Cells] = [
        [
            str(each.place),
            each.figures.rep or formats.NO_VALUE,
            formats.money(each.value, figures.minor),
            str(len(each.figures.visits)),
            str(each.figures.dealers),
            formats.percent(each.figures.strike),
            formats.percent(each.figures.achieved),
            str(each.quartile),
        ]
        for each in ranked
    ]
    whole = figures.orders.value.get(figures.currency, Decimal(0))
    total: Cells = [
        "",
        tr("Region"),
        formats.money(whole, figures.minor),
        str(figures.visits.value),
        str(figures.dealers.value),
        formats.percent(figures.strike.ratio),
        formats.percent(figures.objectives.ratio),
        "",
    ]
    yield Table(columns, rows, total=total)


def _prices(figures: RegionFigures) -> Iterator[Block]:
    spreads = [each for each in figures.market_prices if each.dealers > 1]
    yield Heading(tr("Market prices"), tr("latest price of each dealer; (max − min) ÷ median"), anchor=_PRICES)
    if not spreads:
        yield paragraph(tr("No product was seen at two dealers of one market."))
        return
    columns = (
        Column(tr("Market")),
        Column(tr("Product"), stretch=1),
        Column(tr("Price")),
        Column(tr("Dealers"), "right"),
        Column(tr("Lowest"), "right"),
        Column(tr("Median"), "right"),
        Column(tr("Highest"), "right"),
        Column(tr("Disorder %"), "right"),
        Column(tr("Lowest at"), stretch=0.7),
    )
    yield Table(columns, [_price_row(each) for each in spreads[:_MOST_PRICES]])
    if len(spreads) > _MOST_PRICES:
        yield remark(
            tr("{count} further rows with less disorder are in the workbook.", count=len(spreads) - _MOST_PRICES)
        )


def _price_row(each: PriceSpread) -> Cells:
    return [
        each.market or formats.NO_VALUE,
        each.name,
        Cell((Span(tr(_SIDES[each.side]), TABLE.coloured(GREY)),)),
        str(each.dealers),
        formats.unit_price(each.low),
        formats.unit_price(each.middle),
        formats.unit_price(each.high),
        Cell((Span(formats.percent(each.disorder), TABLE.bold() if each.severity else TABLE),), each.severity),
        each.lowest,
    ]


def _ageing(figures: RegionFigures) -> Iterator[Block]:
    yield headline(tr("Debts by age"), tr("unpaid amounts at each dealer's last visit"))
    if not figures.ageing.value:
        yield paragraph(tr("Nothing is owed."))
        return
    columns = (
        Column(tr("Currency")),
        *(Column(title, "right", stretch=1) for title in (*brackets(), tr("Unpaid"))),
    )
    rows: list[Cells] = [
        [currency, *(formats.money(each, figures.minor) for each in (*ages, sum(ages, Decimal(0))))]
        for currency, ages in figures.ageing.value.items()
    ]
    yield Table(columns, rows)


def _stock_outs(figures: RegionFigures) -> Iterator[Block]:
    yield headline(tr("Out of stock"), tr("at the last count of each dealer who carries the product"))
    rows: list[Cells] = [
        [each.name, str(each.part), str(each.whole), formats.percent(each.ratio)] for each in figures.stock_outs
    ]
    columns = (
        Column(tr("Product"), stretch=1),
        Column(tr("Dealers"), "right"),
        Column(tr("of"), "right"),
        Column("%", "right"),
    )
    yield Table(columns, rows) if rows else paragraph(tr("None."))


def _promises(figures: RegionFigures) -> Iterator[Block]:
    told = tr("{broken} of {due} due", broken=len(figures.broken), due=len(figures.due))
    yield headline(tr("Promises broken"), told)
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


def _complaints(figures: RegionFigures) -> Iterator[Block]:
    yield headline(tr("Open complaints"))
    columns = (
        Column(tr("Number")),
        Column(tr("Facts"), stretch=1),
        Column(tr("Dealer"), stretch=0.6),
        Column(tr("Owner"), stretch=0.4),
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
