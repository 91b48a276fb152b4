"""Making a report of what is known of a visit: without a store, so that another process can do it too."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

from fieldvisit.domain.document import dumps, encode
from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.visit import Visit
from fieldvisit.exchange.seals import Signer

ReportKind = Literal["visit", "statement", "order", "brief", "count"]


@dataclass(frozen=True)
class Commission:
    """All that a report is made of; `pictures` are JPEG bytes by digest, `signer` signs a visit report."""

    visit: Visit
    facts: VisitFacts
    kind: ReportKind = "visit"
    page_size: str = "A4"
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    signer: Signer | None = None
    annex: bool = True
    password: str = ""
    """Locks the file; empty for none."""

    def made(self) -> bytes:
        """The report in the language in force; the same commission without a password gives the same bytes."""
        if self.kind == "visit":
            pdf = report_of(self.visit, self.facts, self.pictures, self.page_size, self.signer)
        else:
            pdf = paper_of(self.visit, self.facts, self.kind, self.page_size, annex=self.annex)
        return _locked(pdf, self.password) if self.password else pdf


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Without the search for what nobody refers to any more.

    A report holds on to all that it makes until it is written, so that the search finds nothing and takes a seventh of
    the time. Whoever ends first of two threads turns it on again.
    """
    was_searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_searching:
            gc.enable()


def make_ready() -> None:
    """Loads what the first report of a process would wait for: twice as long as making it takes."""
    import cryptography.hazmat.primitives.asymmetric.ed25519  # noqa: F401 - loading it is all that is wanted
    import pikepdf  # noqa: F401 - as above

    import fieldvisit.reports.visit_report  # noqa: F401 - as above
    from fieldvisit.reports.fonts import open_all

    open_all()


def _locked(pdf: bytes, password: str) -> bytes:
    from fieldvisit.exchange.locking import locked

    return locked(pdf, password)


@_uninterrupted()
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


@_uninterrupted()
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
