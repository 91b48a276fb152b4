"""Opening a store file, made where there is none, brought up to this version where it is older.

Where there is no file, or an empty one, but a log or backups beside it, a store has been lost: moved away by a
synchronising program, emptied by a failing disk. It is then not made anew in silence, which would also take the log
away: SQLite does that to a log without a file. Only `begin_anew` goes on there, with the log set aside.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from fieldvisit.store import backup, errors, headers, traces
from fieldvisit.store import store as stores
from fieldvisit.store.store import Store
from fieldvisit.usecases import core_dumps


def open_store(path: Path, *, create: bool = True, key: bytes | None = None) -> Store:
    """The open store at `path`; `key` is the data key of an encrypted one (`passphrase.unlock`), else None.

    Raises a StoreError in words: missing, damaged, newer, read-only, full disk; `PassphraseNeeded` for an encrypted
    store without a key, `WrongKey`, `NotEncrypted`, `HeaderDamaged`.
    """
    if is_lost(path):
        raise errors.lost(path)
    if key is not None:
        core_dumps.forbid()
    return stores.open_store(path, create=create, key=key)


def is_lost(path: Path) -> bool:
    """Whether there is no store at `path`, but something that tells that there was one. Raises StoreError."""
    return traces.is_nothing(path) and (traces.has_log(path) or bool(backup.backups(path)))


def begin_anew(path: Path, now: datetime | None = None) -> None:
    """Makes an empty store where there is none, or only the beginning of one; what is left of a lost one is kept.

    Raises StoreError.
    """
    if traces.is_nothing(path):
        traces.set_aside_log(path, now or datetime.now().astimezone())
    if not headers.is_encrypted(path):
        stores.open_store(path).close()
