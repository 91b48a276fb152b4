"""Which prices are flagged, and in which words (spec: visit guide, step 3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from fieldvisit.domain.facts import CompetitorFacts, ProductFacts
from fieldvisit.domain.flags import Flag, Severity
from fieldvisit.domain.formats import as_change, as_figure, as_percent, as_price
from fieldvisit.domain.language import Message
from fieldvisit.domain.margin_flags import SIDE_NAMES, at_stake, margin_flags
from fieldvisit.domain.prices import SIDES, PriceFigures, Side, SideFigures, competitor_change, price_index
from fieldvisit.domain.settings import Thresholds
from fieldvisit.domain.visit import Address


def price_flags(
    product: ProductFacts, figures: PriceFigures, row: str, limits: Thresholds, daily: Decimal | None = None
) -> list[Flag]:
    """All flags of a product's row: both sides, margin, and a core product that is not carried.

    With `daily` sell-out in units, what is at stake is the gap in price × 30 days of sell-out.
    """
    flags = [flag for side in SIDES for flag in _side_flags(product, figures.side(side), side, row, limits, daily)]
    flags += margin_flags(product, figures, row, daily)
    if figures.not_carried:
        flags.append(_not_carried(product, row))
    return flags


def disorder_severity(disorder: Decimal | None, limits: Thresholds) -> Severity | None:
    """How grave the price disorder of a market is, for a manager's map; None where it is no exception."""
    if disorder is None or disorder < limits.disorder_amber:
        return None
    return Severity.RED if disorder >= limits.disorder_red else Severity.AMBER


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
    product: ProductFacts, side: SideFigures, name: Side, row: str, limits: Thresholds, daily: Decimal | None
) -> Iterator[Flag]:
    about = _About(product, side, Message(SIDE_NAMES[name]), Address("prices", name, "products", row), daily)
    if side.below_floor or side.above_ceiling:
        yield _outside(about)
    elif _beyond(side.deviation, limits.price_deviation):
        yield _deviating(about, limits)
    if _beyond(side.against_others, limits.price_others):
        yield _unlike_others(about, limits)
    if _beyond(side.since_last, limits.price_change):
        yield _changed(about, limits)


@dataclass(frozen=True)
class _About:
    """One side of a product's row: all its flags speak of it."""

    product: ProductFacts
    side: SideFigures
    word: Message
    address: Address
    daily: Decimal | None

    @property
    def price(self) -> Decimal:
        return self.side.observed or Decimal(0)

    def amber(
        self, rule: str, short: Message, figure: Message, limit: Message, action: Message, against: Decimal | None
    ) -> Flag:
        return Flag(
            rule=rule,
            severity=Severity.AMBER,
            address=self.address,
            subject=self.product.called,
            short=short,
            figure=figure,
            limit=limit,
            action=action,
            stake=at_stake(self.price, against, self.daily),
        )


def _outside(about: _About) -> Flag:
    below, band, price = about.side.below_floor, about.side.band, about.price
    gap = (band.floor or price) - price if below else price - (band.ceiling or price)
    figure = (
        Message("{side} {price}, {gap} below the corridor", side=about.word, price=as_price(price), gap=as_price(gap))
        if below
        else Message(
            "{side} {price}, {gap} above the corridor", side=about.word, price=as_price(price), gap=as_price(gap)
        )
    )
    return Flag(
        rule="price.below_floor" if below else "price.above_ceiling",
        severity=Severity.RED,
        address=about.address,
        subject=about.product.called,
        short=Message("Below corridor") if below else Message("Above corridor"),
        figure=figure,
        limit=_corridor(about),
        action=Message("ask why, record the reason or report it to the company"),
        stake=at_stake(price, band.recommended, about.daily),
    )


def _corridor(about: _About) -> Message:
    band, policy = about.side.band, about.product.policy
    ends = Message("{floor} to {ceiling}", floor=as_price(band.floor), ceiling=as_price(band.ceiling))
    corridor = Message("policy {policy}: {ends}", policy=policy.code, ends=ends) if policy and policy.code else ends
    if band.recommended is None:
        return corridor
    return Message(
        "{corridor}, recommended {recommended}, so {change} %",
        corridor=corridor,
        recommended=as_price(band.recommended),
        change=as_change(about.side.deviation),
    )


def _deviating(about: _About, limits: Thresholds) -> Flag:
    side = about.side
    return about.amber(
        "price.deviation",
        Message("Off recommended"),
        Message(
            "{side} {price}, {change} % from recommended {recommended}",
            side=about.word,
            price=as_price(side.observed),
            change=as_change(side.deviation),
            recommended=as_price(side.band.recommended),
        ),
        Message("limit ±{limit} %", limit=as_percent(limits.price_deviation)),
        Message("ask for the reason"),
        side.band.recommended,
    )


def _unlike_others(about: _About, limits: Thresholds) -> Flag:
    side = about.side
    return about.amber(
        "price.others",
        Message("Unlike others"),
        Message(
            "{side} {price}, {change} % from the median {median} of {count} other dealers",
            side=about.word,
            price=as_price(side.observed),
            change=as_change(side.against_others),
            median=as_price(side.others_median),
            count=side.others_count,
        ),
        Message("limit ±{limit} % in {days} days", limit=as_percent(limits.price_others), days=limits.others_days),
        Message("compare with the market and ask for the reason"),
        side.others_median,
    )


def _changed(about: _About, limits: Thresholds) -> Flag:
    side = about.side
    return about.amber(
        "price.changed",
        Message("{change} % on last", change=as_change(side.since_last)),
        Message(
            "{side} {price} against {last} when last seen, {change} %",
            side=about.word,
            price=as_price(side.observed),
            last=as_price(side.last),
            change=as_change(side.since_last),
        ),
        Message("limit ±{limit} %", limit=as_percent(limits.price_change)),
        Message("ask what changed"),
        side.last,
    )


def _not_carried(product: ProductFacts, row: str) -> Flag:
    return Flag(
        rule="price.not_carried",
        severity=Severity.INFO,
        address=Address("prices", "retail", "products", row),
        subject=product.called,
        short=Message("Not carried, core"),
        figure=Message("not carried"),
        limit=Message("core range"),
        action=Message("propose listing it"),
    )


def _beyond(change: Decimal | None, limit: Decimal) -> bool:
    return change is not None and abs(change) > limit
