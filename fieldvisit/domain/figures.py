"""Every calculated figure and flag of a visit, from what was entered and the facts: the one function that screen, PDF,
Excel, command line and roll-up call.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property, partial
from itertools import chain

from fieldvisit.domain.account import AccountFigures, account_figures
from fieldvisit.domain.account_flags import (
    account_flags,
    collateral_flags,
    order_flags,
    promise_flags,
    quota_flags,
    reconciliation_flags,
)
from fieldvisit.domain.books import books_of
from fieldvisit.domain.company_report import ReportedItem, reported_items
from fieldvisit.domain.facts import SharePoint, VisitFacts
from fieldvisit.domain.flags import Flag
from fieldvisit.domain.inventory import Pace, own_share, paces
from fieldvisit.domain.product_mix import ProductMix, product_mix
from fieldvisit.domain.promotion_check import MaterialRow, material_row
from fieldvisit.domain.range_changes import RangeChanges, range_changes
from fieldvisit.domain.ratio import ratio, total
from fieldvisit.domain.reconciliation import Reconciliation
from fieldvisit.domain.row_figures import (
    CompetitorRow,
    OrderRow,
    PriceRow,
    StockRow,
    competitor_row,
    known_competitor,
    number,
    observed,
    order_row,
    price_row,
    purchase_prices,
    stock_row,
)
from fieldvisit.domain.row_memo import RowMemo
from fieldvisit.domain.time_on_site import minutes_on_site
from fieldvisit.domain.visit import Row, Visit

__all__ = [
    "CompetitorRow",
    "OrderRow",
    "PriceRow",
    "StockRow",
    "VisitFigures",
    "books_of",
    "competitor_row",
    "figures",
    "known_competitor",
    "minutes_on_site",
    "needed_days",
    "number",
    "observed",
    "order_row",
    "price_row",
    "purchase_prices",
    "stock_row",
]


@dataclass
class VisitFigures:
    """All figures of a visit, by row id where they belong to a row. Amounts in the dealer's currency; None is no
    value.
    """

    needed_days: int
    """Protection interval: lead time + days to the next visit."""
    account: AccountFigures
    prices: dict[str, PriceRow] = field(default_factory=dict)
    competitors: dict[str, CompetitorRow] = field(default_factory=dict)
    stock: dict[str, StockRow] = field(default_factory=dict)
    order: dict[str, OrderRow] = field(default_factory=dict)
    materials: dict[str, MaterialRow] = field(default_factory=dict)
    books: Reconciliation | None = None
    stock_value: Decimal | None = None
    stock_units: Decimal | None = None
    uncounted: int = 0
    """Carried products whose count is blank."""
    competitor_value: Decimal | None = None
    competitor_units: Decimal | None = None
    own_share: Decimal | None = None
    own_share_units: Decimal | None = None
    last_share: SharePoint | None = None
    """Own share of the inventory by value at the last visit that has one."""
    protection: Decimal | None = None
    suggested_value: Decimal = Decimal(0)
    order_value: Decimal = Decimal(0)
    credit_after_order: Decimal | None = None
    over_quota: Decimal | None = None
    """Counted stock at purchase price − stock quota; negative when under it."""
    reported: tuple[ReportedItem, ...] = ()
    achieved: dict[str, Decimal | None] = field(default_factory=dict)
    minutes_on_site: int | None = None
    flags: list[Flag] = field(default_factory=list)
    mixed: Callable[[], ProductMix] | None = field(default=None, repr=False, compare=False)
    ranged: Callable[[], RangeChanges] | None = field(default=None, repr=False, compare=False)

    @cached_property
    def mix(self) -> ProductMix | None:
        """What sells here; worked out when it is first asked for, from what was entered when the figures were."""
        return self.mixed() if self.mixed else None

    @cached_property
    def range_changes(self) -> RangeChanges | None:
        """Products gained and lost since the last visit; worked out as the mix is."""
        return self.ranged() if self.ranged else None

    @property
    def share_change(self) -> Decimal | None:
        """Own share by value − that of the last visit: a ratio, +0.028 are 2.8 points."""
        return None if self.own_share is None or self.last_share is None else self.own_share - self.last_share.share


def figures(visit: Visit, facts: VisitFacts, memo: RowMemo | None = None) -> VisitFigures:
    """All figures and flags of `visit`. Order of entry does not matter; blank stays no value.

    A `memo` of the same visit saves calculating rows that have not changed since it was last used.
    """
    memo = memo or RowMemo()
    memo.begin(facts)
    found = VisitFigures(
        needed_days=needed_days(visit, facts),
        account=account_figures(facts.ledger, facts.undelivered, facts.dealer.credit_limit, visit.day),
    )
    costs = purchase_prices(visit, facts)
    _stock(visit, facts, found, costs, memo)
    _prices(visit, facts, found, memo)
    _order(visit, facts, found, costs, memo)
    _sales(visit, facts, found, costs)
    _account(visit, facts, found)
    _results(visit, found)
    found.reported = reported_items(visit, facts, found.prices, found.competitors)
    found.minutes_on_site = minutes_on_site(visit)
    found.flags = [*_promise_flags(visit), *_row_flags(found), *_money_flags(visit, facts, found)]
    return found


def needed_days(visit: Visit, facts: VisitFacts) -> int:
    """Lead time + days to the next visit: as entered in the wrap-up, else as planned, else the usual interval."""
    next_visit = visit.step("wrap_up").values.get("next_visit")
    day = next_visit if isinstance(next_visit, date) and next_visit > visit.day else facts.next_visit
    usual = facts.dealer.visit_interval_days or facts.thresholds.visit_interval_days
    interval = (day - visit.day).days if day and day > visit.day else usual
    lead = facts.dealer.lead_time_days
    return (facts.thresholds.lead_time_days if lead is None else lead) + interval


def _stock(
    visit: Visit, facts: VisitFacts, found: VisitFigures, costs: dict[str, Decimal | None], memo: RowMemo
) -> None:
    record = visit.step("inventory")
    days = found.needed_days
    rows = [(row, (days, costs.get(_code(row)))) for row in record.rows("products")]
    counted = memo.of_rows("stock", rows, lambda row, days, price: stock_row(row, facts, days, price))
    judged = paces((row.figures for row in counted.values()), facts.thresholds)
    inputs = {key: (row, pace) for (key, row), pace in zip(counted.items(), judged, strict=True)}
    found.stock = memo.of_each("paced", inputs, _paced)
    paced = [row.figures for row in found.stock.values()]
    rivals = record.rows("competitors")
    found.stock_value = total(stock.value for stock in paced)
    found.stock_units = total(stock.entry.count for stock in paced)
    carried = {product.code for product in facts.products if product.carried}
    found.uncounted = sum(stock.entry.count is None and stock.product in carried for stock in paced)
    found.competitor_value = total(number(row, "value") for row in rivals)
    found.competitor_units = total(number(row, "units") for row in rivals)
    found.own_share = own_share(found.stock_value, found.competitor_value)
    found.own_share_units = own_share(found.stock_units, found.competitor_units)
    earlier = [point for point in facts.own_shares if point.day < visit.day]
    found.last_share = max(earlier, key=lambda point: point.day, default=None)
    found.protection = total(row.protection for row in found.stock.values())


def _prices(visit: Visit, facts: VisitFacts, found: VisitFigures, memo: RowMemo) -> None:
    record = visit.step("prices")
    daily = {row.figures.product: row.figures.daily for row in found.stock.values()}
    rows = [(row, (daily.get(_code(row)),)) for row in record.rows("products")]
    found.prices = memo.of_rows("price", rows, lambda row, sold: price_row(row, facts, sold))
    for row in record.rows("competitors"):
        found.competitors[row.id] = competitor_row(row, visit, facts)


def _order(
    visit: Visit, facts: VisitFacts, found: VisitFigures, costs: dict[str, Decimal | None], memo: RowMemo
) -> None:
    counted = {row.figures.product: row for row in found.stock.values()}
    lines_of = [(row, _code(row)) for row in visit.step("sales").rows("order")]
    rows = [(row, (counted.get(code), costs.get(code))) for row, code in lines_of]
    found.order = memo.of_rows("order", rows, lambda row, stock, price: order_row(row, stock, facts, price))
    lines = found.order.values()
    found.suggested_value = total(row.suggestion.value for row in lines if row.suggestion) or Decimal(0)
    found.order_value = total(row.value for row in lines) or Decimal(0)


def _sales(visit: Visit, facts: VisitFacts, found: VisitFigures, costs: dict[str, Decimal | None]) -> None:
    record = visit.step("sales")
    counted = [row.figures for row in found.stock.values()]
    told = [(number(row, "units"), number(row, "value")) for row in record.rows("competing")]
    found.mixed = partial(product_mix, counted, facts, costs, told)
    ordered = {_code(row): number(row, "accepted") for row in record.rows("order")}
    found.ranged = partial(range_changes, counted, facts, ordered)


def _account(visit: Visit, facts: VisitFacts, found: VisitFigures) -> None:
    record = visit.step("account")
    found.books = books_of(visit, facts)
    found.materials = {row.id: material_row(row) for row in record.rows("materials")}
    if found.account.available is not None:
        found.credit_after_order = found.account.available - found.order_value
    quota = record.values.get("quota_value")
    if isinstance(quota, Decimal) and found.stock_value is not None:
        found.over_quota = found.stock_value - quota


def _results(visit: Visit, found: VisitFigures) -> None:
    for row in visit.step("wrap_up").rows("results"):
        found.achieved[row.id] = ratio(number(row, "result"), number(row, "target"))


def _promise_flags(visit: Visit) -> list[Flag]:
    return [flag for row in visit.step("reflection").rows("promises") for flag in promise_flags(row, visit.day)]


def _paced(row: StockRow, pace: Pace | None) -> StockRow:
    return row if row.figures.pace == pace else replace(row, figures=replace(row.figures, pace=pace))


def _code(row: Row) -> str:
    return str(row.values.get("product"))


def _row_flags(found: VisitFigures) -> list[Flag]:
    rows: chain[PriceRow | CompetitorRow | StockRow] = chain(
        found.prices.values(), found.competitors.values(), found.stock.values()
    )
    return [flag for row in rows for flag in row.flags]


def _money_flags(visit: Visit, facts: VisitFacts, found: VisitFigures) -> list[Flag]:
    values = visit.step("account").values
    return [
        *order_flags(found.order_value, found.account, facts),
        *account_flags(found.account, facts, values),
        *quota_flags(found.over_quota, values, facts),
        *collateral_flags(values),
        *reconciliation_flags(found.books, facts),
        *(flag for row in found.materials.values() for flag in row.flags),
    ]
