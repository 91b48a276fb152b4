from __future__ import annotations

from decimal import Decimal

from fieldvisit.charts.ageing import Ageing, AgeingPart, paint_ageing_bar
from fieldvisit.charts.target import AGEING_ROLES, Box
from tests.charts.recording_target import RecordingTarget


def bar(*amounts: int) -> RecordingTarget:
    target = RecordingTarget()
    parts = tuple(AgeingPart("name", Decimal(amount), "shown") for amount in amounts)
    paint_ageing_bar(target, Box(0, 0, 100, 8), Ageing(parts))
    return target


def test_the_bar_alone_has_its_parts_and_no_words():
    target = bar(3, 0, 1)
    assert [each.role for each in target.of("rect")] == [AGEING_ROLES[0], AGEING_ROLES[2]]
    assert [each.points[0][0] for each in target.of("rect")] == [0, 75]
    assert target.words() == []


def test_nothing_owed_is_an_empty_track():
    assert len(bar(0, 0).of("rect")) == 1
