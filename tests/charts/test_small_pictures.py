from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldvisit.charts.achieved import Achieved, paint_achieved
from fieldvisit.charts.corridor import Corridor, paint_corridor
from fieldvisit.charts.cover import Cover, paint_cover
from fieldvisit.charts.spark import Spark, paint_spark
from fieldvisit.charts.target import Box, Role
from tests.charts.recording_target import RecordingTarget

CELL = Box(10, 20, 60, 18)
prices = st.decimals(min_value=0, max_value=10**9, places=4)
maybe = st.none() | prices


def dec(*texts: str) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, texts))


def corridor(value: str | None, mark: Role = Role.INK) -> Corridor:
    floor, recommended, ceiling = dec("3.6", "3.8", "4.2")
    return Corridor(None if value is None else Decimal(value), floor, recommended, ceiling, mark)


def cover(days: str | None, mark: Role = Role.INK) -> Cover:
    return Cover(None if days is None else Decimal(days), Decimal(11), Decimal(60), mark)


def test_a_spark_of_one_observation_draws_nothing():
    target = RecordingTarget()
    paint_spark(target, CELL, Spark((None, Decimal(3), None)))
    assert target.drawn == []


def test_a_missing_observation_leaves_a_gap_in_the_spark():
    target = RecordingTarget()
    paint_spark(target, CELL, Spark((*dec("1", "2"), None, *dec("3", "2")), Role.AMBER))
    assert [len(line.points) for line in target.of("line")] == [2, 2]
    assert len(target.of("circle", Role.AMBER)) == 1


def test_a_spark_whose_last_observation_is_missing_has_no_dot():
    target = RecordingTarget()
    paint_spark(target, CELL, Spark((*dec("1", "2"), None)))
    assert target.of("circle") == []


def test_a_price_inside_its_corridor_is_a_dot_and_outside_a_diamond():
    inside, outside = RecordingTarget(), RecordingTarget()
    paint_corridor(inside, CELL, corridor("3.8"))
    paint_corridor(outside, CELL, corridor("3.5", Role.RED))
    assert len(inside.of("circle", Role.INK)) == 1
    assert outside.of("circle") == []
    assert len(outside.of("polygon", Role.RED)) == 1


def test_a_corridor_without_a_price_still_shows_its_band_and_recommended_price():
    target = RecordingTarget()
    paint_corridor(target, CELL, corridor(None))
    assert len(target.of("rect", Role.BAND)) == 1
    assert len(target.of("line", Role.MID)) == 1
    assert target.of("circle") == []


def test_a_price_without_a_policy_draws_nothing():
    target = RecordingTarget()
    paint_corridor(target, CELL, Corridor(Decimal(3)))
    assert target.drawn == []


@given(maybe, maybe, maybe, maybe)
def test_a_corridor_stays_in_its_cell(value, floor, recommended, ceiling):
    target = RecordingTarget()
    paint_corridor(target, CELL, Corridor(value, floor, recommended, ceiling))
    assert target.outside(CELL) == []


@given(st.lists(maybe, max_size=12))
def test_a_spark_stays_in_its_cell(values):
    target = RecordingTarget()
    paint_spark(target, CELL, Spark(tuple(values)))
    assert target.outside(CELL) == []


@given(maybe, st.none() | st.decimals(0, 400, places=0), st.decimals(0, 400, places=0))
def test_a_cover_bar_stays_in_its_cell(days, needed, limit):
    target = RecordingTarget()
    paint_cover(target, CELL, Cover(days, needed, limit))
    assert target.outside(CELL) == []


def test_a_cover_bar_that_had_to_be_cut_ends_in_an_arrow_head():
    target = RecordingTarget()
    paint_cover(target, CELL, cover("298.3", Role.AMBER))
    assert len(target.of("polygon", Role.AMBER)) == 1


def test_no_cover_leaves_the_track_empty_and_zero_days_still_show():
    unknown, empty = RecordingTarget(), RecordingTarget()
    paint_cover(unknown, CELL, cover(None))
    paint_cover(empty, CELL, cover("0", Role.RED))
    assert unknown.of("rect", Role.INK) == []
    assert len(empty.of("rect", Role.RED)) == 1


@pytest.mark.parametrize(("ratio", "role"), [("0.267", Role.MID), ("1", Role.INK), ("1.142", Role.INK)])
def test_an_objective_that_was_reached_is_ink(ratio, role):
    target = RecordingTarget()
    paint_achieved(target, CELL, Achieved(Decimal(ratio)))
    assert len(target.of("rect", role)) == 1


def test_an_objective_without_a_result_has_no_bar_but_its_tick():
    target = RecordingTarget()
    paint_achieved(target, CELL, Achieved(None))
    assert target.of("rect", Role.INK) == target.of("rect", Role.MID) == []
    assert len(target.of("line", Role.INK)) == 1


def test_a_negative_result_does_not_leave_the_cell():
    target = RecordingTarget()
    paint_achieved(target, CELL, Achieved(Decimal(-3)))
    assert target.outside(CELL) == []
