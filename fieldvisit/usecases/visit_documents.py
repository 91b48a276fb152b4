"""Visits as JSON documents: into the store, out of it, and with every calculated figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fieldvisit.domain.document import decode, dumps, encode, loads
from fieldvisit.domain.errors import NotAllowed, NotFound
from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.language import Message
from fieldvisit.domain.steps import STEPS
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
    A visit that is there already is replaced while it is open; a closed one stays, and another content is refused.
    """
    visit, facts = decode(loads(data), new_identifier)
    known = _known(store, visit, facts)
    if known is not None and known.same and known.visit.state == "closed":
        return known.visit
    with store.write() as session:
        put_visit(session, visit, facts)
    return visit


@dataclass(frozen=True)
class Known:
    """A visit of the store that a document describes as well; `same` when it says nothing else."""

    visit: Visit
    same: bool


def find_known(store: Store, data: bytes) -> Known | None:
    """The visit of a JSON document where the store has it already; None where it is new. Raises DocumentRefused."""
    return _known(store, *decode(loads(data), new_identifier))


def _known(store: Store, visit: Visit, facts: VisitFacts | None) -> Known | None:
    try:
        here, its_facts = load_visit(store, visit.id)
    except NotFound:
        return None
    return Known(here, same=_content(here, its_facts) == _content(visit, facts or its_facts))


def _content(visit: Visit, facts: VisitFacts) -> bytes:
    """What a visit says; the ids of its rows are made at each reading where a document has none."""
    document = encode(visit, facts)
    for step in STEPS:
        record = document["steps"].get(step.key, {})
        for row in (row for table in step.tables for row in record.get(table.key, ())):
            row.pop("id")
    return dumps(document)


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
        number = known.number
        raise NotAllowed(
            Message("Visit {number} is here already, closed, and with other content; it stays as it is.", number=number)
        )
    visits.delete_visit(session, visit.id)
