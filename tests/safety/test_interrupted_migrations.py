"""Bringing an old store up fails at each of its statements in turn: the file is then the old one, or the new one."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Engine, event

from fieldvisit.store import ciphering, errors, migrations, opening
from fieldvisit.store import engine as engines
from fieldvisit.store.store import open_store

RELEASED = sorted((Path(__file__).parents[1] / "data" / "released").glob("*.store"))

NEXT_STEP = """
import sqlalchemy as sa
from alembic import op

revision = "{number:04d}"
down_revision = "{previous:04d}"


def upgrade():
    op.create_table("extra", sa.Column("id", sa.Integer(), primary_key=True))
    with op.batch_alter_table("dealers", recreate="always") as dealers:
        dealers.add_column(sa.Column("rating", sa.Text()))
    op.execute("UPDATE dealers SET rating = name")
    op.execute("DELETE FROM drafts WHERE text = ''")
    op.create_index("ix_extra", "extra", ["id"])
"""


class FaultError(Exception):
    """What goes wrong in the middle."""


@pytest.fixture(params=[None, bytes(range(32))], ids=["plain", "encrypted"])
def key(request: pytest.FixtureRequest) -> bytes | None:
    found: bytes | None = request.param
    return found


@pytest.fixture(params=[*RELEASED, 2], ids=lambda start: getattr(start, "stem", f"schema {start}"))
def old(request: pytest.FixtureRequest, tmp_path: Path, key: bytes | None) -> Path:
    """A store as a released version wrote it, or of a schema number in between."""
    path = tmp_path / "old" / "my.store"
    path.parent.mkdir()
    released = request.param if request.param in RELEASED else RELEASED[0]
    ciphering.written_anew(released, path, old=None, new=key)
    if request.param not in RELEASED:
        brought_to(path, request.param, key)
    return path


def brought_to(path: Path, schema: int, key: bytes | None) -> None:
    engine = engines.make_engine(path, key=key)
    with engines.writing(engine).begin() as connection:
        command.upgrade(migrations.configuration(connection), f"{schema:04d}")
        opening.mark(connection, schema)
    engine.dispose()


@pytest.fixture(params=["this", "next"])
def scripts(request: pytest.FixtureRequest) -> Path:
    """The steps of this version, or those of one that comes after it."""
    found: Path = migrations.SCRIPTS if request.param == "this" else request.getfixturevalue("next_version")
    return found


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The scripts of a version whose schema is one further."""
    monkeypatch.setattr(opening, "SCHEMA", opening.SCHEMA + 1)
    scripts = shutil.copytree(migrations.SCRIPTS, tmp_path / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    step = NEXT_STEP.format(number=opening.SCHEMA, previous=opening.SCHEMA - 1)
    (scripts / "versions" / f"{opening.SCHEMA:04d}_next.py").write_text(step, encoding="utf-8")
    return Path(scripts)


def contents(store: Path, key: bytes | None = None) -> str:
    """All that is in a store: tables, rows, and the numbers in its header."""
    digest = hashlib.sha256()
    with contextlib.closing(engines.connect(store, key=key, read_only=True)) as connection:
        held = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()
        digest.update(repr(held).encode())
        for name in (name for kind, name, _ in held if kind == "table"):
            digest.update(repr(connection.execute(f'SELECT * FROM "{name}"').fetchall()).encode())  # noqa: S608
        for name in ("user_version", "application_id"):
            digest.update(str(connection.execute(f"PRAGMA {name}").fetchone()).encode())
    return digest.hexdigest()


@contextlib.contextmanager
def fault_after(statements: int) -> Iterator[list[str]]:
    """Lets so many statements through; the next raises. Gives what was sent."""
    sent: list[str] = []

    def count(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if len(sent) == statements:
            raise FaultError(statement)
        sent.append(statement)

    event.listen(Engine, "before_cursor_execute", count)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", count)


def brought_up(store: Path, scripts: Path, statements: int, key: bytes | None) -> int:
    """Tries to bring a store up; gives how many statements it took, as far as it came."""
    with fault_after(statements) as sent, contextlib.suppress(errors.MigrationFailed):
        migrations.migrate(store, key=key, scripts=scripts)
    return len(sent)


@pytest.mark.timeout(600)
def test_a_fault_at_any_statement_leaves_the_old_store_or_the_new_one(
    old: Path, scripts: Path, key: bytes | None, tmp_path: Path
) -> None:
    store = tmp_path / "tried" / old.name
    shutil.copytree(old.parent, store.parent)
    before = contents(store, key)
    needed = brought_up(store, scripts, 100_000, key)
    after = contents(store, key)
    assert needed > 5
    assert after != before
    ends = []
    for statements in range(needed):
        shutil.rmtree(store.parent)
        shutil.copytree(old.parent, store.parent)
        assert brought_up(store, scripts, statements, key) == statements
        opening.quick_check(store, key=key)
        ends.append(contents(store, key))
    assert set(ends) == {before}
    brought_up(store, scripts, needed, key)
    assert contents(store, key) == after, "a store that was left old is brought up the next time"


def test_a_commit_that_fails_leaves_the_old_store(old: Path, scripts: Path, key: bytes | None) -> None:
    before = contents(old, key)

    def refuse(_connection: object) -> None:
        raise FaultError

    event.listen(Engine, "commit", refuse)
    try:
        with pytest.raises(errors.MigrationFailed):
            migrations.migrate(old, key=key, scripts=scripts)
    finally:
        event.remove(Engine, "commit", refuse)
    assert contents(old, key) == before


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
def test_a_newer_store_is_never_written(released: Path, tmp_path: Path) -> None:
    store = tmp_path / "newer.store"
    shutil.copy(released, store)
    with contextlib.closing(engines.connect(store, journal="DELETE")) as connection:
        connection.execute(f"PRAGMA user_version = {opening.SCHEMA + 1}")
    before = store.read_bytes()
    for _ in range(2):
        with pytest.raises(errors.StoreTooNew):
            open_store(store)
    assert store.read_bytes() == before
    assert [path.name for path in tmp_path.glob("newer*")] == ["newer.store"]
