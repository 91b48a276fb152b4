"""The worked visit as the tests of reports change it: closed, and with short ways to its rows."""

from __future__ import annotations

from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.fields import Value
from fieldvisit.domain.visit import Row, Visit
from tests.factories.visits import worked_visit as worked_example


def worked_visit() -> Visit:
    return worked_example(closed=True)[0]


def worked_facts() -> VisitFacts:
    return worked_example()[1]


def fill(row: Row, **values: Value) -> None:
    for key, value in values.items():
        row.values[key] = value
        row.marks.pop(key, None)


def by_product(visit: Visit, step: str, table: str, code: str) -> Row:
    return next(row for row in visit.step(step).rows(table) if row.values["product"] == code)


def add(visit: Visit, step: str, table: str, **values: Value) -> Row:
    rows = visit.step(step).tables.setdefault(table, [])
    row = Row(f"{step}-{table}-{len(rows)}", values)
    rows.append(row)
    return row
