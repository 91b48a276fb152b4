"""What one rep did in a period, by the reports alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from fieldvisit.domain.ratio import ratio
from fieldvisit.domain.region.calls import Call
from fieldvisit.domain.region.collected import Collected
from fieldvisit.domain.region.share import VisitShare
from fieldvisit.domain.region.sums import Sums, added


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
    calls: int
    calls_kept: int
    collected: Sums
    was_overdue: Sums
    """At the visits before those of this period."""
    inside: int
    judged: int
    """Prices seen that have a corridor, and those of them inside it."""
    missing: int
    counted: int
    promises_due: int
    promises_kept: int
    """Own promises alone."""
    minutes: int
    timed: int
    """Visits that tell how long they took, and their minutes."""
    expenses: Sums
    costed: Mapping[str, int]
    """Visits that tell what they cost, by currency."""
    keys: Mapping[str, int]
    """How many of the visits were signed with each key; the empty one is of those nobody signed."""

    @property
    def strike(self) -> Decimal | None:
        """Visits with an order / visits."""
        return ratio(Decimal(self.with_order), Decimal(len(self.visits)))

    @property
    def achieved(self) -> Decimal | None:
        """Objectives reached / objectives with a result."""
        return ratio(Decimal(self.reached), Decimal(self.objectives))

    @property
    def call_rate(self) -> Decimal | None:
        """Visits made by the day agreed / visits agreed."""
        return ratio(Decimal(self.calls_kept), Decimal(self.calls))


def rep_figures(
    shares: Iterable[VisitShare], calls: Iterable[Call], collected: Iterable[Collected]
) -> tuple[RepFigures, ...]:
    """All reps with visits in the period, by name. A call counts for the rep who agreed to it."""
    by_rep: dict[str, list[VisitShare]] = defaultdict(list)
    for share in shares:
        by_rep[share.rep].append(share)
    agreed: dict[str, list[Call]] = defaultdict(list)
    for call in calls:
        agreed[call.agreed.rep].append(call)
    paid: dict[str, list[Collected]] = defaultdict(list)
    for each in collected:
        paid[each.share.rep].append(each)
    return tuple(figures_of(rep, by_rep[rep], agreed[rep], paid[rep]) for rep in sorted(by_rep))


def figures_of(
    rep: str, shares: Sequence[VisitShare], calls: Sequence[Call], collected: Sequence[Collected]
) -> RepFigures:
    """What these visits, calls and collections add up to, under one name."""
    prices = [seen.outside for share in shares for seen in share.prices if seen.outside is not None]
    counts = [each.out for share in shares for each in share.counted]
    promises = [each.broken for share in shares for each in share.promises if each.side == "ours"]
    minutes = [share.minutes for share in shares if share.minutes is not None]
    spent = [share for share in shares if share.expenses is not None]
    return RepFigures(
        rep=rep,
        visits=tuple(share.id for share in shares),
        dealers=len({share.dealer for share in shares}),
        with_order=sum(share.ordered for share in shares),
        orders=added((share.currency, share.order_value) for share in shares if share.ordered),
        objectives=sum(share.objectives for share in shares),
        reached=sum(share.reached for share in shares),
        calls=len(calls),
        calls_kept=sum(call.kept for call in calls),
        collected=added((each.share.currency, each.amount) for each in collected),
        was_overdue=added((each.share.currency, each.overdue) for each in collected),
        inside=prices.count(False),
        judged=len(prices),
        missing=counts.count(True),
        counted=len(counts),
        promises_due=len(promises),
        promises_kept=promises.count(False),
        minutes=sum(minutes),
        timed=len(minutes),
        expenses=added((share.currency, share.expenses) for share in spent),
        costed=Counter(share.currency for share in spent),
        keys=Counter(share.key for share in shares),
    )
