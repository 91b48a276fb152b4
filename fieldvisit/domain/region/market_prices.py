"""The price map of a region: how far the dealers of one market are apart over one product."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from fieldvisit.domain.facts import PriceBand
from fieldvisit.domain.flags import Severity
from fieldvisit.domain.price_flags import disorder_severity
from fieldvisit.domain.prices import Side, market_disorder
from fieldvisit.domain.product_names import ProductName
from fieldvisit.domain.ratio import median
from fieldvisit.domain.region.share import NO_BAND, PriceSeen, VisitShare
from fieldvisit.domain.settings import Thresholds


@dataclass(frozen=True)
class PriceSpread:
    """The latest price of each dealer of a market for a product, per unit. `disorder` is (max − min) / median."""

    market: str
    currency: str
    product: str
    name: str | ProductName
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
    band: PriceBand = NO_BAND
    """The newest corridor among those the prices were judged by; markets of one policy have one."""
    judged: int = 0
    """Dealers whose price has a corridor."""
    outside: tuple[tuple[str, Decimal], ...] = ()
    """The dealers outside of their corridor and their prices, the lowest first."""
    rival: Decimal | None = None
    """The lowest latest price of a competing product seen in the market, on the retail side."""
    rival_name: str = ""

    @property
    def limit(self) -> Decimal:
        """The disorder that was reached, or the first that would be."""
        return self.limits.disorder_red if self.severity is Severity.RED else self.limits.disorder_amber


Market = tuple[str, str, str]
"""A market, its currency, and the code of our product."""
Key = tuple[str, str, str, Side]


def market_prices(shares: Iterable[VisitShare]) -> tuple[PriceSpread, ...]:
    """A spread for each market, product and side; the worst disorder first. `shares` follow one another in time."""
    latest: dict[Key, dict[str, tuple[PriceSeen, VisitShare]]] = defaultdict(dict)
    rivals: dict[Market, dict[tuple[str, str], Decimal]] = defaultdict(dict)
    names: dict[str, str | ProductName] = {}
    for share in shares:
        for seen in share.prices:
            latest[share.market, share.currency, seen.product, seen.side][share.dealer] = seen, share
            names[seen.product] = seen.name
        for rival in share.rivals:
            rivals[share.market, share.currency, rival.against][share.dealer, rival.name] = rival.price
    spreads = (
        _spread(key, names[key[2]], list(prices.values()), _lowest(rivals, key)) for key, prices in latest.items()
    )
    return tuple(sorted(spreads, key=_worst_first))


def _lowest(rivals: Mapping[Market, Mapping[tuple[str, str], Decimal]], key: Key) -> tuple[Decimal | None, str]:
    """The cheapest competing product and its price; a competitor's price is one to consumers."""
    market, currency, product, side = key
    seen = rivals.get((market, currency, product), {}) if side == "retail" else {}
    price, name = min(((price, name) for (_, name), price in seen.items()), default=(None, ""))
    return price, name


def _spread(
    key: Key, name: str | ProductName, found: list[tuple[PriceSeen, VisitShare]], rival: tuple[Decimal | None, str]
) -> PriceSpread:
    market, currency, product, side = key
    prices = [seen.price for seen, _ in found]
    newest_first = sorted(found, key=lambda each: each[1].order_in_time, reverse=True)
    limits = newest_first[0][1].thresholds
    judged = [seen for seen, _ in newest_first if seen.outside is not None]
    disorder = market_disorder(prices)
    _, lowest = min(((seen.price, share.dealer_name) for seen, share in found))
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
        visits=tuple(share.id for _, share in sorted(found, key=lambda each: (each[0].price, each[1].order_in_time))),
        band=judged[0].band if judged else NO_BAND,
        judged=len(judged),
        outside=_outside(found),
        rival=rival[0],
        rival_name=rival[1],
    )


def _outside(found: list[tuple[PriceSeen, VisitShare]]) -> tuple[tuple[str, Decimal], ...]:
    out = ((seen.price, share.dealer_name) for seen, share in found if seen.outside)
    return tuple((name, price) for price, name in sorted(out))


def _worst_first(spread: PriceSpread) -> tuple[Decimal, str, str, str, str]:
    return -(spread.disorder or Decimal(0)), spread.market, str(spread.name), spread.product, spread.side
