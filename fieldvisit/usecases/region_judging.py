"""What becomes of one report in the region's store: new, newer, there already, replaced, or at odds with another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from fieldvisit.domain.language import Message
from fieldvisit.domain.region import Refusal, RefusedAs, VisitShare
from fieldvisit.domain.visit import Visit
from fieldvisit.store import visits
from fieldvisit.store.region import KnownReport, keep_report, make_way
from fieldvisit.store.strangers import ensure_dealer
from fieldvisit.usecases.read_report import Signed
from fieldvisit.usecases.report_reader import Contribution

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class Became(Enum):
    """What became of a file."""

    NEW = "new"
    NEWER = "newer revision"
    DUPLICATE = "duplicate"
    OLDER = "older revision"
    REFUSED = "refused"


@dataclass(frozen=True)
class Outcome:
    """One file and what became of it; `reason` says why where it does not count."""

    path: Path
    became: Became
    reason: Message | None = None
    share: VisitShare | None = None
    signed: Signed | None = None
    """With which key; None for an unsigned report and for a file that could not be read."""
    refusal: Refusal | None = None
    """Set where it was refused; `reason` is its sentence."""


def signer_of(key: str, keys: Mapping[bytes, str] | None) -> str | None:
    """Whose word a report signed with a key (in hex, empty for none) is; None for one that does not count.

    While no key is known, anybody's: all are of one signer without a name.
    """
    return keys.get(bytes.fromhex(key)) if keys else ""


class Known:
    """The reports that are in the region, found by their visit and by what revisions have in common.

    What does not count keeps nothing out that does, and nobody's report takes the place of another's: with `keys`,
    revisions are of one signer.
    """

    def __init__(self, reports: Iterable[KnownReport], keys: Mapping[bytes, str] | None = None) -> None:
        self._keys = keys
        self.by_visit: dict[str, KnownReport] = {}
        self.strange: set[str] = set()
        """The visits whose reports do not count."""
        self._chains: dict[tuple[str, str, str], list[KnownReport]] = defaultdict(list)
        self._corrections: dict[str, list[KnownReport]] = defaultdict(list)
        self._numbers: dict[tuple[str, int], str] = {}
        for report in reports:
            self.add(report)

    def add(self, report: KnownReport) -> None:
        """Knows one more."""
        self._numbers[report.number, report.revision] = report.visit
        if signer_of(report.key, self._keys) is None:
            self.strange.add(report.visit)
            return
        self.strange.discard(report.visit)
        self.by_visit[report.visit] = report
        self._chains[report.chain].append(report)
        self._corrections[report.revises].append(report)

    def revisions(self, visit: Visit, key: str) -> list[KnownReport]:
        """What is known of a visit from whoever signed with a key: by number, rep and dealer, or because one says that
        it corrects the other.
        """
        signer = signer_of(key, self._keys)
        alike = [*self._chains.get((visit.number, visit.rep, visit.dealer), ()), *self._corrections.get(visit.id, ())]
        named = (self.by_visit.get(each) for each in (visit.id, visit.revises))
        found = {each.visit: each for each in (*alike, *named) if each is not None}
        return [each for each in found.values() if signer_of(each.key, self._keys) == signer]

    def has_number(self, visit: Visit) -> bool:
        """Whether a visit of this number and revision is there already, another rep's perhaps."""
        return self._numbers.get((visit.number, visit.revision), visit.id) != visit.id


def judged(session: Session, path: Path, given: Contribution, known: Known) -> Outcome:
    """What a report is beside those that are `known`; nothing is kept yet."""
    visit = given.report.visit
    revisions = known.revisions(visit, given.share.key)
    newest = max((each.revision for each in revisions), default=0)
    if visit.id in known.by_visit:
        if not _is_same(session, given, known.by_visit[visit.id]):
            return _contradicting(path, visit)
        became = Became.DUPLICATE if newest <= visit.revision else Became.OLDER
        return Outcome(path, became, replaced_by(newest) if became is Became.OLDER else None, given.share)
    if newest > visit.revision:
        return Outcome(path, Became.OLDER, replaced_by(newest), given.share)
    if newest == visit.revision:
        return _contradicting(path, visit)
    return Outcome(path, Became.NEWER if newest else Became.NEW, share=given.share)


def _is_same(session: Session, given: Contribution, known: KnownReport) -> bool:
    """The same data, or the same visit written down by another version of the program."""
    if given.report.digest == known.digest:
        return True
    kept = visits.load_visit(session, known.visit)
    visit = given.report.visit
    alike = replace(kept, number=visit.number, revises=visit.revises)
    return alike == visit and visits.load_facts(session, known.visit) == given.report.facts


def _contradicting(path: Path, visit: Visit) -> Outcome:
    reason = Message(
        "{file} says otherwise than another report of {number}, revision {revision}, that was read before.",
        file=path.name,
        number=visit.number or visit.id,
        revision=visit.revision,
    )
    return refused(path, Refusal(RefusedAs.CONTRADICTS, reason, rep=visit.rep))


def replaced_by(revision: int) -> Message:
    """Why an older revision does not count."""
    return Message("Replaced by revision {revision}.", revision=revision)


def keep(session: Session, path: Path, given: Contribution, known: Known) -> None:
    """Puts the visit in under the number it has, or without one where another rep's visit has the same."""
    visit, facts = given.report.visit, given.report.facts
    if facts is not None:
        ensure_dealer(session, facts.dealer)
    if visit.id in known.strange:
        make_way(session, visit.id)
    before = max(known.revisions(visit, given.share.key), key=lambda each: each.revision, default=None)
    number = "" if known.has_number(visit) else visit.number
    stored = replace(visit, revises=before.visit if before else "", number=number)
    visits.insert_visit(session, stored, facts)
    report = KnownReport(
        visit=visit.id,
        number=visit.number,
        revision=visit.revision,
        revises=visit.revises,
        rep=visit.rep,
        dealer=visit.dealer,
        digest=given.report.digest,
        file=path.name,
        key=given.share.key,
    )
    keep_report(session, report)
    known.add(report)


def refused(path: Path, refusal: Refusal) -> Outcome:
    """A file that does not count."""
    return Outcome(path, Became.REFUSED, refusal.why, refusal=refusal)
