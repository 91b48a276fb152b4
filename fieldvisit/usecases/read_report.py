"""Reading the visit back out of a report."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fieldvisit.domain.document import decode
from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.visit import Visit
from fieldvisit.store.types import new_identifier


@dataclass(frozen=True)
class ReadReport:
    """The visit that a report carries. `digest` is the SHA-256 (hex) over the data, checked against the file's."""

    path: Path
    visit: Visit
    facts: VisitFacts | None
    digest: str


def read_report(path: Path) -> ReadReport:
    """The visit in the PDF at `path`. Raises KnownError: no PDF, damaged, altered, password, no visit, newer."""
    from fieldvisit.exchange.pdf_data import extract

    embedded = extract(path)
    visit, facts = decode(embedded.content, new_identifier)
    return ReadReport(path, visit, facts, embedded.digest)
