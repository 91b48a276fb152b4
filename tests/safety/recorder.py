"""Runs SQL over a store and records every write and synchronisation that SQLite asks of the system.

Run as `recorder.py STORE SQL SYNCHRONOUS RECORDING [KEY]`: a process of its own, because this SQLite is another library
than the application's, and two of them must not have one file open in one process.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import apsw

from fieldvisit.store.keying import spelled
from tests.safety.disk import Operation, write_recording

CIPHERS: Final = "multipleciphers-"
"""What this SQLite puts before the name of a system to encrypt above it, which it does by itself for its default."""
recording: list[Operation] = []


class RecordedFile(apsw.VFSFile):
    """Does what it is told and writes it down."""

    def __init__(self, base: str, name: apsw.URIFilename | str | None, flags: list[int]) -> None:
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        self._name = Path(path).name if path else ""
        super().__init__(base, name, flags)

    def _note(self, what: str, at: int = 0, data: bytes = b"") -> None:
        if self._name:
            recording.append(Operation(what, self._name, at, data))

    def xWrite(self, data: bytes, offset: int) -> None:
        self._note("write", offset, bytes(data))
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:
        self._note("truncate", newsize)
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:
        super().xSync(flags)
        self._note("sync")


class RecordedSystem(apsw.VFS):
    """The system's own files, below the encryption: what is recorded is what the disk gets."""

    def __init__(self) -> None:
        self._base = apsw.vfs_names()[0].removeprefix(CIPHERS)
        super().__init__("recorded", self._base)

    def xOpen(self, name: apsw.URIFilename | str | None, flags: list[int]) -> RecordedFile:
        return RecordedFile(self._base, name, flags)


@contextmanager
def opened(store: Path, key: str) -> Iterator[apsw.Connection]:
    """The store above the recorder; `key` is spelled as the application's driver takes it, empty for a plain store."""
    system = RecordedSystem()
    connection = apsw.Connection(str(store), vfs=f"{CIPHERS}recorded")
    if key:
        connection.execute("PRAGMA cipher = 'sqlcipher'")
        connection.execute("PRAGMA legacy = 4")  # the file format of SQLCipher 4, to the byte
        connection.execute(f'PRAGMA key = "{key}"')
    yield connection
    connection.close()
    del system


def record(store: Path, transactions: list[list[str]], synchronous: int, key: str) -> list[Operation]:
    """All that reached the system while the transactions were made, one after the other."""
    with opened(store, key) as connection:
        # The recorder has no shared memory; alone on the file, SQLite keeps the index of its log in its own.
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA synchronous = {synchronous}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA wal_autocheckpoint = 40")  # so that cuts fall into checkpoints too
        for number, statements in enumerate(transactions, 1):
            for statement in statements:
                connection.execute(statement)
            recording.append(Operation("committed", "", number))
        return list(recording)


if __name__ == "__main__":
    store, sql, synchronous, target = sys.argv[1:5]
    key = spelled(bytes.fromhex(sys.argv[5])) if sys.argv[5:] else ""
    done = record(Path(store), json.loads(Path(sql).read_bytes()), int(synchronous), key)
    write_recording(done, Path(target))
