"""Which reports a region's store was filled from, which files were refused, and which reps are told apart by key."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from fieldvisit.domain.language import Message
from fieldvisit.domain.region import Refusal, RefusedAs
from fieldvisit.store import models
from fieldvisit.store.past.renewing import renew_past
from fieldvisit.store.settings import put_setting, settings_under

_REPORT = "region/report/"
_REFUSED = "region/refused/"
_APART = "region/apart"
_PORTION = 500


@dataclass(frozen=True)
class KnownReport:
    """A report that was taken in. `number` is the rep's own: two reps may have given the same one.

    `key` is the public key that signed it, in hex; empty where nobody did.
    """

    visit: str
    number: str
    revision: int
    revises: str
    rep: str
    dealer: str
    digest: str
    file: str
    key: str = ""

    @property
    def chain(self) -> tuple[str, str, str]:
        """What all revisions of one visit have in common."""
        return self.number, self.rep, self.dealer


@dataclass(frozen=True)
class RefusedFile:
    """A file that does not count, until it is dismissed or comes again and counts."""

    path: Path
    refusal: Refusal


def known_reports(session: Session) -> dict[str, KnownReport]:
    """All reports by the ids of their visits."""
    return {visit: KnownReport(**held) for visit, held in settings_under(session, _REPORT).items()}


def keep_report(session: Session, report: KnownReport) -> None:
    """Notes a report."""
    held: dict[str, Any] = asdict(report)
    put_setting(session, _REPORT + report.visit, held)


def forget_reports(session: Session, visits: Iterable[str]) -> None:
    """Takes reports away together with their visits; all revisions of a visit must go at once."""
    gone = list(visits)
    visited: set[int] = set()
    for start in range(0, len(gone), _PORTION):
        ids = gone[start : start + _PORTION]
        visited.update(session.scalars(select(models.Visit.dealer_id).where(models.Visit.id.in_(ids))))
        session.execute(update(models.Visit).where(models.Visit.id.in_(ids)).values(revises=None))
        session.execute(delete(models.Visit).where(models.Visit.id.in_(ids)))
        session.execute(delete(models.Setting).where(models.Setting.key.in_([_REPORT + each for each in ids])))
    for dealer in sorted(visited):
        renew_past(session.connection(), dealer)


def make_way(session: Session, visit: str) -> None:
    """Takes one report away for another of the same visit; what corrected it stays, and stands alone."""
    session.execute(update(models.Visit).where(models.Visit.revises == visit).values(revises=None))
    forget_reports(session, [visit])


def corrected(session: Session) -> dict[str, str]:
    """By the ids of visits those that they correct, as far as they are here."""
    links = session.execute(select(models.Visit.id, models.Visit.revises).where(models.Visit.revises.is_not(None)))
    return {link.id: str(link.revises) for link in links}


def empty_region(session: Session) -> None:
    """Takes away everything that came from reports: visits, dealers, refused files."""
    session.execute(update(models.Visit).values(revises=None))
    session.execute(delete(models.Visit))
    session.execute(delete(models.Dealer))
    for prefix in (_REPORT, _REFUSED):
        session.execute(delete(models.Setting).where(models.Setting.key.startswith(prefix, autoescape=True)))


def refused_files(session: Session) -> list[RefusedFile]:
    """All that were refused and not dismissed, by name."""
    held = settings_under(session, _REFUSED).values()
    found = [RefusedFile(Path(each["path"]), _refusal(each)) for each in held]
    return sorted(found, key=lambda each: (each.path.name, str(each.path)))


def keep_refused(session: Session, path: Path, refusal: Refusal) -> None:
    """Notes a refused file; one of the same path is replaced."""
    told = {key: value if isinstance(value, str | int) else str(value) for key, value in refusal.why.values.items()}
    held = {
        "path": str(path),
        "kind": refusal.kind.value,
        "why": refusal.why.template,
        "values": told,
        "key": refusal.key,
        "rep": refusal.rep,
    }
    put_setting(session, _refused_key(path), held)


def dismiss_refused(session: Session, paths: Iterable[Path]) -> None:
    """Forgets refused files."""
    for path in paths:
        put_setting(session, _refused_key(path), None)


def reps_apart(session: Session) -> frozenset[str]:
    """The names under which each key is a person of its own."""
    return frozenset(settings_under(session, _APART).get("", ()))


def tell_apart(session: Session, names: Iterable[str]) -> None:
    """Keeps the names under which each key is a person of its own."""
    put_setting(session, _APART, sorted(names) or None)


def all_revisions(session: Session, visits: Iterable[str]) -> set[str]:
    """The ids of these visits together with all their revisions, as far as they are here."""
    links = session.execute(select(models.Visit.id, models.Visit.revises))
    before = {link.id: link.revises for link in links}
    wanted = {_first(visit, before) for visit in visits}
    return {each for each in before if _first(each, before) in wanted}


def _first(visit: str, before: Mapping[str, str | None]) -> str:
    while (earlier := before.get(visit)) is not None:
        visit = earlier
    return visit


def _refusal(held: dict[str, Any]) -> Refusal:
    template, values = held["why"], held["values"]
    return Refusal(RefusedAs(held["kind"]), Message(template, **values), held["key"], held["rep"])


def _refused_key(path: Path) -> str:
    return _REFUSED + hashlib.sha256(str(path).encode("utf-8", "surrogatepass")).hexdigest()[:32]
