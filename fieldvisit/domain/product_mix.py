"""What sells at the dealer's (spec: visit guide, step 5; seed 001, sales situation): shares, best and worst, dead
stock.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.inventory import StockFigures, own_share
from fieldvisit.domain.ratio import line_amount, ratio, total

MONTH = 30
ENDS = 3
"""How many products are named as best and as worst sellers."""


@dataclass(frozen=True)
class MixLine:
    """A product's part in the sell-out since the last count: `value` at purchase price, `share` as a ratio."""

    product: str
    sell_out: Decimal
    value: Decimal
    share: Decimal | None


@dataclass(frozen=True)
class ProductMix:
    """The mix of own products, the largest first, and what competitors sell as the dealer tells it. None is no value.

    `profitable_share` is of the sell-out value of products marked as profitable or not; `unsaleable_share` is dead
    stock value / stock value; `own_share` compares a month of own sell-out with the competing sales told for a month.
    """

    lines: tuple[MixLine, ...]
    sell_out_value: Decimal | None
    profitable_share: Decimal | None
    dead_value: Decimal | None
    unsaleable_share: Decimal | None
    month_value: Decimal | None
    competing_value: Decimal | None
    competing_units: Decimal | None

    @property
    def best(self) -> tuple[MixLine, ...]:
        """The best sellers, the best first."""
        return tuple(line for line in self.lines[:ENDS] if line.value > 0)

    @property
    def worst(self) -> tuple[MixLine, ...]:
        """The worst sellers, the worst first; none that is a best one too."""
        return tuple(reversed(self.lines[max(ENDS, len(self.lines) - ENDS) :]))

    @property
    def own_share(self) -> Decimal | None:
        """Own / (own + competing) sales of a month, by value."""
        return own_share(self.month_value, self.competing_value)


def product_mix(
    stock: Iterable[StockFigures],
    facts: VisitFacts,
    prices: Mapping[str, Decimal | None],
    competing: Iterable[tuple[Decimal | None, Decimal | None]] = (),
) -> ProductMix:
    """The mix from counted rows; a negative sell-out is an error and left out. `competing`: units and value a month."""
    rows, told = list(stock), list(competing)
    lines = _lines(rows, prices, facts.dealer.minor_units)
    stock_value = total(row.value for row in rows)
    dead_value = total(row.value for row in rows if row.is_dead(facts.thresholds))
    dead_value = Decimal(0) if dead_value is None and stock_value is not None else dead_value
    return ProductMix(
        lines=lines,
        sell_out_value=total(line.value for line in lines),
        profitable_share=_profitable(lines, facts),
        dead_value=dead_value,
        unsaleable_share=ratio(dead_value, stock_value),
        month_value=total(_month(row, prices.get(row.product), facts.dealer.minor_units) for row in rows),
        competing_value=total(value for _, value in told),
        competing_units=total(units for units, _ in told),
    )


def _lines(rows: list[StockFigures], prices: Mapping[str, Decimal | None], minor: int) -> tuple[MixLine, ...]:
    sold = [
        (row.product, row.sell_out, value)
        for row in rows
        if row.sell_out is not None
        and row.sell_out >= 0
        and (value := line_amount(row.sell_out, prices.get(row.product), minor)) is not None
    ]
    whole = total(value for _, _, value in sold)
    lines = [MixLine(code, units, value, ratio(value, whole)) for code, units, value in sold]
    return tuple(sorted(lines, key=lambda line: (-line.value, line.product)))


def _profitable(lines: tuple[MixLine, ...], facts: VisitFacts) -> Decimal | None:
    judged = [(line.value, known.profitable) for line in lines if (known := facts.product(line.product))]
    whole = total(value for value, profitable in judged if profitable is not None)
    return ratio(sum((value for value, profitable in judged if profitable), Decimal(0)), whole)


def _month(row: StockFigures, price: Decimal | None, minor: int) -> Decimal | None:
    return line_amount(None if row.daily is None else row.daily * MONTH, price, minor)
