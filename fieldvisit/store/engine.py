"""How a store file is opened: one driver for plain and encrypted files, durable and real transactions."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, TypeAlias

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from fieldvisit.store.footing import Footing
from fieldvisit.store.keying import give_key

BUSY_SECONDS: Final = 5.0
WRITING: Final = "writing"


# The driver ships no types; its connections are those of the standard DB-API.
Driver: TypeAlias = Any


def connect(
    path: Path,
    *,
    key: bytes | None = None,
    read_only: bool = False,
    may_create: bool = True,
    journal: str | None = "WAL",
) -> Driver:
    """A bare driver's connection; `key` is the raw 32-byte key of an encrypted store.

    Without a `journal` the file keeps its own; nothing but what SQLite must undo is written by opening it so.
    """
    mode = "ro" if read_only else "rwc" if may_create else "rw"
    if mode == "rwc":
        _make_private(path)
    connection = dbapi2.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        _prepare(connection, key, None if read_only else journal)
    except BaseException:
        connection.close()
        raise
    return connection


def _make_private(path: Path) -> None:
    """Makes a file that nobody but its owner may read; SQLite gives its log the same rights. One there stays."""
    with suppress(OSError):  # also where none can be made, which connecting tells
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _prepare(connection: Driver, key: bytes | None, journal: str | None) -> None:
    if key is not None:
        give_key(connection, key)
    if journal is not None:
        connection.execute(f"PRAGMA journal_mode = {journal}")
        connection.execute("PRAGMA synchronous = FULL")
        # macOS calls a file synchronised that is yet in the drive's own memory, unless it is asked like this.
        connection.execute("PRAGMA fullfsync = ON")
    connection.execute("PRAGMA foreign_keys = ON")


def make_engine(path: Path, *, key: bytes | None = None, footing: Footing | None = None) -> Engine:
    """An engine on the file at `path`; transactions begin with BEGIN, on a `writing` one BEGIN IMMEDIATE.

    With a `footing`, all its connections are to the very files that the first one was to; else StoreMoved is raised.
    A file that is not there is then not made either.
    """
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: _connect_on(footing, path, key) if footing else connect(path, key=key),
        poolclass=QueuePool,
        pool_reset_on_return=None,
        hide_parameters=True,  # an error's own text would quote names and prices, wherever it is shown
    )
    event.listen(engine, "begin", _begin)
    return engine


def _connect_on(footing: Footing, path: Path, key: bytes | None) -> Driver:
    footing.refuse_others()
    connection = connect(path, key=key, may_create=False)
    footing.hold()
    return connection


def writing(engine: Engine) -> Engine:
    """The same pool, with transactions that take the write lock at their start."""
    return engine.execution_options(**{WRITING: True})


def _begin(connection: Connection) -> None:
    # The driver's own transaction handling would commit before DDL; isolation_level=None leaves BEGIN to us.
    immediate = connection.get_execution_options().get(WRITING, False)
    driver = driver_of(connection)
    if not driver.in_transaction:
        driver.execute("BEGIN IMMEDIATE" if immediate else "BEGIN")


def driver_of(connection: Connection) -> Driver:
    """The bare driver's connection under one of SQLAlchemy's."""
    return connection.connection.dbapi_connection  # no layer lies between; `driver_connection` looks for one each time
