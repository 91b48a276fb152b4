"""Reps beside each other, by an index that may be chosen (spec: performance, ranking board)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from fieldvisit.domain import formats
from fieldvisit.domain.language import mark
from fieldvisit.domain.ratio import ratio
from fieldvisit.domain.region.rep_figures import RepFigures

DEFAULT_INDEX = "orders"
BESIDE = "collected", "orders"
"""The amount that stands beside the chosen index, and the one instead of it where it is chosen itself."""


class Form(Enum):
    """What an index is."""

    MONEY = "an amount in the region's main currency"
    COUNT = "a number"
    RATIO = "a ratio, shown in percent"


@dataclass(frozen=True)
class Index:
    """What reps are ranked by: its name, its formula in words, and its figure for one rep (None is no value).

    The greatest figure is the best, or the least where `least_first`.
    """

    name: str
    formula: str
    form: Form
    value: Callable[[RepFigures, str], Decimal | None]
    least_first: bool = False

    def shown(self, value: Decimal | None, minor: int = 2) -> str:
        """A figure as text, without a percent sign."""
        if self.form is Form.MONEY:
            return formats.money(value, minor)
        return formats.percent(value) if self.form is Form.RATIO else formats.number(value, 0)


def _of(part: int, whole: int) -> Decimal | None:
    return ratio(Decimal(part), Decimal(whole))


def _per(amount: Decimal | None, count: int, minor_places: int = 2) -> Decimal | None:
    each = ratio(amount, Decimal(count))
    return None if each is None else round(each, minor_places)


INDEXES: Mapping[str, Index] = {
    "orders": Index(
        mark("Order value"),
        mark("sum of the orders taken"),
        Form.MONEY,
        lambda rep, currency: rep.orders.get(currency, Decimal(0)),
    ),
    "visits": Index(mark("Visits"), mark("visits made"), Form.COUNT, lambda rep, _: Decimal(len(rep.visits))),
    "dealers": Index(mark("Dealers"), mark("dealers visited"), Form.COUNT, lambda rep, _: Decimal(rep.dealers)),
    "calls": Index(
        mark("Call rate"),
        mark("visits made by the day agreed at the visit before ÷ visits agreed"),
        Form.RATIO,
        lambda rep, _: rep.call_rate,
    ),
    "strike": Index(mark("Strike rate"), mark("visits with an order ÷ visits"), Form.RATIO, lambda rep, _: rep.strike),
    "average": Index(
        mark("Average order"),
        mark("order value ÷ orders"),
        Form.MONEY,
        lambda rep, currency: _per(rep.orders.get(currency), rep.with_order),
    ),
    "collected": Index(
        mark("Overdue collected"),
        mark("overdue at the visit before and no longer open"),
        Form.MONEY,
        lambda rep, currency: rep.collected.get(currency, Decimal(0)),
    ),
    "recovery": Index(
        mark("Collection rate"),
        mark("overdue collected ÷ overdue at the visit before"),
        Form.RATIO,
        lambda rep, currency: ratio(rep.collected.get(currency), rep.was_overdue.get(currency)),
    ),
    "objectives": Index(
        mark("Objectives reached"),
        mark("objectives reached ÷ objectives with a result"),
        Form.RATIO,
        lambda rep, _: rep.achieved,
    ),
    "prices": Index(
        mark("Price compliance"),
        mark("prices inside their corridor ÷ prices seen that have one"),
        Form.RATIO,
        lambda rep, _: _of(rep.inside, rep.judged),
    ),
    "missing": Index(
        mark("Stock-out rate"),
        mark("products found missing ÷ products counted, the least first"),
        Form.RATIO,
        lambda rep, _: _of(rep.missing, rep.counted),
        least_first=True,
    ),
    "promises": Index(
        mark("Own promises kept"),
        mark("own promises kept ÷ own promises due"),
        Form.RATIO,
        lambda rep, _: _of(rep.promises_kept, rep.promises_due),
    ),
    "minutes": Index(
        mark("Minutes per visit"),
        mark("minutes on site ÷ visits with both times"),
        Form.COUNT,
        lambda rep, _: _per(Decimal(rep.minutes), rep.timed, 0),
    ),
    "cost": Index(
        mark("Cost per visit"),
        mark("travel and other expenses ÷ visits that tell them, the least first"),
        Form.MONEY,
        lambda rep, currency: _per(rep.expenses.get(currency), rep.costed.get(currency, 0)),
        least_first=True,
    ),
}
"""Everything the reports know of a rep's work, by key."""


@dataclass(frozen=True)
class Ranked:
    """A rep's place: equals share the better one. `quartile` is 1 for the best quarter, 4 for the last.

    `change` is how many places the rep rose since the period before, negative for a fall; None where there is no
    period before, or the rep had no value in it.
    """

    place: int
    quartile: int
    value: Decimal | None
    figures: RepFigures
    change: int | None = None


def ranking(reps: Iterable[RepFigures], index: str, currency: str, before: Sequence[Ranked] = ()) -> tuple[Ranked, ...]:
    """All reps, the best first; those without a value last. `before` is the ranking of the period before."""
    chosen = INDEXES[index]
    valued = [(chosen.value(each, currency), each) for each in reps]
    sign = 1 if chosen.least_first else -1
    ordered = sorted(valued, key=lambda each: (each[0] is None, sign * (each[0] or Decimal(0)), each[1].rep))
    values = [value for value, _ in ordered]
    places = [values.index(value) + 1 for value in values]
    earlier = {each.figures.rep: each.place for each in before if each.value is not None}
    return tuple(
        Ranked(place, 1 + (place - 1) * 4 // len(ordered), value, rep, _risen(earlier.get(rep.rep), place, value))
        for place, (value, rep) in zip(places, ordered, strict=True)
    )


def _risen(earlier: int | None, place: int, value: Decimal | None) -> int | None:
    return None if earlier is None or value is None else earlier - place
