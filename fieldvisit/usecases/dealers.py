"""Finding dealers, and reading and writing their record cards."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from fieldvisit.domain.account import AccountFigures, account_figures
from fieldvisit.domain.days import days_after
from fieldvisit.domain.errors import NotAllowed
from fieldvisit.domain.language import Message
from fieldvisit.domain.record_card import Contact, RecordCard
from fieldvisit.store import commitments, dealers, ledger, turnover, visits
from fieldvisit.store.commitments import OpenCommitment
from fieldvisit.store.dealers import DealerLine
from fieldvisit.store.store import Store
from fieldvisit.store.visits import VisitHead

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

__all__ = [
    "Contact",
    "DealerLine",
    "DealerOverview",
    "RecordCard",
    "Sales",
    "due_day",
    "list_dealers",
    "overview",
    "save_dealer",
    "yearly_sales",
]

INTERVALS: Final = {"EI": 7, "EII": 7, "EIII": 14, "EIV": 30, "PI": 7, "PII": 14}
"""Days between visits by class (spec: planning); others 30."""
OTHER_INTERVAL: Final = 30


@dataclass(frozen=True)
class DealerOverview:
    """The card with what is going on: account as of a day, last visits, open commitments, when the next is due."""

    card: RecordCard
    account: AccountFigures | None
    """None where open items and payments of nobody were ever taken in: then nothing is known to be zero."""
    visits: list[VisitHead]
    commitments: list[OpenCommitment]
    last_visit: date | None
    due: date | None


def list_dealers(store: Store, search: str = "", limit: int | None = None) -> list[DealerLine]:
    """Active dealers found by name, code or pinyin initials."""
    with store.read() as session:
        return dealers.list_dealers(session, search, limit)


def count_dealers(store: Store) -> int:
    """How many dealers the store has."""
    with store.read() as session:
        return dealers.count_dealers(session)


def overview(store: Store, code: str, day: date) -> DealerOverview:
    """Everything about one dealer on one page. Raises NotFound."""
    with store.read() as session:
        card = dealers.record_card(session, code)
        heads = visits.list_visits(session, code, limit=12)
        account = _account(session, card, day)
        promised = commitments.open_commitments(session, day, code)
    closed = [head.day for head in heads if head.state == "closed"]
    last = max(closed, default=None)
    return DealerOverview(
        card=card,
        account=account,
        visits=heads,
        commitments=promised,
        last_visit=last,
        due=due_day(last, card.visit_interval_days, card.class_label),
    )


def _account(session: Session, card: RecordCard, day: date) -> AccountFigures | None:
    if not turnover.knows_accounts(session):
        return None
    items = ledger.open_items(session, card.code, day)
    return account_figures(items, ledger.undelivered_value(session, card.code, day), card.credit_limit, day)


@dataclass(frozen=True)
class Sales:
    """Net sales of the last twelve months in the dealer's currency, and their share of all in that currency (0..1).

    `share` is None where all together is not above zero.
    """

    value: Decimal
    share: Decimal | None


def yearly_sales(store: Store, day: date) -> dict[str, Sales]:
    """By dealer code, from what was shipped in the twelve months up to `day`; dealers without shipments are left out.

    Sums all lines of a year: for large stores a matter of seconds, so not for the UI thread.
    """
    with store.read() as session:
        bought = turnover.bought_since(session, _year_before(day), day)
    totals: dict[str, Decimal] = defaultdict(Decimal)
    for each in bought:
        totals[each.currency] += each.value
    return {
        each.dealer: Sales(each.value, each.value / totals[each.currency] if totals[each.currency] > 0 else None)
        for each in bought
    }


def _year_before(day: date) -> date:
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap_day else day.day)


def due_day(last_visit: date | None, interval: int | None, class_label: str) -> date | None:
    """When the next visit is due; None for a dealer who was never visited."""
    if last_visit is None:
        return None
    return days_after(last_visit, interval or INTERVALS.get(class_label, OTHER_INTERVAL))


def record_card(store: Store, code: str) -> RecordCard:
    """The record card of a dealer. Raises NotFound."""
    with store.read() as session:
        return dealers.record_card(session, code)


def save_dealer(store: Store, card: RecordCard, *, replaces: str | None = None) -> None:
    """Keeps a card, new (`replaces` None) or in the place of the one with that code. Raises NotAllowed in words."""
    if not card.code.strip() or not card.name.strip():
        raise NotAllowed(Message("A dealer needs a code and a name."))
    with store.write() as session:
        if card.code != replaces and dealers.code_is_taken(session, card.code):
            raise NotAllowed(Message("Another dealer has the code {code} already; choose another.", code=card.code))
        dealers.put_record_card(session, card, replaces=replaces)
