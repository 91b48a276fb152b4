"""Verified copies of the store, and the way back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fieldvisit.store import backup as copies
from fieldvisit.store import errors, opening, sums
from fieldvisit.store.headers import header, id_in, is_encrypted, key_id
from fieldvisit.store.store import Store
from fieldvisit.usecases.passphrase import protect_copies


@dataclass(frozen=True)
class Backup:
    """A copy of the store as it was at a moment (local time); `size` in bytes."""

    path: Path
    taken_at: datetime
    size: int


def back_up(store: Store, target: Path | None = None, now: datetime | None = None) -> Path:
    """Copies the store to `target`, or beside it under the date, and checks the copy. Raises StoreError."""
    if target is None:
        return copies.back_up(store.path, now or datetime.now().astimezone(), key=store.key)
    copies.copy_to(store.path, target, key=store.key, key_needed=True)
    return target


def back_up_daily(store: Store, now: datetime) -> Path | None:
    """The automatic backup of the day; None when there is one already, and then the store is only checked.

    Raises StoreDamaged for a store in which either finds a fault.
    """
    if store.key is not None:
        _protect_rest(store, store.key)
    if sums.has_decayed(store.path, store.left):
        raise errors.decayed(store.path)
    newest = _newest(store)
    if newest is not None and newest.taken_at.date() == now.date():
        opening.quick_check(store.path, key=store.key)
        return None
    return back_up(store, now=now)


def _protect_rest(store: Store, key: bytes) -> None:
    """What an interrupted change has left as it was."""
    from fieldvisit.usecases.region_home import protect_region  # slow to import, and the window opens just now

    protect_copies(store.path, key)
    protect_region(store)


def back_up_closed(store: Store, now: datetime) -> Path | None:
    """A backup when a visit was closed since the last one; None when there is nothing new in that way."""
    with store.read() as session:
        closed = copies.last_closed(session)
    newest = _newest(store)
    if closed is None or (newest is not None and closed.timestamp() < newest.taken_at.timestamp() <= now.timestamp()):
        return None
    return back_up(store, now=now)


def back_up_held(store: Store, now: datetime) -> Path:
    """A backup of what the store has open, although its file is no longer under its name. Raises StoreError."""
    with store.held() as driver:
        return copies.back_up(store.path, now, key=store.key, held=driver)


def _newest(store: Store) -> Backup | None:
    return next(iter(list_backups(store.path)), None)


def list_backups(store: Path) -> list[Backup]:
    """The dated backups of the store at this path, newest first."""
    found = [(path, _size(path)) for path in copies.backups(store)]
    return [Backup(path, copies.taken_at(path), size) for path, size in found if size is not None]


def _size(path: Path) -> int | None:
    """Bytes; None for a backup that a newer one has just replaced."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return None


def restore_backup(store: Path, backup: Path, now: datetime | None = None, *, key: bytes | None = None) -> Path | None:
    """Puts a backup in the place of the store, which nobody may have open; gives where the replaced one is kept.

    `key` is the data key of an encrypted backup: that of the store as a rule (`key_fits`), else what
    `passphrase.unlock(backup, ...)` gives; the store is afterwards encrypted under the backup's passphrase. A plain
    backup is restored as a plain store, whatever `key` is. Raises as `open_store`; the store is then as it was.
    """
    moment = now or datetime.now().astimezone()
    return copies.restore(backup, store, moment, key=key if is_encrypted(backup) else None)


def key_fits(backup: Path, key: bytes) -> bool:
    """Whether a data key is the one of this encrypted store or backup, so that no passphrase need be asked."""
    return id_in(header(backup)) == key_id(key)
