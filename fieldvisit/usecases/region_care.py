"""What a manager does with a region beside adding to it: take reports out, trust a key, tell reps apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fieldvisit.exchange.key_file import PublicKey
from fieldvisit.exchange.seals import fingerprint
from fieldvisit.store import visits
from fieldvisit.store.region import (
    RefusedFile,
    all_revisions,
    dismiss_refused,
    empty_region,
    forget_reports,
    known_reports,
    refused_files,
    reps_apart,
    tell_apart,
)
from fieldvisit.store.store import Store
from fieldvisit.usecases.keys import known_keys, take_key


@dataclass(frozen=True)
class SeenKey:
    """A key that reports were signed with. `name` is whose it is, None while it is not known; `reps` whom they name."""

    public: str
    name: str | None
    reps: tuple[str, ...]
    reports: int

    @property
    def fingerprint(self) -> str:
        """The short name of the key."""
        return fingerprint(bytes.fromhex(self.public))


def refused(store: Store) -> list[RefusedFile]:
    """The files that were refused and not dismissed."""
    with store.read() as session:
        return refused_files(session)


def dismiss(store: Store, paths: Iterable[Path]) -> None:
    """Forgets refused files; the files themselves are not touched."""
    with store.write() as session:
        dismiss_refused(session, paths)


def remove_reports(store: Store, reports: Iterable[str]) -> int:
    """Takes visits out of the region, each with all its revisions; gives how many reports went. Files stay."""
    with store.write() as session:
        gone = all_revisions(session, reports) & known_reports(session).keys()
        forget_reports(session, gone)
    return len(gone)


def remove_period(store: Store, first: date, last: date) -> int:
    """Takes the visits of some days out of the region; gives how many reports went."""
    with store.read() as session:
        inside = [head.id for head in visits.visits_between(session, first, last)]
    return remove_reports(store, inside)


def empty(store: Store) -> None:
    """Takes everything out of the region that came from reports."""
    with store.write() as session:
        empty_region(session)


def seen_keys(region: Store, own: Store) -> list[SeenKey]:
    """The keys that reports came with, counted and refused ones, the unknown first; `own` is the user's store."""
    known = {public.hex(): name for public, name in known_keys(own).items()}
    reps: dict[str, list[str]] = {}
    for key, rep in _signers(region):
        if key:
            reps.setdefault(key, []).append(rep)
    found = [
        SeenKey(key, known.get(key), tuple(dict.fromkeys(names)), len(names)) for key, names in sorted(reps.items())
    ]
    return sorted(found, key=lambda each: (each.name is not None, each.reps))


def _signers(region: Store) -> Sequence[tuple[str, str]]:
    with region.read() as session:
        counted = [(each.key, each.rep) for each in known_reports(session).values()]
        return counted + [(each.refusal.key, each.refusal.rep) for each in refused_files(session)]


def trust_key(own: Store, public: str, name: str) -> None:
    """Knows a key, given in hex, as that of `name` from now on."""
    take_key(own, PublicKey(name, bytes.fromhex(public)))


def set_apart(store: Store, name: str, *, apart: bool) -> None:
    """Counts each key under this name as a rep of its own, or all of them as one."""
    with store.write() as session:
        names = reps_apart(session)
        tell_apart(session, names | {name} if apart else names - {name})
