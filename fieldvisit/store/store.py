"""A handle on one open store file: short transactions to read and to write, and nothing else."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, Final, NamedTuple, cast

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from fieldvisit.store import engine as engines
from fieldvisit.store import sums
from fieldvisit.store.errors import StoreLocked, busy, known, told
from fieldvisit.store.footing import Footing, Ground
from fieldvisit.store.opening import prepare

HELD_UP_SECONDS: Final = 0.05
"""How long a write waits for another program after a longer wait in vain."""

log = logging.getLogger(__name__)


class _Unit(Session):
    """A session inside a transaction that `Store` begins and ends.

    Whoever needs only the connection gets it without the unit of work, which costs as much as the statement. Finished,
    it has forgotten everything and may serve the next transaction.
    """

    def connection(self, *_: Any, **__: Any) -> Connection:
        return cast("Connection", self.bind)

    def finish(self, *, keep: bool) -> None:
        """Flushes what was changed, or forgets it; a unit that nobody used has nothing to clear up."""
        if self.in_transaction():
            if keep:
                self.commit()
            self.close()


class _Writer(NamedTuple):
    connection: Connection
    driver: engines.Driver
    session: _Unit


class Store:
    """One store file. Every thread may use it: each `read()` has its own session, each `write()` waits for its turn."""

    def __init__(self, path: Path, *, key: bytes | None = None) -> None:
        self.path = path
        self.key = key
        self.left = sums.take(path)
        """How a plain store was when it was last closed; None where that is not known."""
        self._is_written = self.left is None
        self._footing = Footing(path)
        self._begin_anew()
        # SQLite has one writer at a time anyway; a session kept for it saves half of what a small commit costs.
        self._writer: _Writer | None = None
        self._one_writer = Lock()
        self._is_held_up = False
        self._is_plain = key is None
        self._closes_late = False

    def _begin_anew(self) -> None:
        self._footing.let_go()
        self._engine = engines.make_engine(self.path, key=self.key, footing=self._footing)
        self._writing = engines.writing(self._engine)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One consistent look at the store; whatever is changed inside is thrown away."""
        with told(self.path), self._engine.connect() as connection, connection.begin() as transaction:
            session = _Unit(connection, autoflush=False, expire_on_commit=False)
            try:
                yield session
            finally:
                session.finish(keep=False)
            transaction.rollback()

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One durable transaction: all of it is on disk when the block ends, or nothing if it raises.

        Another thread's waits for it, as long as SQLite itself would wait for another program's; then `StoreBusy`
        says that it is this program that still writes, so that a window does not stand still through an import. After
        a wait in vain the next ones are short, until one succeeds: a window that saves each key would stand still.
        """
        if not self._one_writer.acquire(timeout=HELD_UP_SECONDS if self._is_held_up else engines.BUSY_SECONDS):
            self._is_held_up = True
            raise busy(self.path)
        try:
            yield from self._written()
        except BaseException as error:
            self._forget_writer()  # whatever went wrong with it, the next write begins with a sound one
            sentence = known(error, self.path)
            self._is_held_up = isinstance(sentence or error, StoreLocked)
            if sentence is None:
                raise
            raise sentence from error
        finally:
            self._end_turn()

    def _end_turn(self) -> None:
        if self._closes_late:
            self._let_go()
        self._one_writer.release()

    def _written(self) -> Iterator[Session]:
        self._is_written = True
        connection, driver, session = self._own_writer()
        self._begin(driver)
        try:
            yield session
            session.finish(keep=True)
            (connection if connection.in_transaction() else driver).commit()
        except BaseException:
            session.finish(keep=False)
            (connection if connection.in_transaction() else driver).rollback()
            raise

    def _begin(self, driver: engines.Driver) -> None:
        """At the driver; SQLAlchemy joins in when it is used at all (see `engine._begin`)."""
        if not self._is_held_up:
            driver.execute("BEGIN IMMEDIATE")
            return
        driver.execute(f"PRAGMA busy_timeout = {HELD_UP_SECONDS * 1000:.0f}")
        try:
            driver.execute("BEGIN IMMEDIATE")
        finally:
            driver.execute(f"PRAGMA busy_timeout = {engines.BUSY_SECONDS * 1000:.0f}")
        self._is_held_up = False

    def _own_writer(self) -> _Writer:
        if self._writer is None:
            connection = self._writing.connect()
            unit = _Unit(connection, expire_on_commit=False)
            self._writer = _Writer(connection, engines.driver_of(connection), unit)
        return self._writer

    def ground(self) -> Ground:
        """Whether the files that are open are still those under the store's name."""
        return self._footing.ground()

    @contextmanager
    def held(self) -> Iterator[engines.Driver]:
        """The bare connection to what is open, wherever its file has gone, while nothing is written. StoreBusy."""
        if not self._one_writer.acquire(timeout=HELD_UP_SECONDS):
            raise busy(self.path)
        try:
            with told(self.path):
                yield self._own_writer().driver
        finally:
            self._end_turn()

    def renew_log(self) -> bool:
        """Saves what is in a log that was taken away into the store itself, and begins another; False while it is read.

        Nothing of it is lost as long as it is open here.
        """
        with self.held() as driver:
            busy_readers, *_ = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not busy_readers:
                self._forget_writer()
                self._engine.dispose()
                self._begin_anew()
        return not busy_readers

    def close(self) -> bool:
        """Lets go of the file; the write-ahead log is folded into it.

        Waits for a running write no longer than `write` does. One that takes longer is not broken off: it lets go of
        the file when it is through, and what is given is False.
        """
        self._closes_late = True
        if not self._one_writer.acquire(timeout=engines.BUSY_SECONDS):
            log.warning("the store is closed while it is written; it lets go of the file when that has ended")
            return False
        try:
            self._let_go()
        finally:
            self._closes_late = False
            self._one_writer.release()
        return True

    def _let_go(self) -> None:
        if self._writer is not None and not self._writer.connection.invalidated:
            self._writer.connection.detach()  # closed for good, also where its pool was given up meanwhile
        self._forget_writer()
        self._engine.dispose()
        if self._is_plain:
            sums.leave(self.path, None if self._is_written else self.left)

    def forget_key(self) -> None:
        """Lets go of the file and of its key: whoever still refers to this store can read nothing of it any more."""
        self.close()
        self.key = None
        self._begin_anew()

    def _forget_writer(self) -> None:
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.connection.close()


def open_store(path: Path, *, create: bool = True, key: bytes | None = None) -> Store:
    """Opens the store at `path`, made or brought up to this version where needed.

    Raises `StoreMissing` (without `create`), `StoreTooNew`, `StoreDamaged`, `MigrationFailed` or another
    `StoreError`.
    """
    with told(path):
        prepare(path, create=create, key=key)
    return Store(path, key=key)
