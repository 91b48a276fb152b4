"""One dealer as the customer record card tells of them: the card itself, what is known today, what happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from fieldvisit.domain import formats
from fieldvisit.domain.dealer_history import DealerHistory
from fieldvisit.domain.facts import ProductFacts, VisitFacts
from fieldvisit.domain.figures import PriceRow, VisitFigures
from fieldvisit.domain.flags import Flag, worst
from fieldvisit.domain.language import tr
from fieldvisit.domain.prices import SIDES, Side
from fieldvisit.domain.record_card import RecordCard
from fieldvisit.domain.steps.answers import ROLES
from fieldvisit.domain.visit import Visit
from fieldvisit.reports.last_known import last_known
from fieldvisit.reports.visit_content import VisitContent

POLICY_RULES = ("price.below_floor", "price.above_ceiling", "price.deviation")
"""Only the company's own policy is compared with: what other dealers ask is not for this paper."""


@dataclass(frozen=True)
class SeenPrice:
    """The last price of a product on one side of the trade; `flag` is what the policy says of it, if anything."""

    product: ProductFacts
    row: PriceRow
    side: Side
    flag: Flag | None


@dataclass(frozen=True)
class CardContent:
    """`rep` is whose card it is; empty where nobody is named.

    Without `knows_accounts` no open items of anyone were ever taken in: nothing owed is not known to be zero.
    """

    card: RecordCard
    facts: VisitFacts
    history: DealerHistory
    rep: str = ""
    knows_accounts: bool = True

    @cached_property
    def visit(self) -> VisitContent:
        """A visit on the day that would find what is known."""
        blank = Visit("", self.card.code, self.facts.day, self.rep)
        return VisitContent(blank, self.facts, self._figures)

    @cached_property
    def _figures(self) -> VisitFigures:
        return last_known(Visit("", self.card.code, self.facts.day, self.rep), self.facts).figures

    def money(self, value: Decimal | None) -> str:
        """An amount in the dealer's currency."""
        return formats.money(value, self.facts.dealer.minor_units)

    @property
    def prices(self) -> list[SeenPrice]:
        """The products of which a price was ever seen: exceptions first, the gravest and dearest at their head."""
        return sorted(self._seen_prices(), key=_urgency)

    def _seen_prices(self) -> Iterator[SeenPrice]:
        for product in self.facts.products:
            row = self._figures.prices.get(product.code)
            sides = [side for side in ("retail", "resale") if row and row.figures.side(side).observed is not None]
            if row is None or not sides:
                continue
            flags = [flag for flag in row.flags if flag.rule in POLICY_RULES and flag.address.field in SIDES]
            flag = worst(flags)
            yield SeenPrice(product, row, _side(flag, sides[0]), flag)


def _side(flag: Flag | None, otherwise: str) -> Side:
    return "resale" if (flag.address.field if flag else otherwise) == "resale" else "retail"


def _urgency(seen: SeenPrice) -> tuple[int, Decimal]:
    flag = seen.flag
    return (-flag.severity, -(flag.stake or Decimal(0))) if flag else (0, Decimal(0))


def role_words(role: str) -> str:
    """A role in the reader's language where it is one the visit guide knows, by key or label; others as they are."""
    known = {name.casefold(): option.label for option in ROLES for name in (option.key, option.label)}
    label = known.get(role.strip().casefold())
    return tr(label) if label else role
