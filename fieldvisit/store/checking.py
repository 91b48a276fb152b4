"""What SQLite and the trade's own sums say about the soundness of a store."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session

from fieldvisit.domain.language import Message
from fieldvisit.store import derived, opening, photos
from fieldvisit.store import engine as engines

_REVISIONS = text(
    """
    SELECT coalesce(v.number, v.id) FROM visits v JOIN visits w ON w.id = v.revises
    WHERE w.state <> 'closed' OR w.dealer_id <> v.dealer_id OR w.revision >= v.revision
    ORDER BY 1
    """
)


def wrong_revisions(session: Session) -> list[Message]:
    """Visits that correct another one and are no later revision of it; those in between may never have come here."""
    return [
        Message("Visit {visit} is no later revision of the visit that it corrects.", visit=visit)
        for (visit,) in session.connection().execute(_REVISIONS)
    ]


def damage(session: Session, *, encrypted: bool = False) -> list[Message]:
    """Damaged pages, keys that point nowhere, and rows that contradict those they were found from."""
    connection = session.connection()
    found = [row[0] for row in connection.execute(text("PRAGMA integrity_check(20)")) if row[0] != "ok"]
    if encrypted:  # pages that hold nothing at present are authenticated too
        found += opening.unauthentic(engines.driver_of(connection))
    findings = [Message("The store file is damaged: {what}.", what=what) for what in found]
    findings += [
        Message("A row of {table} points to nothing in {other}.", table=row[0], other=row[2])
        for row in connection.execute(text("PRAGMA foreign_key_check"))
    ]
    return findings or [*derived.faults(connection), *_altered_photos(session)]


def _altered_photos(session: Session) -> list[Message]:
    count = photos.altered(session)
    return [Message("Photos altered since they were taken: {count}.", count=count)] if count else []
