"""Starting a visit: facts are gathered, rows made, and the visit lies in the store before anything is typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.preparing import new_visit
from fieldvisit.store import visits
from fieldvisit.store.facts import gather_facts
from fieldvisit.store.store import Store
from fieldvisit.store.types import new_identifier
from fieldvisit.usecases.settings import Settings, load_settings

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def start_visit(store: Store, dealer: str, day: date, now: datetime) -> str:
    """A new open visit to the dealer with this code; gives its id. An open visit of the same day is continued instead.

    `now` is the local time with its offset. Raises NotFound for an unknown dealer.
    """
    settings = load_settings(store)
    with store.write() as session:
        for head in visits.list_visits(session, dealer):
            if head.day == day and head.state == "open":
                return head.id
        facts = facts_for(session, dealer, day, settings)
        visit = new_visit(
            facts, rep=settings.rep_name, rep_title=settings.rep_title, started_at=now, new_id=new_identifier
        )
        visits.insert_visit(session, visit)
    return visit.id


def facts_for(session: Session, dealer: str, day: date, settings: Settings, products: Iterable[str] = ()) -> VisitFacts:
    """Everything known about a dealer on a day, under the company's settings; with `products` in any case."""
    facts = gather_facts(session, dealer, day, settings.thresholds, products)
    return replace(
        facts,
        company=settings.company,
        company_local=settings.company_local,
        company_address=settings.company_address,
        sales_tools=settings.sales_tools,
    )
