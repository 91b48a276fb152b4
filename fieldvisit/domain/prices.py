"""Price comparisons of one product at one dealer (spec: visit guide, step 3; seed 001, comparing customer prices)."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from fieldvisit.domain.facts import CompetitorFacts, PriceBand, PriceCut, PriceObservation, ProductFacts
from fieldvisit.domain.product_names import ProductName
from fieldvisit.domain.ratio import change, median, ratio, rounded
from fieldvisit.domain.settings import Thresholds

Side = Literal["retail", "resale"]
SIDES: tuple[Side, ...] = ("retail", "resale")


@dataclass(frozen=True)
class SideFigures:
    """One observed price against policy, others and last time. Changes are ratios; None is no value."""

    observed: Decimal | None
    band: PriceBand
    deviation: Decimal | None
    last: Decimal | None
    since_last: Decimal | None
    others_count: int
    others_median: Decimal | None
    others_low: Decimal | None
    others_high: Decimal | None
    against_others: Decimal | None
    disorder: Decimal | None = None
    """(max − min) / median over this dealer's price and the others'; None with fewer others than are compared."""

    @property
    def below_floor(self) -> bool:
        """Known to be under the corridor."""
        return self.observed is not None and self.band.floor is not None and self.observed < self.band.floor

    @property
    def above_ceiling(self) -> bool:
        """Known to be over the corridor."""
        return self.observed is not None and self.band.ceiling is not None and self.observed > self.band.ceiling


@dataclass(frozen=True)
class PriceFigures:
    """All comparisons of one product's row. `trend` holds up to 12 retail prices, oldest first, today's last."""

    product: str
    purchase: Decimal | None
    retail: SideFigures
    resale: SideFigures
    margin_side: Side
    """The price the dealer margin is taken with: resale, or retail where the dealer sells to consumers only."""
    dealer_margin: Decimal | None
    spread: Decimal | None
    minimum_margin: Decimal | None
    trend: dict[Side, tuple[Decimal, ...]] = field(default_factory=dict)
    not_carried: bool = False
    name: str | ProductName = ""

    def side(self, side: Side) -> SideFigures:
        """The figures of retail or resale."""
        return self.retail if side == "retail" else self.resale


def price_figures(
    product: ProductFacts,
    entered: dict[Side, Decimal | None],
    purchase: Decimal | None,
    thresholds: Thresholds,
    *,
    consumers_only: bool = False,
) -> PriceFigures:
    """Every comparison for the entered prices (per unit) of a product."""
    margin_side: Side = "retail" if consumers_only else "resale"
    margin_price = entered[margin_side]
    nothing_seen = all(price is None for price in entered.values())
    return PriceFigures(
        product=product.code,
        purchase=purchase,
        retail=side_figures(product, "retail", entered["retail"], thresholds),
        resale=side_figures(product, "resale", entered["resale"], thresholds),
        margin_side=margin_side,
        dealer_margin=ratio(_less(margin_price, purchase), margin_price),
        spread=ratio(_less(entered["retail"], purchase), entered["retail"]),
        minimum_margin=product.policy.minimum_margin if product.policy else None,
        trend={side: _trend(product.history, side, entered[side]) for side in SIDES},
        not_carried=product.core and not product.carried and nothing_seen,
        name=product.called,
    )


def side_figures(product: ProductFacts, side: Side, observed: Decimal | None, thresholds: Thresholds) -> SideFigures:
    """Policy, horizontal and vertical comparison of one price; others are left out below the minimum number of them."""
    band = getattr(product.policy, side) if product.policy else PriceBand()
    others = [price for each in product.others if (price := getattr(each, side)) is not None]
    enough = len(others) >= max(1, thresholds.others_minimum)
    middle = median(others) if enough else None
    last = last_observed(product.history, side)
    return SideFigures(
        observed=observed,
        band=band,
        deviation=change(observed, band.recommended),
        last=last,
        since_last=change(observed, last),
        others_count=len(others),
        others_median=middle,
        others_low=min(others) if enough else None,
        others_high=max(others) if enough else None,
        against_others=change(observed, middle),
        disorder=market_disorder([*others, observed]) if enough and observed is not None else None,
    )


def last_observed(history: tuple[PriceObservation, ...], side: Side) -> Decimal | None:
    """The latest earlier price of this side that was seen; visits that left it blank are passed over."""
    return next((price for each in reversed(history) if (price := getattr(each, side)) is not None), None)


def market_disorder(latest_prices: list[Decimal]) -> Decimal | None:
    """(max − min) / median over the dealers of one market, from the latest price of each; None of fewer than two."""
    if len(latest_prices) < 2:
        return None
    return ratio(max(latest_prices) - min(latest_prices), median(latest_prices))


def price_index(own_retail: Decimal | None, competitor: Decimal | None) -> Decimal | None:
    """Own retail / competitor's retail × 100."""
    index = ratio(own_retail, competitor)
    return None if index is None else index * 100


def competitor_change(price: Decimal | None, known: CompetitorFacts | None) -> Decimal | None:
    """Change of a competitor's price since it was last seen here."""
    return change(price, known.last_price if known else None)


def price_protection(cut: PriceCut, counted: Decimal | None, minor: int = 2) -> Decimal | None:
    """(old − new) × max(0, counted − received at the new price); None while the product is not counted."""
    if counted is None:
        return None
    return rounded((cut.old - cut.new) * max(Decimal(0), counted - cut.received_since), minor)


def _less(price: Decimal | None, purchase: Decimal | None) -> Decimal | None:
    return None if price is None or purchase is None else price - purchase


def _trend(history: tuple[PriceObservation, ...], side: Side, today: Decimal | None) -> tuple[Decimal, ...]:
    seen = [price for each in history if (price := getattr(each, side)) is not None]
    return tuple(([*seen, today] if today is not None else seen)[-12:])
