"""Small files that are there whole or not at all, also after the power was cut."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from threading import Lock
from typing import Final

from fieldvisit.store import errors

_one_at_a_time = Lock()
_CANNOT: Final = {errno.EINVAL, errno.ENOTSUP, errno.EBADF}
"""What network folders and some sticks answer when a folder is to be synchronised."""


def write_whole(path: Path, content: bytes) -> None:
    """Replaces the file at `path`; nobody but its owner may read it. Raises a StoreError that names it."""
    part = path.with_name(path.name + ".part")
    with _one_at_a_time, errors.reaching(path):
        try:
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(content)
                file.flush()
                _flush(file.fileno())
            part.replace(path)
        except OSError:
            part.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Waits until a file that was written without waiting is on the disk."""
    with errors.reaching(path), path.open("r+b") as file:
        _flush(file.fileno())


def sync_folder(folder: Path) -> None:
    """Waits until names that were changed in a folder are on the disk, where it can be asked for; Windows cannot."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        _flush(descriptor)
    except OSError as error:
        if error.errno not in _CANNOT:
            raise
    finally:
        os.close(descriptor)


def _flush(descriptor: int) -> None:
    """As `os.fsync`, which on macOS leaves it to the drive's own memory."""
    if sys.platform == "darwin":
        import fcntl

        try:
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
        except OSError:  # not every file system knows it
            os.fsync(descriptor)
    else:
        os.fsync(descriptor)
