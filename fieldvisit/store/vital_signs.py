"""What can be told of a store without telling anything that stands in it: sizes, schema, rows per table."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

from fieldvisit.store import backup
from fieldvisit.store.headers import log_of

_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
_PRAGMAS = ("user_version", "page_size", "page_count", "freelist_count", "journal_mode", "synchronous", "foreign_keys")


def rows_per_table(session: Session) -> dict[str, int]:
    """Rows of each table by its name."""
    connection = session.connection()
    names = [row[0] for row in connection.execute(text(_TABLES))]
    # Names of our own tables, quoted all the same: the file may be a stranger's.
    return {name: connection.execute(text(_count(name))).scalar_one() for name in names}


def _count(table: str) -> str:
    quoted = table.replace('"', '""')
    return f'SELECT count(*) FROM "{quoted}"'  # noqa: S608 - a table's name cannot be a parameter


def pragmas(session: Session) -> dict[str, str]:
    """How the file is laid out and written, as SQLite tells it."""
    connection = session.connection()
    return {name: str(connection.execute(text(f"PRAGMA {name}")).scalar()) for name in _PRAGMAS}


def files_beside(store: Path) -> dict[str, int]:
    """Bytes of the store's files by what they are; a file that is not there is left out."""
    named = {"store": store, "log": log_of(store)}
    sizes = {name: path.stat().st_size for name, path in named.items() if path.exists()}
    kept = [path.stat().st_size for path in backup.backups(store)]
    return sizes | ({"backups": sum(kept), "backups_count": len(kept)} if kept else {})
