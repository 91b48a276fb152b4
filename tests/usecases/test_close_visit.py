"""Closing, closing again, and correcting what was closed."""

from __future__ import annotations

from datetime import datetime

import pytest

from fieldvisit.domain.errors import NotAllowed
from fieldvisit.domain.visit import Address, VisitState
from fieldvisit.usecases.close_visit import Incomplete, NotTaken, close_visit, revise_visit
from fieldvisit.usecases.open_visit import open_visit
from tests.factories.desks import WORKED_ID, worked_desk
from tests.factories.visits import CHINA

NOW = datetime(2026, 9, 15, 14, 58, tzinfo=CHINA)


@pytest.fixture
def desk(tmp_path):
    with worked_desk(tmp_path) as desk:
        yield desk


def test_a_closed_visit_has_its_number_and_names_who_is_answerable(desk):
    closed = close_visit(desk.store, WORKED_ID, NOW)
    assert (closed.state, closed.number) == (VisitState.CLOSED, "V-26-00001")
    assert all(row.values.get("who") for row in closed.step("wrap_up").rows("commitments"))


def test_an_incomplete_visit_stays_open_and_says_what_is_missing(desk):
    desk.enter(Address("wrap_up", "next_purpose"), "")
    with pytest.raises(Incomplete, match="Purpose of the next visit") as refused:
        close_visit(desk.store, WORKED_ID, NOW)
    assert [point.address.field for point in refused.value.points] == ["next_purpose"]
    assert open_visit(desk.store, WORKED_ID).visit.state is VisitState.OPEN


def test_what_was_typed_and_not_taken_is_not_lost_by_closing(desk):
    row = desk.visit.step("prices").rows("products")[0]
    place = Address("prices", "retail", "products", row.id)
    desk.draft(place, "about 12")
    with pytest.raises(NotTaken, match="“about 12” was typed but not taken") as refused:
        close_visit(desk.store, WORKED_ID, NOW)
    assert refused.value.address == place
    desk.enter(place, "12")
    close_visit(desk.store, WORKED_ID, NOW)


def test_what_stood_in_a_row_that_was_taken_away_does_not_hold_up_closing(desk):
    row = desk.add_row("communication", "people", {"name": "Wu Gang"})
    desk.draft(Address("communication", "name", "people", row.id), "Wu Gan")
    desk.remove_row("communication", "people", row.id)
    assert close_visit(desk.store, WORKED_ID, NOW).state is VisitState.CLOSED


def test_a_closed_visit_is_not_closed_again(desk):
    close_visit(desk.store, WORKED_ID, NOW)
    with pytest.raises(NotAllowed, match="closed already"):
        close_visit(desk.store, WORKED_ID, NOW)


def test_a_correction_is_a_revision_that_can_be_closed_at_once_and_keeps_the_first(desk):
    first = close_visit(desk.store, WORKED_ID, NOW)
    again = revise_visit(desk.store, WORKED_ID, "Retail price of the can was misread", NOW)
    second = open_visit(desk.store, again)
    row = next(r for r in second.visit.step("prices").rows("products") if r.values["product"] == "QH-1024")
    second.enter(Address("prices", "retail", "products", row.id), "3.60")
    closed = close_visit(desk.store, again, NOW)
    assert (closed.number, closed.revision, closed.revises) == (first.number, 2, WORKED_ID)
    assert open_visit(desk.store, WORKED_ID).visit == first


def test_a_correction_needs_its_reason(desk):
    close_visit(desk.store, WORKED_ID, NOW)
    with pytest.raises(NotAllowed, match="reason"):
        revise_visit(desk.store, WORKED_ID, " ", NOW)
