"""Copies of a store that are opened and checked before they count, kept for 10 days and 8 weeks."""

from __future__ import annotations

import contextlib
from datetime import date, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from fieldvisit.store import engine as engines
from fieldvisit.store import errors, opening

DAILY: Final = 10
WEEKLY: Final = 8
_STAMP: Final = "%Y%m%d-%H%M%S"


def folder_of(store: Path) -> Path:
    """Where the backups of a store are kept: `backups` beside it."""
    return store.parent / "backups"


def back_up(store: Path, now: datetime, *, key: bytes | None = None) -> Path:
    """Makes a checked backup named after `now` (local time), drops those too many, and returns its path."""
    backup = folder_of(store) / f"{store.stem}-{now:{_STAMP}}{store.suffix}"
    copy_to(store, backup, key=key)
    for old in superfluous(backups(store)):
        old.unlink()
    return backup


def copy_to(store: Path, copy: Path, *, key: bytes | None = None) -> None:
    """Copies a store, also one in use, and checks the copy; `copy` is either whole or not there.

    A fault found in the copy is one of the store's, page for page, and told as such.
    """
    half = copy.with_name(copy.name + ".part")
    with errors.told(copy):
        with errors.reaching(copy):
            copy.parent.mkdir(parents=True, exist_ok=True)
            half.unlink(missing_ok=True)
        try:
            _checked_copy(store, half, key)
            with errors.reaching(copy):
                half.replace(copy)
        finally:
            half.unlink(missing_ok=True)


def _checked_copy(store: Path, copy: Path, key: bytes | None) -> None:
    try:
        with errors.told(copy):
            _copy(store, copy, key)
        opening.full_check(copy, key=key)
    except errors.StoreDamaged as error:
        raise errors.damaged(store) from error


def _copy(store: Path, copy: Path, key: bytes | None) -> None:
    with (
        contextlib.closing(engines.connect(store, key=key, read_only=True)) as source,
        contextlib.closing(engines.connect(copy, key=key, journal="DELETE")) as target,
    ):
        # In one step: small steps begin anew each time another connection writes.
        source.backup(target, pages=-1)
        # The copied header says WAL; a copy has to be one file.
        target.execute("PRAGMA journal_mode = DELETE")


def last_closed(session: Session) -> datetime | None:
    """When the latest closed visit was closed; None where none is."""
    from fieldvisit.store import models

    return session.connection().execute(select(func.max(models.Visit.closed_at))).scalar()


def backups(store: Path) -> list[Path]:
    """The dated backups of a store, newest first."""
    found = folder_of(store).glob(f"{store.stem}-*{store.suffix}")
    return sorted((path for path in found if _moment(path, store)), reverse=True)


def taken_at(backup: Path) -> datetime:
    """When a dated backup was made, in local time."""
    return datetime.strptime(backup.stem[-15:], _STAMP)  # noqa: DTZ007 - local on purpose


def _moment(path: Path, store: Path) -> datetime | None:
    if len(path.stem) != len(store.stem) + 16:
        return None
    try:
        return taken_at(path)
    except ValueError:
        return None


def superfluous(newest_first: list[Path]) -> list[Path]:
    """Those that are the last neither of one of the 10 latest days nor of one of the 8 latest weeks."""
    days: dict[date, Path] = {}
    weeks: dict[tuple[int, int], Path] = {}
    for path in newest_first:
        day = taken_at(path).date()
        days.setdefault(day, path)
        weeks.setdefault(day.isocalendar()[:2], path)
    kept = {*list(days.values())[:DAILY], *list(weeks.values())[:WEEKLY]}
    return [path for path in newest_first if path not in kept]


def restore(backup: Path, store: Path, now: datetime, *, key: bytes | None = None) -> Path | None:
    """Puts a backup in the place of a store that nobody has open; returns where the replaced one went.

    The backup is checked first; a damaged or newer one is refused and nothing changes.
    """
    _refuse_unusable(backup, key)
    fresh = store.with_name(store.name + ".part")
    try:
        copy_to(backup, fresh, key=key)
        with errors.reaching(store):
            replaced = _set_aside(store, now)
            fresh.replace(store)
    finally:
        fresh.unlink(missing_ok=True)
    return replaced


def _refuse_unusable(backup: Path, key: bytes | None) -> None:
    with errors.told(backup):
        schema = opening.schema_of(backup, key=key)
    if schema is None:
        raise errors.missing(backup)
    if schema > opening.SCHEMA:
        raise errors.too_new(backup, schema, opening.SCHEMA)
    opening.quick_check(backup, key=key)


def _set_aside(store: Path, now: datetime) -> Path | None:
    if not store.exists():
        return None
    kept = store.with_name(f"{store.stem}-replaced-{now:{_STAMP}}{store.suffix}")
    store.replace(kept)
    for tail in ("-wal", "-shm"):
        rest = store.with_name(store.name + tail)
        if rest.exists():
            rest.replace(kept.with_name(kept.name + tail))
    return kept
