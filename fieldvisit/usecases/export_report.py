"""The visit report as a PDF: built from the visit and its facts, carrying both as data, written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from fieldvisit.domain.document import dumps, encode
from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.language import Language, Message, current, speaking
from fieldvisit.domain.visit import Visit
from fieldvisit.store import photos
from fieldvisit.store.store import Store
from fieldvisit.usecases.open_visit import load_visit
from fieldvisit.usecases.settings import load_settings


def make_report(store: Store, named: str, language: Language | None = None, page_size: str = "") -> bytes:
    """The PDF of a visit with its data inside. The same visit, language and version give the same bytes."""
    visit, facts = load_visit(store, named)
    pictures = _pictures(store, visit)
    with speaking(language or current()):
        return report_of(visit, facts, pictures, page_size or load_settings(store).page_size)


def report_of(visit: Visit, facts: VisitFacts, pictures: Mapping[str, bytes], page_size: str = "A4") -> bytes:
    """The PDF of a visit that need not be in a store; in the language in force."""
    from fieldvisit.exchange.pdf_data import attach
    from fieldvisit.reports.visit_report import build_visit_report

    pdf = build_visit_report(visit, facts, photos=pictures, page_size=page_size)
    return attach(pdf, dumps(encode(visit, facts)), "visit.json")


def save_report(content: bytes, path: Path) -> None:
    """Writes a file whole or not at all. Raises KnownError naming the path and why it could not be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".fieldvisit-", delete=False) as written:
            written.write(content)
            written.flush()
            os.fsync(written.fileno())
        _put_in_place(Path(written.name), path)
    except OSError as error:
        raise KnownError(
            Message(
                "{path} cannot be written: {why}. Choose another folder or close the file elsewhere.",
                path=str(path),
                why=error.strerror or str(error),
            )
        ) from error


def _put_in_place(written: Path, path: Path) -> None:
    try:
        written.replace(path)
    except OSError:
        written.unlink(missing_ok=True)
        raise


def report_name(visit: Visit, facts: VisitFacts) -> str:
    """A file name safe on every system: `VR-26-01847 Shengyuan Trading 2026-09-15.pdf`."""
    number = visit.number.replace("V-", "VR-", 1) if visit.number else "draft"
    revision = f" r{visit.revision}" if visit.revision > 1 else ""
    dealer = "".join(letter for letter in facts.dealer.name if letter.isalnum() or letter in " -_").strip()[:60]
    return f"{number}{revision} {dealer or facts.dealer.code} {visit.day.isoformat()}.pdf"


def _pictures(store: Store, visit: Visit) -> dict[str, bytes]:
    digests = [str(row.values["photo"]) for row in visit.step("sales").rows("photos") if "photo" in row.values]
    with store.read() as session:
        return photos.contents(session, digests)
