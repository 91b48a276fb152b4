"""A sound store: its pages, its keys, and the figures of every closed visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldvisit.domain.figures import figures
from fieldvisit.domain.language import Message
from fieldvisit.store import checking, errors, sums, visits
from fieldvisit.store.store import Store

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def check_store(store: Store) -> list[Message]:
    """What is wrong, one sentence each; an empty list for a sound store."""
    with store.read() as session:
        findings = [errors.decayed(store.path).sentence] if sums.has_decayed(store.path, store.left) else []
        findings += checking.damage(session, encrypted=store.key is not None)
        for head in visits.list_visits(session):
            if head.state == "closed":
                findings += _wrong_with(session, head)
    return findings


def _wrong_with(session: Session, head: visits.VisitHead) -> list[Message]:
    name = head.number or head.id
    try:
        facts = visits.load_facts(session, head.id)
        if facts is None:
            return [Message("Visit {visit} is closed, but its facts are missing.", visit=name)]
        books = figures(visits.load_visit(session, head.id), facts).books
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        # Flipped bytes that leave the file's structure whole make texts and figures that nothing can have written.
        return [Message("Visit {visit} cannot be read; the file is damaged there.", visit=name)]
    if books is not None and books.unexplained:
        return [Message("Visit {visit}: the reconciliation does not add up.", visit=name)]
    return []
