"""Visits in lists: how far each of them is."""

from __future__ import annotations

from fieldvisit.domain.problems import is_settled
from fieldvisit.domain.steps import STEPS
from fieldvisit.domain.visit import StepState
from fieldvisit.usecases.list_visits import list_visits
from tests.factories.desks import worked_desk


def test_a_step_of_an_open_visit_counts_once_nothing_is_missing_in_it(tmp_path):
    with worked_desk(tmp_path) as desk:
        [head] = list_visits(desk.store)
        assert head.finished == 10
        desk.set_state("reflection", StepState.IN_PROGRESS)
        desk.add_row("guidance", "trainings", {})
        [head] = list_visits(desk.store)
        assert head.finished == 8 == sum(is_settled(step, desk.visit) for step in STEPS)
