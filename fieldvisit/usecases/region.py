"""A manager's region: reports dropped in any order, kept in a store of their own, and added up."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from fieldvisit.domain import region
from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.region import Refusal, RegionFigures, VisitShare, share_of
from fieldvisit.domain.visit import Visit
from fieldvisit.exchange.seals import fingerprint
from fieldvisit.store import visits
from fieldvisit.store.region import (
    KnownReport,
    corrected,
    dismiss_refused,
    keep_refused,
    known_reports,
    refused_files,
    reps_apart,
)
from fieldvisit.store.store import Store
from fieldvisit.usecases.keys import known_keys, own_signer
from fieldvisit.usecases.region_judging import (
    Became,
    Known,
    Outcome,
    judged,
    keep,
    refused,
    replaced_by,
    signer_of,
)
from fieldvisit.usecases.report_reader import Admission, Answer, read_reports, refusal_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_PORTION = 40
_KEY_SHOWN = 4
"""Letters of a key behind the name of a rep who is told apart by it."""
Progress = Callable[[int, int | None], None]
Shares = MutableMapping[str, VisitShare]
"""Contributions that were calculated already, by visit; a closed visit's never change."""


@dataclass
class TakenIn:
    """What became of all files of one drop, in the order of their names."""

    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def counts(self) -> Counter[Became]:
        """How many files became what."""
        return Counter(each.became for each in self.outcomes)


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
    passwords: Sequence[str] = (),
) -> TakenIn:
    """Reads reports, those in folders too, and adds their visits to the region's store.

    A file is refused by name and with its reason, the same report counts once, the latest revision wins, in whatever
    order they come. What `progress` raises ends it; what was read by then is kept, and dropping the rest again is
    harmless. `shares` receives the contributions. With `keys` only reports signed with one of them count; `passwords`
    are tried on locked ones. What is refused is kept with its reason until it is dismissed or comes again and counts.
    """
    files = report_files(paths)
    told, taken = _Told(len(files), progress), TakenIn()
    intake = _Intake(store, keys)
    portion: list[tuple[Path, Answer]] = []
    try:
        for answered in read_reports(files, told.watch, Admission(keys or {}, tuple(passwords))):
            portion.append(answered)
            if len(portion) >= _PORTION:
                taken.outcomes += intake.store(portion)
                portion = []
            told.one_more()
    except BaseException:
        if told.is_called_off:
            intake.store(portion)
        raise
    taken.outcomes += intake.store(portion)
    taken.outcomes = sorted(_settled(store, taken.outcomes, keys), key=lambda each: (each.path.name, str(each.path)))
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
    is_called_off: bool = False

    def one_more(self) -> None:
        self.done += 1
        self.watch()

    def watch(self) -> None:
        if self.progress is None:
            return
        try:
            self.progress(self.done, self.total)
        except BaseException:
            self.is_called_off = True
            raise


class _Intake:
    """Puts what was read into the store, portion by portion; what is there is read once and then remembered."""

    def __init__(self, store: Store, keys: Mapping[bytes, str] | None) -> None:
        self._store = store
        self._keys = keys
        self._learn()

    def _learn(self) -> None:
        with self._store.read() as session:
            self._known = Known(known_reports(session).values(), self._keys)
            self._refused: dict[str, set[Path]] = defaultdict(set)
            for each in refused_files(session):
                self._refused[each.path.name].add(each.path)

    def store(self, portion: Sequence[tuple[Path, Answer]]) -> list[Outcome]:
        """All in one transaction; where one does not fit, each in its own, so that it takes no other with it."""
        try:
            with self._store.write() as session:
                return self._all_stored(session, portion)
        except KnownError as error:
            self._learn()
            if len(portion) == 1:
                path, _ = portion[0]
                return self.store([(path, refusal_of(path, error))])
        return [outcome for each in portion for outcome in self.store([each])]

    def _all_stored(self, session: Session, portion: Sequence[tuple[Path, Answer]]) -> list[Outcome]:
        outcomes = [self._taken(session, path, answer) for path, answer in portion]
        for each in outcomes:
            if each.refusal is None:
                dismiss_refused(session, self._refused.pop(each.path.name, ()))
            else:
                keep_refused(session, each.path, each.refusal)
                self._refused[each.path.name].add(each.path)
        return outcomes

    def _taken(self, session: Session, path: Path, answer: Answer) -> Outcome:
        if isinstance(answer, Refusal):
            return refused(path, answer)
        outcome = judged(session, path, answer, self._known)
        if outcome.became in (Became.NEW, Became.NEWER):
            keep(session, path, answer, self._known)
        return replace(outcome, signed=answer.report.signed)


def _settled(store: Store, outcomes: Sequence[Outcome], keys: Mapping[bytes, str] | None) -> list[Outcome]:
    """A report that was new until another of the same drop replaced it is told as an older revision."""
    with store.read() as session:
        known = known_reports(session)
        latest = _latest(known, corrected(session), keys)
    return [_told_at_the_end(each, known, latest) for each in outcomes]


def _told_at_the_end(outcome: Outcome, known: dict[str, KnownReport], latest: dict[str, str]) -> Outcome:
    share = outcome.share
    if share is None or share.id not in latest or outcome.became is Became.OLDER:
        return outcome
    return replace(outcome, became=Became.OLDER, reason=replaced_by(known[latest[share.id]].revision))


def _latest(
    known: Mapping[str, KnownReport], links: Mapping[str, str], keys: Mapping[bytes, str] | None
) -> dict[str, str]:
    """By each visit that a later one of the same signer corrects, the latest of those; `links` lead to the one before.

    A report that does not count corrects nothing.
    """
    signers = {visit: signer_of(report.key, keys) for visit, report in known.items()}
    found: dict[str, str] = {}
    for visit in sorted(known, key=lambda each: known[each].revision):
        earlier = links.get(visit) if signers[visit] is not None else None
        while earlier is not None:
            if signers.get(earlier) == signers[visit]:
                found[earlier] = visit
            earlier = links.get(earlier)
    return found


def region_figures(
    store: Store,
    first_day: date,
    last_day: date,
    shares: Shares | None = None,
    keys: Mapping[bytes, str] | None = None,
) -> RegionFigures:
    """The figures of the latest revisions of all visits between two days, both included; `keys` as in `take_in`."""
    return region.region_figures(region_shares(store, shares, keys), first_day, last_day)


def region_shares(
    store: Store,
    shares: Shares | None = None,
    keys: Mapping[bytes, str] | None = None,
    progress: Progress | None = None,
) -> list[VisitShare]:
    """What the latest revisions of all visits contribute.

    With `keys` those alone that were signed with one of them, for the rep whose key it is, whatever name the report
    has: others were taken in before a key was known. Without, for the name in the report; where two people of one
    name were told apart, each of its keys is a rep.
    """
    shares = {} if shares is None else shares
    with store.read() as session:
        known, apart = known_reports(session), reps_apart(session)
        replaced = _latest(known, corrected(session), keys)
        standing = [head.id for head in visits.list_visits(session) if head.id in known and head.id not in replaced]
        unknown = [visit for visit in standing if visit not in shares]
        for done, visit in enumerate(unknown):
            if progress is not None:
                progress(done, len(unknown))
            shares[visit] = _share(session, known[visit])
    found = (shares[visit] for visit in standing if counts(known[visit].key, keys))
    return [_named(share, apart, keys or {}) for share in found]


def _named(share: VisitShare, apart: frozenset[str], keys: Mapping[bytes, str]) -> VisitShare:
    name = keys.get(bytes.fromhex(share.key), "") or share.rep
    if name in apart and share.key:
        name += told_apart_by(share.key)
    return share if name == share.rep else replace(share, rep=name, reported_by=share.rep)


def told_apart_by(key: str) -> str:
    """What stands behind a rep's name where each key, given in hex, is a rep of its own."""
    return f" ({fingerprint(bytes.fromhex(key))[:_KEY_SHOWN]})"


def counts(key: str, keys: Mapping[bytes, str] | None) -> bool:
    """Whether a report signed with a key (in hex, empty for none) counts; any does while no key is known."""
    return signer_of(key, keys) is not None


def _share(session: Session, known: KnownReport) -> VisitShare:
    return replace(share_of(*_loaded(session, known)), key=known.key)


def _loaded(session: Session, known: KnownReport) -> tuple[Visit, VisitFacts]:
    """The visit under the number its rep gave it, which the store may have had to leave out."""
    visit, facts = visits.load_visit(session, known.visit), visits.load_facts(session, known.visit)
    if facts is None:  # a region's visits are put in with their facts
        raise LookupError(known.visit)
    return replace(visit, number=known.number, revises=known.revises), facts


def region_visit(store: Store, visit: str) -> tuple[Visit, VisitFacts]:
    """One visit of the region with its facts, by its id."""
    with store.read() as session:
        return _loaded(session, known_reports(session)[visit])


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
