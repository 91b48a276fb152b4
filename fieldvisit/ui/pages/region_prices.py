"""The price map of a region as lines: each product of a market beside its corridor, and who is outside of it."""

from __future__ import annotations

from fieldvisit.charts.spread import Spread
from fieldvisit.charts.target import Role
from fieldvisit.domain import formats
from fieldvisit.domain.flags import Severity
from fieldvisit.domain.language import tr
from fieldvisit.domain.region import PriceSpread, RegionFigures
from fieldvisit.ui.pages.region_cells import SpreadCell
from fieldvisit.ui.pages.region_lines import SEVERITIES, Line
from fieldvisit.ui.widgets.marks import FlagMark
from fieldvisit.ui.widgets.records import Cell, Column, Kind

_MARKS = {Severity.RED: Role.RED, Severity.AMBER: Role.AMBER}


def about_prices(figures: RegionFigures) -> str:
    out = sum(len(each.outside) for each in figures.market_prices)
    judged = sum(each.judged for each in figures.market_prices)
    told = tr("latest price of each dealer; disorder = (highest − lowest) ÷ median")
    if not judged:
        return told
    outside = tr("{out} of {judged} prices outside their corridor", out=out, judged=judged)
    return formats.parted((told, outside))


def price_columns() -> list[Column]:
    return [
        Column(tr("Market"), width=84, stretch=1),
        Column(tr("Product"), width=164, stretch=3),
        Column(tr("Dealers"), Kind.NUMBER, width=70, drop=4),
        Column(tr("Corridor"), width=108, drop=3),
        Column(tr("Lowest to highest"), width=110, stretch=1, drop=1),
        Column(tr("Lowest"), Kind.NUMBER, width=64),
        Column(tr("Median"), Kind.NUMBER, width=66),
        Column(tr("Highest"), Kind.NUMBER, width=68),
        Column(tr("Outside"), width=78),
        Column(tr("Disorder %"), Kind.FLAG, width=88),
    ]


def corridor_words(each: PriceSpread) -> str:
    """The corridor of a product in a market; a dash where there is none."""
    if each.band.floor is None and each.band.ceiling is None:
        return formats.NO_VALUE
    floor, ceiling = formats.unit_price(each.band.floor), formats.unit_price(each.band.ceiling)
    return tr("{floor} to {ceiling}", floor=floor, ceiling=ceiling)


def _spread(each: PriceSpread) -> Spread:
    band = each.band
    colour = _MARKS[each.severity] if each.severity else Role.INK
    return Spread(each.low, each.middle, each.high, band.floor, band.recommended, band.ceiling, colour)


def _outside(each: PriceSpread) -> Cell:
    if not each.judged:
        return Cell(formats.NO_VALUE)
    words = tr("{part} of {whole}", part=len(each.outside), whole=each.judged)
    return Cell(words, strong=bool(each.outside))


def price_lines(figures: RegionFigures) -> list[Line]:
    return [
        Line(
            (
                Cell(each.market or formats.NO_VALUE),
                Cell(str(each.name), tr("retail") if each.side == "retail" else tr("resale")),
                Cell(str(each.dealers)),
                Cell(corridor_words(each), tone="text2"),
                SpreadCell(price_told(each), spread=_spread(each)),
                Cell(formats.unit_price(each.low)),
                Cell(formats.unit_price(each.middle)),
                Cell(formats.unit_price(each.high)),
                _outside(each),
                Cell(
                    "" if each.severity else formats.percent(each.disorder),
                    mark=FlagMark(SEVERITIES[each.severity], formats.percent(each.disorder)) if each.severity else None,
                ),
            ),
            each.visits,
            title=tr("{product}, {market}", product=each.name, market=each.market) if each.market else str(each.name),
            told=formats.parted((tr("the lowest price first"), price_told(each))),
        )
        for each in figures.market_prices
    ]


def price_told(each: PriceSpread) -> str:
    """Who is out of the corridor with which price, and the cheapest competitor."""
    outside = [f"{name} {formats.unit_price(price)}" for name, price in each.outside]
    if outside:
        told = tr("outside the corridor: {dealers}", dealers=formats.listed(outside))
    else:
        told = tr("nobody outside the corridor") if each.judged else tr("no corridor")
    if each.rival is None:
        return told
    rival = tr("cheapest competitor {name} {price}", name=each.rival_name, price=formats.unit_price(each.rival))
    return formats.parted((told, rival))
