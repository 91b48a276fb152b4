"""What the rep enters into the grids of a visit: prices, counts and the order, out of the dealer's trade."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random
from typing import Final

from fieldvisit.domain.facts import ProductFacts, VisitFacts
from fieldvisit.domain.fields import Value
from fieldvisit.domain.visit import Mark, Origin, Row, StepRecord, Visit
from fieldvisit.usecases.sample import showpiece
from fieldvisit.usecases.sample.campaigns import RIVALS, SHOWPIECE_RIVALS, rival_price
from fieldvisit.usecases.sample.catalogue import BY_CODE, Article
from fieldvisit.usecases.sample.customers import SHOWPIECE, SOLD_OUT, Customer
from fieldvisit.usecases.sample.pricing import Seen, prices_seen
from fieldvisit.usecases.sample.trade import Count, Trade

_UNCOUNTED: Final = 0.05
_SURE: Final = (SHOWPIECE, SOLD_OUT[0])
_OLD_DAYS: Final = 90
"""An older batch never goes unnoticed."""


@dataclass(frozen=True)
class Call:
    """One closed visit to be written: the `nth` (from 0) of `of` to the dealer."""

    customer: Customer
    day: date
    today: date
    nth: int
    of: int
    trade: Trade
    rng: Random

    @property
    def latest(self) -> bool:
        """Whether no closed visit followed it."""
        return self.nth == self.of - 1


def put(holder: Row | StepRecord, **values: Value | None) -> None:
    """Enters values into a row or a step; None leaves the cell blank."""
    for key, value in values.items():
        if value is not None and value != "":
            holder.values[key] = value
            holder.marks.pop(key, None)


def enter_prices(visit: Visit, facts: VisitFacts, call: Call) -> None:
    """Prices of the dealer's range, purchase prices confirmed, and of the competing products that were seen."""
    record = visit.step("prices")
    for row in record.rows("products"):
        article = BY_CODE[str(row.values["product"])]
        product = facts.product(article.code)
        if product is not None and product.carried and article in call.customer.carried:
            seen = _seen(call, article)
            put(row, resale=seen.resale, retail=seen.retail)
            if "purchase" in row.values:
                row.marks["purchase"] = Mark(Origin.CONFIRMED)
            _explain(row, product, seen, call.rng)
    count = SHOWPIECE_RIVALS if call.customer.is_showpiece else 1 + call.customer.id % len(RIVALS)
    record.tables["competitors"] = _rivals(record.rows("competitors"), count, call)


def _seen(call: Call, article: Article) -> Seen:
    if call.customer.is_showpiece:
        return showpiece.showpiece_prices(article, call.nth)
    return prices_seen(call.customer, article, call.day, latest=call.latest)


def _explain(row: Row, product: ProductFacts, seen: Seen, rng: Random) -> None:
    band = product.policy.retail if product.policy else None
    if seen.retail is None or band is None or band.floor is None or band.ceiling is None:
        return
    if not band.floor <= seen.retail <= band.ceiling:
        put(row, reason=rng.choice(("old_batch", "competitor", "own_decision", "policy_unknown")), report=True)


def _rivals(rows: list[Row], count: int, call: Call) -> list[Row]:
    """The rows of the products that were seen; the rep takes the others away."""
    kept = []
    for rival in RIVALS[:count]:
        for row in rows:
            if row.values.get("name") == rival.name:
                price = rival_price(rival, call.customer, call.day, call.today)
                put(row, price=price, report=True if price < Decimal(rival.price) else None)
                kept.append(row)
    return kept


def enter_counts(visit: Visit, facts: VisitFacts, call: Call) -> None:
    """What was counted; a few products were not, and at some dealers one count is wrong."""
    counts = call.trade.counts.get(call.day, {})
    rows = visit.step("inventory").rows("products")
    for row in rows:
        article = BY_CODE[str(row.values["product"])]
        count = counts.get(article)
        if count is not None and (call.customer.code in _SURE or call.rng.random() >= _UNCOUNTED):
            sold_out = call.latest and (call.customer.code, article.code) == SOLD_OUT
            enter_count(row, article, 0 if sold_out else count.units)
            if count.batch is not None and (call.rng.random() < 0.6 or (call.day - count.batch).days > _OLD_DAYS):
                put(row, batch=count.batch)
    if call.latest and call.nth and call.customer.id % 7 == 2:
        _miscount(rows, facts, counts)
    record = visit.step("inventory")
    for row in record.rows("competitors"):
        put(row, value=_rival_stock(call, str(row.values["brand"])))
    record.tables["competitors"] = [row for row in record.rows("competitors") if "value" in row.values]


def enter_count(row: Row, article: Article, units: int) -> None:
    """A count as it is typed: in cases and units where it is more than a case."""
    cases, rest = divmod(units, article.case)
    row.values["count"] = Decimal(units)
    if cases and article.case > 1:
        row.marks["count"] = Mark(Origin.ENTERED, f"{cases}c+{rest}" if rest else f"{cases}c")


def _miscount(rows: list[Row], facts: VisitFacts, counts: dict[Article, Count]) -> None:
    """One product counted a case higher than can be: the intended error."""
    for row in rows:
        product = facts.product(str(row.values["product"]))
        article = BY_CODE[str(row.values["product"])]
        if product is None or product.previous_count is None or product.received is None or article not in counts:
            continue
        enter_count(row, article, int(product.previous_count + product.received) + article.case)
        put(row, reason="recount")
        return


def _rival_stock(call: Call, brand: str) -> Decimal | None:
    shown = RIVALS[: 1 + call.customer.id % len(RIVALS)]
    if call.customer.is_showpiece:
        shown = RIVALS[:SHOWPIECE_RIVALS]
    if brand not in {rival.brand for rival in shown}:
        return None
    mean = 6_500 if call.customer.is_showpiece else max(200, call.customer.yearly // 60)
    return Decimal(round(mean * call.rng.uniform(0.8, 1.2) / 50) * 50)


def ordered_cases(call: Call, article: Article) -> int:
    """Cases of a product in the order of the day; 0 without one."""
    order = next((each for each in call.trade.orders if each.day == call.day), None)
    return order.lines.get(article, 0) // article.case if order else 0


def enter_order(visit: Visit, call: Call) -> None:
    """What was ordered that day."""
    order = next((each for each in call.trade.orders if each.day == call.day), None)
    if order is None:
        return
    for row in visit.step("sales").rows("order"):
        units = order.lines.get(BY_CODE[str(row.values["product"])])
        if units:
            put(row, accepted=Decimal(units), reason="dealer" if call.rng.random() < 0.2 else None)
