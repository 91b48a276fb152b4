"""Whatever stands in a visit, the report is written and stays on its pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldvisit.domain import fields
from fieldvisit.domain.fields import Field, Value
from fieldvisit.domain.steps import STEPS
from fieldvisit.domain.visit import Mark, Origin, Row, StepState, Visit
from fieldvisit.reports.theme import EDGE_MARGIN, PAGE_SIZES, SIDE_MARGIN
from fieldvisit.reports.visit_report import build_visit_report
from tests.reports import reading
from tests.reports.worked_visit import worked_facts

words = st.text(max_size=200) | st.text(alphabet="价格，。（）最低😀 <&>\n", min_size=1, max_size=200)
numbers = st.decimals(-(10**13), 10**13, places=4)
days = st.dates(date(1, 1, 1), date(9999, 12, 31))
clocks = st.times().map(lambda time: f"{time:%H:%M}")
strokes = st.lists(st.lists(st.lists(st.integers(-5000, 5000), min_size=2, max_size=2), max_size=6), max_size=4)
codes = st.sampled_from([product.code for product in worked_facts().products] + ["unknown"])


def values_of(field: Field) -> st.SearchStrategy[Any]:
    if isinstance(field, fields.Choice):
        keys = st.sampled_from([option.key for option in field.options])
        return st.lists(keys, max_size=3) if field.many else keys
    special: dict[type, st.SearchStrategy[Any]] = {
        fields.Product: codes,
        fields.Clock: clocks,
        fields.Signature: strokes,
        fields.YesNo: st.booleans(),
        fields.Day: days,
    }
    return special.get(type(field), numbers if field.value_type is Decimal else words)


def cells(columns: tuple[Field, ...]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional={column.key: values_of(column) for column in columns})


@st.composite
def visits(draw: Any) -> Visit:
    visit = Visit("v", "D-00318", date(2026, 9, 15), draw(words), draw(words))
    for step in draw(st.lists(st.sampled_from(STEPS), unique=True, min_size=1)):
        record = visit.step(step.key)
        record.state = draw(st.sampled_from(StepState))
        record.skip_reason = draw(words)
        record.values = draw(cells(step.simple_fields))
        record.marks = {key: Mark(draw(st.sampled_from(Origin))) for key in record.values}
        for table in step.tables:
            rows = draw(st.lists(cells(table.columns), max_size=3))
            record.tables[table.key] = [Row(f"{step.key}-{table.key}-{n}", row) for n, row in enumerate(rows)]
    return visit


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(visits(), words)
def test_any_visit_gives_a_report_within_its_margins(visit, name):
    facts = worked_facts()
    pdf = build_visit_report(visit, replace(facts, dealer=replace(facts.dealer, name=name or "x", city=name)))
    width, height = PAGE_SIZES["A4"]
    for page in range(reading.page_count(pdf)):
        left, top, right, bottom = reading.ink_box(pdf, page)
        assert left >= SIDE_MARGIN - 2.5
        assert right <= width - SIDE_MARGIN + 2.5
        assert top >= EDGE_MARGIN - 3
        assert bottom <= height - EDGE_MARGIN + 3


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_a_visit_to_an_unknown_range_is_told_all_the_same(size):
    visit = Visit("v", "D", date(2026, 9, 15), "Lin")
    told_of: tuple[tuple[str, str, dict[str, Value]], ...] = (
        ("prices", "products", {"product": "gone", "retail": Decimal(3)}),
        ("inventory", "products", {"product": "gone", "count": Decimal(0)}),
        ("sales", "order", {"product": "gone", "accepted": Decimal(5)}),
    )
    for step, table, values in told_of:
        visit.step(step).tables[table] = [Row(f"{step}-r", values)]
    told = reading.text(build_visit_report(visit, replace(worked_facts(), products=()), page_size=size))
    assert told.count("gone") >= 2
