"""Visits as JSON documents: into the store, out of it, and with every calculated figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fieldvisit.domain.document import decode, encode, loads
from fieldvisit.domain.errors import NotAllowed, NotFound
from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.language import Message
from fieldvisit.domain.visit import Visit
from fieldvisit.store import visits
from fieldvisit.store.store import Store
from fieldvisit.store.strangers import ensure_dealer
from fieldvisit.store.types import new_identifier
from fieldvisit.usecases.open_visit import load_visit

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def load_document(store: Store, data: bytes) -> Visit:
    """Puts the visit of a JSON document into the store. Raises DocumentRefused, NotFound, NotAllowed.

    Facts of the document are kept, and the dealer they describe is made where the store has none of that code.
    A visit that is there already is replaced while it is open, and refused once it is closed.
    """
    visit, facts = decode(loads(data), new_identifier)
    with store.write() as session:
        put_visit(session, visit, facts)
    return visit


def put_visit(session: Session, visit: Visit, facts: VisitFacts | None) -> None:
    """As `load_document`, for what was read already and in a transaction that does more."""
    if facts is not None and (facts.dealer.code != visit.dealer or facts.day != visit.day):
        raise NotAllowed(Message("The facts are of another dealer or day than the visit; correct the document."))
    if facts is not None:
        ensure_dealer(session, facts.dealer)
    _make_room(session, visit)
    visits.insert_visit(session, visit, facts)


def _make_room(session: Session, visit: Visit) -> None:
    try:
        known = visits.load_visit(session, visits.visit_id_of(session, visit.id))
    except NotFound:
        return
    if known.state == "closed":
        raise NotAllowed(Message("The visit {number} is closed already and does not change.", number=known.number))
    visits.delete_visit(session, visit.id)


def document_of(store: Store, named: str) -> dict[str, Any]:
    """The document of a visit: entered values and facts."""
    visit, facts = load_visit(store, named)
    return encode(visit, facts)
