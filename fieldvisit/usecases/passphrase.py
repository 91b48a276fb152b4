"""The passphrase of a store: set, asked for, changed and taken away again.

Everything here works on a store file that nobody has open. A random data key encrypts the store; the passphrase only
wraps that key, in the key file beside the store (`fieldvisit.store.vault`).
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import datetime
from math import ceil
from pathlib import Path

from fieldvisit.store import backup, ciphering, headers, key_files, key_trouble, opening, vault
from fieldvisit.store.errors import KeyFileMissing, StoreError, missing, too_new
from fieldvisit.usecases import attempts
from fieldvisit.usecases.passphrase_strength import strength
from fieldvisit.usecases.places import home

Progress = Callable[[int, int | None], None]


@dataclass(frozen=True)
class Protected:
    """What `protect` did: the data key, and the old unencrypted files that could not be encrypted or removed."""

    key: bytes = field(repr=False)
    left_open: tuple[Path, ...] = ()


def is_locked(path: Path) -> bool:
    """Whether the store or backup at `path` is encrypted, so that `unlock` must come first; False where none is."""
    return headers.is_encrypted(path)


def unlock(path: Path, passphrase: str, now: datetime | None = None) -> bytes:
    """The data key of an encrypted store or backup, to be handed to `open_store`; takes about 0.3 s and 64 MB.

    Raises `WrongPassphrase` (which counts, see `attempts.wait_left`), `TooManyTries` while that wait lasts,
    `KeyFileMissing`, `KeyFileDamaged`, `NotEncrypted`, or another StoreError.
    """
    moment = now or datetime.now().astimezone()
    if not headers.is_encrypted(path):
        raise key_trouble.not_encrypted(path)
    envelope = _envelope(path)
    left = attempts.wait_left(path, moment)
    if left > 0:
        raise key_trouble.too_many_tries(ceil(left))
    key = vault.opened(envelope, passphrase)
    if key is None:
        with suppress(StoreError):  # a full disk must not hide what is wrong
            attempts.note_wrong(path, moment)
        raise key_trouble.wrong_passphrase(path)
    attempts.forget(path)
    _mend(path, envelope)
    return key


def _envelope(path: Path) -> vault.Envelope:
    """A backup that came back from a stick without its key file may still be one of the user's own store."""
    from fieldvisit.usecases.region_home import owner_of

    try:
        return key_files.envelope_for(path, also_in=(home(), home() / key_files.BACKUPS))
    except KeyFileMissing:
        owner = owner_of(path)
        if owner is None:
            raise
        raise key_trouble.region_has_no_passphrase(path, owner) from None


def _mend(path: Path, envelope: vault.Envelope) -> None:
    """Puts back a key file that was found beside a copy; takes away what a kill left of turning the store plain."""
    with suppress(StoreError):
        backup.remove_half(path)
        if envelope not in key_files.readable_keys_beside(path):
            key_files.write_keys(path, [envelope])


def protect(path: Path, passphrase: str, progress: Progress | None = None) -> Protected:
    """Encrypts the store at `path`, its backups, the replaced stores kept beside it and its region.

    `progress` is told the files done and to do, the store being the first. Raises `WeakPassphrase`, `AlreadyEncrypted`,
    `StoreFull` or another StoreError; the store is then as it was. Stopped at any moment, the store is whole and either
    plain or encrypted under this passphrase; the next daily backup encrypts what is left.
    """
    _refuse_weak(passphrase)
    _refuse_unfit(path)
    backup.remove_leavings(path)
    told = progress or (lambda _done, _total: None)
    files = 1 + len(backup.kept_copies(path))
    told(0, files)
    key = vault.new_key()
    # First the key file: beside a plain store it means nothing, and the encrypted one is never without it.
    key_files.write_keys(path, [vault.seal(key, passphrase)])
    try:
        ciphering.turn_over(path, old=None, new=key)
    finally:
        if not headers.is_encrypted(path):
            headers.key_file_of(path).unlink(missing_ok=True)
    told(1, files)
    left = protect_copies(path, key, lambda done, _copies: told(1 + done, files))
    return Protected(key, (*left, *_protect_region(path, key)))


def _protect_region(path: Path, key: bytes) -> tuple[Path, ...]:
    """As `protect_copies`, for the region beside the store, whose key is found inside."""
    from fieldvisit.usecases import region_home
    from fieldvisit.usecases.open_store import open_store

    if region_home.in_the_clear(path):
        with suppress(StoreError), closing(open_store(path, key=key)) as own:
            region_home.protect_region(own)
    return region_home.in_the_clear(path)


def _refuse_weak(passphrase: str) -> None:
    if strength(passphrase).level == 0:
        raise key_trouble.weak_passphrase()


def _refuse_unfit(path: Path) -> None:
    if headers.id_in(headers.header(path)):
        raise key_trouble.already_encrypted(path)
    found = opening.schema_of(path)
    if found is None:
        raise missing(path)
    if found > opening.SCHEMA:
        raise too_new(path, found, opening.SCHEMA)


def protect_copies(path: Path, key: bytes, progress: Progress | None = None) -> tuple[Path, ...]:
    """Encrypts what lies in the clear of an encrypted store and gives every copy its present key file.

    Gives the files that stay in the clear, because they are damaged or cannot be written.
    """
    copies = backup.kept_copies(path)
    left: list[Path] = []
    for done, copy in enumerate(copies, 1):
        try:
            _protect_copy(path, copy, key)
        except StoreError:
            left += [copy] if headers.header(copy) == headers.PLAIN else []
        if progress is not None:
            progress(done, len(copies))
    return tuple(left)


def _protect_copy(path: Path, copy: Path, key: bytes) -> None:
    start = headers.header(copy)
    if start == headers.PLAIN:
        key_files.copy_key(path, copy)
        ciphering.turn_over(copy, old=None, new=key)
    elif headers.id_in(start) == headers.key_id(key):
        key_files.copy_key(path, copy)


def change_passphrase(path: Path, old: str, new: str) -> None:
    """Wraps the data key anew, for the store and all its backups. Works on a store in use too.

    Raises as `unlock`, for the old passphrase, and `WeakPassphrase` for the new one.
    """
    _refuse_weak(new)
    key = unlock(path, old)
    key_files.write_keys(path, [vault.seal(key, new)])
    protect_copies(path, key)


def remove_passphrase(path: Path, passphrase: str) -> None:
    """Turns the store into a plain one. Its backups stay encrypted: restoring one asks for this passphrase.

    Raises as `unlock`, or another StoreError; the store is then as it was.
    """
    key = unlock(path, passphrase)
    ciphering.turn_over(path, old=key, new=None)
    headers.key_file_of(path).unlink(missing_ok=True)
