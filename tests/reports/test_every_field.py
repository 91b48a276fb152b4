"""A field that is added to a step must come out in the report without anybody thinking of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from fieldvisit.domain import fields
from fieldvisit.domain.fields import Field, Value
from fieldvisit.domain.steps import STEPS
from fieldvisit.domain.visit import Row, StepState, Visit
from fieldvisit.reports.visit_report import build_visit_report
from tests.reports import reading
from tests.reports.worked_visit import worked_facts

DAY = date(2026, 9, 15)
OWN_WORDS = {
    # Heads of the special tables are shorter than the labels in the window.
    ("prices", "products"), ("prices", "competitors"), ("inventory", "products"), ("sales", "order"),
    ("account", "dealer_book"), ("account", "reconciliation"), ("wrap_up", "results"), ("wrap_up", "commitments"),
    ("preparation", "tools"), ("preparation", "objectives"), ("sales", "photos"),
}  # fmt: skip
OTHER_NAME = {"Competitors' stock, your estimate": "Competitors' stock, estimated"}
WITHOUT_LABEL = {"next_visit", "next_purpose", "company_name", "company_title", "dealer_name", "dealer_title"}


def value_of(field: Field, place: str) -> Value:
    if isinstance(field, fields.Choice):
        return [field.options[0].key] if field.many else field.options[-1].key
    if isinstance(field, fields.Product | fields.Clock):
        return "QH-1012" if isinstance(field, fields.Product) else "14:05"
    values: dict[type, Value] = {Decimal: Decimal(3), date: DAY, bool: True, list: [[[10, 10], [400, 200]]]}
    return values.get(field.value_type, f"Z{place}Z")


def visit_with_every_field() -> tuple[Visit, dict[str, tuple[str, str]]]:
    visit = Visit("v", "D-00318", DAY, "Lin")
    sentinels: dict[str, tuple[str, str]] = {}
    for number, step in enumerate(STEPS):
        record = visit.step(step.key)
        record.state = StepState.DONE
        for index, field in enumerate(step.fields):
            columns = field.columns if isinstance(field, fields.Table) else (field,)
            values = {column.key: value_of(column, f"{number}x{index}x{n}") for n, column in enumerate(columns)}
            for key, value in values.items():
                if (
                    isinstance(value, str)
                    and value.startswith("Z")
                    and not isinstance(step.field(field.key), fields.Photo)
                ):
                    sentinels[value] = (step.key, f"{field.key}.{key}")
            if isinstance(field, fields.Table):
                record.tables[field.key] = [Row(f"r{number}x{index}", values)]
            else:
                record.values |= values
    books = visit.step("account")
    books.tables["reconciliation"][0].values |= {"ours": "", "theirs": books.rows("dealer_book")[0].values["document"]}
    visit.step("preparation").rows("objectives")[0].values["state"] = "rejected"
    return visit, sentinels


@pytest.fixture(scope="module")
def told() -> str:
    visit, _ = visit_with_every_field()
    return reading.squeezed(build_visit_report(visit, worked_facts()))


def test_every_text_comes_out(told):
    _, sentinels = visit_with_every_field()
    # Documents of our own book are named by the ledger, photos by their picture.
    hidden = {("account", "reconciliation.ours"), ("account", "reconciliation.theirs"), ("sales", "photos.photo")}
    hidden |= {("preparation", "objectives.unit")}  # with the result on page one
    missing = {place for sentinel, place in sentinels.items() if sentinel not in told} - hidden
    assert missing == set()


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.key)
def test_every_label_comes_out(told, step):
    for field in step.fields:
        if isinstance(field, fields.Signature) or field.key in WITHOUT_LABEL:
            continue
        if isinstance(field, fields.Table):
            labels = (
                [] if (step.key, field.key) in OWN_WORDS else [field.label, *(each.label for each in field.columns)]
            )
        else:
            labels = [field.label]
        for label in labels:
            assert "".join(OTHER_NAME.get(label, label).split()) in told, f"{step.key}: {label}"
