"""All figures of a region and a period, each with the visits it is made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Generic, TypeVar

from fieldvisit.domain.inventory import own_share
from fieldvisit.domain.product_names import ProductName
from fieldvisit.domain.ratio import ratio
from fieldvisit.domain.region.calls import Call, calls
from fieldvisit.domain.region.collected import Collected, collected
from fieldvisit.domain.region.exceptions import RegionException, region_exceptions
from fieldvisit.domain.region.market_prices import PriceSpread, market_prices
from fieldvisit.domain.region.ranking import DEFAULT_INDEX, Ranked, ranking
from fieldvisit.domain.region.rep_figures import RepFigures, figures_of, rep_figures
from fieldvisit.domain.region.share import OpenComplaint, Promise, VisitShare
from fieldvisit.domain.region.sums import Sums, added, main_currency

Value = TypeVar("Value")


@dataclass(frozen=True)
class Found(Generic[Value]):
    """A figure and the ids of the visits it is made of."""

    value: Value
    visits: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """So many of so many; `visits` are those counted in `part`."""

    part: int
    whole: int
    visits: tuple[str, ...]

    @property
    def ratio(self) -> Decimal | None:
        """Part / whole; None of nothing."""
        return ratio(Decimal(self.part), Decimal(self.whole))


@dataclass(frozen=True)
class Counted(Part):
    """A product that dealers carry: out of stock at `part` of `whole` that were counted."""

    product: str
    name: str | ProductName


@dataclass(frozen=True)
class RegionFigures:
    """A region between two days, both included.

    What flows (visits, orders, objectives, promises) is added up over all visits; what stands (debts, exceptions,
    stock, complaints) is taken from each dealer's last visit, prices and counts from the last that saw them.
    """

    first_day: date
    last_day: date
    shares: tuple[VisitShare, ...]
    """In the order in which the visits were made."""
    known: tuple[VisitShare, ...] = ()
    """All visits that are known, those of other periods too, in the same order: what was agreed and owed before."""
    previous: RegionFigures | None = None
    """The period before, with which places are compared; None where there is none."""

    @cached_property
    def currency(self) -> str:
        """The currency of most visits."""
        return main_currency(share.currency for share in self.shares)

    @cached_property
    def minor(self) -> int:
        """Decimals of amounts: the most that any currency here has."""
        return max((share.minor for share in self.shares), default=2)

    @cached_property
    def latest(self) -> tuple[VisitShare, ...]:
        """The last visit to each dealer."""
        return tuple({share.dealer: share for share in self.shares}.values())

    @property
    def visits(self) -> Found[int]:
        """Visits made."""
        return Found(len(self.shares), _ids(self.shares))

    @property
    def dealers(self) -> Found[int]:
        """Dealers visited."""
        return Found(len(self.latest), _ids(self.shares))

    @cached_property
    def reps(self) -> tuple[str, ...]:
        """The names of those who made the visits."""
        return tuple(sorted({share.rep for share in self.shares}))

    @cached_property
    def orders(self) -> Found[Sums]:
        """Value of the orders taken."""
        made = [share for share in self.shares if share.ordered]
        return Found(added((share.currency, share.order_value) for share in made), _ids(made))

    @cached_property
    def strike(self) -> Part:
        """Visits with an order / visits."""
        made = [share for share in self.shares if share.ordered]
        return Part(len(made), len(self.shares), _ids(made))

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """Visits that were agreed for a day of the period, as far as they can be judged."""
        return calls(self.known, self.first_day, self.last_day)

    @cached_property
    def call_rate(self) -> Part:
        """Visits made by the day agreed / visits agreed."""
        kept = [call for call in self.calls if call.kept]
        made = (call.made.id for call in kept if call.made is not None and call.made.id in self._inside)
        return Part(len(kept), len(self.calls), tuple(dict.fromkeys(made)))

    @cached_property
    def missed(self) -> tuple[Found[Call], ...]:
        """Visits agreed and not made by the day, the first due first; with the visit at which they were agreed."""
        return tuple(Found(call, (call.agreed.id,)) for call in self.calls if not call.kept)

    @cached_property
    def collected(self) -> Found[Sums]:
        """Overdue at the visit before and no longer open."""
        paid = [each for each in self._collected if each.amount]
        return Found(
            added((each.share.currency, each.amount) for each in self._collected), _ids(each.share for each in paid)
        )

    @cached_property
    def was_overdue(self) -> Sums:
        """Overdue at the visits before, of which `collected` is a part."""
        return added((each.share.currency, each.overdue) for each in self._collected)

    @cached_property
    def _collected(self) -> tuple[Collected, ...]:
        return tuple(each for each in collected(self.known) if each.share.id in self._inside)

    @cached_property
    def price_compliance(self) -> Part:
        """Prices inside their corridor / prices seen that have one."""
        seen = [share for share in self.shares if any(each.outside is not None for each in share.prices)]
        judged = [each.outside for share in seen for each in share.prices if each.outside is not None]
        return Part(judged.count(False), len(judged), _ids(seen))

    @cached_property
    def objectives(self) -> Part:
        """Objectives reached / objectives with a result."""
        tried = [share for share in self.shares if share.objectives]
        reached, total = sum(share.reached for share in tried), sum(share.objectives for share in tried)
        return Part(reached, total, _ids(tried))

    @cached_property
    def overdue(self) -> Found[Sums]:
        """What dealers owed overdue at their last visits."""
        owing = [share for share in self.latest if share.overdue]
        return Found(added((share.currency, share.overdue) for share in owing), _ids(owing))

    @cached_property
    def ageing(self) -> Found[dict[str, tuple[Decimal, ...]]]:
        """Unpaid amounts by age (not due, 1-30, 31-60, 61-90, over 90 days overdue) for each currency."""
        owing = [share for share in self.latest if any(share.ageing)]
        by_currency: dict[str, list[VisitShare]] = defaultdict(list)
        for share in owing:
            by_currency[share.currency].append(share)
        ages = {key: _column_sums(found) for key, found in sorted(by_currency.items())}
        return Found(ages, _ids(owing))

    @cached_property
    def own_share(self) -> Found[Decimal | None]:
        """Own stock / all stock by value, where both were seen; of the main currency."""
        seen = [share for share in self.latest if share.own_share is not None and share.currency == self.currency]
        own = sum((share.stock_value or Decimal(0) for share in seen), Decimal(0))
        others = sum((share.competitor_value or Decimal(0) for share in seen), Decimal(0))
        return Found(own_share(own, others) if seen else None, _ids(seen))

    @cached_property
    def market_prices(self) -> tuple[PriceSpread, ...]:
        """The price map, the worst disorder first."""
        return market_prices(self.shares)

    @cached_property
    def exceptions(self) -> tuple[RegionException, ...]:
        """What needs a decision, red before amber."""
        return region_exceptions(self.latest, self.market_prices, self.currency)

    @cached_property
    def stock_outs(self) -> tuple[Counted, ...]:
        """Products found missing, at most dealers first."""
        latest: dict[str, dict[str, tuple[bool, VisitShare]]] = defaultdict(dict)
        names: dict[str, str | ProductName] = {}
        for share in self.shares:
            for each in share.counted:
                latest[each.product][share.dealer] = each.out, share
                names[each.product] = each.name
        found = (_missing(code, names[code], list(dealers.values())) for code, dealers in latest.items())
        return tuple(sorted((each for each in found if each.part), key=lambda each: (-each.part, str(each.name))))

    @cached_property
    def broken(self) -> tuple[Found[Promise], ...]:
        """Promises broken, ours first, the oldest first; one told at several visits counts at the last of them."""
        return self._promises(lambda promise: promise.broken)

    @cached_property
    def due(self) -> tuple[Found[Promise], ...]:
        """All promises that were due."""
        return self._promises(lambda _promise: True)

    def _promises(self, wanted: Callable[[Promise], bool]) -> tuple[Found[Promise], ...]:
        told = {
            (share.dealer, each.side, each.what, each.due): Found(each, (share.id,))
            for share in self.shares
            for each in share.promises
        }
        found = [each for each in told.values() if wanted(each.value)]
        return tuple(sorted(found, key=lambda each: (each.value.side, -each.value.days, each.value.what, each.visits)))

    @cached_property
    def complaints(self) -> tuple[Found[OpenComplaint], ...]:
        """Complaints open at the dealers' last visits, the first due first."""
        found = [Found(each, (share.id,)) for share in self.latest for each in share.complaints]
        return tuple(sorted(found, key=lambda each: (each.value.due or date.max, each.value.number, each.visits)))

    def ranking(self, index: str = DEFAULT_INDEX) -> tuple[Ranked, ...]:
        """The reps by an index of `INDEXES`, with how many places they rose since the period before."""
        before = ranking(self.previous.rep_figures, index, self.currency) if self.previous else ()
        return ranking(self.rep_figures, index, self.currency, before)

    @cached_property
    def rep_figures(self) -> tuple[RepFigures, ...]:
        """What each rep did, by name."""
        return rep_figures(self.shares, self.calls, self._collected)

    @cached_property
    def together(self) -> RepFigures:
        """What all reps did together."""
        return figures_of("", self.shares, self.calls, self._collected)

    @cached_property
    def by_id(self) -> dict[str, VisitShare]:
        """The visits by their ids, those of other periods too."""
        return {share.id: share for share in (*self.known, *self.shares)}

    @cached_property
    def _inside(self) -> frozenset[str]:
        return frozenset(share.id for share in self.shares)


def region_figures(
    shares: Iterable[VisitShare], first_day: date, last_day: date, before: tuple[date, date] | None = None
) -> RegionFigures:
    """The figures of the visits made between two days; in whatever order the visits come, they are the same.

    `before` are the first and last day of the period with which places are compared.
    """
    known = tuple(sorted(shares, key=lambda share: share.order_in_time))
    previous = RegionFigures(*before, _between(known, *before), known) if before else None
    return RegionFigures(first_day, last_day, _between(known, first_day, last_day), known, previous)


def _between(shares: tuple[VisitShare, ...], first_day: date, last_day: date) -> tuple[VisitShare, ...]:
    return tuple(share for share in shares if first_day <= share.day <= last_day)


def _ids(shares: Iterable[VisitShare]) -> tuple[str, ...]:
    return tuple(share.id for share in shares)


def _column_sums(shares: Iterable[VisitShare]) -> tuple[Decimal, ...]:
    return tuple(sum(amounts, Decimal(0)) for amounts in zip(*(share.ageing for share in shares), strict=True))


def _missing(code: str, name: str | ProductName, found: list[tuple[bool, VisitShare]]) -> Counted:
    out = [share for is_out, share in found if is_out]
    return Counted(len(out), len(found), _ids(out), product=code, name=name)
