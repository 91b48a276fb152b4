"""A handle on one open store file: short transactions to read and to write, and nothing else."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from sqlalchemy.orm import Session

from fieldvisit.store import engine as engines
from fieldvisit.store import sums
from fieldvisit.store.errors import told
from fieldvisit.store.footing import Footing, Ground
from fieldvisit.store.opening import prepare
from fieldvisit.store.writer import Unit, Writer

log = logging.getLogger(__name__)


class Store:
    """One store file. Every thread may use it: each `read()` has its own session, each `write()` waits for its turn."""

    def __init__(self, path: Path, *, key: bytes | None = None) -> None:
        self.path = path
        self.key = key
        self.left = sums.take(path)
        """How a plain store was when it was last closed; None where that is not known."""
        self._footing = Footing(path)
        self._writer = Writer(path)
        self._begin_anew()
        self._is_plain = key is None

    def _begin_anew(self) -> None:
        self._footing.let_go()
        self._engine = engines.make_engine(self.path, key=self.key, footing=self._footing)
        self._writer.engine = engines.writing(self._engine)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One consistent look at the store; whatever is changed inside is thrown away."""
        with told(self.path), self._engine.connect() as connection, connection.begin() as transaction:
            session = Unit(connection, autoflush=False, expire_on_commit=False)
            try:
                yield session
            finally:
                session.finish(keep=False)
            transaction.rollback()

    def write(self) -> AbstractContextManager[Session]:
        """One durable transaction: all of it is on disk when the block ends, or nothing if it raises.

        Raises `StoreBusy` where this program's own write lasts too long, as `Writer` has it.
        """
        return self._writer

    def ground(self) -> Ground:
        """Whether the files that are open are still those under the store's name."""
        return self._footing.ground()

    def held(self) -> AbstractContextManager[engines.Driver]:
        """The bare connection to what is open, wherever its file has gone, while nothing is written. StoreBusy."""
        return self._writer.held()

    def renew_log(self) -> bool:
        """Saves what is in a log that was taken away into the store itself, and begins another; False while it is read.

        Nothing of it is lost as long as it is open here.
        """
        with self.held() as driver:
            busy_readers, *_ = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not busy_readers:
                self._writer.forget()
                self._engine.dispose()
                self._begin_anew()
        return not busy_readers

    def close(self) -> bool:
        """Lets go of the file; the write-ahead log is folded into it.

        Waits for a running write no longer than `write` does. One that takes longer is not broken off: it lets go of
        the file when it is through, and what is given is False.
        """
        self._writer.at_end = self._let_go
        if not self._writer.take_turn(engines.BUSY_SECONDS):
            log.warning("the store is closed while it is written; it lets go of the file when that has ended")
            return False
        try:
            self._writer.end_turn()
        finally:
            self._writer.at_end = None
        return True

    def _let_go(self) -> None:
        self._writer.leave()
        self._engine.dispose()
        if self._is_plain:
            sums.leave(self.path, None if self._writer.has_written else self.left)

    def forget_key(self) -> None:
        """Lets go of the file and of its key: whoever still refers to this store can read nothing of it any more."""
        self.close()
        self.key = None
        self._begin_anew()


def open_store(path: Path, *, create: bool = True, key: bytes | None = None) -> Store:
    """Opens the store at `path`, made or brought up to this version where needed.

    Raises `StoreMissing` (without `create`), `StoreTooNew`, `StoreDamaged`, `MigrationFailed` or another
    `StoreError`.
    """
    with told(path):
        prepare(path, create=create, key=key)
    return Store(path, key=key)
