"""A store file written anew under another key, or under none: plain to encrypted and back."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Final

from fieldvisit.store import engine as engines
from fieldvisit.store import errors, opening, sums
from fieldvisit.store.keying import spelled
from fieldvisit.store.whole_files import sync_file, sync_folder

# What is in the file's header, which an export leaves out.
_MARKS: Final = ("application_id", "user_version")


def turn_over(store: Path, *, old: bytes | None, new: bytes | None) -> None:
    """Puts a copy of a store or backup under another key in its place; None means plain.

    Whatever goes wrong, and whenever the power is cut, the file is the one or the other, whole and checked. Raises
    `StoreLocked` where somebody has the file open, `StoreFull`, `StoreDamaged` or another StoreError.
    """
    fresh = store.with_name(store.name + ".part")
    with errors.told(store):
        seen = _fold_log(store, old)
    with errors.reaching(fresh):
        fresh.unlink(missing_ok=True)
    try:
        written_anew(store, fresh, old=old, new=new)
        with errors.reaching(store):
            if _state(store) != seen:
                raise errors.locked(store)
            sums.drop(store)
            fresh.replace(store)
            sync_folder(store.parent)
    finally:
        fresh.unlink(missing_ok=True)


def written_anew(store: Path, target: Path, *, old: bytes | None, new: bytes | None) -> None:
    """Writes a store under another key to `target`, which is not there yet, and checks that nothing is missing."""
    with errors.told(target):
        _export(store, target, old, new)
    sync_file(target)
    opening.full_check(target, key=new)


def _fold_log(store: Path, key: bytes | None) -> tuple[int, int]:
    """Takes the write-ahead log into the file, which works only while nobody else has it open; its state then."""
    with contextlib.closing(engines.connect(store, key=key, journal="DELETE")) as connection:
        mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
    if mode != "delete":
        raise errors.locked(store)
    return _state(store)


def _state(store: Path) -> tuple[int, int]:
    """Size and time of the last change: opening a store for writing alters the latter at once."""
    found = store.stat()
    return found.st_size, found.st_mtime_ns


def _export(store: Path, target: Path, old: bytes | None, new: bytes | None) -> None:
    # A file that is not in use needs no journal; it is synchronised once, when it is whole.
    with contextlib.closing(engines.connect(target, key=new, journal="OFF")) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("ATTACH ? AS old KEY ?", (f"{store.absolute().as_uri()}?mode=ro", spelled(old)))
        connection.execute("BEGIN")
        connection.execute("SELECT sqlcipher_export('main', 'old')").fetchall()
        for name in _MARKS:
            value = connection.execute(f"PRAGMA old.{name}").fetchone()[0]
            connection.execute(f"PRAGMA main.{name} = {value}")
        connection.execute("COMMIT")
        if _inventory(connection, "main") != _inventory(connection, "old"):
            raise errors.damaged(store)


def _inventory(connection: engines.Driver, name: str) -> list[tuple[object, ...]]:
    """Every table, index and trigger as it is declared, and how many rows each table has."""
    query = f"SELECT type, name, sql FROM {name}.sqlite_master ORDER BY type, name"  # noqa: S608 - one of our own two
    declared = connection.execute(query).fetchall()
    return [(*each, _rows(connection, name, each[1]) if each[0] == "table" else None) for each in declared]


def _rows(connection: engines.Driver, name: str, table: str) -> int:
    query = f'SELECT count(*) FROM {name}."{table}"'  # noqa: S608 - a name that the file itself gave
    return int(connection.execute(query).fetchone()[0])
