"""What follows from one visit to the next: calls agreed and made, overdue debts collected, places risen."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from fieldvisit.domain.facts import PriceBand
from fieldvisit.domain.region import INDEXES, Period, Span, periods_of, region_figures, run_up
from fieldvisit.domain.region.key_figures import key_figures
from fieldvisit.domain.region.share import Owed, PriceSeen, RivalSeen
from tests.domain.region.test_region_figures import contribution

AUGUST, SEPTEMBER = (date(2026, 8, 1), date(2026, 8, 31)), (date(2026, 9, 1), date(2026, 9, 30))


def share(key, day, dealer="A", rep="Li Wei", **known):
    return replace(contribution(key, code=dealer, rep=rep, day=day), **known)


def test_a_call_is_kept_when_the_dealer_is_visited_by_the_day_agreed():
    found = region_figures(
        [
            share("1", date(2026, 9, 1), next_visit=date(2026, 9, 8)),
            share("2", date(2026, 9, 8), next_visit=date(2026, 9, 15)),
            share("3", date(2026, 9, 17), next_visit=date(2026, 9, 25)),
            share("4", date(2026, 9, 26), dealer="B"),
        ],
        *SEPTEMBER,
    )
    assert (found.call_rate.part, found.call_rate.whole, found.call_rate.visits) == (1, 3, ("id-2",))
    late, never = (each.value for each in found.missed)
    assert (late.due, late.days_late, never.due, never.days_late) == (date(2026, 9, 15), 2, date(2026, 9, 25), None)


def test_what_lies_after_a_rep_s_last_report_is_not_judged():
    found = region_figures(
        [
            share("1", date(2026, 9, 1), next_visit=date(2026, 9, 8)),
            share("2", date(2026, 9, 20), dealer="B", rep="Other"),
        ],
        *SEPTEMBER,
    )
    assert (found.call_rate.whole, found.call_rate.ratio) == (0, None)


def test_a_call_counts_for_the_rep_who_agreed_to_it_and_in_the_period_of_its_day():
    shares = [
        share("1", date(2026, 8, 30), next_visit=date(2026, 9, 2)),
        share("2", date(2026, 9, 1), rep="Other"),
        share("3", date(2026, 9, 9), dealer="C"),
    ]
    found = region_figures(shares, *SEPTEMBER)
    assert {each.rep: (each.calls_kept, each.calls) for each in found.rep_figures} == {
        "Li Wei": (1, 1),
        "Other": (0, 0),
    }
    assert region_figures(shares, *AUGUST).call_rate.whole == 0


def test_overdue_is_collected_when_it_is_no_longer_open_at_the_next_visit():
    def owed(*items):
        return tuple(Owed(document, Decimal(amount), overdue) for document, amount, overdue in items)

    shares = [
        share("1", date(2026, 8, 30), owed=owed(("I1", "100.50", True), ("I2", "80", True), ("I3", "70", False))),
        share("2", date(2026, 9, 6), owed=owed(("I2", "30", True), ("I4", "500", True))),
        share("3", date(2026, 9, 7), dealer="B", owed=owed(("I9", "9", True))),
    ]
    found = region_figures(shares, *SEPTEMBER)
    assert (dict(found.collected.value), found.collected.visits) == ({"CNY": Decimal("150.50")}, ("id-2",))
    assert dict(found.was_overdue) == {"CNY": Decimal("180.50")}
    assert found.rep_figures[0].collected == {"CNY": Decimal("150.50")}


def test_prices_are_judged_by_their_corridor_and_those_outside_named():
    band = PriceBand(Decimal(4), Decimal("3.70"), Decimal("4.30"))

    def seen(price, band=band):
        return (PriceSeen("P-1", "Cola", "retail", Decimal(price), band),)

    rival = RivalSeen("P-1", "Other", Decimal(3))
    found = region_figures(
        [
            share("1", date(2026, 9, 1), dealer="A", prices=seen("3.69")),
            share("2", date(2026, 9, 2), dealer="B", prices=seen("4.30"), rivals=(rival,)),
            share("3", date(2026, 9, 3), dealer="C", prices=seen("9", PriceBand())),
        ],
        *SEPTEMBER,
    )
    assert (found.price_compliance.part, found.price_compliance.whole) == (1, 2)
    (spread,) = found.market_prices
    assert (spread.judged, spread.outside, spread.band) == (2, (("Dealer A", Decimal("3.69")),), band)
    assert (spread.rival, spread.rival_name) == (Decimal(3), "Other")


def test_places_are_compared_with_the_period_before():
    shares = [
        share(f"{rep}{at}{month}", date(2026, month, 1 + at), dealer=f"{rep}{at}", rep=rep)
        for month, counts in ((8, {"A": 3, "B": 2}), (9, {"A": 1, "B": 2, "C": 3}))
        for rep, count in counts.items()
        for at in range(count)
    ]
    ranked = region_figures(shares, *SEPTEMBER, AUGUST).ranking("visits")
    assert [(each.figures.rep, each.place, each.change) for each in ranked] == [
        ("C", 1, None),
        ("B", 2, 0),
        ("A", 3, -2),
    ]
    assert all(each.change is None for each in region_figures(shares, *SEPTEMBER).ranking("visits"))


@pytest.mark.parametrize("key", INDEXES)
def test_every_index_has_no_value_where_nothing_is_known_and_never_fails(key):
    (only,) = region_figures([share("1", date(2026, 9, 1))], *SEPTEMBER).ranking(key)
    if key in ("visits", "dealers"):
        assert only.value == 1
    elif key in ("orders", "collected", "strike"):
        assert only.value == 0
    else:
        assert only.value is None


def test_the_least_is_best_for_costs_and_stock_outs():
    shares = [
        share("1", date(2026, 9, 1), rep="Dear", expenses=Decimal(90)),
        share("2", date(2026, 9, 1), dealer="B", rep="Cheap", expenses=Decimal(10)),
        share("3", date(2026, 9, 1), dealer="C", rep="Silent"),
    ]
    ranked = region_figures(shares, *SEPTEMBER).ranking("cost")
    assert [(each.figures.rep, each.value) for each in ranked] == [("Cheap", 10), ("Dear", 90), ("Silent", None)]


def test_only_periods_with_visits_are_offered_newest_first():
    offered = periods_of([date(2026, 9, 30), date(2025, 12, 1), date(2026, 9, 1)])
    assert [each.words() for each in offered] == [
        "All days",
        "September 2026",
        "December 2025",
        "Quarter 3, 2026",
        "Quarter 4, 2025",
        "Year 2026",
        "Year 2025",
    ]
    assert periods_of([]) == []


def test_periods_before_and_up_to_one():
    january = Period(Span.MONTH, date(2026, 1, 1), date(2026, 1, 31))
    before = january.before()
    assert before == Period(Span.MONTH, date(2025, 12, 1), date(2025, 12, 31))
    assert [each.first.month for each in run_up(january)] == [8, 9, 10, 11, 12, 1]
    quarter = Period(Span.QUARTER, date(2026, 1, 1), date(2026, 3, 31))
    assert (quarter.before() or quarter).first == date(2025, 10, 1)
    assert Period(Span.ALL, *SEPTEMBER).before() is None
    assert [each.last for each in run_up(Period(Span.ALL, *SEPTEMBER))][-1] == SEPTEMBER[1]


@pytest.mark.parametrize("day", [date.min, date.max, date(2024, 2, 29)])
def test_the_ends_of_the_calendar_are_no_trouble(day):
    for period in periods_of([day]):
        assert period.first <= day <= period.last
        assert run_up(period)[-1].last == period.last


def test_a_key_figure_tells_numerator_denominator_and_formula():
    found = region_figures([contribution("1", accepted=10), contribution("2", code="B", accepted=0)], *SEPTEMBER)
    strike = key_figures(found)[1]
    assert (strike.figure, strike.unit, strike.note) == ("50.0", "%", "1 of 2 visits")
    assert strike.formula == "visits with an order ÷ visits"
    assert strike.visits == ("id-1",)
