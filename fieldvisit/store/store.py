"""A handle on one open store file: short transactions to read and to write, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.orm import Session

from fieldvisit.store import engine as engines
from fieldvisit.store.errors import told
from fieldvisit.store.opening import prepare


class Store:
    """One store file. Every thread may use it; each `read()` or `write()` has a session of its own."""

    def __init__(self, path: Path, *, key: bytes | None = None) -> None:
        self.path = path
        self.key = key
        self._engine = engines.make_engine(path, key=key)
        self._writing = engines.writing(self._engine)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One consistent look at the store; whatever is changed inside is thrown away."""
        with told(self.path), Session(self._engine, autoflush=False, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One durable transaction: all of it is on disk when the block ends, or nothing if it raises."""
        with told(self.path), Session(self._writing, expire_on_commit=False) as session, session.begin():
            yield session

    def close(self) -> None:
        """Lets go of the file; the write-ahead log is folded into it."""
        self._engine.dispose()


def open_store(path: Path, *, create: bool = True, key: bytes | None = None) -> Store:
    """Opens the store at `path`, made or brought up to this version where needed.

    Raises `StoreMissing` (without `create`), `StoreTooNew`, `StoreDamaged`, `MigrationFailed` or another
    `StoreError`.
    """
    with told(path):
        prepare(path, create=create, key=key)
    return Store(path, key=key)
