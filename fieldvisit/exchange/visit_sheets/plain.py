"""Entered values as they are declared: tables without figures of their own, and the fields of all steps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fieldvisit.domain.fields import (
    Choice,
    Field,
    Money,
    Number,
    Photo,
    Product,
    Quantity,
    Signature,
    Table,
    UnitPrice,
    Value,
)
from fieldvisit.domain.language import mark, tr
from fieldvisit.domain.shown import shown
from fieldvisit.domain.steps import STEPS, number_of, step_of
from fieldvisit.domain.visit import Row
from fieldvisit.exchange.visit_sheets.columns import Told, Way, sheet_of
from fieldvisit.exchange.visit_sheets.source import Source
from fieldvisit.exchange.workbooks import Sheet

_WAYS: dict[type[Field], Way] = {Money: Way.MONEY, UnitPrice: Way.PRICE, Quantity: Way.QUANTITY}
_NOT_WRITTEN = (Photo, Signature)
_SHORT_NAMES = {
    ("inventory", "competitors"): mark("Competitors' stock, estimated"),
    ("sales", "competing"): mark("Competing products, as told"),
}
"""For tables whose labels are longer than the name of a sheet may be."""


def entered(source: Source, table: Table, *keys: str) -> list[Told[Row]]:
    """The columns of a table with these keys, or all of them."""
    wanted = [column for column in table.columns if not keys or column.key in keys]
    return [told for column in wanted if not isinstance(column, _NOT_WRITTEN) for told in _columns(source, column)]


def _columns(source: Source, column: Field) -> Iterator[Told[Row]]:
    key = column.key
    if isinstance(column, Product):
        yield Told(tr("Code"), lambda row: row.values.get(key))
        yield Told(tr(column.label), lambda row: source.product_name(row.values[key]) if key in row.values else None)
        return
    yield Told(tr(column.label), lambda row: cell(column, row.values.get(key)), _WAYS.get(type(column), Way.AS_IT_IS))


def cell(field: Field, value: Value | None) -> Any:
    """Numbers, days and truth values as they are; the answer of a choice in words."""
    if isinstance(value, list) or isinstance(field, Choice):
        return shown(field, value) or None
    return value


def plain_sheet(source: Source, step: str, table: Table) -> Sheet:
    """A table as it was entered; without rows where nothing can be written of it."""
    columns = entered(source, table)
    rows = source.record(step).rows(table.key) if columns else []
    name = _SHORT_NAMES.get((step, table.key), table.label)
    return sheet_of(sheet_name(step, tr(name)), columns, rows, source.minor)


def sheet_name(step: str, name: str) -> str:
    """The number of the step before the name of the table."""
    return f"{number_of(step)} {name}"


def fields_sheet(source: Source) -> Sheet:
    """Every entered field that stands in no table, one a row."""
    lines = [
        (step.key, field, value)
        for step in STEPS
        for field in step.simple_fields
        if not isinstance(field, _NOT_WRITTEN) and (value := source.record(step.key).values.get(field.key)) is not None
    ]
    columns: list[Told[tuple[str, Field, Value]]] = [
        Told(tr("Step"), lambda line: number_of(line[0])),
        Told(tr("Title"), lambda line: tr(step_of(line[0]).title)),
        Told(tr("Question"), lambda line: tr(line[1].label)),
        Told(tr("Answer"), lambda line: _answer(source, line[1], line[2])),
    ]
    return sheet_of(tr("Answers"), columns, lines)


def _answer(source: Source, field: Field, value: Value) -> Any:
    """Numbers as figures; amounts carry the decimals of the currency in no format, since a column has only one."""
    return cell(field, value) if isinstance(field, (Money, Number, Quantity)) else shown(field, value, source.minor)
