"""Thresholds and habits of the company, each with the default of the visit guide. Ratios are fractions (0.03 = 3 %)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Thresholds:
    """Every limit a flag can name. They travel with a visit, so that an old visit keeps the limits it was judged by."""

    price_deviation: Decimal = Decimal("0.03")
    price_others: Decimal = Decimal("0.05")
    price_change: Decimal = Decimal("0.05")
    others_days: int = 90
    others_minimum: int = 3
    disorder_amber: Decimal = Decimal("0.10")
    disorder_red: Decimal = Decimal("0.20")
    rate_days: int = 90
    target_cover_days: int = 30
    overstock_factor: Decimal = Decimal(2)
    dead_stock_days: int = 60
    ageing_share: Decimal = Decimal("0.50")
    fast_turnover: Decimal = Decimal("1.5")
    slow_turnover: Decimal = Decimal("0.5")
    lead_time_days: int = 4
    visit_interval_days: int = 7
    service_factor: Decimal = Decimal("1.645")
    """z of the service level: 1.645 for 95 %."""
    sigma_intervals: int = 4
    safety_days: int = 7
    match_days: int = 7
    overdue_red_days: int = 30
    overdue_red_share: Decimal = Decimal("0.20")
