"""The suggested order (spec: visit guide, step 5): demand over the protection interval, safety stock, case rounding."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from fieldvisit.domain.facts import ProductFacts, SellOutInterval
from fieldvisit.domain.inventory import StockFigures
from fieldvisit.domain.ratio import line_amount
from fieldvisit.domain.settings import Thresholds


@dataclass(frozen=True)
class Suggestion:
    """The arithmetic of one line. Units but for `cases`; `sigma` None means safety came from safety days."""

    product: str
    daily: Decimal
    protection_days: int
    demand: Decimal
    sigma: Decimal | None
    safety: Decimal
    on_hand: Decimal
    on_order: Decimal
    wanted: Decimal
    cases: int
    units: Decimal
    value: Decimal | None


def suggest(
    product: ProductFacts,
    stock: StockFigures,
    protection_days: int,
    purchase: Decimal | None,
    thresholds: Thresholds,
    *,
    minor: int = 2,
) -> Suggestion | None:
    """Q = max(0, demand + safety − on hand − on order), rounded up to cases; None while count or rate is unknown."""
    if stock.daily is None or stock.entry.count is None:
        return None
    daily = stock.daily
    demand = daily * protection_days * product.seasonal_factor * product.promotion_uplift
    sigma = product.sigma if product.sigma is not None else demand_sigma(stock.intervals, thresholds.sigma_intervals)
    safety = _safety(daily, sigma, protection_days, thresholds)
    wanted = max(Decimal(0), demand + safety - stock.entry.count - product.on_order)
    cases = cases_for(wanted, product.case_size, product.minimum_order)
    units = Decimal(cases * product.case_size)
    return Suggestion(
        product=product.code,
        daily=daily,
        protection_days=protection_days,
        demand=demand,
        sigma=sigma,
        safety=safety,
        on_hand=stock.entry.count,
        on_order=product.on_order,
        wanted=wanted,
        cases=cases,
        units=units,
        value=line_amount(units, purchase, minor),
    )


def demand_sigma(intervals: tuple[SellOutInterval, ...], at_least: int) -> Decimal | None:
    """Standard deviation of daily demand: σ² = Σ n (r − d)² / (k − 1) over k interval rates; None below `at_least`
    intervals.
    """
    if len(intervals) < max(2, at_least):
        return None
    daily = sum((each.sell_out for each in intervals), Decimal(0)) / sum(each.days for each in intervals)
    squares = sum((each.days * (each.sell_out / each.days - daily) ** 2 for each in intervals), Decimal(0))
    return (squares / (len(intervals) - 1)).sqrt()


def cases_for(wanted: Decimal, case_size: int, minimum: Decimal | None = None) -> int:
    """Whole cases that hold `wanted` units and the minimum order; none where nothing is wanted."""
    if wanted <= 0:
        return 0
    units = max(wanted, minimum or Decimal(0))
    return int((units / max(1, case_size)).to_integral_value(ROUND_CEILING))


def _safety(daily: Decimal, sigma: Decimal | None, days: int, thresholds: Thresholds) -> Decimal:
    if sigma is None:
        return thresholds.safety_days * daily
    return thresholds.service_factor * sigma * Decimal(max(0, days)).sqrt()
