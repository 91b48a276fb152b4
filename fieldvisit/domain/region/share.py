"""What one visit contributes to its region."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from fieldvisit.domain.exceptions import ExceptionLine, exceptions
from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.figures import VisitFigures, figures, observed
from fieldvisit.domain.prices import SIDES, Side
from fieldvisit.domain.row_figures import text
from fieldvisit.domain.settings import Thresholds
from fieldvisit.domain.visit import Visit

_BROKEN = ("promise.ours", "promise.theirs")


@dataclass(frozen=True)
class PriceSeen:
    """A price observed at the visit, per unit."""

    product: str
    name: str
    side: Side
    price: Decimal


@dataclass(frozen=True)
class Counted:
    """A product of the dealer's range that was counted; `out` when nothing was left."""

    product: str
    name: str
    out: bool


@dataclass(frozen=True)
class Promise:
    """A promise that was due at the visit; `broken` when it was not kept by its date. `days` late, 0 where unknown."""

    side: str
    what: str
    who: str
    due: date | None
    broken: bool
    days: int = 0


@dataclass(frozen=True)
class OpenComplaint:
    """A complaint not settled at the end of the visit."""

    number: str
    facts: str
    owner: str
    due: date | None


@dataclass(frozen=True)
class VisitShare:
    """One visit in a few figures, calculated as its own report calculates them. Amounts in the dealer's currency."""

    id: str
    number: str
    revision: int
    dealer: str
    dealer_name: str
    dealer_local: str
    market: str
    rep: str
    day: date
    moment: str
    """When it was closed, in a form that sorts; visits of one day are told apart by it."""
    currency: str
    minor: int
    thresholds: Thresholds
    ordered: bool
    order_value: Decimal
    objectives: int
    reached: int
    unpaid: Decimal
    overdue: Decimal
    ageing: tuple[Decimal, ...]
    stock_value: Decimal | None
    competitor_value: Decimal | None
    own_share: Decimal | None
    exceptions: tuple[ExceptionLine, ...] = ()
    prices: tuple[PriceSeen, ...] = ()
    counted: tuple[Counted, ...] = ()
    promises: tuple[Promise, ...] = ()
    complaints: tuple[OpenComplaint, ...] = ()

    @property
    def order_in_time(self) -> tuple[date, str, str, str]:
        """By this the visits to one dealer follow one another."""
        return self.day, self.moment, self.number, self.id


def share_of(visit: Visit, facts: VisitFacts) -> VisitShare:
    """The visit's contribution; the figures are those of its own report, to the cent."""
    found, dealer = figures(visit, facts), facts.dealer
    achieved = [each for each in found.achieved.values() if each is not None]
    return VisitShare(
        id=visit.id,
        number=visit.number,
        revision=visit.revision,
        dealer=visit.dealer,
        dealer_name=dealer.name,
        dealer_local=dealer.name_local,
        market=dealer.market,
        rep=visit.rep,
        day=visit.day,
        moment=f"{visit.closed_at.timestamp():020.6f}" if visit.closed_at else "",
        currency=dealer.currency,
        minor=dealer.minor_units,
        thresholds=facts.thresholds,
        ordered=any(line.accepted for line in found.order.values()),
        order_value=found.order_value,
        objectives=len(achieved),
        reached=sum(each >= 1 for each in achieved),
        unpaid=found.account.unpaid,
        overdue=found.account.overdue,
        ageing=found.account.ageing,
        stock_value=found.stock_value,
        competitor_value=found.competitor_value,
        own_share=found.own_share,
        exceptions=tuple(exceptions(found.flags)),
        prices=tuple(_prices(visit, facts)),
        counted=tuple(_counted(facts, found)),
        promises=tuple(_promises(visit, found)),
        complaints=tuple(_complaints(visit, facts)),
    )


def _prices(visit: Visit, facts: VisitFacts) -> Iterator[PriceSeen]:
    for row in visit.step("prices").rows("products"):
        product = facts.product(str(row.values.get("product")))
        for side in SIDES:
            price = row.values.get(side)
            if product is not None and isinstance(price, Decimal) and observed(row, side):
                yield PriceSeen(product.code, product.name, side, price)


def _counted(facts: VisitFacts, found: VisitFigures) -> Iterator[Counted]:
    for row in found.stock.values():
        product, count = facts.product(row.figures.product), row.figures.entry.count
        if product is not None and count is not None and (product.carried or product.core):
            yield Counted(product.code, product.name, count == 0)


def _promises(visit: Visit, found: VisitFigures) -> Iterator[Promise]:
    broken = {flag.address.row for flag in found.flags if flag.rule in _BROKEN}
    for row in visit.step("reflection").rows("promises"):
        due = row.values.get("due")
        day = due if isinstance(due, date) else None
        if row.id in broken or (day is not None and day <= visit.day):
            late = max(0, (visit.day - day).days) if day is not None else 0
            yield Promise(text(row, "side"), text(row, "what"), text(row, "who"), day, row.id in broken, late)


def _complaints(visit: Visit, facts: VisitFacts) -> Iterator[OpenComplaint]:
    """Those written down at the visit and not settled, and older ones that it does not mention."""
    rows = visit.step("guidance").rows("complaints")
    told = {text(row, "number") for row in rows}
    for row in rows:
        if row.values.get("state") != "settled":
            due = row.values.get("due")
            day = due if isinstance(due, date) else None
            yield OpenComplaint(text(row, "number"), text(row, "facts"), text(row, "owner"), day)
    for each in facts.complaints:
        if each.number not in told:
            yield OpenComplaint(each.number, each.facts, each.owner, each.due)
