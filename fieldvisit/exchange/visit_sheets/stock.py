"""Step 4 as a sheet: the count beside the last one, sell-out, rate, cover and value."""

from __future__ import annotations

from fieldvisit.domain.language import mark, tr
from fieldvisit.domain.steps import step_of
from fieldvisit.domain.visit import Row
from fieldvisit.exchange.visit_sheets.columns import Told, Way, sheet_of
from fieldvisit.exchange.visit_sheets.plain import entered, sheet_name
from fieldvisit.exchange.visit_sheets.source import Source, of, sentences, short
from fieldvisit.exchange.workbooks import Sheet

PACES = {"fast": mark("fast"), "slow": mark("slow")}


def stock_sheet(source: Source) -> Sheet:
    """Own range, one product a row."""
    step, found = step_of("inventory"), source.figures.stock
    table = step.table("products")
    columns = [
        *entered(source, table, "product"),
        Told[Row](tr("Last count"), of(found, lambda line: line.figures.previous), Way.QUANTITY),
        *entered(source, table, "received", "returned", "count"),
        Told[Row](tr("As counted"), lambda row: row.marks["count"].typed or None if "count" in row.marks else None),
        Told[Row](tr("Sell-out"), of(found, lambda line: line.figures.sell_out), Way.QUANTITY),
        Told[Row](tr("Per day"), of(found, lambda line: line.figures.daily), Way.FINE),
        Told[Row](tr("Estimate from sell-in"), of(found, lambda line: line.figures.estimated or None)),
        Told[Row](tr("Days of cover"), of(found, lambda line: line.figures.cover), Way.TENTHS),
        Told[Row](tr("Stock-to-sales ratio"), of(found, lambda line: line.figures.stock_to_sales), Way.HUNDREDTHS),
        Told[Row](tr("Stock value"), of(found, lambda line: line.figures.value), Way.MONEY),
        Told[Row](tr("Stock turns a year"), of(found, lambda line: line.figures.turnover), Way.TENTHS),
        Told[Row](tr("Turnover"), of(found, lambda line: line.figures.pace and tr(PACES[line.figures.pace]))),
        Told[Row](tr("Price protection"), of(found, lambda line: line.protection), Way.MONEY),
        *entered(source, table, "batch", "reason"),
        Told[Row](tr("Flag"), of(found, lambda line: short(line.flags))),
        Told[Row](tr("Rule"), of(found, lambda line: sentences(line.flags))),
    ]
    rows = source.record("inventory").rows(table.key)
    return sheet_of(sheet_name("inventory", tr(step.title)), columns, rows, source.minor)
