"""Any visit at all, for properties: every field of every step, generated from its kind."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from functools import singledispatch
from typing import Any

from hypothesis import strategies as st

from fieldvisit.domain.fields import (
    Choice,
    Clock,
    Day,
    Field,
    Money,
    Number,
    Percent,
    Photo,
    Product,
    Quantity,
    Signature,
    Step,
    Table,
    Text,
    UnitPrice,
    YesNo,
)
from fieldvisit.domain.steps import STEPS
from fieldvisit.domain.visit import Mark, Origin, Row, StepRecord, StepState, Visit, VisitState

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=20)
MOMENTS = st.datetimes(
    datetime(2020, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(2030, 1, 1),  # noqa: DTZ001
    timezones=st.just(timezone(timedelta(hours=8))),
)
MARKS = st.builds(Mark, origin=st.sampled_from(list(Origin)), typed=st.just("") | st.just("3c+4"))


@singledispatch
def values_of(field: Field) -> st.SearchStrategy[Any]:
    """Values the field can hold."""
    raise TypeError(type(field))


@values_of.register(Text)
def _(field: Text) -> st.SearchStrategy[Any]:
    return TEXTS


@values_of.register(Product)
def _(field: Product) -> st.SearchStrategy[Any]:
    return st.sampled_from(["QH-1012", "QH-1024", "0001"])


@values_of.register(Photo)
def _(field: Photo) -> st.SearchStrategy[Any]:
    return st.integers(0, 2**256 - 1).map(lambda number: f"{number:064x}")


@values_of.register(Clock)
def _(field: Clock) -> st.SearchStrategy[Any]:
    return st.times().map(lambda time: f"{time:%H:%M}")


@values_of.register(Day)
def _(field: Day) -> st.SearchStrategy[Any]:
    return st.dates(date(1970, 1, 1), date(2046, 12, 31))


@values_of.register(YesNo)
def _(field: YesNo) -> st.SearchStrategy[Any]:
    return st.booleans()


@values_of.register(Choice)
def _(field: Choice) -> st.SearchStrategy[Any]:
    answers = st.sampled_from([option.key for option in field.options])
    return st.lists(answers, min_size=1, unique=True) if field.many else answers


@values_of.register(Signature)
def _(field: Signature) -> st.SearchStrategy[Any]:
    point = st.tuples(st.integers(0, 1000), st.integers(0, 250)).map(list)
    return st.lists(st.lists(point, min_size=1, max_size=4), min_size=1, max_size=3)


@values_of.register(Money)
@values_of.register(Quantity)
def _(field: Money | Quantity) -> st.SearchStrategy[Any]:
    lowest = -(10**9) if field.signed else 0
    return st.decimals(lowest, 10**9, places=3 if isinstance(field, Quantity) else 4)


@values_of.register(UnitPrice)
def _(field: UnitPrice) -> st.SearchStrategy[Any]:
    return st.decimals(0, 10**6, places=4)


@values_of.register(Percent)
def _(field: Percent) -> st.SearchStrategy[Any]:
    return st.decimals(-1000, 1000, places=2)


@values_of.register(Number)
def _(field: Number) -> st.SearchStrategy[Any]:
    low = Decimal(-(10**6)) if field.minimum is None else field.minimum
    return st.decimals(low, Decimal(10**6) if field.maximum is None else field.maximum, places=4)


@st.composite
def cells(draw: st.DrawFn, fields: tuple[Field, ...]) -> tuple[dict[str, Any], dict[str, Mark]]:
    """Values of some of the fields, and marks on some of the values."""
    values = {field.key: draw(values_of(field)) for field in fields if draw(st.booleans())}
    marks = {key: mark for key in values if draw(st.booleans()) and (mark := draw(MARKS)) != Mark()}
    return values, marks


@st.composite
def rows(draw: st.DrawFn, table: Table) -> list[Row]:
    """Up to three rows of a table."""
    held = [draw(cells(table.columns)) for _ in range(draw(st.integers(0, 3)))]
    return [Row(f"{table.key}-{at}", values, marks) for at, (values, marks) in enumerate(held)]


@st.composite
def records(draw: st.DrawFn, step: Step) -> StepRecord:
    """What can be written in a step."""
    values, marks = draw(cells(step.simple_fields))
    tables = {table.key: held for table in step.tables if (held := draw(rows(table)))}
    reason = draw(st.just("") | TEXTS)
    return StepRecord(draw(st.sampled_from(list(StepState))), reason, values, marks, tables)


@st.composite
def visits(draw: st.DrawFn) -> Visit:
    """Any visit, sensible or not."""
    made = Visit(
        id=draw(st.uuids().map(str)),
        dealer="D-1",
        day=draw(st.dates(date(2020, 1, 1), date(2030, 1, 1))),
        rep=draw(TEXTS),
        rep_title=draw(st.just("") | TEXTS),
        state=draw(st.sampled_from(list(VisitState))),
        number=draw(st.sampled_from(["", "V-26-00001"])),
        revision=draw(st.integers(1, 9)),
        revises=draw(st.just("") | st.uuids().map(str)),
        revision_reason=draw(st.just("") | TEXTS),
        started_at=draw(st.none() | MOMENTS),
        closed_at=draw(st.none() | MOMENTS),
    )
    made.steps = {step.key: draw(records(step)) for step in STEPS}
    return made
