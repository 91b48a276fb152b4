"""Rows that come and go, states of steps, drafts and the place one was at."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import text

from fieldvisit.domain.errors import NotAllowed
from fieldvisit.domain.visit import Address, Row, StepState
from fieldvisit.store import visits
from fieldvisit.store.store import Store
from tests.factories.store import NOON, an_open_visit, full_visit
from tests.store.visits.visit_cells import ONE_OF_EACH, loaded, put_in, saved


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


@pytest.mark.parametrize("ids", [["a", "a"], ["a/b"], ['a"'], [""], ["x" * 101]])
@pytest.mark.parametrize(("step", "table"), [("prices", "products"), ("communication", "people")])
def test_row_ids_that_cannot_be_addressed_are_told(store: Store, ids: list[str], step: str, table: str) -> None:
    visit = an_open_visit()
    visit.step(step).tables[table] = [Row(each) for each in ids]
    with pytest.raises(NotAllowed):
        put_in(store, visit)
