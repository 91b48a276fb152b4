"""Opening a visit where it was left: its values, its facts, what was half typed, and the place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.visit import Visit
from fieldvisit.store import visits
from fieldvisit.store.store import Store
from fieldvisit.usecases.settings import Settings, load_settings
from fieldvisit.usecases.start_visit import facts_for
from fieldvisit.usecases.visit_desk import VisitDesk

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def open_visit(store: Store, named: str) -> VisitDesk:
    """The visit with an id or a number on the desk. Raises NotFound."""
    settings = load_settings(store)
    with store.read() as session:
        visit, facts = load(session, named, settings)
        drafts = {each.address: each.text for each in visits.drafts_of(session, visit.id)}
        place = visits.place_of(session, visit.id)
    return VisitDesk(store, visit, facts, drafts=drafts, last_place=place)


def load_visit(store: Store, named: str) -> tuple[Visit, VisitFacts]:
    """A visit with the facts its figures come from: frozen ones if it has them, else those of the store."""
    settings = load_settings(store)
    with store.read() as session:
        return load(session, named, settings)


def load(session: Session, named: str, settings: Settings) -> tuple[Visit, VisitFacts]:
    """As `load_visit`, inside a transaction."""
    visit = visits.load_visit(session, visits.visit_id_of(session, named))
    facts = visits.load_facts(session, visit.id)
    return visit, facts or facts_for(session, visit.dealer, visit.day, settings, _products(visit))


def _products(visit: Visit) -> list[str]:
    return [str(row.values["product"]) for row in visit.step("prices").rows("products") if "product" in row.values]
