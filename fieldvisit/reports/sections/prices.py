"""Step 3 in print: every price seen, in its corridor, against others and last time; then why and what was reported."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from fieldvisit.charts.trend import Trend, paint_trend, trend_is_drawable
from fieldvisit.domain import formats
from fieldvisit.domain.fields import Step
from fieldvisit.domain.figures import PriceRow, observed
from fieldvisit.domain.flags import Flag, Severity
from fieldvisit.domain.language import tr
from fieldvisit.domain.prices import Side, SideFigures
from fieldvisit.domain.visit import Row
from fieldvisit.reports.columns import Cell, CellLike, Cells, Column
from fieldvisit.reports.flow import Block
from fieldvisit.reports.panels import Chart
from fieldvisit.reports.sections import general
from fieldvisit.reports.sections.competing import competing_products
from fieldvisit.reports.sections.flagged import beside, flag_cell, judged, mark_role, note
from fieldvisit.reports.sections.unseen import unseen_products
from fieldvisit.reports.small_pictures import corridor_of, corridor_picture, corridor_words, prices_words, spark_picture
from fieldvisit.reports.spans import Span
from fieldvisit.reports.tables import Table
from fieldvisit.reports.theme import DENSE, DENSE_GAP, Style
from fieldvisit.reports.visit_content import VisitContent, is_unconfirmed

_PRICES = ("purchase", "resale", "retail")
_OUTSIDE = ("price.below_floor", "price.above_ceiling", "price.deviation")


def section(content: VisitContent, step: Step) -> list[Block]:
    """The grid, the most telling trend beside the notes, competing products, remarks."""
    rows = content.record("prices").rows("products")
    seen = [row for row in rows if _is_told(content, row)]
    blocks: list[Block] = []
    if seen:
        side = _main_side(content, seen)
        blocks.append(Table(_columns(side), [_cells(content, row, side) for row in seen]))
        blocks += unseen_products(content, [row for row in rows if row not in seen], tr("Not looked at"))
        blocks += beside(_trend(content, seen, side), _notes(content, step, seen))
    blocks += competing_products(content, step)
    return blocks + general.parts(content, step, ["note"])


def _is_told(content: VisitContent, row: Row) -> bool:
    return any(observed(row, key) for key in _PRICES) or bool(content.row_flags("prices", "products", row.id))


def _main_side(content: VisitContent, rows: list[Row]) -> Side:
    """Retail, unless this dealer's retail prices were not looked at and resale prices were."""
    retail = any(observed(row, "retail") for row in rows)
    return "resale" if not retail and any(observed(row, "resale") for row in rows) else "retail"


def _columns(side: Side) -> tuple[Column, ...]:
    last = tr("Retail margin")
    corridor = tr("Corridor") if side == "retail" else tr("Corridor, resale")
    return (
        Column(tr("Product"), stretch=1, style=DENSE, gap=DENSE_GAP),
        *(Column(title, "right", style=DENSE, gap=DENSE_GAP) for title in (tr("Purch."), tr("Resale"), tr("Retail"))),
        Column(corridor, gap=DENSE_GAP),
        *(Column(title, "right", style=DENSE, gap=DENSE_GAP) for title in (tr("Dev. %"), tr("Others"), tr("Δ %"))),
        Column(tr("Last 12"), gap=DENSE_GAP),
        *(Column(title, "right", style=DENSE, gap=DENSE_GAP) for title in (tr("Dealer margin"), last)),
        Column(tr("Flag"), style=DENSE),
    )


def _cells(content: VisitContent, row: Row, side: Side) -> Cells:
    calculated = content.figures.prices.get(row.id)
    flags = content.row_flags("prices", "products", row.id)
    name = content.product_name(str(row.values.get("product", "")))
    prices = [_price(row, key, bold=key == side) for key in _PRICES]
    if calculated is None:
        return [name, *prices, *[""] * 7, flag_cell(flags)]
    about = [flag for flag in flags if flag.address.field == side]
    figures = calculated.figures.side(side)
    return [name, *prices, *_comparisons(calculated, figures, about, flags, side), flag_cell(flags)]


def _comparisons(
    row: PriceRow, figures: SideFigures, about: list[Flag], flags: list[Flag], side: Side
) -> list[CellLike]:
    margins = ("price.below_cost", "price.low_margin")
    margin_flags = [flag for flag in flags if flag.address.field == row.figures.margin_side]
    spread_flags = [flag for flag in flags if flag.address.field == "retail" and row.figures.margin_side != "retail"]
    return [
        corridor_picture(figures, mark_role(about, *_OUTSIDE)),
        judged(formats.change(figures.deviation), about, *_OUTSIDE),
        judged(formats.unit_price(figures.others_median), about, "price.others"),
        judged(formats.change(figures.since_last), about, "price.changed"),
        spark_picture(row.figures.trend.get(side, ()), mark_role(about, *_OUTSIDE, "price.changed")),
        judged(formats.percent(row.figures.dealer_margin), margin_flags, *margins),
        judged(formats.percent(row.figures.spread), spread_flags, *margins),
    ]


def _price(row: Row, key: str, *, bold: bool) -> CellLike:
    value = row.values.get(key)
    words = formats.unit_price(value if isinstance(value, Decimal) else None)
    style: Style = DENSE.bold() if bold else DENSE
    return Cell((Span(words, style.unconfirmed() if is_unconfirmed(row, key) else style),))


def _trend(content: VisitContent, rows: list[Row], side: Side) -> list[Block]:
    """The trend of the gravest flagged price that has been seen often enough."""
    candidates = [
        (max(flag.severity for flag in flags), row)
        for row in rows
        if (flags := [each for each in content.row_flags("prices", "products", row.id) if each.address.field == side])
        and (calculated := content.figures.prices.get(row.id)) is not None
        and trend_is_drawable(calculated.figures.trend.get(side, ()))
        and calculated.figures.side(side).observed is not None
    ]
    if not candidates:
        return []
    severity, row = max(candidates, key=lambda each: each[0])
    return [] if severity is Severity.INFO else [_trend_chart(content, row, side)]


def _trend_chart(content: VisitContent, row: Row, side: Side) -> Chart:
    calculated = content.figures.prices[row.id].figures
    figures, values = calculated.side(side), calculated.trend[side]
    flags = content.row_flags("prices", "products", row.id)
    name = content.product_name(calculated.product)
    trend = Trend(
        values,
        corridor_of(figures, mark_role(flags, *_OUTSIDE)),
        formats.unit_price(figures.observed),
        formats.short_day(_first_day(content, calculated.product, side, len(values))),
        formats.short_day(content.visit.day),
        tuple(
            (price, formats.unit_price(price))
            for price in (figures.band.ceiling, figures.band.recommended, figures.band.floor)
            if price is not None
        ),
        (tr("corridor"), tr("recommended")),
    )
    retail, resale = tr("{product}, retail price here", product=name), tr("{product}, resale price here", product=name)
    told = formats.sentences((prices_words(values), corridor_words(trend.corridor)))
    return Chart(
        lambda sheet, box: paint_trend(sheet, box, trend), 76, retail if side == "retail" else resale, alternative=told
    )


def _first_day(content: VisitContent, code: str, side: Side, count: int) -> date:
    product = content.facts.product(code)
    seen = [each.day for each in product.history if getattr(each, side) is not None] if product else []
    earlier = seen[-(count - 1) :]
    return earlier[0] if earlier else content.visit.day


def _notes(content: VisitContent, step: Step, rows: list[Row]) -> list[Block]:
    table = step.table("products")
    notes: list[Block] = []
    for row in rows:
        flags = content.row_flags("prices", "products", row.id)
        grave = [flag for flag in flags if flag.severity > Severity.INFO]
        reason = content.shown(table.column("reason"), row.values.get("reason"))
        if grave or reason:
            notes.append(
                note(
                    content.product_name(str(row.values.get("product", ""))),
                    grave,
                    tr("Reason given: {reason}.", reason=reason) if reason else "",
                    tr("Reported to the company.") if row.values.get("report") else "",
                )
            )
    return notes
