"""The words of every threshold, in the order of the steps, and how each is typed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fieldvisit.domain.fields import Field, Number
from fieldvisit.domain.formats import number
from fieldvisit.domain.language import mark


@dataclass(frozen=True)
class ThresholdName:
    """A threshold's key in `Thresholds`, its words, whether people read it as percent, and the least it may be."""

    key: str
    words: str
    percent: bool = False
    whole: bool = False
    least: int = 0

    def field(self) -> Field:
        """How it is read when typed."""
        return Number(
            key=self.key, label=self.words, minimum=Decimal(self.least), maximum=Decimal(1000), whole=self.whole
        )

    def shown(self, value: Decimal | int) -> str:
        return number(Decimal(value) * 100 if self.percent else Decimal(value))

    def kept(self, typed: Decimal) -> Decimal | int:
        """What `Thresholds` holds for the number that was typed."""
        if self.percent:
            return typed / 100
        return int(typed) if self.whole else typed


THRESHOLDS = (
    (
        mark("Prices"),
        (
            ThresholdName("price_deviation", mark("Deviation from the recommended price, %"), percent=True),
            ThresholdName("price_others", mark("Deviation from other dealers, %"), percent=True),
            ThresholdName("price_change", mark("Change since the last visit, %"), percent=True),
            ThresholdName("others_days", mark("Other dealers' prices count for, days"), whole=True),
            ThresholdName("others_minimum", mark("Other dealers needed for a comparison"), whole=True, least=1),
            ThresholdName("disorder_amber", mark("Market disorder, unusual from, %"), percent=True),
            ThresholdName("disorder_red", mark("Market disorder, outside the limit from, %"), percent=True),
        ),
    ),
    (
        mark("Stock and order"),
        (
            ThresholdName("rate_days", mark("Sell-out is measured over, days"), whole=True, least=1),
            ThresholdName("target_cover_days", mark("Target cover, days"), whole=True),
            ThresholdName("overstock_factor", mark("Overstock from how many times the target cover")),
            ThresholdName("dead_stock_days", mark("Dead stock after, days without sell-out"), whole=True),
            ThresholdName("ageing_share", mark("Ageing from, % of the shelf life"), percent=True),
            ThresholdName("fast_turnover", mark("Fast seller from, times the median turnover")),
            ThresholdName("slow_turnover", mark("Slow seller up to, times the median turnover")),
            ThresholdName("lead_time_days", mark("Lead time, days"), whole=True),
            ThresholdName("visit_interval_days", mark("Next visit usually after, days"), whole=True),
            ThresholdName("service_factor", mark("Service factor z (1.645 for 95 %)")),
            ThresholdName("sigma_intervals", mark("Intervals needed for a safety stock by variation"), whole=True),
            ThresholdName("safety_days", mark("Safety stock otherwise, days"), whole=True),
        ),
    ),
    (
        mark("Account"),
        (
            ThresholdName("match_days", mark("Same amount matches within, days"), whole=True),
            ThresholdName("overdue_red_days", mark("Overdue outside the limit after, days"), whole=True),
            ThresholdName(
                "overdue_red_share", mark("Overdue outside the limit from, % of the unpaid amount"), percent=True
            ),
        ),
    ),
)
