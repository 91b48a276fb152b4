"""A sound store: its pages, its keys, what is kept ready, and the figures of every visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldvisit.domain.contradictions import UNREADABLE, contradictions
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
        findings += checking.wrong_revisions(session)
        for head in visits.list_visits(session):
            findings += _wrong_with(session, head)
    return findings


def _wrong_with(session: Session, head: visits.VisitHead) -> list[Message]:
    try:
        visit = visits.load_visit(session, head.id)
        return list(contradictions(visit, visits.load_facts(session, head.id)))
    except UNREADABLE:
        return [Message("Visit {visit} cannot be read; the file is damaged there.", visit=head.number or head.id)]
