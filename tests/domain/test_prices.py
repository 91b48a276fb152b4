"""Price comparisons at their edges, computed by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from fieldvisit.domain.facts import PriceBand, PriceCut, PriceObservation, PricePolicy, ProductFacts
from fieldvisit.domain.flags import Severity
from fieldvisit.domain.margin_flags import at_stake
from fieldvisit.domain.price_flags import disorder_severity, price_flags
from fieldvisit.domain.prices import PriceFigures, market_disorder, price_figures, price_index, price_protection
from fieldvisit.domain.settings import Thresholds
from tests.factories.visits import DAY, exact, product

LIMITS = Thresholds()


def seen(*prices: str | None) -> tuple[PriceObservation, ...]:
    amounts = [None if each is None else Decimal(each) for each in prices]
    return tuple(PriceObservation(DAY, retail=each) for each in amounts)


def policy(recommended: str | None, floor: str | None, ceiling: str | None, margin: str | None = None) -> PricePolicy:
    ends = [None if each is None else Decimal(each) for each in (recommended, floor, ceiling)]
    return PricePolicy("PP", PriceBand(*ends), PriceBand(), None if margin is None else Decimal(margin))


def compared(
    known: ProductFacts, retail: str | None = None, resale: str | None = None, cost: str | None = None, **more: Any
) -> PriceFigures:
    entered = {"retail": retail, "resale": resale}
    prices: Any = {side: None if text is None else Decimal(text) for side, text in entered.items()}
    return price_figures(known, prices, None if cost is None else Decimal(cost), LIMITS, **more)


def rules(known: ProductFacts, found: PriceFigures) -> list[str]:
    return [flag.rule for flag in price_flags(known, found, "row", LIMITS)]


def test_without_policy_history_or_others_only_the_price_is_known() -> None:
    found = compared(product(), retail="5.00")
    side = found.retail
    assert (side.deviation, side.last, side.since_last, side.others_median, side.disorder) == (None,) * 5
    assert rules(product(), found) == []


def test_blank_prices_have_no_figures_at_all() -> None:
    known = product(policy=policy("5", "4", "6", "0.1"), history=seen("5"), others=seen("5", "5", "5"))
    found = compared(known, cost="3")
    assert (found.retail.deviation, found.retail.since_last, found.retail.against_others) == (None,) * 3
    assert (found.spread, found.dealer_margin) == (None, None)
    assert rules(known, found) == []


@pytest.mark.parametrize(
    ("price", "expected"),
    [
        ("4.79", ["price.below_floor"]),
        ("4.80", ["price.deviation"]),
        ("4.85", []),
        ("5.15", []),
        ("5.16", ["price.deviation"]),
        ("5.50", ["price.deviation"]),
        ("5.51", ["price.above_ceiling"]),
    ],
)
def test_corridor_and_deviation(price: str, expected: list[str]) -> None:
    known = product(policy=policy("5.00", "4.80", "5.50"))
    assert rules(known, compared(known, retail=price)) == expected


def test_a_corridor_open_at_one_end() -> None:
    known = product(policy=policy(None, "4.80", None))
    assert rules(known, compared(known, retail="4.70")) == ["price.below_floor"]
    assert rules(known, compared(known, retail="9.99")) == []
    [flag] = price_flags(known, compared(known, retail="4.70"), "row", LIMITS)
    assert str(flag.limit) == "policy PP: 4.80 to –"


def test_two_others_are_too_few_and_three_enough() -> None:
    few = compared(product(others=seen("4", "6")), retail="5").retail
    assert (few.others_count, few.others_median, few.against_others, few.disorder) == (2, None, None, None)
    enough = compared(product(others=seen("4", "6", "5.5")), retail="5").retail
    assert (enough.others_count, enough.others_median) == exact(3, "5.5")
    assert (enough.others_low, enough.others_high) == exact(4, 6)


def test_others_who_left_the_price_blank_do_not_count() -> None:
    assert compared(product(others=seen("4", None, "6", "5")), retail="5").retail.others_count == 3


def test_the_limits_themselves_are_not_beyond_them() -> None:
    known = product(history=seen("100"), others=seen("100", "100", "100"))
    assert rules(known, compared(known, retail="105")) == []
    assert rules(known, compared(known, retail="105.01")) == ["price.others", "price.changed"]


def test_a_visit_that_left_the_price_blank_is_passed_over() -> None:
    assert compared(product(history=seen("4", None)), retail="5").retail.last == 4


def test_the_trend_ends_with_today_and_holds_twelve() -> None:
    found = compared(product(history=seen(*map(str, range(1, 20)))), retail="99")
    assert found.trend["retail"] == tuple(map(Decimal, [*range(9, 20), 99]))
    assert found.trend["resale"] == ()


def test_margin_with_resale_and_with_retail() -> None:
    assert compared(product(), retail="5", resale="4", cost="3").dealer_margin == Decimal("0.25")
    assert compared(product(), retail="5", resale="4", cost="3", consumers_only=True).dealer_margin == Decimal("0.4")
    assert compared(product(), resale="0", cost="3").dealer_margin is None


def test_margin_below_the_minimum_is_amber_and_below_zero_red() -> None:
    known = product(policy=policy(None, None, None, "0.10"))
    assert rules(known, compared(known, resale="3.30", cost="3.00")) == ["price.low_margin"]
    assert rules(known, compared(known, resale="3.34", cost="3.00")) == []
    assert rules(known, compared(known, resale="2.99", cost="3.00")) == ["price.below_cost"]
    assert rules(known, compared(known, resale="3.00", cost="3.00")) == ["price.low_margin"]


def test_retail_below_cost_is_red_beside_a_sound_resale() -> None:
    found = compared(product(), retail="2.90", resale="3.50", cost="3.00")
    [flag] = price_flags(product(), found, "row", LIMITS)
    assert (flag.rule, flag.severity, flag.address.field) == ("price.below_cost", Severity.RED, "retail")


def test_a_core_product_that_is_not_carried() -> None:
    known = product(core=True, carried=False)
    assert rules(known, compared(known)) == ["price.not_carried"]
    assert rules(known, compared(known, retail="5")) == []


def test_resale_is_flagged_like_retail() -> None:
    known = product(policy=PricePolicy("PP", resale=PriceBand(Decimal(5), Decimal(4), Decimal(6))))
    [flag] = price_flags(known, compared(known, resale="3.5"), "row", LIMITS)
    assert flag.address.field == "resale"
    assert flag.sentence() == (
        "Product P-1: resale 3.50, 0.50 below the corridor; policy PP: 4.00 to 6.00, recommended 5.00, so −30.0 %: "
        "ask why, record the reason or report it to the company."
    )


def test_what_is_at_stake_is_a_month_of_the_gap() -> None:
    known = product(policy=policy("5", "4", "6"))
    [flag] = price_flags(known, compared(known, retail="3.5"), "row", LIMITS, daily=Decimal(2))
    assert flag.stake == Decimal("90.00")
    assert at_stake(Decimal(1), None, Decimal(1)) is None
    assert at_stake(Decimal(1), Decimal(2), None) is None


def test_market_disorder() -> None:
    assert market_disorder([Decimal(4), Decimal(5), Decimal(6)]) == Decimal("0.4")
    assert market_disorder([Decimal(5)]) is None
    assert market_disorder([]) is None
    known = product(others=seen("4.5", "5", "5.5"))
    assert compared(known, retail="5").retail.disorder == Decimal("0.2")


@pytest.mark.parametrize(
    ("disorder", "severity"),
    [(None, None), ("0.0999", None), ("0.10", Severity.AMBER), ("0.1999", Severity.AMBER), ("0.20", Severity.RED)],
)
def test_how_grave_disorder_is(disorder: str | None, severity: Severity | None) -> None:
    assert disorder_severity(None if disorder is None else Decimal(disorder), LIMITS) is severity


def test_price_index_has_no_value_without_both_prices() -> None:
    assert price_index(Decimal(5), Decimal(4)) == 125
    assert price_index(None, Decimal(4)) is None
    assert price_index(Decimal(5), Decimal(0)) is None


def test_price_protection_never_pays_for_goods_bought_at_the_new_price() -> None:
    cut = PriceCut(date(2026, 9, 10), Decimal("1.52"), Decimal("1.48"), Decimal(100))
    assert price_protection(cut, Decimal(150)) == Decimal("2.00")
    assert price_protection(cut, Decimal(80)) == 0
    assert price_protection(cut, Decimal(0)) == 0
    assert price_protection(cut, None) is None


def test_a_comparison_needs_another_dealer_whatever_is_set() -> None:
    side = price_figures(product(), {"retail": Decimal(3), "resale": None}, None, Thresholds(others_minimum=0)).retail
    assert (side.others_count, side.others_median, side.others_low) == (0, None, None)
