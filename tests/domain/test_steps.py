"""A guard over the declarations: whatever is added to a step is known everywhere."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldvisit.domain import cell_schemas, cell_values, entry, fields, shown, steps
from fieldvisit.domain.fields import Choice, Field, Step, Table
from fieldvisit.domain.steps import STEPS, field_at, number_of, step_of
from fieldvisit.domain.visit import Address
from tests.factories.generated_visits import values_of

KINDS = [
    kind
    for kind in vars(fields).values()
    if isinstance(kind, type) and issubclass(kind, Field) and kind not in (Field, Table)
]


def all_fields() -> Iterator[tuple[str, Field]]:
    for step in STEPS:
        for field in step.simple_fields:
            yield f"{step.key}/{field.key}", field
        for table in step.tables:
            for column in table.columns:
                yield f"{step.key}/{table.key}/{column.key}", column


FIELDS = dict(all_fields())


def test_ten_steps_in_the_order_of_the_visit() -> None:
    assert [step.key for step in STEPS] == [
        "preparation",
        "reflection",
        "prices",
        "inventory",
        "sales",
        "account",
        "market",
        "communication",
        "guidance",
        "wrap_up",
    ]
    assert [number_of(step.key) for step in STEPS] == list(range(1, 11))


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.key)
def test_keys_are_unique_and_not_taken_by_the_document(step: Step) -> None:
    keys = [field.key for field in step.fields]
    assert len(set(keys)) == len(keys)
    assert not set(keys) & {"state", "skip_reason", "marks"}
    for table in step.tables:
        columns = [column.key for column in table.columns]
        assert len(set(columns)) == len(columns)
        assert not set(columns) & {"id", "marks"}
        assert set(table.entry) <= set(columns)
        assert not any(isinstance(column, Table) for column in table.columns)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.key)
def test_sections_name_fields_each_once(step: Step) -> None:
    named = [key for section in step.sections for key in section.keys]
    assert len(set(named)) == len(named)
    assert set(named) <= {field.key for field in step.fields}
    assert [field.key for _, group in step.grouped() for field in group if field.key in named] == named


@pytest.mark.parametrize("place", FIELDS)
def test_every_field_has_a_label_and_can_be_found(place: str) -> None:
    field = FIELDS[place]
    assert field.label
    step, *table, key = place.split("/")
    address = Address(step, key, *table, *(["row"] if table else []))
    assert field_at(address) is field
    assert Address.parse(address.text()) == address


@pytest.mark.parametrize("place", [place for place, field in FIELDS.items() if isinstance(field, Choice)])
def test_answers_are_unique(place: str) -> None:
    field = FIELDS[place]
    assert isinstance(field, Choice)
    assert field.options
    assert len({option.key for option in field.options}) == len(field.options)
    assert len({option.label.casefold() for option in field.options}) == len(field.options)
    if field.many:
        assert not any(mark in option.label for option in field.options for mark in ",;、，；")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_of_field_is_known_everywhere(kind: type[Field]) -> None:
    for known in (entry._read, shown._shown, cell_values._reader, cell_schemas._cell, values_of):
        assert known.dispatch(kind) is not known.dispatch(Field), known


def test_every_kind_of_field_is_used_somewhere() -> None:
    assert {type(field) for field in FIELDS.values()} == set(KINDS)


def test_labels_are_marked_for_translation() -> None:
    for module in Path(steps.__file__).parent.glob("*.py"):
        for text in _declared_texts(ast.parse(module.read_text(encoding="utf-8"))):
            marked = isinstance(text, ast.Call) and getattr(text.func, "id", "") == "mark"
            assert marked or isinstance(text, ast.Name), f"{module.name}:{text.lineno}"


def _declared_texts(module: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            of_options = getattr(node.func, "id", "") == "options"
            spoken = {"label", "title", "purpose", "help", "one"}
            yield from (each.value for each in node.keywords if of_options or each.arg in spoken)


def test_a_step_or_field_that_is_none() -> None:
    with pytest.raises(KeyError):
        step_of("lunch")
    with pytest.raises(KeyError):
        field_at(Address("sales", "weather"))
    with pytest.raises(KeyError):
        field_at(Address("sales", "note", "samples_present", "row"))
    with pytest.raises(ValueError, match="a/b/c"):
        Address.parse("a/b/c")
