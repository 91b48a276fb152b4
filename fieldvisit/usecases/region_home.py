"""Where a manager's region is kept: a file of its own beside the user's store, encrypted where that one is.

Its key follows from the user's signing key, which lies in the user's store and in no export of it. So the region opens
with the user's store, whatever passphrase that has now, and stays encrypted when the passphrase is given up.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from fieldvisit.store import ciphering
from fieldvisit.store.store import Store
from fieldvisit.usecases.keys import own_signer
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.places import home

_PLAIN = "region.store"
_ENCRYPTED = "region-{name}.store"
_PURPOSE = b"FieldVisit region 1\n"
_NAMED = 8


def is_region_there() -> bool:
    """Whether anything was ever dropped."""
    return any(home().glob("region*.store"))


def open_region(own: Store) -> Store:
    """The region of the user of `own`. Raises a StoreError as `open_store` does.

    A region that was made before the user's store was encrypted is encrypted now.
    """
    key = hashlib.sha256(_PURPOSE + own_signer(own).private).digest()
    plain, encrypted = home() / _PLAIN, _encrypted(key)
    if own.key is not None and plain.is_file() and not encrypted.is_file():
        ciphering.turn_over(plain, old=None, new=key)
        plain.replace(encrypted)
    if own.key is not None or encrypted.is_file():
        return open_store(encrypted, key=key)
    return open_store(plain)


def _encrypted(key: bytes) -> Path:
    return home() / _ENCRYPTED.format(name=hashlib.sha256(key).hexdigest()[:_NAMED])
