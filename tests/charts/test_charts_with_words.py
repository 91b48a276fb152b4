from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from fieldvisit.charts.ageing import Ageing, AgeingPart, ageing_height, paint_ageing
from fieldvisit.charts.corridor import Corridor
from fieldvisit.charts.months import Month, paint_months
from fieldvisit.charts.shares import BAR_PITCH, Share, paint_shares
from fieldvisit.charts.target import AGEING_ROLES, Box, Role
from fieldvisit.charts.trend import Trend, paint_trend
from tests.charts.recording_target import RecordingTarget

NAMES = ("Not due", "1–30", "31–60", "61–90", "over 90 days")
amounts = st.lists(st.decimals(0, 10**7, places=2), min_size=5, max_size=5)


def ageing(values) -> Ageing:
    return Ageing(
        tuple(AgeingPart(name, Decimal(v), f"{Decimal(v):,.2f}") for name, v in zip(NAMES, values, strict=True))
    )


@given(amounts)
def test_the_ageing_bar_and_its_labels_stay_in_their_box_and_apart(values):
    target, chart = RecordingTarget(), ageing(values)
    box = Box(0, 0, 494, ageing_height(chart))
    paint_ageing(target, box, chart)
    assert target.outside(box) == []
    shown = [each for each in target.of("text") if each.words not in NAMES]
    spans = sorted((each.points[0][0], each.points[1][0]) for each in shown)
    assert all(left[1] < right[0] for left, right in pairwise(spans))


def test_each_age_has_its_own_grey_and_a_zero_has_no_part():
    target = RecordingTarget()
    paint_ageing(target, Box(0, 0, 400, 40), ageing((100, 0, 50, 25, 25)))
    assert [each.role for each in target.of("rect")] == [AGEING_ROLES[n] for n in (0, 2, 3, 4)]
    assert "1–30" not in target.words()


def test_nothing_owed_is_an_empty_track():
    target = RecordingTarget()
    paint_ageing(target, Box(0, 0, 400, 40), ageing((0, 0, 0, 0, 0)))
    assert [each.role for each in target.drawn] == [Role.TRACK]


def test_shares_start_at_zero_and_one_is_highlighted():
    target = RecordingTarget()
    shares = (Share("8 Sep", Decimal("0.2"), "20.0"), Share("15 Sep", Decimal("0.4"), "40.0", highlighted=True))
    box = Box(0, 0, 240, 2 * BAR_PITCH)
    paint_shares(target, box, shares)
    (small,), (large,) = target.of("rect", Role.MID), target.of("rect", Role.INK)
    assert small.points[0][0] == large.points[0][0]
    width = [each.points[1][0] - each.points[0][0] for each in (small, large)]
    assert abs(width[1] - 2 * width[0]) < 0.01
    assert target.outside(box) == []


def test_a_share_without_a_value_leaves_a_gap():
    target = RecordingTarget()
    paint_shares(target, Box(0, 0, 240, 30), (Share("8 Sep", None, "–"), Share("15 Sep", Decimal(1), "100.0")))
    assert len(target.of("rect")) == 1
    assert "–" in target.words()


def trend(values, mark=Role.INK) -> Trend:
    corridor = Corridor(values[-1], Decimal("3.60"), Decimal("3.80"), Decimal("4.20"), mark)
    figures = ((Decimal("4.20"), "4.20"), (Decimal("3.80"), "3.80"), (Decimal("3.60"), "3.60"))
    return Trend(tuple(values), corridor, "3.50", "30 Jun", "15 Sep", figures, ("corridor", "recommended"))


@given(st.lists(st.none() | st.decimals(0, 100, places=2), min_size=2, max_size=12))
def test_a_trend_stays_in_its_box(values):
    target, box = RecordingTarget(), Box(0, 0, 240, 80)
    paint_trend(target, box, trend([*values, Decimal("3.5")]))
    assert target.outside(box) == []


def test_a_trend_names_its_axis_its_days_and_its_last_price():
    target = RecordingTarget()
    paint_trend(target, Box(0, 0, 240, 80), trend([Decimal("3.9"), Decimal("3.5")], Role.RED))
    assert {"4.20", "3.80", "3.60", "30 Jun", "15 Sep", "3.50"} <= set(target.words())
    assert len(target.of("polygon", Role.RED)) == 1
    assert len(target.of("dashed")) == 1


def test_a_name_too_long_for_the_bars_is_cut():
    target, box = RecordingTarget(), Box(0, 0, 240, BAR_PITCH)
    paint_shares(target, box, (Share("A very long name of a product " * 4, Decimal("0.4"), "40.0"),))
    assert target.outside(box) == []
    assert target.words()[0].endswith("…")


months = st.lists(st.none() | st.decimals(-(10**9), 10**9, places=2), min_size=1, max_size=12)


@given(months)
def test_bars_of_months_and_their_words_stay_in_their_box(values):
    target, box = RecordingTarget(), Box(10, 20, 494, 52)
    shown = [Month("Sep", value, "–" if value is None else f"{value:,.0f}") for value in values]
    paint_months(target, box, shown)
    assert target.outside(box) == []
    assert len(target.of("rect")) == sum(value is not None for value in values)


def test_a_month_without_a_value_is_a_gap_and_one_that_fell_below_zero_hangs_down():
    target = RecordingTarget()
    paint_months(target, Box(0, 0, 120, 60), [Month("Jan", None, "–"), Month("Feb", Decimal(10), "10"),
                                              Month("Mar", Decimal(-5), "−5", highlighted=True)])  # fmt: skip
    up, down = target.of("rect")
    assert up.points[1][1] == down.points[0][1]
    assert (up.role, down.role) == (Role.MID, Role.INK)
    assert target.words() == ["Jan", "–", "Feb", "10", "Mar", "−5"]


def test_values_that_would_meet_are_told_of_the_largest_and_the_highlighted_month_only():
    target, many = RecordingTarget(), [Month("Jan", Decimal(n), "1" * 20) for n in (5, 9, 1, 2, 3)]
    many.append(Month("Jun", Decimal(4), "2" * 20, highlighted=True))
    paint_months(target, Box(0, 0, 300, 60), many)
    assert [words for words in target.words() if len(words) == 20] == ["1" * 20, "2" * 20]
