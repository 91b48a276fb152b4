"""The markets of a region: prices beside their corridors, debts by age, and what is out of stock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from fieldvisit.charts.ageing import Ageing, AgeingPart, ageing_height, paint_ageing
from fieldvisit.charts.spread import Spread, paint_spread
from fieldvisit.charts.target import Role
from fieldvisit.domain import formats
from fieldvisit.domain.flags import Severity
from fieldvisit.domain.language import mark, tr
from fieldvisit.domain.region import PriceSpread, RegionFigures
from fieldvisit.domain.region.exceptions import sums_shown
from fieldvisit.reports.ageing import brackets
from fieldvisit.reports.columns import Cell, Cells, Column, Picture
from fieldvisit.reports.flow import Block
from fieldvisit.reports.panels import Chart
from fieldvisit.reports.spans import Span
from fieldvisit.reports.tables import Table
from fieldvisit.reports.theme import GREY, TABLE
from fieldvisit.reports.words import Heading, paragraph, remark

PRICES, AGEING, MISSING = "prices", "ageing", "missing"
_SIDES = {"retail": mark("retail"), "resale": mark("resale")}
_MARKS = {Severity.RED: Role.RED, Severity.AMBER: Role.AMBER}
_MOST_PRICES = 40
_MOST_OWING = 15
_SPREAD = 62.0


def prices(figures: RegionFigures) -> Iterator[Block]:
    """The price map: products seen at two dealers of a market or more, the worst disorder first."""
    spreads = [each for each in figures.market_prices if each.dealers > 1]
    told = tr("latest price of each dealer; disorder = (highest − lowest) ÷ median")
    yield Heading(tr("Market prices"), told, anchor=PRICES)
    if not spreads:
        yield paragraph(tr("No product was seen at two dealers of one market."))
        return
    columns = (
        Column(tr("Market")),
        Column(tr("Product"), stretch=1),
        Column(tr("Corridor")),
        Column(tr("Lowest to highest")),
        Column(tr("Lowest"), "right"),
        Column(tr("Median"), "right"),
        Column(tr("Highest"), "right"),
        Column(tr("Outside")),
        Column(tr("Disorder %"), "right"),
    )
    yield Table(columns, [_price_row(each) for each in spreads[:_MOST_PRICES]])
    if len(spreads) > _MOST_PRICES:
        yield remark(
            tr("{count} further rows with less disorder are in the workbook.", count=len(spreads) - _MOST_PRICES)
        )


def _price_row(each: PriceSpread) -> Cells:
    band = each.band
    colour = _MARKS[each.severity] if each.severity else Role.INK
    spread = Spread(each.low, each.middle, each.high, band.floor, band.recommended, band.ceiling, colour)
    side = Span(f"\u2002{tr(_SIDES[each.side])}", TABLE.coloured(GREY))
    outside = tr("{part} of {whole}", part=len(each.outside), whole=each.judged) if each.judged else formats.NO_VALUE
    return [
        each.market or formats.NO_VALUE,
        Cell((Span(str(each.name), TABLE), side)),
        Cell((Span(_corridor(each), TABLE.coloured(GREY)),)),
        Picture(lambda sheet, box: paint_spread(sheet, box, spread), _SPREAD),
        formats.unit_price(each.low),
        formats.unit_price(each.middle),
        formats.unit_price(each.high),
        outside,
        Cell((Span(formats.percent(each.disorder), TABLE.bold() if each.severity else TABLE),), each.severity),
    ]


def _corridor(each: PriceSpread) -> str:
    floor, ceiling = each.band.floor, each.band.ceiling
    if floor is None and ceiling is None:
        return formats.NO_VALUE
    return f"{formats.unit_price(floor)}\u2009–\u2009{formats.unit_price(ceiling)}"


def ageing(figures: RegionFigures) -> Iterator[Block]:
    """Debts by age: a bar for the main currency, the dealers with most overdue, and the sum of each currency."""
    yield Heading(tr("Debts by age"), tr("unpaid amounts at each dealer's last visit"), anchor=AGEING)
    found = figures.ageing.value
    if not found:
        yield paragraph(tr("Nothing is owed."))
        return
    if figures.currency in found and min(found[figures.currency]) >= 0 < sum(found[figures.currency]):
        yield _bar(figures, found[figures.currency])
    columns = (Column(tr("Dealer"), stretch=1), *(Column(title, "right") for title in (*brackets(), tr("Unpaid"))))
    owing = sorted((each for each in figures.latest if each.overdue > 0), key=lambda each: -each.overdue)
    rows = [_owed(each.dealer_name, each.ageing, figures) for each in owing[:_MOST_OWING]]
    *others, last = (
        _owed(tr("Region, {currency}", currency=currency), ages, figures) for currency, ages in found.items()
    )
    yield Table(columns, [*rows, *others], total=last, space_before=6)
    if len(owing) > _MOST_OWING:
        yield remark(tr("{count} further dealers are in the workbook.", count=len(owing) - _MOST_OWING))


def _owed(name: str, ages: Sequence[Decimal], figures: RegionFigures) -> Cells:
    return [name, *(formats.money(each, figures.minor) for each in (*ages, sum(ages, Decimal(0))))]


def _bar(figures: RegionFigures, ages: Sequence[Decimal]) -> Block:
    named = zip(brackets(), ages, strict=True)
    bar = Ageing(tuple(AgeingPart(name, amount, formats.money(amount, figures.minor)) for name, amount in named))
    overdue = sums_shown(figures.overdue.value, figures.minor)
    told = tr("{amount} of the unpaid amount is overdue.", amount=overdue)
    return Chart(lambda sheet, box: paint_ageing(sheet, box, bar), ageing_height(bar), alternative=told)


def stock_outs(figures: RegionFigures) -> Iterator[Block]:
    """Products found missing, at most dealers first."""
    told = tr("at the last count of each dealer who carries the product")
    yield Heading(tr("Out of stock"), told, anchor=MISSING)
    rows: list[Cells] = [
        [str(each.name), str(each.part), str(each.whole), formats.percent(each.ratio)] for each in figures.stock_outs
    ]
    columns = (
        Column(tr("Product"), stretch=1),
        Column(tr("Dealers"), "right"),
        Column(tr("of"), "right"),
        Column("%", "right"),
    )
    yield Table(columns, rows) if rows else paragraph(tr("None."))
