"""What happens before a store may be used: made when new, refused when newer or damaged, else brought up."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from fieldvisit.store import engine as engines
from fieldvisit.store import errors, headers, key_trouble
from fieldvisit.store.log_pages import pages_in_log

# The newest script in migrations/versions; compared here, because asking Alembic costs an import.
SCHEMA: Final = 3
# Written into the file's header, so that another program's database is never taken for a store ("FVst").
APPLICATION: Final = 0x46567374
# SQLite takes a shorter file for an empty database and would write over it.
_SMALLEST: Final = 512
_PAGE: Final = re.compile(r"page (\d+)")
# Alembic's own, word for word, so that a new store has the same history as one that was brought up.
_VERSION_TABLE: Final = """CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
)"""


def prepare(path: Path, *, create: bool, key: bytes | None = None) -> None:
    """Leaves a store of schema `SCHEMA` at `path`, or raises a `StoreError` and leaves what was there."""
    found = schema_of(path, key=key)
    if found is None:
        if not create:
            raise errors.missing(path)
        make(path, key=key)
    elif found > SCHEMA:
        raise errors.too_new(path, found, SCHEMA)
    elif found < SCHEMA:
        from fieldvisit.store.migrations import migrate  # Alembic, only when there is work for it

        migrate(path, key=key)


def schema_of(path: Path, *, key: bytes | None = None) -> int | None:
    """The schema number of the file, None where there is no file or only an empty one.

    Raises `StoreDamaged` for anything that is no store of FieldVisit, `PassphraseNeeded`, `WrongKey` or
    `NotEncrypted` where `key` is not the file's. The file is opened for reading only, unless something in it must be
    undone first.
    """
    with errors.reaching(path):
        size = path.stat().st_size if path.exists() else 0
    if size == 0:
        return None
    if path.is_file() and size < _SMALLEST:
        raise errors.damaged(path)
    with _reading(path, key) as connection:
        application, schema, tables = _marks(connection)
    if application == APPLICATION:
        return schema
    if application == schema == tables == 0:
        return None
    raise errors.damaged(path)


@contextlib.contextmanager
def _reading(path: Path, key: bytes | None) -> Iterator[Any]:
    """The file opened for reading, once it is sure that the key is its own and its beginning can be read with it."""
    start = headers.header(path)
    if key is None and headers.is_encrypted(path):
        raise key_trouble.passphrase_needed(path)
    if key is not None and start == headers.PLAIN:
        raise key_trouble.not_encrypted(path)
    cut_off = _is_cut_off(path)
    with (
        _quoting(path),
        contextlib.closing(engines.connect(path, key=key, read_only=not cut_off, journal=None)) as connection,
    ):
        if key is not None:
            _try_key(connection, path, key, start)
        yield connection


def _is_cut_off(path: Path) -> bool:
    """Whether a transaction outside of the log was left unfinished: SQLite undoes it, but not by reading alone."""
    journal = path.with_name(path.name + "-journal")
    with errors.reaching(path):
        return journal.exists() and journal.stat().st_size > 0


def _try_key(connection: Any, path: Path, key: bytes, start: bytes) -> None:
    try:
        connection.execute("SELECT count(*) FROM sqlite_master")
    except Exception as error:
        if not isinstance(errors.known(error, path), errors.StoreDamaged):
            raise
        foreign = headers.id_in(start) not in {"", headers.key_id(key)}
        raise (key_trouble.wrong_key(path) if foreign else key_trouble.header_damaged(path)) from error
    # The driver puts the salt there by itself and does not look at what the file says.
    if start != headers.salt_of(key):
        raise key_trouble.header_damaged(path)


@contextlib.contextmanager
def _quoting(path: Path) -> Iterator[None]:
    """As `errors.told`, also where the driver fails at quoting a ruined name in its own error."""
    try:
        with errors.told(path):
            yield
    except UnicodeDecodeError as error:
        raise errors.damaged(path) from error


def _marks(connection: Any) -> tuple[int, int, int]:
    return (
        connection.execute("PRAGMA application_id").fetchone()[0],
        connection.execute("PRAGMA user_version").fetchone()[0],
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0],
    )


def make(path: Path, *, key: bytes | None = None) -> None:
    """Makes an empty store of schema `SCHEMA` at `path`, folders included, in one transaction."""
    from fieldvisit.store.models import Base

    with errors.reaching(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    engine = engines.make_engine(path, key=key)
    try:
        with engines.writing(engine).begin() as connection:
            Base.metadata.create_all(connection, checkfirst=False)
            connection.exec_driver_sql(_VERSION_TABLE)
            connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (f"{SCHEMA:04d}",))
            mark(connection, SCHEMA)
    finally:
        engine.dispose()


def mark(connection: Any, schema: int) -> None:
    """Writes application and schema number into the file's header, inside the running transaction."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
    connection.exec_driver_sql(f"PRAGMA user_version = {schema}")


def quick_check(path: Path, *, key: bytes | None = None) -> None:
    """Looks through the file's structure (about a second for 100 MB); raises `StoreDamaged` for any fault."""
    _check(path, key, "quick_check")


def full_check(path: Path, *, key: bytes | None = None) -> None:
    """As `quick_check`, and compares every index with its table: several times as long, for copies that must last."""
    _check(path, key, "integrity_check")


def _check(path: Path, key: bytes | None, how: str) -> None:
    if _is_cut_short(path):
        raise errors.damaged(path)
    with _reading(path, key) as connection:
        verdict = connection.execute(f"PRAGMA {how}(1)").fetchone()[0]
        broken = connection.execute("PRAGMA foreign_key_check").fetchone() or (key and unauthentic(connection))
    if verdict != "ok" or broken:
        raise errors.damaged(path)


def unauthentic(connection: Any) -> list[str]:
    """What an encrypted file's pages say about themselves, those included that hold nothing at present."""
    complaints = [row[0] for row in connection.execute("PRAGMA cipher_integrity_check")]
    if not complaints:
        return []
    in_log = pages_in_log(Path(connection.execute("PRAGMA database_list").fetchone()[2]))
    return [each for each in complaints if not in_log.intersection(map(int, _PAGE.findall(each)))]


def _is_cut_short(path: Path) -> bool:
    """Whether the last page is not whole, which SQLite overlooks; a log that is still to be read in excuses it."""
    log = headers.log_of(path)
    with errors.reaching(path):
        if log.exists() and log.stat().st_size:
            return False
        return path.stat().st_size % _SMALLEST != 0
