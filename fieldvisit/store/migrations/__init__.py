"""Brings an older store up to this version: a copy first, then all steps in one transaction, then a check."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from fieldvisit.store import derived, errors, opening
from fieldvisit.store import engine as engines
from fieldvisit.store.backup import copy_to, folder_of

SCRIPTS: Final = Path(__file__).parent


def migrate(path: Path, *, key: bytes | None = None, scripts: Path = SCRIPTS) -> Path:
    """Brings the store at `path` up to `opening.SCHEMA` and returns where the copy of the old one is.

    Raises `MigrationFailed` when a step fails; the file is then as it was.
    """
    found = opening.schema_of(path, key=key)
    copy = folder_of(path) / f"{path.stem}-schema-{found or 0:04d}{path.suffix}"
    copy_to(path, copy, key=key)
    try:
        upgrade(path, key=key, scripts=scripts)
    except Exception as error:
        raise errors.known(error, path) or errors.migration_failed(path, copy) from error
    return copy


def upgrade(path: Path, *, key: bytes | None = None, scripts: Path = SCRIPTS) -> None:
    """Runs every step that the file has not seen, all in one transaction; an error leaves it unchanged."""
    engine = engines.make_engine(path, key=key)
    try:
        with engines.writing(engine).connect() as connection:
            # Batch steps rebuild tables: with foreign keys on, dropping the old one deletes its children.
            # The switch does nothing inside a transaction, so it is set on the driver before BEGIN.
            engines.driver_of(connection).execute("PRAGMA foreign_keys = OFF")
            with connection.begin():
                _run(connection, scripts)
                _refuse_orphans(connection)
                # Not by the steps: what is found from other rows is always as this version finds it.
                derived.renew_all(connection)
                opening.mark(connection, opening.SCHEMA)
    finally:
        engine.dispose()


def configuration(connection: Connection, scripts: Path = SCRIPTS) -> Config:
    """What Alembic has to know; there is no ini file."""
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _run(connection: Connection, scripts: Path) -> None:
    command.upgrade(configuration(connection, scripts), "head")


def _refuse_orphans(connection: Connection) -> None:
    orphan = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if orphan is not None:
        raise RuntimeError(f"a migration step left a row without its parent in {orphan[0]}")
