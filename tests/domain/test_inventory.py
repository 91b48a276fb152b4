"""Stock and sell-out at their edges, computed by hand. Today is 15 Sep 2026."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from fieldvisit.domain.facts import PriceCut, ProductFacts, SellOutInterval
from fieldvisit.domain.inventory import StockEntry, StockFigures, own_share, paces, sell_out, stock_figures
from fieldvisit.domain.ordering import Suggestion
from fieldvisit.domain.settings import Thresholds
from fieldvisit.domain.stock_flags import stock_flags
from tests.factories.visits import DAY, dealer, exact, facts, product

LIMITS = Thresholds()
NEEDED = 11


def entry(
    count: int | None = None, received: int | None = 0, returned: int | None = 0, batch: date | None = None
) -> StockEntry:
    stood, came, went = exact(count, received, returned)
    return StockEntry(stood, came, went, batch)


def interval(days_ago: int, days: int, sold: int) -> SellOutInterval:
    return SellOutInterval(DAY - timedelta(days=days_ago), days, Decimal(sold))


def counted(known: ProductFacts, held: StockEntry, cost: str | None = "2") -> StockFigures:
    return stock_figures(known, held, DAY, NEEDED, None if cost is None else Decimal(cost), LIMITS)


def rules(known: ProductFacts, held: StockEntry) -> list[str]:
    return [flag.rule for flag in stock_flags(known, counted(known, held), facts(known), "row")]


def week(previous: int = 100, **more: Any) -> ProductFacts:
    return product(previous_count=previous, previous_count_on=DAY - timedelta(days=7), **more)


def test_nothing_known_gives_no_figure() -> None:
    found = counted(product(), entry(None, None, None))
    assert (found.sell_out, found.daily, found.cover, found.stock_to_sales, found.value, found.turnover) == (None,) * 6
    assert (found.days_without_sell_out, found.batch_age, found.change) == (None,) * 3
    assert rules(product(), entry(None, None, None)) == []


def test_the_first_count_gives_a_value_but_no_rate() -> None:
    found = counted(product(), entry(10))
    assert (found.sell_out, found.daily, found.cover) == (None, None, None)
    assert found.value == 20


def test_received_and_returned_belong_to_the_sell_out() -> None:
    assert sell_out(Decimal(100), entry(30, received=20, returned=5)) == 85


@pytest.mark.parametrize("held", [entry(None), entry(30, received=None), entry(30, returned=None)])
def test_one_blank_leaves_the_sell_out_blank(held: StockEntry) -> None:
    assert counted(week(), held).sell_out is None


def test_a_count_of_zero_is_a_count() -> None:
    found = counted(week(), entry(0))
    assert (found.sell_out, found.cover, found.value, found.stock_to_sales) == exact(100, 0, 0, 0)
    assert rules(week(), entry(0)) == ["stock.out"]
    assert rules(week(), entry(None)) == []
    assert rules(week(carried=False), entry(0)) == []
    assert rules(week(carried=False, core=True), entry(0)) == ["stock.out"]


def test_a_negative_sell_out_is_left_out_of_the_rate_but_the_count_serves_for_cover() -> None:
    known = week(100, intervals=(interval(7, 70, 350),))
    found = counted(known, entry(120))
    assert (found.sell_out, found.daily, found.cover) == exact(-20, 5, 24)
    assert found.turnover is None
    assert rules(known, entry(120)) == ["stock.negative"]


def test_a_negative_sell_out_alone_gives_the_rate_of_shipments() -> None:
    found = counted(week(100, shipped="90"), entry(120))
    assert (found.daily, found.estimated, found.cover) == exact(1, True, 120)


def test_more_returned_than_shipped_is_no_negative_rate() -> None:
    found = counted(product(shipped="-9"), entry(5))
    assert (found.daily, found.cover) == exact(0, None)


def test_the_rate_takes_intervals_up_to_ninety_days_back() -> None:
    inside = (interval(7, 83, 83), interval(90, 10, 1000))
    assert counted(week(100, intervals=inside), entry(30)).daily == Decimal(153) / 90
    outside = (interval(7, 84, 84),)
    assert counted(week(100, intervals=outside), entry(30)).daily == 10


def test_one_long_interval_is_better_than_none() -> None:
    known = product(previous_count=500, previous_count_on=DAY - timedelta(days=120))
    assert counted(known, entry(260)).daily == 2


def test_two_counts_on_one_day_make_no_interval() -> None:
    known = product(previous_count=100, previous_count_on=DAY)
    found = counted(known, entry(90))
    assert (found.sell_out, found.daily, found.turnover) == exact(10, None, None)


@pytest.mark.parametrize(("count", "expected"), [(109, ["stock.risk"]), (110, []), (600, []), (601, ["stock.over"])])
def test_stock_out_risk_and_overstock(count: int, expected: list[str]) -> None:
    known = product(shipped="900")
    assert rules(known, entry(count)) == expected


def test_figures_beyond_the_calendar_are_told_with_its_last_day() -> None:
    slow = facts(product(), dealer=dealer(lead_time_days=10**9))
    known = product(shipped="900", case_size=12)
    figures = stock_figures(known, entry(-(10**9)), DAY, NEEDED, None, LIMITS)
    none = Decimal(0)
    wanted = Suggestion("P-1", none, NEEDED, none, None, none, none, none, Decimal(12), 1, Decimal(12), None)
    (risk,) = stock_flags(known, figures, slow, "row", wanted)
    assert "1 Jan 1" in str(risk.figure)
    assert "31 Dec 9999" in str(risk.action)


@pytest.mark.parametrize(("days", "expected"), [(59, []), (60, ["stock.dead"]), (61, ["stock.dead"])])
def test_dead_stock(days: int, expected: list[str]) -> None:
    known = product(
        previous_count=5,
        previous_count_on=DAY - timedelta(days=7),
        no_sell_out_since=DAY - timedelta(days=days),
    )
    assert rules(known, entry(5)) == expected
    assert "stock.dead" not in rules(known, entry(4))


def test_days_without_sell_out_reach_back_over_empty_intervals() -> None:
    known = week(5, intervals=(interval(7, 30, 0), interval(37, 30, 0), interval(67, 30, 4)))
    assert counted(known, entry(5)).days_without_sell_out == 67
    never = week(5, intervals=(interval(7, 30, 0),))
    assert counted(never, entry(5)).days_without_sell_out == 37


def test_a_negative_interval_tells_nothing_of_dead_stock() -> None:
    assert counted(week(5, intervals=(interval(7, 60, 0),)), entry(6)).days_without_sell_out is None
    mistaken = week(5, intervals=(interval(7, 30, -3), interval(37, 60, 0)))
    assert counted(mistaken, entry(5)).days_without_sell_out == 7


@pytest.mark.parametrize(("days", "expected"), [(50, []), (51, ["stock.ageing"])])
def test_ageing(days: int, expected: list[str]) -> None:
    known = product(shelf_life_days=100)
    assert rules(known, entry(5, batch=DAY - timedelta(days=days))) == expected
    assert rules(known, entry(0, batch=DAY - timedelta(days=days))) == ["stock.out"]
    assert rules(product(), entry(5, batch=DAY - timedelta(days=days))) == []


def test_the_worst_flag_comes_first() -> None:
    known = week(5, no_sell_out_since=DAY - timedelta(days=70), shelf_life_days=10, intervals=(interval(7, 80, 1),))
    old = entry(5, batch=DAY - timedelta(days=9))
    assert rules(known, old) == ["stock.ageing", "stock.dead", "stock.over"]


def test_a_price_cut_demands_a_count() -> None:
    known = product(price_cut=PriceCut(DAY - timedelta(days=5), Decimal("1.52"), Decimal("1.48")))
    assert rules(known, entry(None)) == ["stock.count_demanded"]
    assert rules(known, entry(5)) == ["stock.price_protection"]


def test_turnover_and_pace() -> None:
    def turned(code: str, sold: int) -> StockFigures:
        known = product(code, previous_count=100, previous_count_on=DAY - timedelta(days=73))
        return counted(known, entry(100, received=sold))

    rows = [turned("A", 100), turned("B", 20), turned("C", 60), turned("D", 40), turned("E", 90)]
    assert [row.turnover for row in rows] == [5, 1, 3, 2, Decimal("4.5")]
    assert paces(rows, LIMITS) == ["fast", "slow", None, None, "fast"]
    assert paces([counted(product(), entry(1))], LIMITS) == [None]


def test_own_share() -> None:
    assert own_share(Decimal(30), Decimal(10)) == Decimal("0.75")
    assert own_share(Decimal(30), Decimal(0)) == 1
    assert own_share(Decimal(0), Decimal(0)) is None
    assert own_share(Decimal(30), None) is None
    assert own_share(None, Decimal(10)) is None


def test_value_is_rounded_to_the_currency() -> None:
    found = stock_figures(product(), entry(3), DAY, NEEDED, Decimal("1.155"), LIMITS, minor=0)
    assert found.value == 3
    assert counted(product(), entry(3), cost=None).value is None


def test_shipments_of_no_days_are_those_of_one() -> None:
    none = stock_figures(product(shipped="30"), entry(), DAY, NEEDED, None, Thresholds(rate_days=0))
    assert (none.daily, none.estimated) == (Decimal(30), True)
