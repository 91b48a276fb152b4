"""Step 3 as sheets: own range against policy, others and last time, and the competing products."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fieldvisit.domain.figures import CompetitorRow, PriceRow
from fieldvisit.domain.flags import worst
from fieldvisit.domain.language import mark, tr
from fieldvisit.domain.prices import SIDES, PriceFigures, Side, SideFigures
from fieldvisit.domain.steps import step_of
from fieldvisit.domain.visit import Row
from fieldvisit.exchange.visit_sheets.columns import Told, Way, sheet_of
from fieldvisit.exchange.visit_sheets.plain import entered, sheet_name
from fieldvisit.exchange.visit_sheets.source import Source, sentences
from fieldvisit.exchange.workbooks import Sheet

_SIDE_TITLES: dict[Side, tuple[str, ...]] = {
    "retail": (
        mark("Retail, recommended"),
        mark("Retail, floor"),
        mark("Retail, ceiling"),
        mark("Retail, deviation"),
        mark("Retail, others' median"),
        mark("Retail, number of others"),
        mark("Retail against others"),
        mark("Retail, last"),
        mark("Retail since last"),
    ),
    "resale": (
        mark("Resale, recommended"),
        mark("Resale, floor"),
        mark("Resale, ceiling"),
        mark("Resale, deviation"),
        mark("Resale, others' median"),
        mark("Resale, number of others"),
        mark("Resale against others"),
        mark("Resale, last"),
        mark("Resale since last"),
    ),
}


@dataclass(frozen=True)
class _Line:
    row: Row
    found: PriceRow | None

    def figure(self, key: str) -> Decimal | None:
        figures: PriceFigures | None = self.found.figures if self.found else None
        value = getattr(figures, key, None)
        return value if isinstance(value, Decimal) else None

    def side(self, side: Side) -> SideFigures | None:
        return self.found.figures.side(side) if self.found else None


def price_sheets(source: Source) -> list[Sheet]:
    """Both tables of the step; a table without rows is left out."""
    return [sheet for sheet in (_products(source), _competitors(source)) if sheet.rows]


def _products(source: Source) -> Sheet:
    step = step_of("prices")
    lines = [_Line(row, source.figures.prices.get(row.id)) for row in source.record("prices").rows("products")]
    columns = [
        *_entered(source, "product"),
        Told[_Line](tr("Case"), lambda line: _case_size(source, line.row), Way.QUANTITY),
        *_entered(source, "purchase", "resale", "retail"),
        *(told for side in SIDES for told in _side_columns(side)),
        Told[_Line](tr("Retail margin"), lambda line: line.figure("spread"), Way.RATIO),
        Told[_Line](tr("Dealer margin"), lambda line: line.figure("dealer_margin"), Way.RATIO),
        *_entered(source, "reason", "report"),
        Told[_Line](tr("Flag"), _flag),
        Told[_Line](tr("Rule"), lambda line: sentences(line.found.flags) if line.found else None),
    ]
    return sheet_of(sheet_name("prices", tr(step.title)), columns, lines, source.minor)


def _entered(source: Source, *keys: str) -> list[Told[_Line]]:
    columns = entered(source, step_of("prices").table("products"), *keys)
    return [Told(told.title, lambda line, told=told: told.value(line.row), told.way) for told in columns]  # type: ignore[misc]


def _side_columns(side: Side) -> list[Told[_Line]]:
    ways = (Way.PRICE, Way.PRICE, Way.PRICE, Way.RATIO, Way.PRICE, Way.QUANTITY, Way.RATIO, Way.PRICE, Way.RATIO)
    return [
        Told(tr(title), lambda line, at=at: _side_cells(line.side(side))[at], way)  # type: ignore[misc]
        for at, (title, way) in enumerate(zip(_SIDE_TITLES[side], ways, strict=True))
    ]


def _side_cells(found: SideFigures | None) -> tuple[Decimal | int | None, ...]:
    if found is None:
        return (None,) * 9
    return (
        found.band.recommended,
        found.band.floor,
        found.band.ceiling,
        found.deviation,
        found.others_median,
        found.others_count,
        found.against_others,
        found.last,
        found.since_last,
    )


def _flag(line: _Line) -> str | None:
    gravest = worst(line.found.flags) if line.found else None
    return str(gravest.short) if gravest else None


def _case_size(source: Source, row: Row) -> int | None:
    product = source.product_of(row)
    return product.case_size if product else None


def _competitors(source: Source) -> Sheet:
    table = step_of("prices").table("competitors")
    found = source.figures.competitors
    columns = [
        *entered(source, table),
        Told[Row](tr("Last"), lambda row: _rival(found.get(row.id), "last"), Way.PRICE),
        Told[Row](tr("Price index"), lambda row: _rival(found.get(row.id), "index"), Way.TENTHS),
        Told[Row](tr("Change"), lambda row: _rival(found.get(row.id), "change"), Way.RATIO),
        Told[Row](tr("Rule"), lambda row: sentences(found[row.id].flags) if row.id in found else None),
    ]
    rows = source.record("prices").rows("competitors")
    return sheet_of(sheet_name("prices", tr(table.label)), columns, rows, source.minor)


def _rival(found: CompetitorRow | None, key: str) -> Decimal | None:
    return getattr(found, key, None)
