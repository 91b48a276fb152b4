"""Everything known about a dealer on the day of a visit that the rep does not enter: the other half of every
calculation.

An open visit reads its facts anew from the store; at closing they are frozen with it. So an old visit gives the same
figures for ever, and a report carries all that is needed to compute its figures again. None means "not known", never
zero.

Of most records a visit has a few; of prices seen and of sell-out it has thousands, and those are named tuples, which
are made in a third of the time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from fieldvisit.domain.product_names import ProductName
from fieldvisit.domain.settings import Thresholds


@dataclass(frozen=True)
class PriceBand:
    """Recommended price and corridor for one side (retail or resale), per unit."""

    recommended: Decimal | None = None
    floor: Decimal | None = None
    ceiling: Decimal | None = None


@dataclass(frozen=True)
class PricePolicy:
    """The price policy valid for a product in the dealer's market on the day. `minimum_margin` is a ratio."""

    code: str = ""
    retail: PriceBand = PriceBand()
    resale: PriceBand = PriceBand()
    minimum_margin: Decimal | None = None


class PriceObservation(NamedTuple):
    """Prices seen at one visit, per unit; `dealer` is set where it was another dealer's."""

    day: date
    retail: Decimal | None = None
    resale: Decimal | None = None
    dealer: str = ""


class SellOutInterval(NamedTuple):
    """Units sold between two counts; `ended` is the day of the later count."""

    ended: date
    days: int
    sell_out: Decimal


@dataclass(frozen=True)
class PriceCut:
    """A fall of the price list since the last visit: purchase prices per unit, and units delivered at the new price
    since.
    """

    day: date
    old: Decimal
    new: Decimal
    received_since: Decimal = Decimal(0)


@dataclass(frozen=True)
class ProductFacts:
    """A product that the dealer carries or should carry.

    `received` and `returned` are units since the last count, from shipments; None where no shipments of the dealer
    were ever imported. `sigma` is a standard deviation of daily demand given by head office, None where it is to come
    from the intervals. `history` is oldest first, `intervals` newest first and without today's.
    """

    code: str
    name: str
    name_local: str = ""
    range: str = ""
    case_size: int = 1
    minimum_order: Decimal | None = None
    core: bool = False
    profitable: bool | None = None
    carried: bool = True
    shelf_life_days: int | None = None
    purchase: Decimal | None = None
    price_cut: PriceCut | None = None
    policy: PricePolicy | None = None
    history: tuple[PriceObservation, ...] = ()
    others: tuple[PriceObservation, ...] = ()
    previous_count: Decimal | None = None
    previous_count_on: date | None = None
    received: Decimal | None = None
    returned: Decimal | None = None
    intervals: tuple[SellOutInterval, ...] = ()
    no_sell_out_since: date | None = None
    shipped: Decimal | None = None
    """Units shipped in the last 90 days."""
    on_order: Decimal = Decimal(0)
    sigma: Decimal | None = None
    seasonal_factor: Decimal = Decimal(1)
    promotion_uplift: Decimal = Decimal(1)

    @property
    def called(self) -> ProductName:
        return ProductName(self.name, self.name_local)


@dataclass(frozen=True)
class CompetitorFacts:
    """A competing product and its price when last seen at this dealer."""

    brand: str
    name: str
    against: str = ""
    last_price: Decimal | None = None
    last_seen: date | None = None


@dataclass(frozen=True)
class ContactFacts:
    """A person at the dealer's."""

    name: str
    role: str = ""
    phone: str = ""


@dataclass(frozen=True)
class DealerFacts:
    """The dealer's record card, as far as a visit needs it."""

    code: str
    name: str
    name_local: str = ""
    address: str = ""
    city: str = ""
    market: str = ""
    channel: str = ""
    tier: str = ""
    currency: str = "CNY"
    minor_units: int = 2
    credit_limit: Decimal | None = None
    collateral: str = ""
    lead_time_days: int | None = None
    visit_interval_days: int | None = None
    consumers_only: bool = False
    """Sells to consumers only: the dealer margin is taken with the retail price."""
    class_label: str = ""
    class_reason: str = ""
    opening_hours: str = ""
    contacts: tuple[ContactFacts, ...] = ()


@dataclass(frozen=True)
class LedgerItem:
    """An open document of our ledger: invoices positive, payments and credits negative. `kind`: invoice, credit or
    prepayment.
    """

    document: str
    kind: str
    issued_on: date
    amount: Decimal
    due_on: date | None = None
    occurrence: int = 1


@dataclass(frozen=True)
class LastVisit:
    """The last closed visit to this dealer, in a few figures."""

    day: date
    number: str = ""
    minutes: int | None = None
    order_value: Decimal | None = None
    met: str = ""
    objectives_reached: int | None = None
    objectives_total: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Commitment:
    """An open commitment of an earlier visit; `side` is ours or theirs."""

    side: str
    what: str
    who: str = ""
    due: date | None = None
    made_on: date | None = None


@dataclass(frozen=True)
class Complaint:
    """A complaint that is not settled yet."""

    number: str
    facts: str
    opened_on: date | None = None
    category: str = ""
    severity: str = ""
    owner: str = ""
    due: date | None = None
    cause: str = ""
    solution: str = ""


@dataclass(frozen=True)
class OpenPoint:
    """An unfinished task, an instruction or an old problem, carried over."""

    text: str
    since: date | None = None
    owner: str = ""
    next_step: str = ""


@dataclass(frozen=True)
class News:
    """A policy, price, promotion or product that changed since the last visit; `kind` as in the step preparation."""

    kind: str
    title: str
    changed_on: date
    summary: str = ""


@dataclass(frozen=True)
class PromotionFacts:
    """A promotion that runs on the day, and the units of material issued to this dealer."""

    name: str
    ends_on: date | None = None
    material: str = ""
    issued: Decimal | None = None


@dataclass(frozen=True)
class SharePoint:
    """Own share of the dealer's inventory by value at an earlier visit, a ratio."""

    day: date
    share: Decimal


@dataclass(frozen=True)
class VisitFacts:
    """All facts of one visit. `undelivered` is the value of orders not yet delivered, in the dealer's currency."""

    day: date
    dealer: DealerFacts
    products: tuple[ProductFacts, ...] = ()
    competitors: tuple[CompetitorFacts, ...] = ()
    ledger: tuple[LedgerItem, ...] = ()
    undelivered: Decimal = Decimal(0)
    last_visit: LastVisit | None = None
    next_visit: date | None = None
    commitments: tuple[Commitment, ...] = ()
    complaints: tuple[Complaint, ...] = ()
    problems: tuple[OpenPoint, ...] = ()
    tasks: tuple[OpenPoint, ...] = ()
    instructions: tuple[OpenPoint, ...] = ()
    news: tuple[News, ...] = ()
    promotions: tuple[PromotionFacts, ...] = ()
    own_shares: tuple[SharePoint, ...] = ()
    sales_tools: tuple[str, ...] = ()
    company: str = ""
    company_local: str = ""
    company_address: str = ""
    thresholds: Thresholds = field(default_factory=Thresholds)

    def product(self, code: str) -> ProductFacts | None:
        """The facts of a product, None for one the visit does not know."""
        return self._by_code.get(code)

    @cached_property
    def _by_code(self) -> dict[str, ProductFacts]:
        return {product.code: product for product in self.products}
