"""Each cell of a visit is saved alone and comes back as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldvisit.domain import fields
from fieldvisit.domain.errors import NotAllowed
from fieldvisit.domain.fields import Field
from fieldvisit.domain.steps import STEPS, field_at
from fieldvisit.domain.visit import Address, Mark, Origin
from fieldvisit.store import visits
from fieldvisit.store.store import Store
from fieldvisit.store.types import new_identifier
from tests.factories.store import NOON, full_visit, value_of
from tests.store.visits.visit_cells import FACTS, ONE_OF_EACH, loaded, put_in, saved

CELLS = [
    *(Address(step.key, each.key) for step in STEPS for each in step.simple_fields),
    *(
        Address(step.key, column.key, table.key, f"{table.key}-1")
        for step in STEPS
        for table in step.tables
        for column in table.columns
    ),
]


@pytest.mark.parametrize("step", [step.key for step in STEPS])
def test_every_cell_is_saved_alone(store: Store, step: str) -> None:
    visit = put_in(store, full_visit())
    mark = Mark(Origin.SAME, typed="as last")
    for address in (each for each in CELLS if each.step == step):
        value = value_of(field_at(address))
        for entered, noted in ((None, None), (value, mark), (value, None)):
            saved(store, visit, address, entered, noted)
            visit.put(address, entered, noted)
            assert loaded(store, visit.id) == visit, address.text()


@pytest.mark.parametrize("address", ONE_OF_EACH, ids=Address.text)
@pytest.mark.parametrize("blank", ["", [], None])
def test_a_blank_takes_value_and_mark_away(store: Store, address: Address, blank: object) -> None:
    visit = put_in(store, full_visit())
    saved(store, visit, address, blank)
    again = loaded(store, visit.id)
    assert again.value(address) is None
    assert again.mark(address) == Mark()


def test_zero_is_not_blank(store: Store) -> None:
    visit = put_in(store, full_visit())
    address = Address("inventory", "count", "products", "products-1")
    saved(store, visit, address, Decimal(0))
    assert loaded(store, visit.id).value(address) == Decimal(0)


@pytest.mark.parametrize("address", ONE_OF_EACH, ids=Address.text)
def test_cells_of_a_closed_visit_do_not_change(store: Store, address: Address) -> None:
    visit = put_in(store, full_visit())
    with store.write() as session:
        visits.close_visit(session, visit.id, NOON, FACTS)
    before = loaded(store, visit.id)
    with pytest.raises(NotAllowed, match="closed"):
        saved(store, visit, address, Decimal(1) if address.step == "prices" else "changed")
    assert loaded(store, visit.id) == before


@pytest.mark.parametrize("table", [("prices", "products"), ("communication", "people")])
def test_a_cell_in_no_row_is_a_fault(store: Store, table: tuple[str, str]) -> None:
    visit = put_in(store, full_visit())
    field = {"prices": "retail", "communication": "name"}[table[0]]
    with pytest.raises(KeyError):
        saved(store, visit, Address(table[0], field, table[1], "nowhere"), None)


def test_a_number_too_fine_is_told_with_its_field(store: Store) -> None:
    visit = put_in(store, full_visit())
    with pytest.raises(NotAllowed, match="digits") as told:
        saved(store, visit, Address("prices", "retail", "products", "products-1"), Decimal("1.00001"))
    assert "Retail: 1.00001" in str(told.value)


def test_half_a_character_is_told_and_stops_no_draft(store: Store) -> None:
    visit = put_in(store, full_visit())
    with pytest.raises(NotAllowed, match="half a character"):
        saved(store, visit, ONE_OF_EACH[0], "smile \ud83d")
    with store.write() as session:
        visits.save_draft(session, visit.id, ONE_OF_EACH[0], "smile \ud83d")
    with store.read() as session:
        assert [each.text for each in visits.drafts_of(session, visit.id)] == ["smile ?"]


def some(field: Field) -> st.SearchStrategy[Any]:
    """Any value that a cell of the field may hold."""
    if isinstance(field, fields.Choice):
        keys = st.sampled_from([option.key for option in field.options])
        return st.lists(keys, min_size=1, unique=True) if field.many else keys
    if isinstance(field, fields.Signature):
        point = st.lists(st.integers(0, 1000), min_size=2, max_size=2)
        return st.lists(st.lists(point, min_size=1, max_size=3), min_size=1, max_size=3)
    places = 3 if isinstance(field, fields.Quantity) else 4
    numbers = st.integers(-(10**15), 10**15).map(lambda whole: Decimal(whole).scaleb(-places))
    kinds: dict[type, st.SearchStrategy[Any]] = {Decimal: numbers, date: st.dates(), bool: st.booleans()}
    return kinds.get(field.value_type, st.text(min_size=1, max_size=20))


ANY_CELL = st.sampled_from(CELLS).flatmap(
    lambda address: st.tuples(
        st.just(address),
        st.none() | some(field_at(address)),
        st.sampled_from(Origin).flatmap(lambda origin: st.builds(Mark, st.just(origin), st.text(max_size=5))),
    )
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.lists(ANY_CELL, min_size=20, max_size=60))
def test_any_cells_in_any_order_are_kept_one_by_one_and_as_a_whole(store: Store, cells: list[Any]) -> None:
    visit = put_in(store, full_visit())
    with store.write() as session:
        for address, value, mark in cells:
            visits.save_cell(session, visit.id, address, value, mark)
            visit.put(address, value, mark)
    assert loaded(store, visit.id) == visit
    copy = replace(visit, id=new_identifier())
    assert loaded(store, put_in(store, copy).id) == copy
