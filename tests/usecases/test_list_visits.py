"""Visits in lists: how far each of them is."""

from __future__ import annotations

from sqlalchemy import text

from fieldvisit.domain.problems import is_settled
from fieldvisit.domain.steps import STEPS
from fieldvisit.domain.visit import StepState
from fieldvisit.usecases.list_visits import list_progress
from tests.factories.desks import worked_desk


def test_a_step_of_an_open_visit_counts_once_nothing_is_missing_in_it(tmp_path):
    with worked_desk(tmp_path) as desk:
        [head] = list_progress(desk.store)
        assert head.finished == 10
        desk.set_state("reflection", StepState.IN_PROGRESS)
        desk.add_row("guidance", "trainings", {})
        [head] = list_progress(desk.store)
        assert head.finished == 8 == sum(is_settled(step, desk.visit) for step in STEPS)


def test_an_open_visit_that_cannot_be_read_is_listed_all_the_same(tmp_path):
    with worked_desk(tmp_path) as desk:
        with desk.store.write() as session:
            session.connection().execute(text("UPDATE step_records SET payload = '[]'"))
        [head] = list_progress(desk.store)
        assert head.finished == 10
