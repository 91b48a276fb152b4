"""Where a manager's region is kept: a file of its own beside the user's store, encrypted where that one is.

Its key follows from the user's signing key, which lies in the user's store and in no export of it. So the region opens
with the user's store, whatever passphrase that has now, and stays encrypted when the passphrase is given up.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from threading import Lock

from fieldvisit.store import backup, ciphering, headers
from fieldvisit.store.errors import StoreError
from fieldvisit.store.store import Store
from fieldvisit.usecases.keys import own_signer
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.places import default_store, home

_PLAIN = "region.store"
_ENCRYPTED = "region-{name}.store"
_PURPOSE = b"FieldVisit region 1\n"
_NAMED = 8
_one_at_a_time = Lock()


def is_region_there() -> bool:
    """Whether anything was ever dropped."""
    return any(home().glob("region*.store"))


def open_region(own: Store) -> Store:
    """The region of the user of `own`. Raises a StoreError as `open_store` does.

    A region that was made before the user's store was encrypted is encrypted now.
    """
    key = _key(own)
    plain, encrypted = home() / _PLAIN, _encrypted(key)
    with _one_at_a_time:
        if own.key is not None or _is_under(plain, key):
            _turn_over(plain, encrypted, key)
    if own.key is not None or encrypted.is_file():
        return open_store(encrypted, key=key)
    return open_store(plain)


def protect_region(own: Store) -> None:
    """Encrypts what lies in the clear of the region of an encrypted store; `in_the_clear` tells what stays so."""
    plain = home() / _PLAIN
    if not in_the_clear(own.path):
        return
    key = _key(own)
    with _one_at_a_time:
        with suppress(StoreError):
            _turn_over(plain, _encrypted(key), key)
        for copy in _readable(backup.kept_copies(plain)):
            with suppress(StoreError):
                ciphering.turn_over(copy, old=None, new=key)


def in_the_clear(own: Path) -> tuple[Path, ...]:
    """The files of the region of the store at `own` that anybody can read.

    A region goes with the user's own store, beside which it lies; with another one only where there is no such.
    """
    if default_store().is_file() and own.resolve() != default_store().resolve():
        return ()
    plain = home() / _PLAIN
    return _readable([plain, *backup.kept_copies(plain)])


def _readable(paths: Iterable[Path]) -> tuple[Path, ...]:
    return tuple(path for path in paths if headers.header(path) == headers.PLAIN)


def _key(own: Store) -> bytes:
    return hashlib.sha256(_PURPOSE + own_signer(own).private).digest()


def _encrypted(key: bytes) -> Path:
    return home() / _ENCRYPTED.format(name=hashlib.sha256(key).hexdigest()[:_NAMED])


def _turn_over(plain: Path, encrypted: Path, key: bytes) -> None:
    """Stopped between its two steps, the region is encrypted under its old name, and the next time finds it so."""
    if not plain.is_file() or encrypted.is_file():
        return
    if not _is_under(plain, key):
        ciphering.turn_over(plain, old=None, new=key)
    plain.replace(encrypted)


def _is_under(path: Path, key: bytes) -> bool:
    return headers.id_in(headers.header(path)) == headers.key_id(key)
