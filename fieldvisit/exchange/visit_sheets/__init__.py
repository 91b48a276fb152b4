"""One visit as sheets of a workbook: entered and calculated columns with the figures of the window and the report."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.fields import Step
from fieldvisit.domain.figures import figures
from fieldvisit.domain.steps import STEPS
from fieldvisit.domain.visit import Visit
from fieldvisit.exchange.visit_sheets.account import account_sheets
from fieldvisit.exchange.visit_sheets.order import order_sheet
from fieldvisit.exchange.visit_sheets.overview import (
    commitments_sheet,
    exceptions_sheet,
    head_sheet,
    objectives_sheet,
)
from fieldvisit.exchange.visit_sheets.plain import fields_sheet, plain_sheet
from fieldvisit.exchange.visit_sheets.prices import price_sheets
from fieldvisit.exchange.visit_sheets.source import Source
from fieldvisit.exchange.visit_sheets.stock import stock_sheet
from fieldvisit.exchange.workbooks import Sheet

_OWN_SHEETS: dict[str, Callable[[Source], list[Sheet]]] = {
    "prices": price_sheets,
    "inventory": lambda source: [stock_sheet(source)],
    "sales": lambda source: [order_sheet(source)],
    "account": account_sheets,
}
_TOLD_THERE = {
    ("preparation", "objectives"),
    ("prices", "products"),
    ("prices", "competitors"),
    ("inventory", "products"),
    ("sales", "order"),
    ("account", "reconciliation"),
    ("wrap_up", "results"),
    ("wrap_up", "commitments"),
}
"""Tables with calculated columns, which have sheets of their own making; all others stand as they were entered."""


def visit_sheets(visit: Visit, facts: VisitFacts) -> list[Sheet]:
    """Every sheet of a visit, in the language in force; tables that hold nothing are left out."""
    source = Source(visit, facts, figures(visit, facts))
    return [sheet for sheet in _sheets(source) if sheet.rows]


def _sheets(source: Source) -> Iterator[Sheet]:
    yield head_sheet(source)
    yield exceptions_sheet(source)
    yield objectives_sheet(source)
    yield commitments_sheet(source)
    for step in STEPS:
        yield from _sheets_of(source, step)
    yield fields_sheet(source)


def _sheets_of(source: Source, step: Step) -> Iterator[Sheet]:
    if step.key in _OWN_SHEETS:
        yield from _OWN_SHEETS[step.key](source)
    for table in step.tables:
        if (step.key, table.key) not in _TOLD_THERE:
            yield plain_sheet(source, step.key, table)
