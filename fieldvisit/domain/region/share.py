"""What one visit contributes to its region."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from fieldvisit.domain.account import PREPAYMENT, days_overdue
from fieldvisit.domain.exceptions import ExceptionLine, exceptions
from fieldvisit.domain.facts import PriceBand, VisitFacts
from fieldvisit.domain.figures import VisitFigures, figures, observed
from fieldvisit.domain.prices import SIDES, Side
from fieldvisit.domain.product_names import ProductName
from fieldvisit.domain.ratio import total
from fieldvisit.domain.row_figures import text
from fieldvisit.domain.settings import Thresholds
from fieldvisit.domain.visit import Visit

_BROKEN = ("promise.ours", "promise.theirs")
NO_BAND = PriceBand()
_EXPENSES = ("travel_cost", "other_expenses")


@dataclass(frozen=True)
class PriceSeen:
    """A price observed at the visit, per unit, and the corridor it was judged by."""

    product: str
    name: str | ProductName
    side: Side
    price: Decimal
    band: PriceBand = NO_BAND

    @property
    def outside(self) -> bool | None:
        """Whether it lies below the floor or above the ceiling; None where there is neither."""
        floor, ceiling = self.band.floor, self.band.ceiling
        if floor is None and ceiling is None:
            return None
        return (floor is not None and self.price < floor) or (ceiling is not None and self.price > ceiling)


@dataclass(frozen=True)
class RivalSeen:
    """A competitor's price seen at the visit, per unit; `against` is the code of our product."""

    against: str
    name: str
    price: Decimal


@dataclass(frozen=True)
class Owed:
    """What was still open of one document, in the dealer's currency."""

    document: str
    amount: Decimal
    overdue: bool


@dataclass(frozen=True)
class Counted:
    """A product of the dealer's range that was counted; `out` when nothing was left."""

    product: str
    name: str | ProductName
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
    reported_by: str = ""
    """The rep's name as the report has it, where `rep` tells several of one name apart; empty where it is the same."""
    key: str = ""
    """The public key that signed the report, in hex; empty where nobody did."""
    next_visit: date | None = None
    """The day for which the next visit was agreed or planned."""
    minutes: int | None = None
    """On site."""
    expenses: Decimal | None = None
    """Travel cost and other expenses; None where none were written down."""
    owed: tuple[Owed, ...] = ()
    exceptions: tuple[ExceptionLine, ...] = ()
    prices: tuple[PriceSeen, ...] = ()
    rivals: tuple[RivalSeen, ...] = ()
    counted: tuple[Counted, ...] = ()
    promises: tuple[Promise, ...] = ()
    complaints: tuple[OpenComplaint, ...] = ()

    @property
    def named(self) -> str:
        """The rep's name as the report has it."""
        return self.reported_by or self.rep

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
        next_visit=_next_visit(visit, facts),
        minutes=found.minutes_on_site,
        expenses=_expenses(visit),
        owed=tuple(_owed(facts)),
        exceptions=tuple(exceptions(found.flags)),
        prices=tuple(_prices(visit, facts)),
        rivals=tuple(_rivals(visit)),
        counted=tuple(_counted(facts, found)),
        promises=tuple(_promises(visit, found)),
        complaints=tuple(_complaints(visit, facts)),
    )


def _next_visit(visit: Visit, facts: VisitFacts) -> date | None:
    agreed = visit.step("wrap_up").values.get("next_visit")
    day = agreed if isinstance(agreed, date) else facts.next_visit
    return day if day is not None and day > visit.day else None


def _expenses(visit: Visit) -> Decimal | None:
    values = visit.step("wrap_up").values
    return total(each for key in _EXPENSES if isinstance(each := values.get(key), Decimal))


def _owed(facts: VisitFacts) -> Iterator[Owed]:
    """Invoices alone: credits and prepayments are nothing to be collected."""
    amounts: dict[str, tuple[Decimal, bool]] = {}
    for item in facts.ledger:
        if item.kind != PREPAYMENT and item.amount > 0:
            amount, overdue = amounts.get(item.document, (Decimal(0), False))
            amounts[item.document] = amount + item.amount, overdue or days_overdue(item, facts.day) > 0
    for document, (amount, overdue) in amounts.items():
        yield Owed(document, amount, overdue)


def _rivals(visit: Visit) -> Iterator[RivalSeen]:
    for row in visit.step("prices").rows("competitors"):
        price = row.values.get("price")
        if isinstance(price, Decimal) and observed(row, "price") and (against := text(row, "against")):
            yield RivalSeen(against, " ".join(part for part in (text(row, "brand"), text(row, "name")) if part), price)


def _prices(visit: Visit, facts: VisitFacts) -> Iterator[PriceSeen]:
    for row in visit.step("prices").rows("products"):
        product = facts.product(str(row.values.get("product")))
        for side in SIDES:
            price = row.values.get(side)
            if product is not None and isinstance(price, Decimal) and observed(row, side):
                band = getattr(product.policy, side) if product.policy else NO_BAND
                yield PriceSeen(product.code, product.called, side, price, band)


def _counted(facts: VisitFacts, found: VisitFigures) -> Iterator[Counted]:
    for row in found.stock.values():
        product, count = facts.product(row.figures.product), row.figures.entry.count
        if product is not None and count is not None and (product.carried or product.core):
            yield Counted(product.code, product.called, count == 0)


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
