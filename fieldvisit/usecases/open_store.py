"""Opening a store file, made where there is none, brought up to this version where it is older."""

from __future__ import annotations

from pathlib import Path

from fieldvisit.store import store as stores
from fieldvisit.store.store import Store


def open_store(path: Path, *, create: bool = True, key: bytes | None = None) -> Store:
    """The open store at `path`; `key` is the data key of an encrypted one (`passphrase.unlock`), else None.

    Raises a StoreError in words: missing, damaged, newer, read-only, full disk; `PassphraseNeeded` for an encrypted
    store without a key, `WrongKey`, `NotEncrypted`, `HeaderDamaged`.
    """
    return stores.open_store(path, create=create, key=key)
