"""The key figures and the ranking of a region as sheets: every figure with its formula and its visits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from fieldvisit.domain.formats import listed
from fieldvisit.domain.language import tr
from fieldvisit.domain.region import INDEXES, Form, Found, Index, Part, Ranked, RegionFigures, Sums
from fieldvisit.exchange.visit_sheets.columns import Told, Way, sheet_of
from fieldvisit.exchange.workbooks import Sheet


@dataclass(frozen=True)
class _Figure:
    name: str
    value: Decimal | int | None
    way: Way
    currency: str
    visits: tuple[str, ...]
    formula: str
    part: Decimal | int | None = None
    """Numerator and denominator of a ratio."""
    whole: Decimal | int | None = None

    def amount(self, way: Way) -> Decimal | int | None:
        """The figure where it is told this way; every way has a column of its own."""
        return self.value if self.way is way else None


def named(figures: RegionFigures, visits: tuple[str, ...]) -> str:
    """The numbers of visits, with the rep where there are several."""
    told = (figures.by_id[each] for each in visits)
    return listed(f"{each.number} {each.rep}" if len(figures.reps) > 1 else each.number for each in told)


def key_figures_sheet(figures: RegionFigures) -> Sheet:
    """A row for each figure, with numerator and denominator."""
    columns: list[Told[_Figure]] = [
        Told(tr("Measure"), lambda each: each.name),
        Told(tr("How many"), lambda each: each.amount(Way.AS_IT_IS)),
        Told(tr("Share"), lambda each: each.amount(Way.RATIO), Way.RATIO),
        Told(tr("Amount"), lambda each: each.amount(Way.MONEY), Way.MONEY),
        Told(tr("Currency"), lambda each: each.currency),
        Told(tr("Numerator"), lambda each: each.part),
        Told(tr("Denominator"), lambda each: each.whole),
        Told(tr("Formula"), lambda each: each.formula),
        Told(tr("First day"), lambda _each: figures.first_day),
        Told(tr("Last day"), lambda _each: figures.last_day),
        Told(tr("Made of the visits"), lambda each: named(figures, each.visits)),
    ]
    return sheet_of(tr("Key figures"), columns, _figures(figures) if figures.shares else (), figures.minor)


def _figures(figures: RegionFigures) -> Iterator[_Figure]:
    yield _count(tr("Visits"), figures.visits, tr("visits made"))
    yield _count(tr("Dealers"), figures.dealers, tr("dealers visited"))
    yield _ratio(
        tr("Call rate"), figures.call_rate, tr("visits made by the day agreed at the visit before ÷ visits agreed")
    )
    yield _ratio(tr("Strike rate"), figures.strike, tr("visits with an order ÷ visits"))
    yield from _amounts(tr("Order value"), figures.orders, tr("sum of the orders taken"))
    yield from _amounts(
        tr("Overdue collected"), figures.collected, tr("overdue at the visit before and no longer open")
    )
    yield from _amounts(tr("Overdue"), figures.overdue, tr("overdue at each dealer's last visit"))
    yield _ratio(tr("Objectives reached"), figures.objectives, tr("objectives reached ÷ objectives with a result"))
    yield _ratio(
        tr("Price compliance"),
        figures.price_compliance,
        tr("prices inside their corridor ÷ prices seen that have one"),
    )
    share, formula = figures.own_share, tr("own stock ÷ own and competitors' stock, by value, where both were seen")
    yield _Figure(tr("Own share of stock"), share.value, Way.RATIO, "", share.visits, formula)


def _count(name: str, found: Found[int], formula: str) -> _Figure:
    return _Figure(name, found.value, Way.AS_IT_IS, "", found.visits, formula)


def _ratio(name: str, part: Part, formula: str) -> _Figure:
    return _Figure(name, part.ratio, Way.RATIO, "", part.visits, formula, part.part, part.whole)


def _amounts(name: str, found: Found[Sums], formula: str) -> Iterator[_Figure]:
    for currency, amount in found.value.items():
        yield _Figure(name, amount, Way.MONEY, currency, found.visits, formula)


_WAYS = {Form.MONEY: Way.MONEY, Form.COUNT: Way.AS_IT_IS, Form.RATIO: Way.RATIO}


def ranking_sheet(figures: RegionFigures, index: str) -> Sheet:
    """Ranked by the chosen index, with all the others beside it."""
    columns: list[Told[Ranked]] = [
        Told(tr("Place"), lambda each: each.place),
        Told(tr("Places risen"), lambda each: each.change),
        Told(tr("Rep"), lambda each: each.figures.rep),
        Told(tr("Quartile"), lambda each: each.quartile),
        *(_index(INDEXES[key], figures) for key in (index, *(key for key in INDEXES if key != index))),
        Told(tr("Signing keys"), lambda each: sum(1 for key in each.figures.keys if key)),
        Told(tr("Made of the visits"), lambda each: named(figures, each.figures.visits)),
    ]
    return sheet_of(tr("Ranking"), columns, figures.ranking(index), figures.minor)


def _index(index: Index, figures: RegionFigures) -> Told[Ranked]:
    name = tr(index.name)
    if index.form is Form.MONEY:
        name = tr("{name}, {currency}", name=name, currency=figures.currency)
    return Told(name, lambda each: index.value(each.figures, figures.currency), _WAYS[index.form])
