"""Every calculated figure and flag of a visit, from what was entered and the facts: the one function that screen, PDF, Excel,
command line and roll-up call.

Rows are calculated one by one (`price_row`, `stock_row`, `order_row`), so that a grid can renew a single row while a key is
pressed; `figures` does the whole visit.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal

from fieldvisit.domain.account import AccountFigures, account_figures
from fieldvisit.domain.account_flags import (
    account_flags,
    material_flags,
    order_flags,
    promise_flags,
    reconciliation_flags,
)
from fieldvisit.domain.facts import CompetitorFacts, VisitFacts
from fieldvisit.domain.fields import Value
from fieldvisit.domain.flags import Flag
from fieldvisit.domain.inventory import StockEntry, StockFigures, own_share, stock_figures, with_pace
from fieldvisit.domain.ordering import Suggestion, suggest
from fieldvisit.domain.price_flags import competitor_flags, price_flags
from fieldvisit.domain.prices import PriceFigures, competitor_change, price_figures, price_index, price_protection
from fieldvisit.domain.ratio import line_amount, ratio
from fieldvisit.domain.reconciliation import BookItem, Reconciliation, reconcile
from fieldvisit.domain.stock_flags import stock_flags
from fieldvisit.domain.visit import Origin, Row, Visit


@dataclass(frozen=True)
class PriceRow:
    """A row of step 3, calculated."""

    figures: PriceFigures
    flags: list[Flag]


@dataclass(frozen=True)
class CompetitorRow:
    """A competing product of step 3: price index × 100 and change since last seen (ratio); None is no value."""

    last: Decimal | None
    index: Decimal | None
    change: Decimal | None
    flags: list[Flag]


@dataclass(frozen=True)
class StockRow:
    """A row of step 4, calculated; `protection` is the price-protection amount where the price list fell."""

    figures: StockFigures
    flags: list[Flag]
    protection: Decimal | None = None


@dataclass(frozen=True)
class OrderRow:
    """A row of the order: the suggestion with its arithmetic, and the accepted units with their value; None is blank."""

    suggestion: Suggestion | None
    price: Decimal | None
    accepted: Decimal | None
    cases: Decimal | None
    value: Decimal | None


@dataclass
class VisitFigures:
    """All figures of a visit, by row id where they belong to a row. Amounts in the dealer's currency."""

    needed_days: int
    """Protection interval: lead time + days to the next visit."""
    account: AccountFigures
    prices: dict[str, PriceRow] = field(default_factory=dict)
    competitors: dict[str, CompetitorRow] = field(default_factory=dict)
    stock: dict[str, StockRow] = field(default_factory=dict)
    order: dict[str, OrderRow] = field(default_factory=dict)
    books: Reconciliation | None = None
    stock_value: Decimal | None = None
    competitor_value: Decimal | None = None
    own_share: Decimal | None = None
    protection: Decimal | None = None
    suggested_value: Decimal = Decimal(0)
    order_value: Decimal = Decimal(0)
    credit_after_order: Decimal | None = None
    achieved: dict[str, Decimal | None] = field(default_factory=dict)
    minutes_on_site: int | None = None
    flags: list[Flag] = field(default_factory=list)


def figures(visit: Visit, facts: VisitFacts) -> VisitFigures:
    """All figures and flags of `visit`. Order of entry does not matter; blank stays no value."""
    found = VisitFigures(
        needed_days=needed_days(visit, facts),
        account=account_figures(facts.ledger, facts.undelivered, facts.dealer.credit_limit, visit.day),
    )
    _prices(visit, facts, found)
    _stock(visit, facts, found)
    _order(visit, facts, found)
    _account(visit, facts, found)
    _results(visit, found)
    found.minutes_on_site = minutes_on_site(visit)
    found.flags = [*_promise_flags(visit), *_row_flags(found), *_money_flags(visit, facts, found)]
    return found


def needed_days(visit: Visit, facts: VisitFacts) -> int:
    """Lead time + days to the next visit: the one entered in the wrap-up, else the planned one, else the usual interval."""
    next_visit = visit.step("wrap_up").values.get("next_visit")
    day = next_visit if isinstance(next_visit, date) and next_visit > visit.day else facts.next_visit
    usual = facts.dealer.visit_interval_days or facts.thresholds.visit_interval_days
    interval = (day - visit.day).days if day and day > visit.day else usual
    lead = facts.dealer.lead_time_days
    return (facts.thresholds.lead_time_days if lead is None else lead) + interval


def price_row(row: Row, facts: VisitFacts) -> PriceRow | None:
    """A row of step 3; None for a product the facts do not know."""
    product = facts.product(str(row.values.get("product")))
    if product is None:
        return None
    calculated = price_figures(
        product,
        {"retail": number(row, "retail"), "resale": number(row, "resale")},
        number(row, "purchase"),
        facts.thresholds,
        consumers_only=facts.dealer.consumers_only,
    )
    return PriceRow(calculated, price_flags(product, calculated, row.id, facts.thresholds))


def competitor_row(row: Row, visit: Visit, facts: VisitFacts) -> CompetitorRow:
    """A competing product against our own retail price of the same visit and its own last price."""
    known = known_competitor(row, facts)
    price = number(row, "price")
    own = _own_retail(visit, str(row.values.get("against", "")))
    return CompetitorRow(
        last=known.last_price if known else None,
        index=price_index(own, price),
        change=competitor_change(price, known),
        flags=competitor_flags(str(row.values.get("name", "")), price, known, own, row.id),
    )


def known_competitor(row: Row, facts: VisitFacts) -> CompetitorFacts | None:
    """What was known of the competing product in `row`, by brand and name."""
    wanted = (str(row.values.get("brand", "")).casefold(), str(row.values.get("name", "")).casefold())
    return next((each for each in facts.competitors if (each.brand.casefold(), each.name.casefold()) == wanted), None)


def stock_row(row: Row, facts: VisitFacts, days: int, price: Decimal | None) -> StockRow | None:
    """A row of step 4; None for a product the facts do not know.

    `days` is the protection interval, `price` the dealer's purchase price per unit.
    """
    product = facts.product(str(row.values.get("product")))
    if product is None:
        return None
    batch = row.values.get("batch")
    entry = StockEntry(
        count=number(row, "count"),
        received=number(row, "received"),
        returned=number(row, "returned"),
        batch=batch if isinstance(batch, date) else None,
    )
    calculated = stock_figures(product, entry, facts.day, days, price, facts.thresholds)
    cut = product.price_cut
    protection = price_protection(cut, entry.count, facts.dealer.minor_units) if cut else None
    return StockRow(calculated, stock_flags(product, calculated, facts, row.id), protection)


def order_row(
    row: Row, stock: StockRow | None, facts: VisitFacts, days: int, price: Decimal | None
) -> OrderRow | None:
    """A line of the order; None for a product the facts do not know. `days` and `price` as for `stock_row`."""
    product = facts.product(str(row.values.get("product")))
    if product is None:
        return None
    accepted = number(row, "accepted")
    return OrderRow(
        suggestion=suggest(product, stock.figures, days, price, facts.thresholds) if stock else None,
        price=price,
        accepted=accepted,
        cases=ratio(accepted, Decimal(product.case_size)),
        value=line_amount(accepted, price, facts.dealer.minor_units),
    )


def purchase_prices(visit: Visit, facts: VisitFacts) -> dict[str, Decimal | None]:
    """The dealer's purchase price of each product: as entered or confirmed in step 3, else from the price list."""
    prices = {product.code: product.purchase for product in facts.products}
    for row in visit.step("prices").rows("products"):
        if (price := number(row, "purchase")) is not None:
            prices[str(row.values.get("product"))] = price
    return prices


def minutes_on_site(visit: Visit) -> int | None:
    """From start to end with pauses taken off; None until both are entered. Over midnight counts forward."""
    record = visit.step("wrap_up").values
    start, end = _clock(record.get("start")), _clock(record.get("end"))
    if start is None or end is None:
        return None
    pause = record.get("pause")
    stayed = (end.hour * 60 + end.minute - start.hour * 60 - start.minute) % (24 * 60)
    return stayed - int(pause) if isinstance(pause, Decimal) else stayed


def number(row: Row, key: str) -> Decimal | None:
    """A number of a row; None for blank."""
    value = row.values.get(key)
    return value if isinstance(value, Decimal) else None


def books_of(visit: Visit, facts: VisitFacts) -> Reconciliation | None:
    """Both books compared with the rep's decisions; None as long as nothing of the dealer's book is entered."""
    record = visit.step("account")
    theirs = [
        BookItem(row.id, str(row.values.get("document", "")), amount, _day(row.values.get("date")))
        for row in record.rows("dealer_book")
        if (amount := number(row, "amount")) is not None
    ]
    if not theirs:
        return None
    ours = [
        BookItem(f"{item.document}#{item.occurrence}", item.document, item.amount, item.issued_on)
        for item in facts.ledger
    ]
    decided = {
        decision: frozenset(
            (str(row.values.get("ours", "")), str(row.values.get("theirs", "")))
            for row in record.rows("reconciliation")
            if row.values.get("decision") == decision
        )
        for decision in ("same", "different")
    }
    return reconcile(ours, theirs, within_days=facts.thresholds.match_days, **decided)


def _prices(visit: Visit, facts: VisitFacts, found: VisitFigures) -> None:
    record = visit.step("prices")
    for row in record.rows("products"):
        if (calculated := price_row(row, facts)) is not None:
            found.prices[row.id] = calculated
    for row in record.rows("competitors"):
        found.competitors[row.id] = competitor_row(row, visit, facts)


def _stock(visit: Visit, facts: VisitFacts, found: VisitFigures) -> None:
    prices = purchase_prices(visit, facts)
    for row in visit.step("inventory").rows("products"):
        price = prices.get(str(row.values.get("product")))
        if (calculated := stock_row(row, facts, found.needed_days, price)) is not None:
            found.stock[row.id] = calculated
    paced = with_pace((row.figures for row in found.stock.values()), facts.thresholds)
    for row_id, stock in zip(list(found.stock), paced, strict=True):
        found.stock[row_id] = StockRow(stock, found.stock[row_id].flags, found.stock[row_id].protection)
    found.stock_value = _sum(row.figures.value for row in found.stock.values())
    rivals = visit.step("inventory").rows("competitors")
    found.competitor_value = _sum(number(row, "value") for row in rivals)
    found.own_share = own_share(found.stock_value, found.competitor_value)
    found.protection = _sum(row.protection for row in found.stock.values())


def _order(visit: Visit, facts: VisitFacts, found: VisitFigures) -> None:
    counted = {row.figures.product: row for row in found.stock.values()}
    prices = purchase_prices(visit, facts)
    for row in visit.step("sales").rows("order"):
        code = str(row.values.get("product"))
        calculated = order_row(row, counted.get(code), facts, found.needed_days, prices.get(code))
        if calculated is not None:
            found.order[row.id] = calculated
    lines = found.order.values()
    found.suggested_value = _sum(row.suggestion.value for row in lines if row.suggestion) or Decimal(0)
    found.order_value = _sum(row.value for row in lines) or Decimal(0)


def _account(visit: Visit, facts: VisitFacts, found: VisitFigures) -> None:
    found.books = books_of(visit, facts)
    if found.account.available is not None:
        found.credit_after_order = found.account.available - found.order_value


def _results(visit: Visit, found: VisitFigures) -> None:
    for row in visit.step("wrap_up").rows("results"):
        found.achieved[row.id] = ratio(number(row, "result"), number(row, "target"))


def _promise_flags(visit: Visit) -> list[Flag]:
    return [flag for row in visit.step("reflection").rows("promises") for flag in promise_flags(row, visit.day)]


def _row_flags(found: VisitFigures) -> list[Flag]:
    lists = [
        *(row.flags for row in found.prices.values()),
        *(row.flags for row in found.competitors.values()),
        *(row.flags for row in found.stock.values()),
    ]
    return [flag for flags in lists for flag in flags]


def _money_flags(visit: Visit, facts: VisitFacts, found: VisitFigures) -> list[Flag]:
    materials = visit.step("account").rows("materials")
    return [
        *order_flags(found.order_value, found.account, facts),
        *account_flags(found.account, facts),
        *reconciliation_flags(found.books, facts),
        *(flag for row in materials for flag in material_flags(row)),
    ]


def _own_retail(visit: Visit, code: str) -> Decimal | None:
    for row in visit.step("prices").rows("products"):
        if row.values.get("product") == code:
            return number(row, "retail")
    return None


def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None


def _clock(value: Value | None) -> time | None:
    return time.fromisoformat(value) if isinstance(value, str) and value else None


def _day(value: Value | None) -> date | None:
    return value if isinstance(value, date) else None


def observed(row: Row, key: str) -> bool:
    """Whether the value was observed or stated, and not merely pre-filled."""
    return key in row.values and (key not in row.marks or row.marks[key].origin is not Origin.PREFILLED)
