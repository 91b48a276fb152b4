"""The files that were taken in, the latest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from fieldvisit.store.models.records import ImportRun


@dataclass(frozen=True)
class PastImport:
    """One file of one import; `counts` are its rows by what became of them."""

    file_name: str
    kind: str
    at: datetime
    counts: dict[str, int]


def past_imports(session: Session, limit: int) -> list[PastImport]:
    """The latest `limit` files."""
    query = select(ImportRun.file_name, ImportRun.kind, ImportRun.at, ImportRun.counts).order_by(ImportRun.id.desc())
    return [PastImport(*row) for row in session.connection().execute(query.limit(limit))]
