"""Which counts are flagged, and in which words (spec: visit guide, step 4). Several can hold; their order is the precedence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import ROUND_FLOOR, Decimal

from fieldvisit.domain.facts import PriceCut, ProductFacts, VisitFacts
from fieldvisit.domain.flags import Flag, Severity
from fieldvisit.domain.formats import as_figure, as_money, as_percent, as_price
from fieldvisit.domain.inventory import StockFigures
from fieldvisit.domain.language import Message
from fieldvisit.domain.prices import price_protection
from fieldvisit.domain.visit import Address

Rule = Callable[[ProductFacts, StockFigures, VisitFacts, str], Flag | None]


def stock_flags(product: ProductFacts, figures: StockFigures, facts: VisitFacts, row: str) -> list[Flag]:
    """All flags of a counted product, in the order of precedence."""
    found = (rule(product, figures, facts, row) for rule in _RULES)
    return [flag for flag in found if flag is not None]


def count_demanded(product: ProductFacts, cut: PriceCut, row: str) -> Flag:
    """The price list fell and the product is not counted yet: the price protection needs a count today."""
    return Flag(
        rule="stock.count_demanded",
        severity=Severity.AMBER,
        address=_address(row),
        subject=product.name,
        short=Message("Count today"),
        figure=Message(
            "purchase price fell from {old} to {new} on {day}", old=as_price(cut.old), new=as_price(cut.new), day=cut.day
        ),
        limit=Message("price protection needs a count at once"),
        action=Message("count it now"),
    )


def _negative(product: ProductFacts, figures: StockFigures, facts: VisitFacts, row: str) -> Flag | None:
    if not figures.negative:
        return None
    entry = figures.entry
    return Flag(
        rule="stock.negative",
        severity=Severity.RED,
        address=_address(row),
        subject=product.name,
        short=Message("Count too high"),
        figure=Message(
            "{previous} + {received} − {returned} − {count} = {sell_out}",
            previous=figures.previous,
            received=entry.received,
            returned=entry.returned,
            count=entry.count,
            sell_out=figures.sell_out,
        ),
        limit=Message("sell-out cannot be negative; left out of every rate"),
        action=Message("count again or look for a missing delivery"),
    )


def _out_of_stock(product: ProductFacts, figures: StockFigures, facts: VisitFacts, row: str) -> Flag | None:
    if figures.entry.count != 0 or not (product.carried or product.core):
        return None
    return Flag(
        rule="stock.out",
        severity=Severity.RED,
        address=_address(row),
        subject=product.name,
        short=Message("Out of stock"),
        figure=Message("count 0"),
        limit=Message("in the dealer's range"),
        action=Message("order now"),
    )


def _stock_out_risk(product: ProductFacts, figures: StockFigures, facts: VisitFacts, row: str) -> Flag | None:
    if figures.cover is None or not figures.entry.count or figures.cover >= figures.needed_days:
        return None
    lead = facts.dealer.lead_time_days
    lead = facts.thresholds.lead_time_days if lead is None else lead
    empty_on = facts.day + timedelta(days=int(figures.cover.to_integral_value(ROUND_FLOOR)))
    return Flag(
        rule="stock.risk",
        severity=Severity.RED,
        address=_address(row),
        subject=product.name,
        short=Message("Order now"),
        figure=Message(
            "{cover} days' cover at {daily} a day, empty on {day}",
            cover=as_figure(figures.cover),
            daily=as_figure(figures.daily),
            day=empty_on,
        ),
        limit=Message(
            "below {needed} = lead time {lead} + next visit in {interval}",
            needed=figures.needed_days,
            lead=lead,
            interval=figures.needed_days - lead,
        ),
        action=Message("order now"),
    )


def _ageing(product: ProductFacts, figures: StockFigures, facts: VisitFacts, row: str) -> Flag | None:
    share = facts.thresholds.ageing_share
    if figures.batch_age is None or not figures.entry.count or figures.batch_age <= share:
        return None
    return Flag(
        rule="stock.ageing",
        severity=Severity.AMBER,
        address=Address("inventory", "batch", "products", row),
        subject=product.name,
        short=Message("Ageing"),
        figure=Message(
            "oldest batch {day}, {share} % of shelf life used",
            day=figures.entry.batch,
            share=as_percent(figures.batch_age),
        ),
        limit=Message("limit {limit} %", limit=as_percent(share)),
        action=Message("move the old batch to the front or agree a promotion"),
        stake=figures.value,
    )


def _dead(product: ProductFacts, figures: StockFigures, facts: VisitFacts, row: str) -> Flag | None:
    days = figures.days_without_sell_out
    if not figures.entry.count or days is None or days < facts.thresholds.dead_stock_days:
        return None
    return Flag(
        rule="stock.dead",
        severity=Severity.AMBER,
        address=_address(row),
        subject=product.name,
        short=Message("Dead stock"),
        figure=Message("{count} units, no sell-out for {days} days", count=figures.entry.count, days=days),
        limit=Message("limit {limit} days", limit=facts.thresholds.dead_stock_days),
        action=Message("take it back, move it or promote it"),
        stake=figures.value,
    )


def _overstock(product: ProductFacts, figures: StockFigures, facts: VisitFacts, row: str) -> Flag | None:
    if figures.cover is None or figures.cover <= figures.overstock_days:
        return None
    return Flag(
        rule="stock.over",
        severity=Severity.AMBER,
        address=_address(row),
        subject=product.name,
        short=Message("Overstock"),
        figure=Message("{cover} days' cover", cover=as_figure(figures.cover)),
        limit=Message(
            "above {limit} = {factor} × target {target} days",
            limit=figures.overstock_days,
            factor=facts.thresholds.overstock_factor,
            target=facts.thresholds.target_cover_days,
        ),
        action=Message("do not order; help the dealer to sell it"),
        stake=figures.value,
    )


def _price_protection(product: ProductFacts, figures: StockFigures, facts: VisitFacts, row: str) -> Flag | None:
    cut = product.price_cut
    if cut is None:
        return None
    amount = price_protection(cut, figures.entry.count, facts.dealer.minor_units)
    if amount is None:
        return count_demanded(product, cut, row)
    return Flag(
        rule="stock.price_protection",
        severity=Severity.INFO,
        address=_address(row),
        subject=product.name,
        short=Message("Price protection"),
        figure=Message(
            "({old} − {new}) × {units} = {amount}",
            old=as_price(cut.old),
            new=as_price(cut.new),
            units=max(Decimal(0), (figures.entry.count or Decimal(0)) - cut.received_since),
            amount=as_money(amount, facts.dealer.minor_units),
        ),
        limit=Message("price list fell on {day}", day=cut.day),
        action=Message("credit the amount"),
        stake=amount,
    )


def _address(row: str) -> Address:
    return Address("inventory", "count", "products", row)


_RULES: tuple[Rule, ...] = (
    _negative,
    _out_of_stock,
    _stock_out_risk,
    _ageing,
    _dead,
    _overstock,
    _price_protection,
)
