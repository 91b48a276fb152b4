"""What tells that there was a store where none is any more: the log beside its name."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from fieldvisit.store import errors


def is_nothing(store: Path) -> bool:
    """Whether there is no file, or an empty one, where the store should be. Raises StoreError."""
    with errors.reaching(store):
        return not store.exists() or (store.is_file() and store.stat().st_size == 0)


def has_log(store: Path) -> bool:
    """Whether a write-ahead log with something in it lies beside a store."""
    log = store.with_name(store.name + "-wal")
    with errors.reaching(log):
        return log.is_file() and log.stat().st_size > 0


def set_aside_log(store: Path, now: datetime) -> None:
    """Takes the log of a lost store out of the way of a new one, which it would be read into, and keeps it."""
    kept = store.with_name(f"{store.stem}-replaced-{now:%Y%m%d-%H%M%S}{store.suffix}")
    with errors.reaching(store):
        for tail in ("-wal", "-shm", "-journal"):
            rest = store.with_name(store.name + tail)
            if rest.exists():
                rest.replace(kept.with_name(kept.name + tail))
