"""Which margins are flagged: a price below the purchase price, and less than the policy leaves the dealer."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from fieldvisit.domain.facts import ProductFacts
from fieldvisit.domain.flags import Flag, Severity
from fieldvisit.domain.formats import as_change, as_percent, as_price
from fieldvisit.domain.language import Message, mark
from fieldvisit.domain.prices import PriceFigures, Side
from fieldvisit.domain.ratio import rounded
from fieldvisit.domain.visit import Address

MONTH = 30
"""Days of sell-out that a wrong price is weighed by."""
SIDE_NAMES: dict[Side, str] = {"retail": mark("retail"), "resale": mark("resale")}


def at_stake(price: Decimal | None, wanted: Decimal | None, daily: Decimal | None) -> Decimal | None:
    """A month's worth of the gap between two prices: |wanted − price| × 30 × daily sell-out; None when one is
    unknown.
    """
    if price is None or wanted is None or daily is None:
        return None
    return rounded(abs(wanted - price) * MONTH * daily)


def margin_flags(product: ProductFacts, figures: PriceFigures, row: str, daily: Decimal | None) -> Iterator[Flag]:
    """Below cost is red on either side, below the policy's minimum amber; with `daily` sell-out, what is at stake."""
    margin, minimum = figures.dealer_margin, figures.minimum_margin
    if margin is not None and margin < 0:
        yield _below_cost(product, figures, figures.margin_side, row, daily)
    elif margin is not None and minimum is not None and margin < minimum:
        yield _low_margin(product, figures, margin, row)
    if figures.margin_side != "retail" and figures.spread is not None and figures.spread < 0:
        yield _below_cost(product, figures, "retail", row, daily)


def _below_cost(product: ProductFacts, figures: PriceFigures, side: Side, row: str, daily: Decimal | None) -> Flag:
    margin = figures.spread if side == "retail" else figures.dealer_margin
    return Flag(
        rule="price.below_cost",
        severity=Severity.RED,
        address=Address("prices", side, "products", row),
        subject=product.called,
        short=Message("Below cost"),
        figure=_margin_figure(figures, side, margin),
        limit=Message("{side} below the purchase price", side=Message(SIDE_NAMES[side])),
        action=Message("find out why the dealer sheds the goods; decide on taking back or a promotion"),
        stake=at_stake(figures.side(side).observed, figures.purchase, daily),
    )


def _low_margin(product: ProductFacts, figures: PriceFigures, margin: Decimal, row: str) -> Flag:
    return Flag(
        rule="price.low_margin",
        severity=Severity.AMBER,
        address=Address("prices", figures.margin_side, "products", row),
        subject=product.called,
        short=Message("Low margin"),
        figure=_margin_figure(figures, figures.margin_side, margin),
        limit=Message("policy minimum {minimum} %", minimum=as_percent(figures.minimum_margin)),
        action=Message("ask whether the dealer earns enough to keep selling"),
    )


def _margin_figure(figures: PriceFigures, side: Side, margin: Decimal | None) -> Message:
    return Message(
        "{side} {price} against purchase {purchase}, margin {margin} %",
        side=Message(SIDE_NAMES[side]),
        price=as_price(figures.side(side).observed),
        purchase=as_price(figures.purchase),
        margin=as_change(margin),
    )
