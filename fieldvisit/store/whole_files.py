"""Small files that are there whole or not at all, also after the power was cut."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Lock

from fieldvisit.store import errors

_one_at_a_time = Lock()


def write_whole(path: Path, content: bytes) -> None:
    """Replaces the file at `path`; nobody but its owner may read it. Raises a StoreError that names it."""
    part = path.with_name(path.name + ".part")
    with _one_at_a_time, errors.reaching(path):
        try:
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except OSError:
            part.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Waits until a file that was written without waiting is on the disk."""
    with errors.reaching(path), path.open("r+b") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Waits until names that were changed in a folder are on the disk; Windows does so by itself."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
