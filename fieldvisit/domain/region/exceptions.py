"""What needs a decision of the region's manager: the same kind of exception at many dealers in one line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from fieldvisit.domain import formats
from fieldvisit.domain.exceptions import TITLES, TOLD_AS, ExceptionLine
from fieldvisit.domain.flags import Severity
from fieldvisit.domain.language import ntr, tr
from fieldvisit.domain.region.market_prices import PriceSpread
from fieldvisit.domain.region.share import VisitShare
from fieldvisit.domain.region.sums import Sums, added
from fieldvisit.domain.steps import number_of

_NAMED = 3


class RegionException(Protocol):
    """A line of the list; its words are in the language in force."""

    @property
    def severity(self) -> Severity: ...

    @property
    def stake(self) -> Sums:
        """Money at stake by currency; empty where none is known."""

    @property
    def step(self) -> int:
        """The number of the step, 1 to 10."""

    @property
    def visits(self) -> tuple[str, ...]:
        """The ids of the visits it was found at."""

    def title(self) -> str: ...

    def figure(self) -> str: ...

    def action(self) -> str: ...


@dataclass(frozen=True)
class SharedException:
    """One kind of exception at one or more dealers, each with its last visit; the most money first."""

    kind: str
    found: tuple[tuple[VisitShare, ExceptionLine], ...]

    @property
    def severity(self) -> Severity:
        return max(line.severity for _, line in self.found)

    @property
    def stake(self) -> Sums:
        return added((share.currency, line.stake) for share, line in self.found)

    @property
    def step(self) -> int:
        return self.found[0][1].step

    @property
    def visits(self) -> tuple[str, ...]:
        return tuple(share.id for share, _ in self.found)

    def title(self) -> str:
        """The kind, with its subjects where there is one dealer."""
        if len(self.found) == 1 or self.kind not in TITLES:
            return self.found[0][1].title()
        return tr(TITLES[self.kind])

    def figure(self) -> str:
        """How much at how many dealers, and where most of it is."""
        share, line = self.found[0]
        if len(self.found) == 1:
            return tr("{dealer}: {told}", dealer=share.dealer_name, told=line.figure())
        count = len({each.dealer for each, _ in self.found})
        if line.stake:
            at_stake, largest = sums_shown(self.stake, share.minor), formats.money(line.stake, share.minor)
            return ntr(
                "{amount} at {count} dealer; largest {dealer} {largest}",
                "{amount} at {count} dealers; largest {dealer} {largest}",
                count,
                amount=at_stake,
                dealer=share.dealer_name,
                largest=largest,
            )
        names = list({each.dealer: each.dealer_name for each, _ in self.found}.values())
        shown = formats.listed(names[:_NAMED])
        more = count - _NAMED
        if more > 0:
            shown = tr("{shown} and {more} more", shown=shown, more=more)
        return ntr("at {count} dealer: {names}", "at {count} dealers: {names}", count, names=shown)

    def action(self) -> str:
        """What is proposed most often."""
        actions = [line.action() for _, line in self.found]
        return max(dict.fromkeys(actions), key=actions.count)


@dataclass(frozen=True)
class Disorder:
    """The dealers of a market are too far apart over one product or more; the worst first."""

    spreads: tuple[PriceSpread, ...]

    @property
    def severity(self) -> Severity:
        return max(spread.severity or Severity.INFO for spread in self.spreads)

    @property
    def stake(self) -> Sums:
        return {}

    @property
    def step(self) -> int:
        return number_of("prices")

    @property
    def visits(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(visit for spread in self.spreads for visit in spread.visits))

    def title(self) -> str:
        what = self.spreads[0].name
        products = len({spread.product for spread in self.spreads})
        if products > 1:
            what = ntr("{count} product", "{count} products", products)
        if not self.spreads[0].market:
            return tr("Price disorder, {product}", product=what)
        return tr("Price disorder, {product}, {market}", product=what, market=self.spreads[0].market)

    def figure(self) -> str:
        """The arithmetic of the worst and the limit."""
        worst = self.spreads[0]
        told = tr(
            "({high} − {low}) ÷ {middle} = {disorder} % over {count} dealers, limit {limit} %",
            high=formats.unit_price(worst.high),
            low=formats.unit_price(worst.low),
            middle=formats.unit_price(worst.middle),
            disorder=formats.percent(worst.disorder),
            count=worst.dealers,
            limit=formats.percent(worst.limit),
        )
        return told if len(self.spreads) == 1 else tr("{product}: {told}", product=worst.name, told=told)

    def action(self) -> str:
        worst = self.spreads[0]
        price = formats.unit_price(worst.low)
        return tr("Ask {dealer}, the lowest with {price}, for the reason", dealer=worst.lowest, price=price)


def region_exceptions(
    latest: Iterable[VisitShare], spreads: Iterable[PriceSpread], currency: str
) -> tuple[RegionException, ...]:
    """Red before amber, then by money at stake in `currency`, then by step. `latest` is each dealer's last visit."""
    kinds: dict[str, list[tuple[VisitShare, ExceptionLine]]] = defaultdict(list)
    for share in latest:
        for line in share.exceptions:
            rule = line.flags[0].rule
            kinds[TOLD_AS.get(rule, rule)].append((share, line))
    shared = [SharedException(kind, _most_first(found)) for kind, found in kinds.items()]
    markets: dict[tuple[str, str], list[PriceSpread]] = defaultdict(list)
    for spread in spreads:
        if spread.severity is not None:
            markets[spread.market, spread.currency].append(spread)
    disorders = [Disorder(tuple(found)) for found in markets.values()]
    return tuple(sorted([*shared, *disorders], key=lambda each: _order(each, currency)))


def _most_first(found: Sequence[tuple[VisitShare, ExceptionLine]]) -> tuple[tuple[VisitShare, ExceptionLine], ...]:
    return tuple(
        sorted(
            found,
            key=lambda each: (-each[1].severity, -(each[1].stake or Decimal(0)), each[0].dealer_name, each[0].dealer),
        )
    )


def _order(each: RegionException, currency: str) -> tuple[int, Decimal, int, tuple[str, ...]]:
    return -each.severity, -each.stake.get(currency, Decimal(0)), each.step, each.visits


def sums_shown(sums: Sums, minor: int = 2) -> str:
    """Amounts as text, with the currency's name where there are several; a dash for none."""
    if len(sums) < 2:
        return formats.money(next(iter(sums.values()), None), minor)
    return formats.listed(f"{formats.money(amount, minor)} {currency}" for currency, amount in sums.items())
