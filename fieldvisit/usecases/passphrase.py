"""The passphrase of a store: set, asked for, changed and taken away again.

Everything here works on a store file that nobody has open. A random data key encrypts the store; the passphrase only
wraps that key, in the key file beside the store (`fieldvisit.store.vault`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

Progress = Callable[[int, int | None], None]


@dataclass(frozen=True)
class Protected:
    """What `protect` did: the data key, and the old unencrypted files that could not be encrypted or removed."""

    key: bytes
    left_open: tuple[Path, ...] = ()


def is_locked(path: Path) -> bool:
    """Whether the store or backup at `path` is encrypted, so that `unlock` must come first; False where none is."""
    raise NotImplementedError


def unlock(path: Path, passphrase: str, now: datetime | None = None) -> bytes:
    """The data key of an encrypted store or backup, to be handed to `open_store`; takes about 0.3 s and 64 MB.

    Raises `WrongPassphrase` (which counts, see `attempts.wait_left`), `TooManyTries` while that wait lasts,
    `KeyFileMissing`, `KeyFileDamaged`, `NotEncrypted`, or another StoreError.
    """
    raise NotImplementedError


def protect(path: Path, passphrase: str, progress: Progress | None = None) -> Protected:
    """Encrypts the store at `path`, its backups and the replaced stores kept beside it; no plain copy stays.

    `progress` is told the files done and to do. Raises `WeakPassphrase`, `AlreadyEncrypted`, `StoreFull` or another
    StoreError; the store is then as it was. Stopped at any moment, the store is whole and either plain or encrypted
    under this passphrase; the next daily backup encrypts what is left.
    """
    raise NotImplementedError


def change_passphrase(path: Path, old: str, new: str) -> None:
    """Wraps the data key anew, for the store and all its backups. Works on a store in use too.

    Raises as `unlock`, for the old passphrase, and `WeakPassphrase` for the new one.
    """
    raise NotImplementedError


def remove_passphrase(path: Path, passphrase: str, progress: Progress | None = None) -> None:
    """Turns the store into a plain one. Its backups stay encrypted: restoring one asks for this passphrase.

    Raises as `unlock`, or another StoreError; the store is then as it was.
    """
    raise NotImplementedError
