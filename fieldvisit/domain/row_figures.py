"""The figures of a single row of prices, stock or order, so that a grid can renew one row while a key is pressed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from fieldvisit.domain.facts import CompetitorFacts, VisitFacts
from fieldvisit.domain.flags import Flag
from fieldvisit.domain.inventory import StockEntry, StockFigures, stock_figures
from fieldvisit.domain.ordering import Suggestion, suggest
from fieldvisit.domain.price_flags import competitor_flags, price_flags
from fieldvisit.domain.prices import PriceFigures, competitor_change, price_figures, price_index, price_protection
from fieldvisit.domain.ratio import line_amount, ratio
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
    suggestion: Suggestion | None = None


@dataclass(frozen=True)
class OrderRow:
    """A row of the order: the suggestion with its arithmetic, accepted units and their value; None is blank."""

    suggestion: Suggestion | None
    price: Decimal | None
    accepted: Decimal | None
    cases: Decimal | None
    value: Decimal | None


def price_row(row: Row, facts: VisitFacts, daily: Decimal | None = None) -> PriceRow | None:
    """A row of step 3; None for a product the facts do not know. `daily` sell-out tells what is at stake."""
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
    return PriceRow(calculated, price_flags(product, calculated, row.id, facts.thresholds, daily))


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
    minor, entry, cut = facts.dealer.minor_units, _entry(row), product.price_cut
    calculated = stock_figures(product, entry, facts.day, days, price, facts.thresholds, minor=minor)
    suggestion = suggest(product, calculated, days, price, facts.thresholds, minor=minor)
    return StockRow(
        calculated,
        stock_flags(product, calculated, facts, row.id, suggestion),
        price_protection(cut, entry.count, minor) if cut else None,
        suggestion,
    )


def order_row(row: Row, stock: StockRow | None, facts: VisitFacts, price: Decimal | None) -> OrderRow | None:
    """A line of the order, `stock` the count of its product; None for a product the facts do not know."""
    product = facts.product(str(row.values.get("product")))
    if product is None:
        return None
    minor, accepted = facts.dealer.minor_units, number(row, "accepted")
    return OrderRow(
        suggestion=stock.suggestion if stock else None,
        price=price,
        accepted=accepted,
        cases=ratio(accepted, Decimal(product.case_size)),
        value=line_amount(accepted, price, minor),
    )


def purchase_prices(visit: Visit, facts: VisitFacts) -> dict[str, Decimal | None]:
    """The dealer's purchase price of each product: as entered or confirmed in step 3, else from the price list."""
    prices = {product.code: product.purchase for product in facts.products}
    for row in visit.step("prices").rows("products"):
        if (price := number(row, "purchase")) is not None:
            prices[str(row.values.get("product"))] = price
    return prices


def number(row: Row, key: str) -> Decimal | None:
    """A number of a row; None for blank."""
    value = row.values.get(key)
    return value if isinstance(value, Decimal) else None


def text(row: Row, key: str) -> str:
    """A text of a row; empty for blank."""
    return str(row.values.get(key, ""))


def observed(row: Row, key: str) -> bool:
    """Whether the value was observed or stated, and not merely pre-filled."""
    return key in row.values and (key not in row.marks or row.marks[key].origin is not Origin.PREFILLED)


def _entry(row: Row) -> StockEntry:
    batch = row.values.get("batch")
    return StockEntry(
        count=number(row, "count"),
        received=number(row, "received"),
        returned=number(row, "returned"),
        batch=batch if isinstance(batch, date) else None,
    )


def _own_retail(visit: Visit, code: str) -> Decimal | None:
    for row in visit.step("prices").rows("products"):
        if row.values.get("product") == code:
            return number(row, "retail")
    return None
