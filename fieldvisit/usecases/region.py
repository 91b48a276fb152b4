"""A manager's region: reports dropped in any order, kept in a store of their own, and added up."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from fieldvisit.domain import region
from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.language import Message
from fieldvisit.domain.region import RegionFigures, VisitShare, share_of
from fieldvisit.domain.visit import Visit
from fieldvisit.store import visits
from fieldvisit.store.region import KnownReport, keep_report, known_reports
from fieldvisit.store.store import Store
from fieldvisit.store.strangers import ensure_dealer
from fieldvisit.usecases.keys import known_keys, own_signer
from fieldvisit.usecases.places import home
from fieldvisit.usecases.read_report import Signed
from fieldvisit.usecases.report_reader import Contribution, read_reports

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

REGION_FILE = "region.store"
_PORTION = 40
Progress = Callable[[int, int | None], None]
Shares = MutableMapping[str, VisitShare]
"""Contributions that were calculated already, by visit; a closed visit's never change."""


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


@dataclass
class TakenIn:
    """What became of all files of one drop, in the order of their names."""

    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def counts(self) -> Counter[Became]:
        """How many files became what."""
        return Counter(each.became for each in self.outcomes)


def region_store() -> Path:
    """Where a manager's region is kept when nothing else is said."""
    return home() / REGION_FILE


def trusted_keys(store: Store) -> Mapping[bytes, str]:
    """The keys that a user was handed, and the own one; none as long as nobody handed one over."""
    known = known_keys(store)
    return known if set(known) - {own_signer(store).public} else {}


def take_in(
    store: Store,
    paths: Iterable[Path],
    progress: Progress | None = None,
    shares: Shares | None = None,
    keys: Mapping[bytes, str] | None = None,
) -> TakenIn:
    """Reads reports, those in folders too, and adds their visits to the region's store.

    A file is refused by name and with its reason, the same report counts once, the latest revision wins, in whatever
    order they come. What `progress` raises ends it; what was read by then is kept, and dropping the rest again is
    harmless. `shares` receives the contributions. With `keys` only reports signed with one of them count.
    """
    files = report_files(paths)
    told, taken = _Told(len(files), progress), TakenIn()
    portion: list[tuple[Path, Contribution]] = []
    for path, answer in read_reports(files, told.watch, keys):
        if isinstance(answer, Contribution):
            portion.append((path, answer))
        else:
            taken.outcomes.append(Outcome(path, Became.REFUSED, answer))
        if len(portion) >= _PORTION:
            taken.outcomes += _stored(store, portion)
            portion = []
        told.one_more()
    taken.outcomes += _stored(store, portion)
    taken.outcomes = sorted(_settled(store, taken.outcomes), key=lambda each: (each.path.name, str(each.path)))
    if shares is not None:
        shares.update({each.share.id: each.share for each in taken.outcomes if each.share is not None})
    return taken


def report_files(paths: Iterable[Path]) -> list[Path]:
    """The files as they are, and every PDF inside the folders; each once, links to folders not followed."""
    found = (path for each in paths for path in (_inside(each) if each.is_dir() else [each]))
    return list(dict.fromkeys(path.absolute() for path in found))


def _inside(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(place, name) for name in sorted(names) if name.lower().endswith(".pdf"))


@dataclass
class _Told:
    """How far the reading has come."""

    total: int
    progress: Progress | None
    done: int = 0

    def one_more(self) -> None:
        self.done += 1
        self.watch()

    def watch(self) -> None:
        if self.progress is not None:
            self.progress(self.done, self.total)


def _stored(store: Store, portion: Sequence[tuple[Path, Contribution]]) -> list[Outcome]:
    """All in one transaction; where one does not fit, each in its own, so that it takes no other with it."""
    try:
        with store.write() as session:
            return _all_stored(session, portion)
    except KnownError as error:
        if len(portion) == 1:
            path, _ = portion[0]
            return [Outcome(path, Became.REFUSED, Message("{file}: {why}", file=path.name, why=str(error)))]
    return [outcome for each in portion for outcome in _stored(store, [each])]


def _all_stored(session: Session, portion: Sequence[tuple[Path, Contribution]]) -> list[Outcome]:
    known = known_reports(session)
    outcomes = []
    for path, given in portion:
        outcome = _judged(session, path, given, known)
        if outcome.became in (Became.NEW, Became.NEWER):
            _keep(session, path, given, known)
        outcomes.append(replace(outcome, signed=given.report.signed))
    return outcomes


def _judged(session: Session, path: Path, given: Contribution, known: dict[str, KnownReport]) -> Outcome:
    visit = given.report.visit
    revisions = _revisions(visit, known)
    newest = max((each.revision for each in revisions), default=0)
    if visit.id in known:
        if not _is_same(session, given, known[visit.id]):
            return _contradicting(path, visit)
        became = Became.DUPLICATE if newest <= visit.revision else Became.OLDER
        return Outcome(path, became, _replaced(newest) if became is Became.OLDER else None, given.share)
    if newest > visit.revision:
        return Outcome(path, Became.OLDER, _replaced(newest), given.share)
    if newest == visit.revision:
        return _contradicting(path, visit)
    return Outcome(path, Became.NEWER if newest else Became.NEW, share=given.share)


def _revisions(visit: Visit, known: dict[str, KnownReport]) -> list[KnownReport]:
    """What is known of this visit: by number, rep and dealer, or because one says that it corrects the other."""
    chain = visit.number, visit.rep, visit.dealer
    return [
        each
        for each in known.values()
        if each.chain == chain or each.revises == visit.id or each.visit in (visit.id, visit.revises)
    ]


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
    return Outcome(path, Became.REFUSED, reason)


def _replaced(revision: int) -> Message:
    return Message("Replaced by revision {revision}.", revision=revision)


def _keep(session: Session, path: Path, given: Contribution, known: dict[str, KnownReport]) -> None:
    """Puts the visit in under the number it has, or without one where another rep's visit has the same."""
    visit, facts = given.report.visit, given.report.facts
    if facts is not None:
        ensure_dealer(session, facts.dealer)
    before = max(_revisions(visit, known), key=lambda each: each.revision, default=None)
    taken = {(each.number, each.revision) for each in known.values()}
    number = "" if (visit.number, visit.revision) in taken else visit.number
    stored = replace(visit, revises=before.visit if before else "", number=number)
    visits.insert_visit(session, stored, facts)
    report = KnownReport(
        visit.id, visit.number, visit.revision, visit.revises, visit.rep, visit.dealer, given.report.digest, path.name
    )
    keep_report(session, report)
    known[visit.id] = report


def _settled(store: Store, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """A report that was new until another of the same drop replaced it is told as an older revision."""
    with store.read() as session:
        known = known_reports(session)
    newest: dict[tuple[str, str, str], int] = {}
    for each in known.values():
        newest[each.chain] = max(each.revision, newest.get(each.chain, 0))
    corrected = {each.revises: each.revision for each in known.values() if each.revises}
    return [_told_at_the_end(each, known, newest, corrected) for each in outcomes]


def _told_at_the_end(
    outcome: Outcome,
    known: dict[str, KnownReport],
    newest: dict[tuple[str, str, str], int],
    corrected: dict[str, int],
) -> Outcome:
    share = outcome.share
    if share is None or share.id not in known:
        return outcome
    latest = max(newest[known[share.id].chain], corrected.get(share.id, 0))
    if latest <= share.revision or outcome.became is Became.OLDER:
        return outcome
    return replace(outcome, became=Became.OLDER, reason=_replaced(latest))


def region_figures(store: Store, first_day: date, last_day: date, shares: Shares | None = None) -> RegionFigures:
    """The figures of the latest revisions of all visits between two days, both included."""
    shares = {} if shares is None else shares
    with store.read() as session:
        heads = visits.visits_between(session, first_day, last_day)
        known = known_reports(session)
        for head in heads:
            if head.id in known and head.id not in shares:
                shares[head.id] = _share(session, known[head.id])
    mine = (shares[head.id] for head in heads if head.id in known)
    return region.region_figures(mine, first_day, last_day)


def _share(session: Session, known: KnownReport) -> VisitShare:
    visit, facts = _loaded(session, known)
    return share_of(visit, facts)


def _loaded(session: Session, known: KnownReport) -> tuple[Visit, VisitFacts]:
    visit, facts = visits.load_visit(session, known.visit), visits.load_facts(session, known.visit)
    if facts is None:  # a region's visits are put in with their facts
        raise LookupError(known.visit)
    return replace(visit, number=known.number, revises=known.revises), facts


def loaded_reports(store: Store) -> list[KnownReport]:
    """Every report the region was made of, by the names of their files."""
    with store.read() as session:
        return sorted(known_reports(session).values(), key=lambda each: (each.file, each.visit))


def days_covered(store: Store) -> tuple[date, date] | None:
    """The first and the last day of which there are visits; None while there are none."""
    with store.read() as session:
        known = known_reports(session)
        days = [head.day for head in visits.list_visits(session) if head.id in known]
    return (min(days), max(days)) if days else None
