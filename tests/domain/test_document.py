"""A visit as a JSON document, there and back, and what is refused on the way."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from fieldvisit.domain.document import SCHEMA_VERSION, decode, dumps, encode, loads
from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.figures import figures
from fieldvisit.domain.records import DocumentRefused, built, plain
from fieldvisit.domain.schema import visit_schema
from fieldvisit.domain.visit import Mark, Origin, StepState, Visit
from tests.factories.generated_visits import visits
from tests.factories.visits import WORKED_VISIT, facts, ids, visit, worked_visit

MANY_FIELDS = settings(
    max_examples=20,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)


def again(written: Visit, known: VisitFacts) -> tuple[Visit, VisitFacts | None]:
    return decode(loads(dumps(encode(written, known))), ids())


@MANY_FIELDS
@given(visits())
def test_any_visit_comes_back_field_for_field(written: Visit) -> None:
    assert again(written, facts()) == (written, facts())


@MANY_FIELDS
@given(visits())
def test_any_visit_fits_the_schema(written: Visit) -> None:
    schema = visit_schema()
    errors = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).iter_errors(
        json.loads(dumps(encode(written, facts())))
    )
    assert [error.message for error in errors] == []


@MANY_FIELDS
@given(visits())
def test_any_visit_can_be_calculated(written: Visit) -> None:
    known = worked_visit()[1]
    found = figures(written, known)
    assert found.books is None or found.books.unexplained == 0
    assert all(flag.sentence().endswith(".") for flag in found.flags)


def test_the_worked_visit_comes_back_with_its_facts_and_figures() -> None:
    written, known = worked_visit(closed=True)
    read, read_facts = again(written, known)
    assert (read, read_facts) == (written, known)
    assert figures(read, known) == figures(written, known)


def test_the_same_visit_gives_the_same_bytes() -> None:
    document = encode(*worked_visit())
    shuffled = json.loads(json.dumps(document))
    assert dumps(shuffled) == dumps(document)
    assert "周敏".encode() in dumps(document)


def test_numbers_are_written_as_text_and_read_from_numbers_too() -> None:
    written = visit()
    written.step("sales").values["guide_service"] = Decimal("4.50")
    data = encode(written, facts())
    assert data["steps"]["sales"]["guide_service"] == "4.5"
    data["steps"]["sales"]["guide_service"] = 4.1
    read, _ = decode(loads(json.dumps(data).encode()), ids())
    assert read.step("sales").values["guide_service"] == Decimal("4.1")


def test_what_is_left_out_is_filled_in() -> None:
    read, known = decode({"visit": {"dealer": "D-1", "day": "2026-09-15"}, "steps": {"sales": {"order": [{}]}}}, ids())
    assert known is None
    assert read.id == "00000000-0000-7000-8000-000000000001"
    assert read.step("sales").state is StepState.IN_PROGRESS
    assert [row.id for row in read.step("sales").rows("order")] == ["00000000-0000-7000-8000-000000000002"]
    assert read.step("market").state is StepState.NOT_STARTED


def test_null_empty_text_and_empty_list_are_no_value() -> None:
    data = {"dealer": "D-1", "day": "2026-09-15"}
    steps = {"communication": {"told": "", "reaction": None, "topics": []}, "wrap_up": {"start": ""}}
    read, _ = decode({"visit": data, "steps": steps}, ids())
    assert read.step("communication").values == {}
    assert read.step("wrap_up").values == {}


def test_marks_keep_what_was_typed() -> None:
    read, _ = worked_visit()
    count = read.step("inventory").rows("products")[0]
    assert count.marks["count"] == Mark(Origin.ENTERED, "41c+8")
    assert count.marks["received"] == Mark(Origin.RECORDS)


def head(data: dict[str, Any]) -> dict[str, Any]:
    return data["visit"]  # type: ignore[no-any-return]


def step(data: dict[str, Any], key: str) -> dict[str, Any]:
    return data["steps"][key]  # type: ignore[no-any-return]


WRONG: list[tuple[Callable[[dict[str, Any]], Any], str]] = [
    (lambda data: data.update(visit=[]), "visit should be an object."),
    (lambda data: head(data).pop("day"), "visit: “day” is missing."),
    (lambda data: head(data).update(day="15 Sep"), "visit/day should be a date like 2026-09-15."),
    (lambda data: head(data).update(dealr="x"), "visit: “dealr” is not known here."),
    (lambda data: head(data).update(rep=7), "visit/rep should be a text."),
    (lambda data: head(data).update(state="shut"), "visit/state should be open, closed."),
    (lambda data: head(data).update(revision="1.5"), "visit/revision should be a whole number from 1."),
    (
        lambda data: head(data).update(started_at="2026-09-15T14:05:00"),
        "visit/started_at should be a time with its offset like 2026-09-15T14:58:00+08:00.",
    ),
    (lambda data: data["steps"].update(lunch={}), "steps: “lunch” is not known here."),
    (lambda data: step(data, "market").update(weather="x"), "steps/market: “weather” is not known here."),
    (lambda data: step(data, "market").update(banner="blue"), "steps/market/banner: “blue” is none of the answers."),
    (
        lambda data: step(data, "market").update(credit_report="yes"),
        "steps/market/credit_report should be true or false.",
    ),
    (lambda data: step(data, "market").update(prospects={}), "steps/market/prospects should be a list."),
    (
        lambda data: step(data, "wrap_up").update(start="25:00"),
        "steps/wrap_up/start should be a time of day like 14:05.",
    ),
    (
        lambda data: step(data, "wrap_up").update(travel_cost="-1"),
        "steps/wrap_up/travel_cost: Nothing below zero is possible here: enter 0 or more.",
    ),
    (lambda data: step(data, "wrap_up").update(travel_cost="NaN"), "steps/wrap_up/travel_cost should be a number."),
    (lambda data: step(data, "wrap_up").update(travel_cost=True), "steps/wrap_up/travel_cost should be a number."),
    (
        lambda data: step(data, "sales").update(guide_service=6),
        "steps/sales/guide_service: Enter a number from 1 to 5.",
    ),
    (
        lambda data: step(data, "sales").update(photos=[{"photo": "../secret"}]),
        "steps/sales/photos/0/photo should be the SHA-256 digest of a picture, 64 hexadecimal digits.",
    ),
    (
        lambda data: step(data, "account").update(dealer_signature=[[[1, 2, 3]]]),
        "steps/account/dealer_signature should be lists of [x, y] points.",
    ),
    (lambda data: step(data, "account").update(marks={"x": {}}), "steps/account/marks: “x” is not known here."),
    (
        lambda data: head(data).update(closed_at="0001-01-01T00:00:00+14:00"),
        "visit/closed_at should be a time with its offset like 2026-09-15T14:58:00+08:00.",
    ),
    (
        lambda data: data["facts"]["dealer"].update(minor_units=999),
        "facts/dealer/minor_units should be a whole number from 0 to 4.",
    ),
    (
        lambda data: data["facts"]["dealer"].update(credit_limit="99999999999999"),
        "facts/dealer/credit_limit: The number is too large: at most 12 digits before the decimal mark.",
    ),
    (
        lambda data: data["facts"]["dealer"].update(lead_time_days=10**20),
        "facts/dealer/lead_time_days should be a whole number.",
    ),
    (lambda data: data["facts"].update(undelivered="1e-999999999"), "facts/undelivered should be a number."),
    (lambda data: data["facts"].update(weather="x"), "facts: “weather” is not known here."),
    (lambda data: data["facts"]["dealer"].pop("code"), "facts/dealer: “code” is missing."),
    (lambda data: data["facts"].update(products=[{"code": 1}]), "facts/products/0: “name” is missing."),
]


@pytest.mark.parametrize(("spoil", "sentence"), WRONG, ids=[sentence for _, sentence in WRONG])
def test_what_does_not_fit_is_refused_with_its_place(spoil: Callable[[dict[str, Any]], Any], sentence: str) -> None:
    data = json.loads(WORKED_VISIT.read_bytes())
    spoil(data)
    with pytest.raises(DocumentRefused) as caught:
        decode(data, ids())
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is not a JSON document"),
        (b"\xff\xfe", "The file is not a JSON document"),
        (b"[" * 100_000, "The file is not a JSON document"),
        (b"1" * 10_000, "The file is not a JSON document"),
        (b'{"schema": "fieldvisit.visit", "schema_version": 1, "x": "\\uD800"}', "The file is not a JSON document"),
        (b"[]", "The file is JSON, but not a visit: “schema” should be “fieldvisit.visit”."),
        (b'{"schema": "fieldvisit.visit"}', "schema_version should be a whole number from 1."),
        (b'{"schema": "fieldvisit.visit", "schema_version": true}', "schema_version should be a whole number from 1."),
        (b'{"schema": "fieldvisit.visit", "schema_version": 2}', "The visit was written by a newer version (schema 2)"),
    ],
)
def test_what_is_no_visit_document(data: bytes, sentence: str) -> None:
    with pytest.raises(DocumentRefused) as caught:
        loads(data)
    assert str(caught.value).startswith(sentence)


def test_a_byte_order_mark_is_passed_over() -> None:
    assert loads(b"\xef\xbb\xbf" + WORKED_VISIT.read_bytes())["schema_version"] == SCHEMA_VERSION


def test_facts_leave_out_what_is_as_usual() -> None:
    assert plain(facts()) == {
        "day": "2026-09-15",
        "dealer": {"code": "D-1", "name": "Dealer 1", "lead_time_days": 4, "visit_interval_days": 7},
    }
    known = worked_visit()[1]
    assert built(VisitFacts, plain(known)) == known


def test_sums_of_the_largest_amounts_that_a_store_has_come_back() -> None:
    endless = facts(undelivered=Decimal("999999999999.9999") * 100_000)
    assert built(VisitFacts, plain(endless)).undelivered == Decimal(99999999999999990)
