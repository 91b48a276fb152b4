"""Step 3 as sheets: own range against policy, others and last time, and the competing products."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fieldvisit.domain.figures import PriceRow
from fieldvisit.domain.language import mark, tr
from fieldvisit.domain.prices import SIDES, Side, SideFigures
from fieldvisit.domain.steps import step_of
from fieldvisit.domain.visit import Row
from fieldvisit.exchange.visit_sheets.columns import Told, Way, sheet_of
from fieldvisit.exchange.visit_sheets.plain import entered, sheet_name
from fieldvisit.exchange.visit_sheets.source import Source, of, sentences, short
from fieldvisit.exchange.workbooks import Sheet

_COMPARED: tuple[tuple[dict[Side, str], Callable[[SideFigures], Any], Way], ...] = (
    (
        {"retail": mark("Retail, recommended"), "resale": mark("Resale, recommended")},
        lambda side: side.band.recommended,
        Way.PRICE,
    ),
    ({"retail": mark("Retail, floor"), "resale": mark("Resale, floor")}, lambda side: side.band.floor, Way.PRICE),
    ({"retail": mark("Retail, ceiling"), "resale": mark("Resale, ceiling")}, lambda side: side.band.ceiling, Way.PRICE),
    (
        {"retail": mark("Retail, deviation"), "resale": mark("Resale, deviation")},
        lambda side: side.deviation,
        Way.RATIO,
    ),
    (
        {"retail": mark("Retail, median of others"), "resale": mark("Resale, median of others")},
        lambda side: side.others_median,
        Way.PRICE,
    ),
    (
        {"retail": mark("Retail, number of others"), "resale": mark("Resale, number of others")},
        lambda side: side.others_count,
        Way.QUANTITY,
    ),
    (
        {"retail": mark("Retail, against others"), "resale": mark("Resale, against others")},
        lambda side: side.against_others,
        Way.RATIO,
    ),
    ({"retail": mark("Retail, last"), "resale": mark("Resale, last")}, lambda side: side.last, Way.PRICE),
    (
        {"retail": mark("Retail, since last"), "resale": mark("Resale, since last")},
        lambda side: side.since_last,
        Way.RATIO,
    ),
)


def price_sheets(source: Source) -> list[Sheet]:
    """Both tables of the step."""
    return [_products(source), _competitors(source)]


def _products(source: Source) -> Sheet:
    table, found = step_of("prices").table("products"), source.figures.prices
    columns = [
        *entered(source, table, "product"),
        Told[Row](tr("Case"), source.case_size, Way.QUANTITY),
        *entered(source, table, "purchase", "resale", "retail"),
        *(told for side in SIDES for told in _side_columns(found, side)),
        Told[Row](tr("Retail margin"), of(found, lambda line: line.figures.spread), Way.RATIO),
        Told[Row](tr("Dealer margin"), of(found, lambda line: line.figures.dealer_margin), Way.RATIO),
        *entered(source, table, "reason", "report"),
        Told[Row](tr("Flag"), of(found, lambda line: short(line.flags))),
        Told[Row](tr("Rule"), of(found, lambda line: sentences(line.flags))),
    ]
    rows = source.record("prices").rows(table.key)
    return sheet_of(sheet_name("prices", tr(step_of("prices").title)), columns, rows, source.minor)


def _side_columns(found: Mapping[str, PriceRow], side: Side) -> list[Told[Row]]:
    return [_compared(found, side, tr(titles[side]), figure, way) for titles, figure, way in _COMPARED]


def _compared(
    found: Mapping[str, PriceRow], side: Side, title: str, figure: Callable[[SideFigures], Any], way: Way
) -> Told[Row]:
    return Told(title, of(found, lambda line: figure(line.figures.side(side))), way)


def _competitors(source: Source) -> Sheet:
    table, found = step_of("prices").table("competitors"), source.figures.competitors
    columns = [
        *entered(source, table),
        Told[Row](tr("Last"), of(found, lambda line: line.last), Way.PRICE),
        Told[Row](tr("Price index"), of(found, lambda line: line.index), Way.TENTHS),
        Told[Row](tr("Change"), of(found, lambda line: line.change), Way.RATIO),
        Told[Row](tr("Rule"), of(found, lambda line: sentences(line.flags))),
    ]
    rows = source.record("prices").rows(table.key)
    return sheet_of(sheet_name("prices", tr(table.label)), columns, rows, source.minor)
