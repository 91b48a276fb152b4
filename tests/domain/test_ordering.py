"""The suggested order, computed by hand, and what must hold for any."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldvisit.domain.facts import SellOutInterval
from fieldvisit.domain.inventory import StockEntry, stock_figures
from fieldvisit.domain.ordering import Suggestion, cases_for, demand_sigma, suggest
from fieldvisit.domain.settings import Thresholds
from tests.factories.visits import DAY, exact, product

LIMITS = Thresholds()


def suggested(count: int | None, days: int = 10, cost: str | None = "1", **known: Any) -> Suggestion | None:
    usual: dict[str, Any] = {"shipped": "900", "case_size": 12}
    facts = product(**usual | known)
    entry = StockEntry(None if count is None else Decimal(count), Decimal(0), Decimal(0))
    price = None if cost is None else Decimal(cost)
    return suggest(facts, stock_figures(facts, entry, DAY, days, price, LIMITS), days, price, LIMITS)


def test_without_a_spread_known_safety_is_seven_days() -> None:
    line = suggested(0)
    assert line is not None
    assert (line.demand, line.safety, line.wanted, line.sigma) == exact(100, 70, 170, None)
    assert (line.cases, line.units, line.value) == exact(15, 180, 180)


def test_on_hand_and_on_order_are_taken_off() -> None:
    line = suggested(50, on_order="30")
    assert line is not None
    assert (line.wanted, line.cases) == exact(90, 8)


def test_enough_in_stock_suggests_nothing_despite_a_minimum_order() -> None:
    line = suggested(170, minimum_order="60")
    assert line is not None
    assert (line.wanted, line.cases, line.units, line.value) == exact(0, 0, 0, 0)


def test_the_minimum_order_holds_where_something_is_wanted() -> None:
    line = suggested(169, minimum_order="60")
    assert line is not None
    assert (line.wanted, line.units) == exact(1, 60)


def test_season_and_promotion_raise_demand_but_not_safety() -> None:
    line = suggested(0, seasonal_factor="1.2", promotion_uplift="1.5")
    assert line is not None
    assert (line.demand, line.safety) == exact(180, 70)


def test_blank_is_not_zero() -> None:
    assert suggested(None) is None
    assert suggested(5, shipped=None) is None
    without_price = suggested(0, cost=None)
    assert without_price is not None
    assert (without_price.units, without_price.value) == exact(180, None)


def test_four_intervals_are_enough_for_a_spread() -> None:
    intervals = tuple(SellOutInterval(DAY, 7, Decimal(sold)) for sold in (70, 84, 70, 56))
    assert demand_sigma(intervals, 4) == (Decimal(56) / 3).sqrt()
    assert demand_sigma(intervals[:3], 4) is None
    assert demand_sigma((), 0) is None


def test_intervals_of_the_same_rate_have_no_spread() -> None:
    steady = tuple(SellOutInterval(DAY - timedelta(days=at), 7, Decimal(70)) for at in range(5))
    assert demand_sigma(steady, 4) == 0


@pytest.mark.parametrize(
    ("wanted", "size", "minimum", "cases"),
    [("0", 12, None, 0), ("0.01", 12, None, 1), ("12", 12, None, 1), ("12.01", 12, None, 2), ("5", 1, "7.5", 8)],
)
def test_case_rounding(wanted: str, size: int, minimum: str | None, cases: int) -> None:
    assert cases_for(Decimal(wanted), size, None if minimum is None else Decimal(minimum)) == cases


amounts = st.decimals(0, 100_000, places=2)


@given(amounts, st.integers(1, 60), amounts, amounts, amounts)
def test_a_suggestion_is_whole_cases_never_negative_and_covers_what_is_wanted(
    shipped: Decimal, size: int, count: Decimal, on_order: Decimal, sigma: Decimal
) -> None:
    known = product(shipped=shipped, case_size=size, on_order=on_order, sigma=sigma)
    entry = StockEntry(count, Decimal(0), Decimal(0))
    line = suggest(known, stock_figures(known, entry, DAY, 11, None, LIMITS), 11, None, LIMITS)
    assert line is not None
    assert line.units >= 0
    assert line.units % size == 0
    assert line.wanted <= line.units < line.wanted + size


def test_a_demand_beyond_all_measure_has_a_value_all_the_same() -> None:
    line = suggested(0, cost="1000000000000", promotion_uplift="1000000000000")
    assert line is not None
    assert line.units == Decimal(100_000_000_000_080)
    assert line.value == Decimal(100_000_000_000_080) * 10**12


def test_a_lead_time_below_zero_needs_no_safety_stock() -> None:
    line = suggested(0, days=-3, sigma="4")
    assert line is not None
    assert line.safety == 0
