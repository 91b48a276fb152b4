"""Reading the visit back out of a report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fieldvisit.domain.document import decode
from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.visit import Visit
from fieldvisit.exchange.seals import Seal
from fieldvisit.store.types import new_identifier


@dataclass(frozen=True)
class Signed:
    """By which key a report was signed, and whose that is; `name` is None where the key is not known."""

    fingerprint: str
    name: str | None
    public: str = ""
    """The key itself, in hex."""


@dataclass(frozen=True)
class ReadReport:
    """The visit that a report carries. `digest` is the SHA-256 (hex) over the data, checked against the file's.

    `signed` is None for a report that nobody signed; a signature that does not fit is refused.
    """

    path: Path
    visit: Visit
    facts: VisitFacts | None
    digest: str
    signed: Signed | None = None


def read_report(path: Path, known: Mapping[bytes, str] | None = None, password: str = "") -> ReadReport:
    """The visit in the PDF at `path`; `known` tells whose a public key is, `password` opens a locked one.

    Raises KnownError: no PDF, damaged, altered, password, no visit, newer.
    """
    from fieldvisit.exchange.pdf_data import extract

    embedded = extract(path, password=password)
    visit, facts = decode(embedded.content, new_identifier)
    return ReadReport(path, visit, facts, embedded.digest, _signed(embedded.seal, known or {}))


def _signed(seal: Seal | None, known: Mapping[bytes, str]) -> Signed | None:
    return None if seal is None else Signed(seal.fingerprint, known.get(seal.public), seal.public.hex())
