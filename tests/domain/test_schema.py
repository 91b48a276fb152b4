"""The published JSON Schema: accepts the worked visit, refuses what the program refuses, describes all fields."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest

from fieldvisit.domain.document import dumps, encode
from fieldvisit.domain.schema import visit_schema
from fieldvisit.domain.steps import STEPS
from tests.factories.visits import WORKED_VISIT, worked_visit


@pytest.fixture(scope="module")
def validator() -> Any:
    schema = visit_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


def test_the_worked_visit_fits_as_written_and_as_encoded(validator: Any) -> None:
    for document in (WORKED_VISIT.read_bytes(), dumps(encode(*worked_visit(closed=True)))):
        assert list(validator.iter_errors(json.loads(document))) == []


def test_every_step_field_and_column_is_described() -> None:
    steps = visit_schema()["properties"]["steps"]["properties"]
    assert list(steps) == [step.key for step in STEPS]
    for step in STEPS:
        known = steps[step.key]["properties"]
        for field in step.simple_fields:
            assert known[field.key]["title"] == field.label
        for table in step.tables:
            columns = known[table.key]["items"]["properties"]
            assert [columns[column.key]["title"] for column in table.columns] == [each.label for each in table.columns]


def test_units_and_answers_are_told() -> None:
    steps = visit_schema()["properties"]["steps"]["properties"]
    count = steps["inventory"]["properties"]["products"]["items"]["properties"]["count"]
    assert count["description"] == "Units, up to 3 decimals."
    counter = steps["sales"]["properties"]["exclusive_counter"]
    assert counter["anyOf"][0]["enum"] == ["yes", "no", "possible"]
    assert counter["description"] == "yes: Yes; no: No; possible: Possible. Needed at closing."


def test_every_reference_leads_somewhere() -> None:
    schema = visit_schema()
    found: list[str] = []

    def gather(part: Any) -> None:
        for each in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
            gather(each)
        if isinstance(part, dict) and isinstance(part.get("$ref"), str):
            found.append(part["$ref"])

    gather(schema)
    assert {ref.removeprefix("#/$defs/") for ref in found} == set(schema["$defs"])


WRONG: list[Callable[[dict[str, Any]], Any]] = [
    lambda data: data.pop("visit"),
    lambda data: data.update(schema_version=2),
    lambda data: data["visit"].pop("day"),
    lambda data: data["visit"].update(dealr="x"),
    lambda data: data["steps"].update(lunch={}),
    lambda data: data["steps"]["market"].update(banner="blue"),
    lambda data: data["steps"]["wrap_up"].update(start="25:00"),
    lambda data: data["steps"]["wrap_up"].update(travel_cost="a lot"),
    lambda data: data["steps"]["sales"].update(samples_present="yes"),
    lambda data: data["steps"]["account"].update(dealer_signature=[[[1]]]),
    lambda data: data["steps"]["prices"]["products"][0].update(colour="red"),
    lambda data: data["facts"]["dealer"].pop("code"),
    lambda data: data["facts"].update(weather="x"),
    lambda data: data["facts"]["products"][0].update(case_size="12"),
]


@pytest.mark.parametrize("spoil", WRONG)
def test_it_refuses_what_does_not_fit(validator: Any, spoil: Callable[[dict[str, Any]], Any]) -> None:
    data = json.loads(WORKED_VISIT.read_bytes())
    spoil(data)
    assert list(validator.iter_errors(data))
