"""A sound store: its pages, its keys, and the figures of every closed visit."""

from __future__ import annotations

from fieldvisit.domain.figures import figures
from fieldvisit.domain.language import Message
from fieldvisit.store import checking, visits
from fieldvisit.store.store import Store


def check_store(store: Store) -> list[Message]:
    """What is wrong, one sentence each; an empty list for a sound store."""
    with store.read() as session:
        findings = checking.damage(session)
        for head in visits.list_visits(session):
            facts = visits.load_facts(session, head.id)
            if head.state != "closed":
                continue
            name = head.number or head.id
            if facts is None:
                findings.append(Message("Visit {visit} is closed, but its facts are missing.", visit=name))
                continue
            books = figures(visits.load_visit(session, head.id), facts).books
            if books is not None and books.unexplained:
                findings.append(Message("Visit {visit}: the reconciliation does not add up.", visit=name))
    return findings
