"""Closing gives a number and freezes; what is wrong then is corrected in a new revision."""

from __future__ import annotations

from datetime import date

import pytest

from fieldvisit.domain.errors import NotAllowed
from fieldvisit.domain.visit import Row, StepState, Visit, VisitState
from fieldvisit.store import visits
from fieldvisit.store.store import Store
from fieldvisit.store.types import new_identifier
from tests.factories.store import DAY, NOON, an_open_visit, full_visit
from tests.store.visits.visit_cells import FACTS, ONE_OF_EACH, drop_visit, loaded, put_in


def change_row(store: Store, visit: Visit) -> None:
    with store.write() as session:
        visits.save_row(session, visit.id, "prices", "products", Row("new"))


def drop_row(store: Store, visit: Visit) -> None:
    with store.write() as session:
        visits.delete_row(session, visit.id, "communication", "people", "people-1")


def change_step(store: Store, visit: Visit) -> None:
    with store.write() as session:
        visits.save_step(session, visit.id, "prices", StepState.SKIPPED, "why")


@pytest.mark.parametrize("change", [change_row, drop_row, change_step, drop_visit])
def test_nothing_else_of_a_closed_visit_changes(store: Store, change: object) -> None:
    visit = put_in(store, full_visit())
    with store.write() as session:
        visits.close_visit(session, visit.id, NOON, FACTS)
    before = loaded(store, visit.id)
    with pytest.raises(NotAllowed):
        change(store, visit)  # type: ignore[operator]
    assert loaded(store, visit.id) == before


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
    for number in ("V-26-99999", "V-26-100000", "V-26-by-hand", "V-26-" + "9" * 5_000):
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
