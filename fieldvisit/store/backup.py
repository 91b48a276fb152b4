"""Copies of a store that are opened and checked before they count, kept for 10 days and 8 weeks."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from datetime import date, datetime
from glob import escape
from os.path import normcase
from pathlib import Path
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from fieldvisit.store import engine as engines
from fieldvisit.store import errors, key_files, opening, sums, traces
from fieldvisit.store.headers import LOGS, header, id_in, is_encrypted, key_file_of, key_id
from fieldvisit.store.traces import STAMP
from fieldvisit.store.whole_files import sync_folder

DAILY: Final = 10
WEEKLY: Final = 8
_DATED: Final = r"-\d{8}-\d{6}"
_MIGRATED: Final = r"-schema-\d{4}"


def folder_of(store: Path) -> Path:
    """Where the backups of a store are kept: `backups` beside it."""
    return store.parent / key_files.BACKUPS


def back_up(store: Path, now: datetime, *, key: bytes | None = None, held: engines.Driver | None = None) -> Path:
    """Makes a checked backup named after `now` (local time), drops those too many, and returns its path.

    `held` is a connection to the store, where its file can no longer be found under its name.
    """
    backup = folder_of(store) / f"{store.stem}-{now:{STAMP}}{store.suffix}"
    copy_to(store, backup, key=key, key_needed=True, held=held)
    for old in superfluous(backups(store)):
        if old == backup:
            continue  # made under a clock that goes back it bears the earliest day, and holds the latest work
        old.unlink()
        key_file_of(old).unlink(missing_ok=True)
        sums.drop(old)
    return backup


def copy_to(
    store: Path,
    copy: Path,
    *,
    key: bytes | None = None,
    key_needed: bool = False,
    held: engines.Driver | None = None,
) -> None:
    """Copies a store, also one in use, and checks the copy; `copy` is either whole or not there.

    A copy of an encrypted store is encrypted, and has its key file beside it before it is there itself; a store whose
    key is not kept in such a file has none, which with `key_needed` raises `KeyFileMissing`. A fault found in the copy
    is one of the store's, page for page, and told as such.
    """
    half = copy.with_name(copy.name + ".part")
    with errors.told(copy):
        _clear(half)
        try:
            _checked_copy(store, half, key, held)
            if key is not None and (key_needed or key_files.is_wrapped(store)):
                key_files.copy_key(store, copy, wanted=key_id(key))
            with errors.reaching(copy):
                sums.drop(copy)
                _drop_logs(copy)
                half.replace(copy)
                sync_folder(copy.parent)
            if key is None:
                sums.leave(copy)
        finally:
            half.unlink(missing_ok=True)


def _drop_logs(copy: Path) -> None:
    """What a file of that name has left unfinished must not be taken for this one's."""
    for tail in LOGS:
        copy.with_name(copy.name + tail).unlink(missing_ok=True)


def _clear(half: Path) -> None:
    with errors.reaching(half):
        half.parent.mkdir(parents=True, exist_ok=True)
        half.unlink(missing_ok=True)


def _checked_copy(store: Path, copy: Path, key: bytes | None, held: engines.Driver | None = None) -> None:
    try:
        with errors.told(copy):
            _copy(store, copy, key, held)
        opening.full_check(copy, key=key)
    except errors.StoreDamaged as error:
        raise errors.damaged(store) from error


def _copy(store: Path, copy: Path, key: bytes | None, held: engines.Driver | None) -> None:
    found = (
        contextlib.nullcontext(held) if held else contextlib.closing(engines.connect(store, key=key, read_only=True))
    )
    with (
        found as source,
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
    found = _named_after(store, folder_of(store), _DATED)
    return sorted((path for path in found if is_dated(path)), reverse=True)


def _named_after(store: Path, folder: Path, tail: str) -> Iterator[Path]:
    """Files that are named after this store, and not after another whose name begins with its name."""
    name = re.compile(re.escape(normcase(store.stem)) + tail + re.escape(normcase(store.suffix)))
    return (path for path in folder.glob("*") if name.fullmatch(normcase(path.name)))


def taken_at(backup: Path) -> datetime:
    """When a dated backup was made, in local time."""
    return datetime.strptime(backup.stem[-15:], STAMP)  # noqa: DTZ007 - local on purpose


def is_dated(path: Path) -> bool:
    """Whether the name of a backup tells when it was made."""
    try:
        taken_at(path)
    except ValueError:
        return False
    return True


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


def kept_copies(store: Path) -> list[Path]:
    """Everything that was ever set aside of a store: backups, copies before a migration, replaced stores."""
    copies = _named_after(store, folder_of(store), f"({_DATED}|{_MIGRATED})")
    return sorted([*copies, *_named_after(store, store.parent, f"-replaced{_DATED}")])


def remove_leavings(store: Path) -> None:
    """What a kill has left of copies that were being written, of a store that nobody has open."""
    remove_half(store)
    for part in (*folder_of(store).glob("*.part*"), *store.parent.glob(f"{escape(store.stem)}-replaced-*.part*")):
        with errors.reaching(part):
            part.unlink(missing_ok=True)


def remove_half(store: Path) -> None:
    """What a kill has left of the file that was to take the place of the store."""
    for tail in (".part", ".part-journal", ".part-wal", ".part-shm"):
        part = store.with_name(store.name + tail)
        with errors.reaching(part):
            part.unlink(missing_ok=True)


def restore(backup: Path, store: Path, now: datetime, *, key: bytes | None = None) -> Path | None:
    """Puts a backup in the place of a store that nobody has open; returns where the replaced one went.

    The backup is checked first; a damaged or newer one is refused and nothing changes.
    """
    _refuse_unusable(backup, key)
    fresh = store.with_name(store.name + ".part")
    _clear(fresh)
    _fold_log(store, key)
    try:
        _checked_copy(backup, fresh, key)
        _hand_over_keys(backup, store)
        with errors.reaching(store):
            sums.drop(store)
            replaced = _set_aside(store, now)
            fresh.replace(store)
            sync_folder(store.parent)
    finally:
        fresh.unlink(missing_ok=True)
    _settle_keys(store)
    return replaced


def _refuse_unusable(backup: Path, key: bytes | None) -> None:
    with errors.told(backup):
        schema = opening.schema_of(backup, key=key)
    if schema is None:
        raise errors.missing(backup)
    if schema > opening.SCHEMA:
        raise errors.too_new(backup, schema, opening.SCHEMA)
    if sums.has_decayed(backup, sums.left(backup)):
        raise errors.decayed(backup)
    opening.quick_check(backup, key=key)


def _fold_log(store: Path, key: bytes | None) -> None:
    """Takes the log of a kill into the store that is to be set aside: cut off between the two, it would miss there.

    A damaged store, or one under a key that is not known here, is left as it is, and its log goes with it. So is the
    log of a store that is gone or emptied, which SQLite would throw away.
    """
    if traces.has_log(store) and not traces.is_nothing(store):
        with contextlib.suppress(errors.StoreError), errors.told(store):
            own = key if id_in(header(store)) else None
            opening.quick_check(store, key=own)
            with contextlib.closing(engines.connect(store, key=own)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _hand_over_keys(backup: Path, store: Path) -> None:
    """Until the one file has taken the place of the other, the keys of both lie beside it."""
    wanted = id_in(header(backup))
    present = key_files.readable_keys_beside(store)
    if wanted and not any(each.key_id == wanted for each in present):
        key_files.write_keys(store, [key_files.envelope_for(backup), *present])


def _settle_keys(store: Path) -> None:
    """Only the restored file's key stays beside it; that of the replaced one went with it."""
    kept = [each for each in key_files.readable_keys_beside(store) if each.key_id == id_in(header(store))]
    if kept:
        key_files.write_keys(store, kept)
    else:
        key_file_of(store).unlink(missing_ok=True)


def _set_aside(store: Path, now: datetime) -> Path | None:
    """Gives the store a second name where the disk knows such, so that there is one under its own at any moment."""
    if not store.exists():
        traces.set_aside_log(store, now)  # else it would be read into the store that comes
        return None
    kept = traces.replaced(store, now)
    if is_encrypted(store) and (own := key_files.readable_keys_beside(store)):
        key_files.write_keys(kept, own)
    try:
        kept.hardlink_to(store)
    except OSError:
        store.replace(kept)
    traces.move_logs(store, kept)
    return kept
