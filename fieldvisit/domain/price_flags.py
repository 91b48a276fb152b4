"""Which prices are flagged, and in which words (spec: visit guide, step 3)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from fieldvisit.domain.facts import CompetitorFacts, ProductFacts
from fieldvisit.domain.flags import Flag, Severity
from fieldvisit.domain.formats import as_change, as_figure, as_percent, as_price
from fieldvisit.domain.language import Message, mark
from fieldvisit.domain.prices import SIDES, PriceFigures, Side, SideFigures, competitor_change, price_index
from fieldvisit.domain.settings import Thresholds
from fieldvisit.domain.visit import Address

SIDE_NAMES: dict[Side, str] = {"retail": mark("retail"), "resale": mark("resale")}


def price_flags(product: ProductFacts, figures: PriceFigures, row: str, limits: Thresholds) -> list[Flag]:
    """All flags of a product's row: both sides, margin, and a core product that is not carried."""
    flags = [flag for side in SIDES for flag in _side_flags(product, figures.side(side), side, row, limits)]
    flags += _margin_flags(product, figures, row)
    if figures.not_carried:
        flags.append(_not_carried(product, row))
    return flags


def competitor_flags(
    name: str, price: Decimal | None, known: CompetitorFacts | None, own_retail: Decimal | None, row: str
) -> list[Flag]:
    """Any change of a competitor's price is to be reported to the company."""
    moved = competitor_change(price, known)
    if not moved or known is None:
        return []
    index = price_index(own_retail, price)
    return [
        Flag(
            rule="competitor.changed",
            severity=Severity.AMBER,
            address=Address("prices", "price", "competitors", row),
            subject=name,
            short=Message("Report change"),
            figure=Message(
                "{price} against {last} when last seen, {change} %; our price index {index}",
                price=as_price(price),
                last=as_price(known.last_price),
                change=as_change(moved),
                index=as_figure(index),
            ),
            limit=Message("any change of a competitor's price"),
            action=Message("report it to the company"),
        )
    ]


def _side_flags(
    product: ProductFacts, side: SideFigures, name: Side, row: str, limits: Thresholds
) -> Iterator[Flag]:
    address = Address("prices", name, "products", row)
    word = Message(SIDE_NAMES[name])
    if side.below_floor or side.above_ceiling:
        yield _outside(product, side, word, address)
    elif _beyond(side.deviation, limits.price_deviation):
        yield _deviating(product, side, word, address, limits)
    if _beyond(side.against_others, limits.price_others):
        yield _unlike_others(product, side, word, address, limits)
    if _beyond(side.since_last, limits.price_change):
        yield _changed(product, side, word, address, limits)


def _outside(product: ProductFacts, side: SideFigures, word: Message, address: Address) -> Flag:
    below = side.below_floor
    policy = product.policy.code if product.policy else ""
    return Flag(
        rule="price.below_floor" if below else "price.above_ceiling",
        severity=Severity.RED,
        address=address,
        subject=product.name,
        short=Message("Below corridor") if below else Message("Above corridor"),
        figure=Message(
            "{side} {price}, {change} % from recommended {recommended}",
            side=word,
            price=as_price(side.observed),
            change=as_change(side.deviation),
            recommended=as_price(side.band.recommended),
        ),
        limit=Message(
            "policy {policy}: {floor} to {ceiling}",
            policy=policy,
            floor=as_price(side.band.floor),
            ceiling=as_price(side.band.ceiling),
        ),
        action=Message("ask why, record the reason or report it to the company"),
    )


def _deviating(
    product: ProductFacts, side: SideFigures, word: Message, address: Address, limits: Thresholds
) -> Flag:
    return Flag(
        rule="price.deviation",
        severity=Severity.AMBER,
        address=address,
        subject=product.name,
        short=Message("Off recommended"),
        figure=Message(
            "{side} {price}, {change} % from recommended {recommended}",
            side=word,
            price=as_price(side.observed),
            change=as_change(side.deviation),
            recommended=as_price(side.band.recommended),
        ),
        limit=Message("limit ±{limit} %", limit=as_percent(limits.price_deviation)),
        action=Message("ask for the reason"),
    )


def _unlike_others(
    product: ProductFacts, side: SideFigures, word: Message, address: Address, limits: Thresholds
) -> Flag:
    return Flag(
        rule="price.others",
        severity=Severity.AMBER,
        address=address,
        subject=product.name,
        short=Message("Unlike others"),
        figure=Message(
            "{side} {price}, {change} % from the median {median} of {count} other dealers",
            side=word,
            price=as_price(side.observed),
            change=as_change(side.against_others),
            median=as_price(side.others_median),
            count=side.others_count,
        ),
        limit=Message("limit ±{limit} % in {days} days", limit=as_percent(limits.price_others), days=limits.others_days),
        action=Message("compare with the market and ask for the reason"),
    )


def _changed(
    product: ProductFacts, side: SideFigures, word: Message, address: Address, limits: Thresholds
) -> Flag:
    return Flag(
        rule="price.changed",
        severity=Severity.AMBER,
        address=address,
        subject=product.name,
        short=Message("{change} % on last", change=as_change(side.since_last)),
        figure=Message(
            "{side} {price} against {last} at the last visit, {change} %",
            side=word,
            price=as_price(side.observed),
            last=as_price(side.last),
            change=as_change(side.since_last),
        ),
        limit=Message("limit ±{limit} %", limit=as_percent(limits.price_change)),
        action=Message("ask what changed"),
    )


def _margin_flags(product: ProductFacts, figures: PriceFigures, row: str) -> Iterator[Flag]:
    margin, minimum = figures.dealer_margin, figures.minimum_margin
    if margin is not None and margin < 0:
        yield _below_cost(product, figures, figures.margin_side, margin, row)
    elif margin is not None and minimum is not None and margin < minimum:
        yield _low_margin(product, figures, margin, row)
    if figures.margin_side != "retail" and figures.spread is not None and figures.spread < 0:
        yield _below_cost(product, figures, "retail", figures.spread, row)


def _below_cost(product: ProductFacts, figures: PriceFigures, side: Side, margin: Decimal, row: str) -> Flag:
    return Flag(
        rule="price.below_cost",
        severity=Severity.RED,
        address=Address("prices", side, "products", row),
        subject=product.name,
        short=Message("Below cost"),
        figure=_margin_figure(figures, side, margin),
        limit=Message("{side} below the purchase price", side=Message(SIDE_NAMES[side])),
        action=Message("find out why the dealer sheds the goods; decide on taking back or a promotion"),
    )


def _low_margin(product: ProductFacts, figures: PriceFigures, margin: Decimal, row: str) -> Flag:
    return Flag(
        rule="price.low_margin",
        severity=Severity.AMBER,
        address=Address("prices", figures.margin_side, "products", row),
        subject=product.name,
        short=Message("Low margin"),
        figure=_margin_figure(figures, figures.margin_side, margin),
        limit=Message("policy minimum {minimum} %", minimum=as_percent(figures.minimum_margin)),
        action=Message("ask whether the dealer earns enough to keep selling"),
    )


def _margin_figure(figures: PriceFigures, side: Side, margin: Decimal) -> Message:
    return Message(
        "{side} {price} against purchase {purchase}, margin {margin} %",
        side=Message(SIDE_NAMES[side]),
        price=as_price(figures.side(side).observed),
        purchase=as_price(figures.purchase),
        margin=as_change(margin),
    )


def _not_carried(product: ProductFacts, row: str) -> Flag:
    return Flag(
        rule="price.not_carried",
        severity=Severity.INFO,
        address=Address("prices", "retail", "products", row),
        subject=product.name,
        short=Message("Not carried, core"),
        figure=Message("not carried"),
        limit=Message("core range"),
        action=Message("propose listing it"),
    )


def _beyond(change: Decimal | None, limit: Decimal) -> bool:
    return change is not None and abs(change) > limit
