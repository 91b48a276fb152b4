"""The digest of a plain store as it was left, compared at the next start: SQLite itself keeps no checksums, so that a
byte which the disk has flipped inside a text or a figure would read as one that was typed.

A digest counts only for a file of the very size and time of last change that it names: whoever writes alters these,
a failing disk does not. It is taken away when the store is opened, and lies beside it only while nobody has it open.
An encrypted store needs none: each of its pages is authenticated whenever it is read.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from pathlib import Path
from typing import Final, NamedTuple

from fieldvisit.store.headers import log_of

_DIGEST: Final = "sha256"


class Left(NamedTuple):
    """Bytes, time of the last change in nanoseconds, and hexadecimal digest of a file."""

    size: int
    changed: int
    digest: str


def sum_file_of(store: Path) -> Path:
    """Where the digest of a store or backup lies: beside it."""
    return store.with_name(store.name + ".sum")


def leave(store: Path, known: Left | None = None) -> None:
    """Writes down how a plain store is left, unless somebody else has it open yet.

    `known` is how it was found, where nothing was written since: it stays what counts. What cannot be written or read
    is not: then the next start has nothing to compare with.
    """
    with contextlib.suppress(OSError):
        if not log_of(store).exists():
            found = known or _look(store)
            if found is not None:
                sum_file_of(store).write_text(json.dumps(found), encoding="utf-8")


def take(store: Path) -> Left | None:
    """As `left`, and then it is no longer beside the store, which is going to be written."""
    found = left(store)
    drop(store)
    return found


def left(store: Path) -> Left | None:
    """How the store was left; None where that is not known."""
    try:
        size, changed, digest = json.loads(sum_file_of(store).read_bytes())
        return Left(int(size), int(changed), str(digest))
    except (OSError, ValueError, TypeError):
        return None


def drop(store: Path) -> None:
    """The file is about to become another one."""
    with contextlib.suppress(OSError):
        sum_file_of(store).unlink(missing_ok=True)


def has_decayed(store: Path, before: Left | None) -> bool:
    """Whether the content differs though nobody has written since; reads the whole file, 1 s for a gigabyte."""
    with contextlib.suppress(OSError):
        if before is not None and before[:2] == _state(store):
            found = _look(store)
            return found is not None and found[:2] == before[:2] and found.digest != before.digest
    return False


def _look(store: Path) -> Left | None:
    """None for a file that was written while it was read."""
    before = _state(store)
    with store.open("rb") as file:
        digest = hashlib.file_digest(file, _DIGEST).hexdigest()
    return Left(*before, digest) if _state(store) == before else None


def _state(store: Path) -> tuple[int, int]:
    found = store.stat()
    return found.st_size, found.st_mtime_ns
