"""The order of step 5 as a sheet: every suggestion with its arithmetic beside what was agreed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fieldvisit.domain.figures import OrderRow
from fieldvisit.domain.language import tr
from fieldvisit.domain.ordering import Suggestion
from fieldvisit.domain.steps import step_of
from fieldvisit.domain.visit import Row
from fieldvisit.exchange.visit_sheets.columns import Told, Way, sheet_of
from fieldvisit.exchange.visit_sheets.plain import entered, sheet_name
from fieldvisit.exchange.visit_sheets.source import Source, of
from fieldvisit.exchange.workbooks import Sheet


def order_sheet(source: Source) -> Sheet:
    """One line of the order a row; units unless a column says otherwise."""
    table, found = step_of("sales").table("order"), source.figures.order
    columns = [
        *entered(source, table, "product"),
        Told[Row](tr("Case"), source.case_size, Way.QUANTITY),
        Told[Row](tr("On hand"), of(found, _suggested(lambda line: line.on_hand)), Way.QUANTITY),
        Told[Row](tr("On order"), of(found, _suggested(lambda line: line.on_order)), Way.QUANTITY),
        Told[Row](tr("Per day"), of(found, _suggested(lambda line: line.daily)), Way.FINE),
        Told[Row](tr("Days"), of(found, _suggested(lambda line: line.protection_days)), Way.QUANTITY),
        Told[Row](tr("Demand"), of(found, _suggested(lambda line: line.demand)), Way.HUNDREDTHS),
        Told[Row](tr("σ per day"), of(found, _suggested(lambda line: line.sigma)), Way.FINE),
        Told[Row](tr("Safety"), of(found, _suggested(lambda line: line.safety)), Way.HUNDREDTHS),
        Told[Row](tr("Needed"), of(found, _suggested(lambda line: line.wanted)), Way.HUNDREDTHS),
        Told[Row](tr("Suggested, cases"), of(found, _suggested(lambda line: line.cases)), Way.QUANTITY),
        Told[Row](tr("Suggested, units"), of(found, _suggested(lambda line: line.units)), Way.QUANTITY),
        Told[Row](tr("Suggested, value"), of(found, _suggested(lambda line: line.value)), Way.MONEY),
        *entered(source, table, "accepted"),
        Told[Row](tr("Cases"), of(found, lambda line: line.cases), Way.FINE),
        Told[Row](tr("Price"), of(found, lambda line: line.price), Way.PRICE),
        Told[Row](tr("Amount"), of(found, lambda line: line.value), Way.MONEY),
        *entered(source, table, "reason"),
    ]
    rows = source.record("sales").rows(table.key)
    return sheet_of(sheet_name("sales", tr(table.label)), columns, rows, source.minor)


def _suggested(figure: Callable[[Suggestion], Any]) -> Callable[[OrderRow], Any]:
    return lambda line: figure(line.suggestion) if line.suggestion else None
