"""The price map of a region: how far the dealers of one market are apart over one product."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from fieldvisit.domain.flags import Severity
from fieldvisit.domain.price_flags import disorder_severity
from fieldvisit.domain.prices import Side, market_disorder
from fieldvisit.domain.ratio import median
from fieldvisit.domain.region.share import VisitShare
from fieldvisit.domain.settings import Thresholds


@dataclass(frozen=True)
class PriceSpread:
    """The latest price of each dealer of a market for a product, per unit. `disorder` is (max − min) / median."""

    market: str
    currency: str
    product: str
    name: str
    side: Side
    dealers: int
    low: Decimal
    middle: Decimal
    high: Decimal
    disorder: Decimal | None
    severity: Severity | None
    lowest: str
    """The dealer with the lowest price, the first by name of several."""
    limits: Thresholds
    visits: tuple[str, ...]

    @property
    def limit(self) -> Decimal:
        """The disorder that was reached, or the first that would be."""
        return self.limits.disorder_red if self.severity is Severity.RED else self.limits.disorder_amber


Key = tuple[str, str, str, Side]


def market_prices(shares: Iterable[VisitShare]) -> tuple[PriceSpread, ...]:
    """A spread for each market, product and side; the worst disorder first. `shares` follow one another in time."""
    latest: dict[Key, dict[str, tuple[Decimal, VisitShare]]] = defaultdict(dict)
    names: dict[str, str] = {}
    for share in shares:
        for seen in share.prices:
            latest[share.market, share.currency, seen.product, seen.side][share.dealer] = seen.price, share
            names[seen.product] = seen.name
    spreads = (_spread(key, names[key[2]], list(prices.values())) for key, prices in latest.items())
    return tuple(sorted(spreads, key=_worst_first))


def _spread(key: Key, name: str, found: list[tuple[Decimal, VisitShare]]) -> PriceSpread:
    market, currency, product, side = key
    prices = [price for price, _ in found]
    limits = max((share for _, share in found), key=lambda share: share.order_in_time).thresholds
    disorder = market_disorder(prices)
    _, lowest = min(((price, share.dealer_name) for price, share in found))
    return PriceSpread(
        market=market,
        currency=currency,
        product=product,
        name=name,
        side=side,
        dealers=len(prices),
        low=min(prices),
        middle=median(prices) or Decimal(0),
        high=max(prices),
        disorder=disorder,
        severity=disorder_severity(disorder, limits),
        lowest=lowest,
        limits=limits,
        visits=tuple(sorted(share.id for _, share in found)),
    )


def _worst_first(spread: PriceSpread) -> tuple[Decimal, str, str, str, str]:
    return -(spread.disorder or Decimal(0)), spread.market, spread.name, spread.product, spread.side
