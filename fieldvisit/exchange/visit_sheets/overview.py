"""The first sheets: whose visit it is, what needs a decision, and what became of the objectives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fieldvisit.domain import formats
from fieldvisit.domain.exceptions import ExceptionLine, exceptions
from fieldvisit.domain.flags import Severity
from fieldvisit.domain.language import mark, tr
from fieldvisit.domain.steps import step_of
from fieldvisit.domain.visit import Row, VisitState
from fieldvisit.exchange.visit_sheets.columns import Told, Way, sheet_of
from fieldvisit.exchange.visit_sheets.plain import entered
from fieldvisit.exchange.visit_sheets.source import Source, of
from fieldvisit.exchange.workbooks import Sheet

STATES = {VisitState.OPEN: mark("open"), VisitState.CLOSED: mark("closed")}
SEVERITIES = {Severity.RED: mark("red"), Severity.AMBER: mark("amber")}


def head_sheet(source: Source) -> Sheet:
    """Dealer, day, rep and number, one a row."""
    columns: list[Told[tuple[str, Any]]] = [
        Told(tr("Entry"), lambda line: line[0]),
        Told(tr("Visit"), lambda line: line[1]),
    ]
    return sheet_of(tr("Visit"), columns, _head(source))


def _head(source: Source) -> Iterator[tuple[str, Any]]:
    visit, dealer = source.visit, source.facts.dealer
    yield tr("Number"), visit.number
    yield tr("Revision"), visit.revision
    yield tr("State"), tr(STATES[visit.state])
    yield tr("Day"), visit.day
    yield tr("Dealer code"), dealer.code
    yield tr("Dealer"), dealer.name
    yield tr("Local name"), dealer.name_local
    yield tr("Address"), dealer.address
    yield tr("Market"), dealer.market
    yield tr("Rep"), visit.rep
    yield tr("Company"), source.facts.company
    yield tr("Currency"), dealer.currency
    yield tr("Started"), formats.moment(visit.started_at) if visit.started_at else None
    yield tr("Closed"), formats.moment(visit.closed_at) if visit.closed_at else None
    yield tr("Time on site, minutes"), source.figures.minutes_on_site
    yield tr("Last visit"), source.facts.last_visit.day if source.facts.last_visit else None
    yield tr("Next visit"), source.record("wrap_up").values.get("next_visit")
    yield tr("Days to be covered"), source.figures.needed_days


def exceptions_sheet(source: Source) -> Sheet:
    """What needs a decision, the gravest first."""
    columns: list[Told[ExceptionLine]] = [
        Told(tr("Severity"), lambda line: tr(SEVERITIES[line.severity])),
        Told(tr("Exception"), lambda line: line.title()),
        Told(tr("Figure"), lambda line: line.figure()),
        Told(tr("Rule"), lambda line: line.limit()),
        Told(tr("Action"), lambda line: line.action()),
        Told(tr("Step"), lambda line: line.step),
        Told(tr("At stake, {currency}", currency=source.facts.dealer.currency), lambda line: line.stake, Way.MONEY),
    ]
    return sheet_of(tr("Exceptions"), columns, exceptions(source.figures.flags), source.minor)


def objectives_sheet(source: Source) -> Sheet:
    """Each objective with its decision, and its result where it was accepted."""
    step = step_of("wrap_up")
    results = {row.id: row for row in source.record("wrap_up").rows("results")}
    result, remark = step.table("results").column("result"), step.table("results").column("remark")
    columns = [
        *entered(source, step_of("preparation").table("objectives")),
        Told[Row](tr(result.label), of(results, lambda row: row.values.get("result")), Way.QUANTITY),
        Told[Row](tr("Achieved"), of(source.figures.achieved, lambda ratio: ratio), Way.RATIO),
        Told[Row](tr(remark.label), of(results, lambda row: row.values.get("remark"))),
    ]
    rows = source.record("preparation").rows("objectives")
    return sheet_of(tr(step.table("results").label), columns, rows, source.minor)


def commitments_sheet(source: Source) -> Sheet:
    """What both sides promised, with dates."""
    table = step_of("wrap_up").table("commitments")
    return sheet_of(tr(table.label), entered(source, table), source.record("wrap_up").rows(table.key), source.minor)
