"""Opening a store file, made where there is none, brought up to this version where it is older."""

from __future__ import annotations

from pathlib import Path

from fieldvisit.store import store as stores
from fieldvisit.store.store import Store


def open_store(path: Path, *, create: bool = True) -> Store:
    """The open store at `path`. Raises a StoreError in words: missing, damaged, newer, read-only, full disk."""
    return stores.open_store(path, create=create)
