"""Which counts are flagged, and in which words (spec: visit guide, step 4). Their order is the precedence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from fieldvisit.domain.days import days_after
from fieldvisit.domain.facts import ProductFacts, VisitFacts
from fieldvisit.domain.flags import Flag, Severity
from fieldvisit.domain.formats import as_figure, as_money, as_percent, as_price
from fieldvisit.domain.inventory import StockFigures
from fieldvisit.domain.language import Message
from fieldvisit.domain.ordering import Suggestion
from fieldvisit.domain.prices import price_protection
from fieldvisit.domain.visit import Address


@dataclass(frozen=True)
class _Counted:
    """A counted product and all that its flags speak of."""

    product: ProductFacts
    figures: StockFigures
    facts: VisitFacts
    row: str
    suggestion: Suggestion | None

    @property
    def lead_time(self) -> int:
        lead = self.facts.dealer.lead_time_days
        return self.facts.thresholds.lead_time_days if lead is None else lead

    def flag(
        self,
        rule: str,
        severity: Severity,
        words: tuple[Message, Message, Message, Message],
        *,
        stake: Decimal | None = None,
        brief: Message | None = None,
        field: str = "count",
    ) -> Flag:
        """`words` are short, figure, limit and action."""
        short, figure, limit, action = words
        address = Address("inventory", field, "products", self.row)
        return Flag(rule, severity, address, self.product.called, short, figure, limit, action, stake, brief)


Rule = Callable[[_Counted], Flag | None]


def stock_flags(
    product: ProductFacts,
    figures: StockFigures,
    facts: VisitFacts,
    row: str,
    suggestion: Suggestion | None = None,
) -> list[Flag]:
    """All flags of a counted product, in the order of precedence.

    At stake is what lies there too long, or, where it runs out, the value of the order `suggestion`.
    """
    counted = _Counted(product, figures, facts, row, suggestion)
    found = (rule(counted) for rule in _RULES)
    return [flag for flag in found if flag is not None]


def _negative(of: _Counted) -> Flag | None:
    figures, entry = of.figures, of.figures.entry
    if not figures.negative:
        return None
    words = (
        Message("Count too high"),
        Message(
            "{previous} + {received} − {returned} − {count} = {sell_out}",
            previous=figures.previous,
            received=entry.received,
            returned=entry.returned,
            count=entry.count,
            sell_out=figures.sell_out,
        ),
        Message("sell-out cannot be negative; left out of every rate"),
        Message("count again or look for a missing delivery"),
    )
    return of.flag("stock.negative", Severity.RED, words)


def _out_of_stock(of: _Counted) -> Flag | None:
    if of.figures.entry.count != 0 or not (of.product.carried or of.product.core):
        return None
    daily = of.figures.daily
    sold = Message("count 0, sells {daily} a day", daily=as_figure(daily)) if daily else Message("count 0")
    words = (Message("Out of stock"), sold, Message("in the dealer's range"), _order(of))
    return of.flag("stock.out", Severity.RED, words, stake=_order_value(of), brief=Message("none left"))


def _stock_out_risk(of: _Counted) -> Flag | None:
    figures = of.figures
    if figures.cover is None or not figures.entry.count or figures.cover >= figures.needed_days:
        return None
    cover = as_figure(figures.cover)
    empty_on = days_after(of.facts.day, int(figures.cover.to_integral_value(ROUND_FLOOR)))
    words = (
        Message("Order now"),
        Message(
            "{cover} days' cover at {daily} a day, empty on {day}",
            cover=cover,
            daily=as_figure(figures.daily),
            day=empty_on,
        ),
        Message(
            "below {needed} = lead time {lead} + next visit in {interval}",
            needed=figures.needed_days,
            lead=of.lead_time,
            interval=figures.needed_days - of.lead_time,
        ),
        _order(of),
    )
    return of.flag(
        "stock.risk", Severity.RED, words, stake=_order_value(of), brief=Message("{cover} days", cover=cover)
    )


def _ageing(of: _Counted) -> Flag | None:
    age, limit = of.figures.batch_age, of.facts.thresholds.ageing_share
    if age is None or not of.figures.entry.count or age <= limit:
        return None
    words = (
        Message("Ageing"),
        Message("oldest batch {day}, {share} % of shelf life used", day=of.figures.entry.batch, share=as_percent(age)),
        Message("limit {limit} %", limit=as_percent(limit)),
        Message("move the old batch to the front or agree a promotion"),
    )
    brief = Message("{share} % of shelf life", share=as_percent(age))
    return of.flag("stock.ageing", Severity.AMBER, words, stake=of.figures.value, brief=brief, field="batch")


def _dead(of: _Counted) -> Flag | None:
    figures, limits = of.figures, of.facts.thresholds
    if not figures.is_dead(limits):
        return None
    days = figures.days_without_sell_out
    words = (
        Message("Dead stock"),
        Message("{count} units, no sell-out for {days} days", count=figures.entry.count, days=days),
        Message("limit {limit} days", limit=limits.dead_stock_days),
        Message("take it back, move it or promote it"),
    )
    return of.flag("stock.dead", Severity.AMBER, words, stake=figures.value, brief=Message("{days} days", days=days))


def _overstock(of: _Counted) -> Flag | None:
    figures, limits = of.figures, of.facts.thresholds
    if figures.cover is None or figures.cover <= figures.overstock_days:
        return None
    cover = as_figure(figures.cover)
    words = (
        Message("Overstock"),
        Message("{cover} days' cover", cover=cover),
        Message(
            "above {limit} = {factor} × target {target} days",
            limit=figures.overstock_days,
            factor=limits.overstock_factor,
            target=limits.target_cover_days,
        ),
        Message("do not order; help the dealer to sell it"),
    )
    return of.flag("stock.over", Severity.AMBER, words, stake=figures.value, brief=Message("{cover} days", cover=cover))


def _price_protection(of: _Counted) -> Flag | None:
    cut, count = of.product.price_cut, of.figures.entry.count
    if cut is None:
        return None
    prices = {"old": as_price(cut.old), "new": as_price(cut.new)}
    amount = price_protection(cut, count, of.facts.dealer.minor_units)
    if amount is None or count is None:
        words = (
            Message("Count today"),
            Message("purchase price fell from {old} to {new} on {day}", day=cut.day, **prices),
            Message("price protection needs a count at once"),
            Message("count it now"),
        )
        return of.flag("stock.count_demanded", Severity.AMBER, words)
    units, shown = max(Decimal(0), count - cut.received_since), as_money(amount, of.facts.dealer.minor_units)
    words = (
        Message("Price protection"),
        Message("({old} − {new}) × {units} = {amount}", units=units, amount=shown, **prices),
        Message("price list fell on {day}", day=cut.day),
        Message("credit the amount"),
    )
    return of.flag("stock.price_protection", Severity.INFO, words, stake=amount)


def _order(of: _Counted) -> Message:
    if of.suggestion is None or not of.suggestion.cases:
        return Message("order now")
    arrives = days_after(of.facts.day, of.lead_time)
    return Message("order {cases} cases, there by {day}", cases=of.suggestion.cases, day=arrives)


def _order_value(of: _Counted) -> Decimal | None:
    return of.suggestion.value if of.suggestion else None


_RULES: tuple[Rule, ...] = (
    _negative,
    _out_of_stock,
    _stock_out_risk,
    _ageing,
    _dead,
    _overstock,
    _price_protection,
)
