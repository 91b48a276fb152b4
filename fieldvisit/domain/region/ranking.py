"""Reps beside each other, by an index that may be chosen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from fieldvisit.domain.language import mark
from fieldvisit.domain.ratio import ratio
from fieldvisit.domain.region.share import VisitShare
from fieldvisit.domain.region.sums import Sums, added

INDEXES: Mapping[str, str] = {
    "orders": mark("Order value"),
    "visits": mark("Visits"),
    "dealers": mark("Dealers"),
    "strike": mark("Strike rate"),
    "objectives": mark("Objectives reached"),
}
"""What reps can be ranked by, most first."""


@dataclass(frozen=True)
class RepFigures:
    """One rep's period. Rates are ratios; None where there is nothing to divide by."""

    rep: str
    visits: tuple[str, ...]
    dealers: int
    with_order: int
    orders: Sums
    objectives: int
    reached: int

    @property
    def strike(self) -> Decimal | None:
        """Visits with an order / visits."""
        return ratio(Decimal(self.with_order), Decimal(len(self.visits)))

    @property
    def achieved(self) -> Decimal | None:
        """Objectives reached / objectives with a result."""
        return ratio(Decimal(self.reached), Decimal(self.objectives))

    def index(self, name: str, currency: str) -> Decimal | None:
        """The figure reps are ranked by; order value in `currency` alone."""
        figures: dict[str, Decimal | None] = {
            "orders": self.orders.get(currency, Decimal(0)),
            "visits": Decimal(len(self.visits)),
            "dealers": Decimal(self.dealers),
            "strike": self.strike,
            "objectives": self.achieved,
        }
        return figures[name]


@dataclass(frozen=True)
class Ranked:
    """A rep's place: equals share the better one. `quartile` is 1 for the best quarter, 4 for the last."""

    place: int
    quartile: int
    value: Decimal | None
    figures: RepFigures


def ranking(shares: Iterable[VisitShare], index: str, currency: str) -> tuple[Ranked, ...]:
    """All reps, the best first; those without a value last."""
    by_rep: dict[str, list[VisitShare]] = defaultdict(list)
    for share in shares:
        by_rep[share.rep].append(share)
    reps = [_figures(rep, found) for rep, found in by_rep.items()]
    valued = [(each.index(index, currency), each) for each in reps]
    ordered = sorted(valued, key=lambda each: (each[0] is None, -(each[0] or Decimal(0)), each[1].rep))
    values = [value for value, _ in ordered]
    places = [values.index(value) + 1 for value in values]
    return tuple(
        Ranked(place, 1 + (place - 1) * 4 // len(ordered), value, figures)
        for place, (value, figures) in zip(places, ordered, strict=True)
    )


def _figures(rep: str, shares: list[VisitShare]) -> RepFigures:
    return RepFigures(
        rep=rep,
        visits=tuple(share.id for share in shares),
        dealers=len({share.dealer for share in shares}),
        with_order=sum(share.ordered for share in shares),
        orders=added((share.currency, share.order_value) for share in shares if share.ordered),
        objectives=sum(share.objectives for share in shares),
        reached=sum(share.reached for share in shares),
    )
