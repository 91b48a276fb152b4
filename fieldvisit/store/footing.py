"""Whether the files that a store has open are still those under its names.

Where a synchronising program puts another file in the place of the store, or somebody deletes it, SQLite goes on
writing into the file it has open, which nobody will find again; a log that was taken away loses what is only in it.
Files are told apart by the numbers the system gives them; looking at that opens nothing, for closing a second handle
on the file would let go of SQLite's locks.
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import NamedTuple, TypeAlias

from fieldvisit.store import errors
from fieldvisit.store.headers import log_of

_Number: TypeAlias = tuple[int, int]
"""Device and file."""


class Ground(Enum):
    """What a store stands on."""

    FIRM = "its own files"
    WITHOUT_LOG = "its file, but the log under its name is gone or another one"
    MOVED = "a file that is no longer under its name"
    OUT_OF_REACH = "a folder that is not there, or a drive that is not"


class _Held(NamedTuple):
    store: _Number | None
    log: _Number | None


class Footing:
    """Of one store, from its first connection on."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._log = log_of(store)
        self._held: _Held | None = None

    def hold(self) -> None:
        """A connection was made; the first one tells which files are ours."""
        if self._held is None:
            self._held = _Held(_number(self._store), _number(self._log))

    def let_go(self) -> None:
        """The last connection is gone."""
        self._held = None

    def ground(self) -> Ground:
        """How it stands now; firm as long as nothing is open."""
        held = self._held
        if held is None or held.store is None:
            return Ground.FIRM
        if _number(self._store) == held.store:
            return Ground.FIRM if _number(self._log) == held.log else Ground.WITHOUT_LOG
        folder = _number(self._store.parent)
        return Ground.MOVED if folder is not None and folder[0] == held.store[0] else Ground.OUT_OF_REACH

    def refuse_others(self) -> None:
        """Raises StoreMoved where a new connection would be one to other files, or would make an empty one."""
        if self.ground() is not Ground.FIRM:
            raise errors.moved(self._store)


def _number(path: Path) -> _Number | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
