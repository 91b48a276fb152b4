from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from fieldvisit.domain import fields
from fieldvisit.domain.errors import NotAllowed, NotFound
from fieldvisit.domain.facts import DealerFacts, ProductFacts, VisitFacts
from fieldvisit.domain.fields import Field
from fieldvisit.domain.steps import STEPS, field_at
from fieldvisit.domain.visit import Address, Mark, Origin, Row, StepState, Visit, VisitState
from fieldvisit.store import visits
from fieldvisit.store.models import ROW_TABLES, StepRow
from fieldvisit.store.store import Store
from fieldvisit.store.types import new_identifier
from fieldvisit.store.visits.rows import GENERAL
from tests.factories.store import DAY, NOON, add_dealer, an_open_visit, full_visit, value_of

FACTS = VisitFacts(
    DAY, DealerFacts("0001", "Dealer", credit_limit=Decimal("120000.00")), (ProductFacts("QH-1", "Lager"),)
)
CELLS = [
    *(Address(step.key, each.key) for step in STEPS for each in step.simple_fields),
    *(
        Address(step.key, column.key, table.key, f"{table.key}-1")
        for step in STEPS
        for table in step.tables
        for column in table.columns
    ),
]
ONE_OF_EACH = [
    Address("reflection", "plan"),
    Address("communication", "name", "people", "people-1"),
    Address("prices", "retail", "products", "products-1"),
]


def put_in(store: Store, visit: Visit, facts: VisitFacts | None = None) -> Visit:
    with store.write() as session:
        if visits.list_visits(session) == []:
            add_dealer(session, visit.dealer)
        visits.insert_visit(session, visit, facts)
    return visit


def loaded(store: Store, visit_id: str) -> Visit:
    with store.read() as session:
        return visits.load_visit(session, visit_id)


def saved(store: Store, visit: Visit, address: Address, value: object, mark: Mark | None = None) -> None:
    with store.write() as session:
        visits.save_cell(session, visit.id, address, value, mark)  # type: ignore[arg-type]


@pytest.mark.parametrize("key", ROW_TABLES, ids="/".join)
def test_typed_tables_have_the_columns_of_their_steps(key: tuple[str, str]) -> None:
    mapped: type[StepRow] = ROW_TABLES[key]
    table = next(step for step in STEPS if step.key == key[0]).table(key[1])
    kept = {column.key: column for column in mapped.__table__.columns if column.key not in GENERAL}  # type: ignore[attr-defined]
    assert list(kept) == [column.key for column in table.columns]
    for column in table.columns:
        kind = kept[column.key].type
        assert getattr(kind, "places", None) == (
            {True: 3, False: 4}[is_quantity(column)] if is_number(column) else None
        )


def is_number(column: object) -> bool:
    return getattr(column, "value_type", None) is Decimal


def is_quantity(column: object) -> bool:
    return type(column).__name__ == "Quantity"


def test_a_visit_with_every_field_comes_back_whole(store: Store) -> None:
    visit = put_in(store, full_visit())
    assert loaded(store, visit.id) == visit


def test_an_empty_visit_has_all_steps_and_tables(store: Store) -> None:
    visit = put_in(store, an_open_visit())
    again = loaded(store, visit.id)
    assert list(again.steps) == [step.key for step in STEPS]
    assert not any(record.has_content() for record in again.steps.values())


def test_times_keep_their_offset(store: Store) -> None:
    started = datetime(2026, 9, 15, 14, 5, 7, 123456, timezone(timedelta(hours=8)))
    visit = put_in(store, an_open_visit(started_at=started))
    again = loaded(store, visit.id).started_at
    assert again == started
    assert again is not None
    assert again.utcoffset() == timedelta(hours=8)


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


def change_row(store: Store, visit: Visit) -> None:
    with store.write() as session:
        visits.save_row(session, visit.id, "prices", "products", Row("new"))


def drop_row(store: Store, visit: Visit) -> None:
    with store.write() as session:
        visits.delete_row(session, visit.id, "communication", "people", "people-1")


def change_step(store: Store, visit: Visit) -> None:
    with store.write() as session:
        visits.save_step(session, visit.id, "prices", StepState.SKIPPED, "why")


def drop_visit(store: Store, visit: Visit) -> None:
    with store.write() as session:
        visits.delete_visit(session, visit.id)


@pytest.mark.parametrize("change", [change_row, drop_row, change_step, drop_visit])
def test_nothing_else_of_a_closed_visit_changes(store: Store, change: object) -> None:
    visit = put_in(store, full_visit())
    with store.write() as session:
        visits.close_visit(session, visit.id, NOON, FACTS)
    before = loaded(store, visit.id)
    with pytest.raises(NotAllowed):
        change(store, visit)  # type: ignore[operator]
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


@pytest.mark.parametrize(("step", "table"), [("prices", "products"), ("communication", "people")])
def test_rows_are_added_changed_placed_and_taken_away(store: Store, step: str, table: str) -> None:
    visit = put_in(store, full_visit())
    first, second = visit.step(step).rows(table)
    changed = Row(second.id, {}, {})
    with store.write() as session:
        visits.save_row(session, visit.id, step, table, added := replace(first, id="added"))
        visits.save_row(session, visit.id, step, table, changed)
        visits.save_row(session, visit.id, step, table, top := replace(first, id="top"), -1)
    assert loaded(store, visit.id).step(step).rows(table) == [top, first, changed, added]
    with store.write() as session:
        visits.delete_row(session, visit.id, step, table, first.id)
        visits.delete_row(session, visit.id, step, table, "never there")
    assert loaded(store, visit.id).step(step).rows(table) == [top, changed, added]
    with store.write() as session:
        visits.replace_rows(session, visit.id, step, table, [added, first])
    assert loaded(store, visit.id).step(step).rows(table) == [added, first]
    with store.write() as session:
        visits.replace_rows(session, visit.id, step, table, [])
    assert loaded(store, visit.id).step(step).rows(table) == []


def test_the_same_row_id_may_stand_in_two_visits(store: Store) -> None:
    one, two = put_in(store, full_visit()), put_in(store, full_visit())
    saved(store, two, Address("prices", "retail", "products", "products-1"), Decimal(9))
    assert loaded(store, one.id) == one


def test_step_states(store: Store) -> None:
    visit = put_in(store, an_open_visit())
    with store.write() as session:
        visits.save_step(session, visit.id, "account", StepState.SKIPPED, "Accountant away")
    record = loaded(store, visit.id).step("account")
    assert (record.state, record.skip_reason) == (StepState.SKIPPED, "Accountant away")


def test_a_step_newer_than_the_visit_is_made_when_needed(store: Store) -> None:
    visit = put_in(store, an_open_visit())
    with store.write() as session:
        session.execute(text("DELETE FROM step_records WHERE step IN ('reflection', 'market')"))
    saved(store, visit, Address("reflection", "plan"), "north")
    with store.write() as session:
        visits.save_step(session, visit.id, "market", StepState.DONE)
    again = loaded(store, visit.id)
    assert again.step("reflection").values == {"plan": "north"}
    assert again.step("market").state is StepState.DONE


def test_drafts_and_place_are_kept_until_left(store: Store) -> None:
    visit = put_in(store, full_visit())
    cell, other = ONE_OF_EACH[2], ONE_OF_EACH[0]
    with store.write() as session:
        assert visits.place_of(session, visit.id) is None
        visits.save_draft(session, visit.id, cell, "41c", NOON)
        visits.save_draft(session, visit.id, other, "half a sen", NOON + timedelta(seconds=1))
        visits.save_draft(session, visit.id, cell, "41c+", NOON + timedelta(seconds=2))
        visits.save_place(session, visit.id, cell)
    with store.read() as session:
        assert [(each.address, each.text) for each in visits.drafts_of(session, visit.id)] == [
            (other, "half a sen"),
            (cell, "41c+"),
        ]
        assert visits.place_of(session, visit.id) == cell
    with store.write() as session:
        visits.clear_draft(session, visit.id, cell)
        visits.save_draft(session, visit.id, ONE_OF_EACH[1], "x")
        visits.save_draft(session, visit.id, ONE_OF_EACH[1], "")
        visits.save_place(session, visit.id, Address("market", ""))
    with store.read() as session:
        drafts = [(each.address, each.text) for each in visits.drafts_of(session, visit.id)]
        assert sorted(drafts, key=lambda draft: draft[1]) == [(ONE_OF_EACH[1], ""), (other, "half a sen")]
        assert visits.place_of(session, visit.id) == Address("market", "")


def test_closing_gives_a_number_of_the_year_and_keeps_the_facts(store: Store) -> None:
    first, second = put_in(store, full_visit()), put_in(store, full_visit())
    earlier = put_in(store, full_visit(day=date(2025, 12, 31)))
    with store.write() as session:
        visits.save_draft(session, first.id, ONE_OF_EACH[0], "x", NOON)
        numbers = [visits.close_visit(session, visit.id, NOON, FACTS) for visit in (first, second, earlier)]
    assert numbers == ["V-26-00001", "V-26-00002", "V-25-00001"]
    with store.read() as session:
        assert visits.load_facts(session, first.id) == FACTS
        assert visits.drafts_of(session, first.id) == []
    again = loaded(store, first.id)
    assert (again.state, again.closed_at, again.number) == (VisitState.CLOSED, NOON, "V-26-00001")


def test_numbers_go_on_after_five_digits_and_strangers(store: Store) -> None:
    for number in ("V-26-99999", "V-26-100000", "V-26-by-hand"):
        put_in(store, an_open_visit(number=number))
    with store.read() as session:
        assert visits.next_number(session, DAY) == "V-26-100001"


def test_a_correction_is_a_new_revision_with_a_reason(store: Store) -> None:
    visit = put_in(store, full_visit())
    new_id = new_identifier()
    with store.write() as session:
        number = visits.close_visit(session, visit.id, NOON, FACTS)
        revision = visits.start_revision(session, visit.id, " counted wrong ", new_id, NOON)
        visits.save_cell(session, new_id, ONE_OF_EACH[0], "corrected")
    before, again = loaded(store, visit.id), loaded(store, new_id)
    assert (again.revision, again.revises, again.revision_reason, again.number) == (
        2,
        visit.id,
        "counted wrong",
        number,
    )
    assert before.value(ONE_OF_EACH[0]) != again.value(ONE_OF_EACH[0])
    assert revision.state is VisitState.OPEN
    with store.write() as session:
        assert visits.load_facts(session, new_id) == FACTS
        assert visits.close_visit(session, new_id, NOON, FACTS) == number
        assert visits.visit_id_of(session, number) == new_id
        assert visits.visit_id_of(session, visit.id.upper()) == visit.id


def corrected(store: Store, visit: Visit, reason: str = "why") -> None:
    with store.write() as session:
        visits.start_revision(session, visit.id, reason, new_identifier(), NOON)


def test_only_the_last_closed_revision_is_corrected(store: Store) -> None:
    visit = put_in(store, full_visit())
    with pytest.raises(NotAllowed, match="still open"):
        corrected(store, visit)
    with store.write() as session:
        visits.close_visit(session, visit.id, NOON, FACTS)
    with pytest.raises(NotAllowed, match="reason"):
        corrected(store, visit, "  ")
    corrected(store, visit)
    with pytest.raises(NotAllowed, match="later revision"):
        corrected(store, visit)


@pytest.mark.parametrize(
    ("changes", "error", "says"),
    [
        ({"dealer": "9999"}, NotFound, "9999"),
        ({"id": "V-1"}, NotAllowed, "UUID"),
        ({"revises": new_identifier()}, NotFound, "corrects"),
        ({"number": "V-26-00007"}, NotAllowed, "V-26-00007"),
    ],
)
def test_a_visit_that_does_not_fit_is_told(store: Store, changes: dict[str, str], error: type, says: str) -> None:
    put_in(store, an_open_visit(number="V-26-00007"))
    with pytest.raises(error) as told:
        put_in(store, replace(an_open_visit(), **changes))  # type: ignore[arg-type]
    assert says in str(told.value)


def test_the_same_visit_twice_is_told(store: Store) -> None:
    visit = put_in(store, an_open_visit())
    with pytest.raises(NotAllowed, match="already"):
        put_in(store, visit)


@pytest.mark.parametrize("ids", [["a", "a"], ["a/b"], ['a"'], [""], ["x" * 101]])
@pytest.mark.parametrize(("step", "table"), [("prices", "products"), ("communication", "people")])
def test_row_ids_that_cannot_be_addressed_are_told(store: Store, ids: list[str], step: str, table: str) -> None:
    visit = an_open_visit()
    visit.step(step).tables[table] = [Row(each) for each in ids]
    with pytest.raises(NotAllowed):
        put_in(store, visit)


def test_lists_are_latest_first_and_count_finished_steps(store: Store) -> None:
    old = put_in(store, full_visit(day=date(2026, 1, 1)))
    new = put_in(store, an_open_visit())
    with store.write() as session:
        visits.close_visit(session, old.id, NOON, FACTS)
        add_dealer(session, "0002")
    with store.read() as session:
        heads = visits.list_visits(session, "0001")
        assert [(each.id, each.finished, each.number) for each in heads] == [
            (new.id, 0, ""),
            (old.id, 10, "V-26-00001"),
        ]
        assert visits.list_visits(session, "0002") == []
        assert [each.id for each in visits.open_visits(session)] == [new.id]
        assert len(visits.list_visits(session, limit=1)) == 1
        with pytest.raises(NotFound):
            visits.visit_id_of(session, "V-99-00001")
        with pytest.raises(NotFound):
            visits.load_visit(session, new_identifier())


def test_an_open_visit_can_be_deleted_with_all_it_holds(store: Store) -> None:
    visit = put_in(store, full_visit())
    drop_visit(store, visit)
    with store.read() as session:
        for mapped in ROW_TABLES.values():
            assert session.query(mapped).count() == 0
        assert visits.list_visits(session) == []


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
