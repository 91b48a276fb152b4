"""The key figures of a region: each with its formula, what it was made of, and its visits; window, PDF and workbook
show these.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from fieldvisit.domain import formats
from fieldvisit.domain.language import mark, ntr, tr
from fieldvisit.domain.ratio import ratio
from fieldvisit.domain.region.exceptions import sums_shown
from fieldvisit.domain.region.figures import Part, RegionFigures

Visits = tuple[str, ...]


@dataclass(frozen=True)
class KeyFigure:
    """A figure as it is shown: its unit, numerator and denominator in words, its formula, and the visits behind it.

    `trend` are the same figure's values in the periods up to this one, oldest first, None where there is no value.
    """

    name: str
    figure: str
    unit: str
    note: str
    formula: str
    visits: Visits
    trend: tuple[Decimal | None, ...] = ()


def key_figures(figures: RegionFigures, run_up: Sequence[RegionFigures] = ()) -> list[KeyFigure]:
    """All of them, in their order; `run_up` are the periods a trend is drawn over, this one last."""
    return [_shown(each, figures, run_up) for each in _FIGURES]


@dataclass(frozen=True)
class _Figure:
    name: str
    formula: str
    value: Callable[[RegionFigures], Decimal | None]
    visits: Callable[[RegionFigures], Visits]
    note: Callable[[RegionFigures], str]
    words: Callable[[RegionFigures], str] | None = None
    """How an amount is shown; None for a ratio."""


def _shown(each: _Figure, figures: RegionFigures, run_up: Sequence[RegionFigures]) -> KeyFigure:
    return KeyFigure(
        name=tr(each.name, currency=figures.currency),
        figure=formats.percent(each.value(figures)) if each.words is None else each.words(figures),
        unit="%" if each.words is None else "",
        note=each.note(figures),
        formula=tr(each.formula),
        visits=each.visits(figures),
        trend=tuple(each.value(period) if period.currency == figures.currency else None for period in run_up),
    )


def _part_note(words: str, part: Callable[[RegionFigures], Part]) -> Callable[[RegionFigures], str]:
    def note(figures: RegionFigures) -> str:
        counted = part(figures)
        return tr(words, part=formats.number(counted.part), whole=formats.number(counted.whole))

    return note


def _orders_note(figures: RegionFigures) -> str:
    count = len(figures.orders.visits)
    orders = ntr("{count} order", "{count} orders", count)
    each = ratio(figures.orders.value.get(figures.currency), Decimal(count))
    if each is None or len(figures.orders.value) > 1:
        return orders
    return tr("{orders}, {amount} each", orders=orders, amount=formats.money(each, figures.minor))


def _collected_note(figures: RegionFigures) -> str:
    was = figures.was_overdue
    share = ratio(figures.collected.value.get(figures.currency), was.get(figures.currency))
    if share is None:
        return tr("nothing was overdue before")
    owed = sums_shown(was, figures.minor)
    return tr("{share} % of {owed} overdue", owed=owed, share=formats.percent(share))


def _overdue_note(figures: RegionFigures) -> str:
    owing = ntr("{count} dealer", "{count} dealers", len(figures.overdue.visits))
    unpaid = {currency: sum(ages, Decimal(0)) for currency, ages in figures.ageing.value.items()}
    return tr("{dealers}; of {unpaid} unpaid", dealers=owing, unpaid=sums_shown(unpaid, figures.minor))


def _share_note(figures: RegionFigures) -> str:
    return ntr("at {count} dealer with both seen", "at {count} dealers with both seen", len(figures.own_share.visits))


_FIGURES = (
    _Figure(
        mark("Call rate"),
        mark("visits made by the day agreed at the visit before ÷ visits agreed"),
        lambda figures: figures.call_rate.ratio,
        lambda figures: figures.call_rate.visits,
        _part_note(mark("{part} of {whole} visits agreed"), lambda figures: figures.call_rate),
    ),
    _Figure(
        mark("Strike rate"),
        mark("visits with an order ÷ visits"),
        lambda figures: figures.strike.ratio,
        lambda figures: figures.strike.visits,
        _part_note(mark("{part} of {whole} visits"), lambda figures: figures.strike),
    ),
    _Figure(
        mark("Orders, {currency}"),
        mark("sum of the orders taken"),
        lambda figures: figures.orders.value.get(figures.currency),
        lambda figures: figures.orders.visits,
        _orders_note,
        lambda figures: sums_shown(figures.orders.value, figures.minor),
    ),
    _Figure(
        mark("Overdue collected, {currency}"),
        mark("overdue at the visit before and no longer open"),
        lambda figures: figures.collected.value.get(figures.currency),
        lambda figures: figures.collected.visits,
        _collected_note,
        lambda figures: sums_shown(figures.collected.value, figures.minor),
    ),
    _Figure(
        mark("Overdue, {currency}"),
        mark("overdue at each dealer's last visit"),
        lambda figures: figures.overdue.value.get(figures.currency),
        lambda figures: figures.overdue.visits,
        _overdue_note,
        lambda figures: sums_shown(figures.overdue.value, figures.minor),
    ),
    _Figure(
        mark("Objectives reached"),
        mark("objectives reached ÷ objectives with a result"),
        lambda figures: figures.objectives.ratio,
        lambda figures: figures.objectives.visits,
        _part_note(mark("{part} of {whole} with a result"), lambda figures: figures.objectives),
    ),
    _Figure(
        mark("Price compliance"),
        mark("prices inside their corridor ÷ prices seen that have one"),
        lambda figures: figures.price_compliance.ratio,
        lambda figures: figures.price_compliance.visits,
        _part_note(mark("{part} of {whole} prices in corridor"), lambda figures: figures.price_compliance),
    ),
    _Figure(
        mark("Own share of stock"),
        mark("own stock ÷ own and competitors' stock, by value, where both were seen"),
        lambda figures: figures.own_share.value,
        lambda figures: figures.own_share.visits,
        _share_note,
    ),
)
