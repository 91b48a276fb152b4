"""Visits as a whole: kept, listed, refused and deleted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from fieldvisit.domain.errors import NotAllowed, NotFound
from fieldvisit.domain.steps import STEPS
from fieldvisit.store import visits
from fieldvisit.store.models import ROW_TABLES, StepRow
from fieldvisit.store.store import Store
from fieldvisit.store.types import new_identifier
from fieldvisit.store.visits.rows import GENERAL
from tests.factories.store import NOON, add_dealer, an_open_visit, full_visit
from tests.store.visits.visit_cells import FACTS, drop_visit, loaded, put_in


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
