"""What a store leaves beside its name: the log that tells of it when it is gone, and its name once replaced."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

from fieldvisit.store import errors
from fieldvisit.store.headers import LOGS, log_of

STAMP: Final = "%Y%m%d-%H%M%S"
"""How the names of copies tell when they were made."""


def is_nothing(store: Path) -> bool:
    """Whether there is no file, or an empty one, where the store should be. Raises StoreError."""
    with errors.reaching(store):
        return not store.exists() or (store.is_file() and store.stat().st_size == 0)


def has_log(store: Path) -> bool:
    """Whether a write-ahead log with something in it lies beside a store."""
    log = log_of(store)
    with errors.reaching(log):
        return log.is_file() and log.stat().st_size > 0


def set_aside_log(store: Path, now: datetime) -> None:
    """Takes the log of a lost store out of the way of a new one, which it would be read into, and keeps it."""
    with errors.reaching(store):
        move_logs(store, replaced(store, now))


def move_logs(store: Path, kept: Path) -> None:
    """Gives whatever SQLite has left beside `store` to the file `kept`."""
    for tail in LOGS:
        rest = store.with_name(store.name + tail)
        if rest.exists():
            rest.replace(kept.with_name(kept.name + tail))


def replaced(store: Path, now: datetime) -> Path:
    """The name that a store bears once another one has taken its place at `now` (local time)."""
    return store.with_name(f"{store.stem}-replaced-{now:{STAMP}}{store.suffix}")
