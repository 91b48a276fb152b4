from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import select, text

from fieldvisit.store import backup, errors, migrations, opening
from fieldvisit.store import engine as engines
from fieldvisit.store.models import Base, Contact, Dealer
from fieldvisit.store.store import open_store


def migrated(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    migrations.upgrade(path)


def parts_of(sql: str) -> list[str]:
    """Columns and constraints without their order, which means nothing."""
    return sorted(part.rstrip(" )") for part in re.split(r",\s*(?![^(]*\))", " ".join(sql.split())))


def described(path: Path) -> dict[str, list[str]]:
    connection = engines.connect(path)
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    marks = [str(connection.execute(f"PRAGMA {name}").fetchone()) for name in ("user_version", "application_id")]
    revision = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    connection.close()
    return {name: parts_of(sql) for name, sql in rows} | {"marks": [*marks, str(revision)]}


def test_a_new_store_equals_one_that_went_through_all_steps(tmp_path: Path) -> None:
    opening.make(tmp_path / "made.store")
    migrated(tmp_path / "migrated.store")
    assert described(tmp_path / "made.store") == described(tmp_path / "migrated.store")


def test_the_steps_lead_to_the_mapped_classes(tmp_path: Path) -> None:
    migrated(tmp_path / "a.store")
    engine = engines.make_engine(tmp_path / "a.store")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_the_schema_number_is_the_newest_step_s() -> None:
    heads = ScriptDirectory(str(migrations.SCRIPTS)).get_heads()
    assert heads == [f"{opening.SCHEMA:04d}"]


def test_every_constraint_and_index_has_a_name() -> None:
    nameless = [
        (table.name, each)
        for table in Base.metadata.tables.values()
        for each in (*table.constraints, *table.indexes)
        if not getattr(each, "name", None)
    ]
    assert nameless == []


NEXT_STEP = """
import sqlalchemy as sa
from alembic import op

revision = "{number:04d}"
down_revision = "{previous:04d}"


def upgrade():
    op.create_table("extra", sa.Column("id", sa.Integer(), primary_key=True))
    with op.batch_alter_table("dealers", recreate="always") as dealers:
        dealers.add_column(sa.Column("rating", sa.Text()))
    {then}
"""


@pytest.fixture
def old_store(path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store that is one schema behind, with a dealer who has a contact."""
    store = open_store(path)
    with store.write() as session:
        session.add(dealer := Dealer(code="1", name="old"))
        session.flush()
        session.add(Contact(dealer_id=dealer.id, name="Li"))
    store.close()
    monkeypatch.setattr(opening, "SCHEMA", opening.SCHEMA + 1)
    return path


def scripts_with(tmp_path: Path, then: str) -> Path:
    scripts = shutil.copytree(migrations.SCRIPTS, tmp_path / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    step = NEXT_STEP.format(number=opening.SCHEMA, previous=opening.SCHEMA - 1, then=then)
    (scripts / "versions" / f"{opening.SCHEMA:04d}_next.py").write_text(step)
    return scripts


def test_an_older_store_is_copied_and_brought_up_with_all_its_rows(old_store: Path, tmp_path: Path) -> None:
    copy = migrations.migrate(old_store, scripts=scripts_with(tmp_path, "pass"))
    assert opening.schema_of(old_store) == opening.SCHEMA
    assert opening.schema_of(copy) == opening.SCHEMA - 1
    connection = engines.connect(old_store)
    assert connection.execute("SELECT name, rating FROM dealers").fetchall() == [("old", None)]
    assert connection.execute("SELECT name FROM contacts").fetchall() == [("Li",)]
    connection.close()


@pytest.mark.parametrize("then", ["1 / 0", "op.execute('DELETE FROM dealers')", "op.execute('SELECT nonsense')"])
def test_a_failed_step_leaves_the_old_store_as_it_was(old_store: Path, tmp_path: Path, then: str) -> None:
    before = described(old_store)
    with pytest.raises(errors.MigrationFailed) as told:
        migrations.migrate(old_store, scripts=scripts_with(tmp_path, then))
    assert str(backup.folder_of(old_store)) in str(told.value)
    assert described(old_store) == before
    connection = engines.connect(old_store)
    assert connection.execute("SELECT count(*) FROM dealers JOIN contacts").fetchone() == (1,)
    connection.close()


def test_opening_an_older_store_brings_it_up(old_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scripts = scripts_with(tmp_path, "pass")
    migrate = migrations.migrate
    monkeypatch.setattr(migrations, "migrate", lambda path, key: migrate(path, key=key, scripts=scripts))
    store = open_store(old_store)
    with store.read() as session:
        assert session.scalars(select(Dealer.name)).all() == ["old"]
        assert session.execute(text("SELECT count(*) FROM extra")).scalar_one() == 0
    store.close()
