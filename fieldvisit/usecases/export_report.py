"""The reports of a visit as PDF: built from the visit and its facts, written whole or not at all."""

from __future__ import annotations

import os
import unicodedata
from dataclasses import replace
from pathlib import Path
from secrets import token_hex

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.language import Language, Message, current, speaking
from fieldvisit.domain.visit import Visit
from fieldvisit.reports.kinds import KINDS
from fieldvisit.store import photos
from fieldvisit.store.store import Store
from fieldvisit.usecases.open_visit import load_visit
from fieldvisit.usecases.report_making import Commission, ReportKind
from fieldvisit.usecases.settings import Settings, load_settings

_NAME_BYTES = 150


def make_report(
    store: Store,
    named: str,
    language: Language | None = None,
    page_size: str = "",
    kind: ReportKind = "visit",
    *,
    annex: bool = True,
) -> bytes:
    """A report of a visit as a PDF. The same visit, language, version and store give the same bytes.

    Only the visit report carries the visit's data, signed with the store's key; the others may be given to a
    dealer. `annex` adds the arithmetic of the suggestions to an order proposal.
    """
    with speaking(language or current()):
        return commission(store, named, kind, page_size, annex=annex).made()


def commission(
    store: Store, named: str, kind: ReportKind = "visit", page_size: str = "", *, annex: bool = True, password: str = ""
) -> Commission:
    """What the store gives for a report of a visit. Raises NotFound."""
    from fieldvisit.usecases.keys import own_signer

    visit, facts = load_visit(store, named)
    settings = load_settings(store)
    size = page_size or settings.page_size
    if kind == "visit":
        return Commission(visit, facts, kind, size, _pictures(store, visit), own_signer(store), password=password)
    return Commission(visit, _with_company(facts, settings), kind, size, annex=annex, password=password)


def _with_company(facts: VisitFacts, settings: Settings) -> VisitFacts:
    """The company's local name and address as set now where the facts lack them, if the company is the same."""
    if facts.company and facts.company != settings.company:
        return facts
    return replace(
        facts,
        company=facts.company or settings.company,
        company_local=facts.company_local or settings.company_local,
        company_address=facts.company_address or settings.company_address,
    )


def save_report(content: bytes, path: Path) -> None:
    """Writes a file whole or not at all. Raises KnownError naming the path and why it could not be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _put_in_place(_written_beside(path, content), path)
    except OSError as error:
        raise KnownError(
            Message(
                "{path} cannot be written: {why}. Choose another folder or close the file elsewhere.",
                path=str(path),
                why=error.strerror or str(error),
            )
        ) from error


def _written_beside(path: Path, content: bytes) -> Path:
    # Not by tempfile: what it makes only its owner may read, and reports are read by others, from a share.
    written = path.with_name(f".fieldvisit-{token_hex(8)}")
    with written.open("xb") as part:
        try:
            part.write(content)
            part.flush()
            os.fsync(part.fileno())
        except OSError:
            part.close()  # else Windows keeps it
            written.unlink(missing_ok=True)
            raise
    return written


def _put_in_place(written: Path, path: Path) -> None:
    try:
        written.replace(path)
    except OSError:
        written.unlink(missing_ok=True)
        raise


def report_name(visit: Visit, facts: VisitFacts, kind: ReportKind = "visit") -> str:
    """A file name safe on every system: `VR-26-01847 Shengyuan Trading 2026-09-15.pdf`.

    What is made before a visit (brief, count sheet) goes by its letters alone, what is made of an open one as a draft.
    """
    made = KINDS[kind]
    open_name = f"{made.letters}-draft" if made.final else made.letters
    number = _safe(made.number(visit)) if made.final else ""
    revision = f" r{visit.revision}" if visit.revision > 1 and made.final else ""
    dealer = _safe(facts.dealer.name) or _safe(facts.dealer.code)
    return file_name(f"{number or open_name}{revision}", dealer, visit.day.isoformat())


def file_name(*parts: str) -> str:
    """The parts without what a file system could stumble over, as the name of a PDF."""
    return " ".join(" ".join(map(_safe, parts)).split()) + ".pdf"


def _safe(words: str) -> str:
    """Letters, digits, spaces, hyphens and underscores, short enough for the names of every file system."""
    kept = "".join(letter for letter in unicodedata.normalize("NFC", words) if letter.isalnum() or letter in " -_")
    return kept.strip()[:60].encode()[:_NAME_BYTES].decode(errors="ignore").strip()


def _pictures(store: Store, visit: Visit) -> dict[str, bytes]:
    digests = [str(row.values["photo"]) for row in visit.step("sales").rows("photos") if "photo" in row.values]
    with store.read() as session:
        return photos.contents(session, digests)
