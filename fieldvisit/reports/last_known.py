"""What a rep knows before the visit: stock as last counted and prices as last seen, judged by the rules of today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from fieldvisit.domain.facts import ProductFacts, VisitFacts
from fieldvisit.domain.fields import Value
from fieldvisit.domain.figures import OrderRow, PriceRow, StockRow, VisitFigures, figures, stock_row
from fieldvisit.domain.flags import Flag, Severity, worst
from fieldvisit.domain.prices import SIDES, Side, last_observed
from fieldvisit.domain.visit import Row, Visit


@dataclass(frozen=True)
class KnownStock:
    """A product whose stock, as last counted, is an exception today."""

    product: ProductFacts
    stock: StockRow
    flag: Flag


@dataclass(frozen=True)
class KnownPrice:
    """A product of which a price, as last seen, is an exception under the policy of today; `side` tells which one."""

    product: ProductFacts
    prices: PriceRow
    side: Side
    flag: Flag


@dataclass(frozen=True)
class LastKnown:
    """Exceptions, the gravest and dearest first, and the order that follows from the last counts."""

    stock: tuple[KnownStock, ...]
    prices: tuple[KnownPrice, ...]
    order: tuple[tuple[ProductFacts, OrderRow], ...]
    figures: VisitFigures


def last_known(visit: Visit, facts: VisitFacts) -> LastKnown:
    """The state before the visit; nothing that was entered in it is read."""
    found = figures(_as_last_seen(visit, facts), facts)
    order = ((product, found.order.get(product.code)) for product in facts.products)
    wanted = [(product, row) for product, row in order if row and row.suggestion and row.suggestion.units > 0]
    return LastKnown(
        stock=tuple(sorted(_stock(facts, found), key=lambda each: _urgency(each.flag))),
        prices=tuple(sorted(_prices(facts, found), key=lambda each: _urgency(each.flag))),
        order=tuple(sorted(wanted, key=lambda each: -_value(each[1]))),
        figures=found,
    )


def _as_last_seen(visit: Visit, facts: VisitFacts) -> Visit:
    """A visit on the same day that would find what was found last time; rows have the product's code as their id."""
    known = Visit(visit.id, visit.dealer, visit.day, visit.rep)
    for product in facts.products:
        seen: dict[str, Value | None] = {side: last_observed(product.history, side) for side in SIDES}
        _add(known, "prices", "products", product, seen)
        _add(known, "inventory", "products", product, {"count": product.previous_count})
        _add(known, "sales", "order", product, {})
    return known


def _add(visit: Visit, step: str, table: str, product: ProductFacts, values: dict[str, Value | None]) -> None:
    stated: dict[str, Value] = {key: value for key, value in values.items() if value is not None}
    visit.step(step).tables.setdefault(table, []).append(Row(product.code, {"product": product.code, **stated}))


def _stock(facts: VisitFacts, found: VisitFigures) -> Iterator[KnownStock]:
    for product in facts.products:
        row = found.stock.get(product.code)
        if row is None:
            continue
        flag = worst([*_exceptions(row.flags), *_count_demanded(product, facts, found)])
        if flag is not None:
            yield KnownStock(product, row, flag)


def _count_demanded(product: ProductFacts, facts: VisitFacts, found: VisitFigures) -> list[Flag]:
    """A price list that fell asks for a count today, whatever was counted last time."""
    if product.price_cut is None:
        return []
    blank = stock_row(Row(product.code, {"product": product.code}), facts, found.needed_days, product.purchase)
    return _exceptions(blank.flags) if blank else []


def _prices(facts: VisitFacts, found: VisitFigures) -> Iterator[KnownPrice]:
    for product in facts.products:
        row = found.prices.get(product.code)
        flag = worst(_exceptions(row.flags)) if row else None
        if row is not None and flag is not None:
            yield KnownPrice(product, row, "resale" if flag.address.field == "resale" else "retail", flag)


def _exceptions(flags: Iterable[Flag]) -> list[Flag]:
    return [flag for flag in flags if flag.severity > Severity.INFO]


def _urgency(flag: Flag) -> tuple[int, Decimal]:
    return (-flag.severity, -(flag.stake or Decimal(0)))


def _value(row: OrderRow) -> Decimal:
    return (row.suggestion.value if row.suggestion else None) or Decimal(0)
