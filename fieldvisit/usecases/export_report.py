"""The reports of a visit as PDF: built from the visit and its facts, written whole or not at all."""

from __future__ import annotations

import os
import tempfile
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal

from fieldvisit.domain.document import dumps, encode
from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.language import Language, Message, current, speaking
from fieldvisit.domain.visit import Visit
from fieldvisit.exchange.seals import Signer
from fieldvisit.reports.kinds import KINDS
from fieldvisit.store import photos
from fieldvisit.store.store import Store
from fieldvisit.usecases.open_visit import load_visit
from fieldvisit.usecases.settings import Settings, load_settings

ReportKind = Literal["visit", "statement", "order", "brief", "count"]
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
    from fieldvisit.usecases.keys import own_signer

    visit, facts = load_visit(store, named)
    settings = load_settings(store)
    pictures = _pictures(store, visit) if kind == "visit" else {}
    size = page_size or settings.page_size
    with speaking(language or current()):
        if kind == "visit":
            return report_of(visit, facts, pictures, size, own_signer(store))
        return paper_of(visit, _with_company(facts, settings), kind, size, annex=annex)


def report_of(
    visit: Visit,
    facts: VisitFacts,
    pictures: Mapping[str, bytes],
    page_size: str = "A4",
    signer: Signer | None = None,
) -> bytes:
    """The visit report of a visit that need not be in a store, with its data inside; in the language in force.

    With `signer` it is signed.
    """
    from fieldvisit.exchange.pdf_data import VisitEnclosure
    from fieldvisit.reports.visit_report import build_visit_report

    carried = VisitEnclosure(dumps(encode(visit, facts)), signer=signer)
    return build_visit_report(visit, facts, photos=pictures, page_size=page_size, enclosure=carried)


def paper_of(visit: Visit, facts: VisitFacts, kind: ReportKind, page_size: str = "A4", *, annex: bool = True) -> bytes:
    """Any other kind, without data inside; in the language in force. KeyError for the visit report."""
    from fieldvisit.reports.brief import build_brief
    from fieldvisit.reports.count_sheet import build_count_sheet
    from fieldvisit.reports.order_proposal import build_order_proposal
    from fieldvisit.reports.statement import build_statement

    if kind == "order":
        return build_order_proposal(visit, facts, page_size=page_size, annex=annex)
    builders = {"statement": build_statement, "brief": build_brief, "count": build_count_sheet}
    return builders[kind](visit, facts, page_size=page_size)


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
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".fieldvisit-", delete=False) as part:
        written = Path(part.name)
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
