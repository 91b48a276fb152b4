"""The one connection of a store that writes: whose turn it is, and a durable transaction for each turn.

SQLite has one writer at a time anyway; a session kept for it saves half of what a small commit costs. Of what is left a
good part was the machinery of generators, run cold after the disk's wait for the commit before: hence a class that is
its own context manager (measured by `tests/benchmarks/autosave.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any, Final, NamedTuple, cast

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from fieldvisit.store import engine as engines
from fieldvisit.store.errors import StoreLocked, busy, known, told

HELD_UP_SECONDS: Final = 0.05
"""How long a write waits for another program after a longer wait in vain."""


class Unit(Session):
    """A session inside a transaction that somebody else begins and ends.

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


class _Desk(NamedTuple):
    connection: Connection
    driver: engines.Driver
    session: Unit

    def transaction(self) -> Any:
        """What to end it at: SQLAlchemy joins in when it is used at all (see `engine._begin`)."""
        return self.connection if self.connection.in_transaction() else self.driver


class Writer:
    """`with writer as session` is one durable transaction: on disk when the block ends, or nothing of it if it raises.

    Another thread's waits for it, as long as SQLite itself would wait for another program's; then `StoreBusy` says that
    it is this program that still writes, so that a window does not stand still through an import. After a wait in vain
    the next ones are short, until one succeeds: a window that saves each key would stand still.
    """

    engine: Engine
    """Where the next connection comes from; another one holds from the turn after `forget`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._desk: _Desk | None = None
        self._turn = Lock()
        self._is_held_up = False
        self.has_written = False
        """Whether anything was, or may have been, written since the store was opened."""
        self.at_end: Callable[[], None] | None = None
        """Called at the end of every turn, before the next begins."""

    def take_turn(self, seconds: float) -> bool:
        """Waits so long for the turn; False when it did not come. Whoever got it ends it with `end_turn`."""
        return self._turn.acquire(timeout=seconds)

    def end_turn(self) -> None:
        try:
            if self.at_end is not None:
                self.at_end()
        finally:
            self._turn.release()

    def __enter__(self) -> Session:
        if not self.take_turn(HELD_UP_SECONDS if self._is_held_up else engines.BUSY_SECONDS):
            self._is_held_up = True
            raise busy(self._path)
        self.has_written = True
        try:
            desk = self._own_desk()
            self._begin(desk.driver)
        except BaseException as error:
            try:
                self._fail(error)
            finally:
                self.end_turn()
            raise
        return desk.session

    def __exit__(self, _: type[BaseException] | None, error: BaseException | None, __: TracebackType | None) -> None:
        try:
            if error is None:
                self._commit()
            else:
                self._undo(error)
        finally:
            self.end_turn()

    def _begin(self, driver: engines.Driver) -> None:
        if not self._is_held_up:
            driver.execute("BEGIN IMMEDIATE")
            return
        driver.execute(f"PRAGMA busy_timeout = {HELD_UP_SECONDS * 1000:.0f}")
        try:
            driver.execute("BEGIN IMMEDIATE")
        finally:
            driver.execute(f"PRAGMA busy_timeout = {engines.BUSY_SECONDS * 1000:.0f}")
        self._is_held_up = False

    def _commit(self) -> None:
        desk = self._own_desk()
        try:
            desk.session.finish(keep=True)
            desk.transaction().commit()
        except BaseException as error:
            self._undo(error)
            raise

    def _undo(self, error: BaseException) -> None:
        desk = self._own_desk()
        try:
            desk.session.finish(keep=False)
            desk.transaction().rollback()
        except BaseException as later:
            self._fail(later)
            raise
        self._fail(error)

    def _fail(self, error: BaseException) -> None:
        """Whatever went wrong, the next write begins with a sound desk; raises the sentence for what has one."""
        self.forget()
        sentence = known(error, self._path)
        self._is_held_up = isinstance(sentence or error, StoreLocked)
        if sentence is not None:
            raise sentence from error

    @contextmanager
    def held(self) -> Iterator[engines.Driver]:
        """The bare connection to what is open, wherever its file has gone, while nothing is written. StoreBusy."""
        if not self.take_turn(HELD_UP_SECONDS):
            raise busy(self._path)
        try:
            with told(self._path):
                yield self._own_desk().driver
        finally:
            self.end_turn()

    def _own_desk(self) -> _Desk:
        if self._desk is None:
            connection = self.engine.connect()
            self._desk = _Desk(connection, engines.driver_of(connection), Unit(connection, expire_on_commit=False))
        return self._desk

    def forget(self) -> None:
        """Gives the connection back; the next turn takes another. Only for whoever has the turn."""
        desk, self._desk = self._desk, None
        if desk is not None:
            desk.connection.close()

    def leave(self) -> None:
        """As `forget`, but the connection is closed for good, also where its pool was given up meanwhile."""
        if self._desk is not None and not self._desk.connection.invalidated:
            self._desk.connection.detach()
        self.forget()
