"""What SQLite and the trade's own sums say about the soundness of a store."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session

from fieldvisit.domain.language import Message
from fieldvisit.store import derived, opening
from fieldvisit.store import engine as engines


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
    return findings or derived.faults(connection)
