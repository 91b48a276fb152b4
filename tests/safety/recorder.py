"""Runs SQL over a store and records every write and synchronisation that SQLite asks of the system.

Run as `recorder.py STORE SQL SYNCHRONOUS RECORDING`: a process of its own, because this SQLite is another library than
the application's, and two of them must not have one file open in one process.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import apsw

from tests.safety.disk import Operation

recording: list[Operation] = []


class RecordedFile(apsw.VFSFile):
    """Does what it is told and writes it down."""

    def __init__(self, base: str, name: apsw.URIFilename | str | None, flags: list[int]) -> None:
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        self._name = Path(path).name if path else ""
        super().__init__(base, name, flags)

    def _note(self, what: str, at: int = 0, data: bytes = b"") -> None:
        if self._name:
            recording.append((what, self._name, at, data.hex()))

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
    def __init__(self) -> None:
        super().__init__("recorded", "")

    def xOpen(self, name: apsw.URIFilename | str | None, flags: list[int]) -> RecordedFile:
        return RecordedFile("", name, flags)


def record(store: Path, transactions: list[list[str]], synchronous: int) -> list[Operation]:
    """All that reached the system while the transactions were made, one after the other."""
    system = RecordedSystem()
    connection = apsw.Connection(str(store), vfs="recorded")
    # The recorder has no shared memory; alone on the file, SQLite keeps the index of its log in its own.
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(f"PRAGMA synchronous = {synchronous}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA wal_autocheckpoint = 40")  # so that cuts fall into checkpoints too
    for number, statements in enumerate(transactions, 1):
        for statement in statements:
            connection.execute(statement)
        recording.append(("committed", "", number, ""))
    done = list(recording)
    connection.close()
    del system
    return done


if __name__ == "__main__":
    store, sql, synchronous, target = sys.argv[1:]
    operations = record(Path(store), json.loads(Path(sql).read_text(encoding="utf-8")), int(synchronous))
    Path(target).write_text(json.dumps(operations), encoding="utf-8")
