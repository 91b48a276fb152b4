"""Visits with something in every field, and single cells of them saved and read back."""

from __future__ import annotations

from decimal import Decimal

from fieldvisit.domain.facts import DealerFacts, ProductFacts, VisitFacts
from fieldvisit.domain.visit import Address, Mark, Visit
from fieldvisit.store import visits
from fieldvisit.store.store import Store
from tests.factories.store import DAY, add_dealer

FACTS = VisitFacts(
    DAY, DealerFacts("0001", "Dealer", credit_limit=Decimal("120000.00")), (ProductFacts("QH-1", "Lager"),)
)


ONE_OF_EACH = [
    Address("reflection", "plan"),
    Address("communication", "name", "people", "people-1"),
    Address("prices", "retail", "products", "products-1"),
]


def put_in(store: Store, visit: Visit, facts: VisitFacts | None = None) -> Visit:
    with store.write() as session:
        if visits.list_visits(session) == []:
            add_dealer(session, visit.dealer)
        visits.insert_visit(session, visit, facts)
    return visit


def loaded(store: Store, visit_id: str) -> Visit:
    with store.read() as session:
        return visits.load_visit(session, visit_id)


def saved(store: Store, visit: Visit, address: Address, value: object, mark: Mark | None = None) -> None:
    with store.write() as session:
        visits.save_cell(session, visit.id, address, value, mark)  # type: ignore[arg-type]


def drop_visit(store: Store, visit: Visit) -> None:
    with store.write() as session:
        visits.delete_visit(session, visit.id)
