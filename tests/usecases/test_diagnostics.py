"""What support is sent: all it needs, and nothing of what stands in the store."""

import json
import re
from datetime import date

import pytest

from fieldvisit.cli import main
from fieldvisit.domain.errors import KnownError
from fieldvisit.store import headers
from fieldvisit.store.store import Store
from fieldvisit.usecases.diagnostics import LOG_LINES, diagnose, save_diagnostics
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.passphrase import protect
from fieldvisit.usecases.sample import build_sample
from fieldvisit.usecases.settings import change_settings
from fieldvisit.usecases.stacks import stack_of
from tests.factories.keys import PASSPHRASE, quick_keys

CANARY, FIGURE = "Zqxv", 7_712_345_678
"""A name that is nowhere else, and a price or balance (in its ten-thousandth parts) like it: 771,234.5678."""
REP = ("rep_name", "rep_title", "company", "company_local", "company_address")
_TEXT_COLUMNS = "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'"
_KEPT = ("settings", "alembic_version")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory):
    """Sample data in which every text and every large figure that is no key was replaced by a canary."""
    path = tmp_path_factory.mktemp("canaries") / "my.store"
    build_sample(path, dealers=5, years=1, today=date(2026, 9, 15))
    opened = open_store(path)
    change_settings(opened, **dict.fromkeys(REP, f"{CANARY} Trading"))
    replace_all(opened)
    yield opened
    opened.close()


def replace_all(store: Store) -> None:
    with store.write() as session:
        connection = session.connection()
        for table, column in connection.exec_driver_sql(_TEXT_COLUMNS).all():
            if table not in _KEPT and not column.endswith("id"):
                for old, new in (
                    ("text", f"'{CANARY} ' || hex(randomblob(4))"),
                    ("integer", f"{FIGURE} + abs(random() % 1000)"),
                ):
                    change(connection, table, column, old, new)


def change(connection, table: str, column: str, kind: str, new: str) -> None:
    """Replaces what can be: keys, choices, days and documents stay as they are."""
    which = f"typeof({column}) = '{kind}' AND {column} NOT GLOB '[{{[]*' AND {column} NOT GLOB '2[0-9][0-9][0-9]-*'"
    large = f" AND abs({column}) > 9999" if kind == "integer" else ""
    try:
        connection.exec_driver_sql(f'UPDATE "{table}" SET {column} = {new} WHERE {which}{large}')  # noqa: S608
    except Exception as error:
        if "constraint" not in str(error):
            raise


def test_nothing_of_the_store_is_in_it(store):
    with store.read() as session:
        names = session.connection().exec_driver_sql("SELECT name FROM dealers UNION SELECT name FROM contacts")
        assert all(name.startswith(CANARY) for name in names.scalars()), "else nothing is proved"
    text = diagnose(store.path, store)
    assert CANARY not in text
    assert "771" not in re.sub(r"\d+ MB|\d\.\d+|seconds.*", "", text)


ASKED_FIRST = (
    *("  version: ", "  system: ", "  screens: 1280x800 at 1", "  place: elsewhere", "  encrypted: False"),
    *("  dealers: 5", "  synchronous: 2", "  currency: CNY", "  verdict: "),
)


def test_it_tells_what_support_asks_first(store):
    text = diagnose(store.path, store, {"screens": "1280x800 at 1"})
    for line in ASKED_FIRST:
        assert line in text
    assert f"  user_version: {store_schema(store)}" in text


def store_schema(store: Store) -> int:
    with store.read() as session:
        return int(session.connection().exec_driver_sql("PRAGMA user_version").scalar_one())


def test_the_home_folder_names_nobody(store, home):
    (home / "log").mkdir()
    (home / "log" / "fieldvisit.log").write_text(f"{home}/x.py line 1\n" * (LOG_LINES + 50), encoding="utf-8")
    text = diagnose(store.path, store)
    assert str(home) not in text
    assert text.count("~/x.py line 1") == LOG_LINES


def fail(words: str) -> None:
    try:
        float(words)
    except ValueError as error:
        raise LookupError(words) from error


def test_a_stack_holds_kinds_and_places_only():
    with pytest.raises(LookupError, match=CANARY) as failed:
        fail(f"{CANARY} owes {FIGURE}")
    told = stack_of(failed.value)
    assert "builtins.LookupError" in told
    assert "builtins.ValueError" in told
    assert "test_diagnostics.py" in told
    assert "Zqxv" not in told
    assert str(FIGURE) not in told


def test_a_store_that_cannot_be_opened_is_told_without_opening_it(home, monkeypatch):
    quick_keys(monkeypatch)
    path = home / "fieldvisit.store"
    open_store(path).close()
    protect(path, PASSPHRASE)
    text = diagnose(path, trouble="PassphraseNeeded")
    assert "  place: the user's own" in text
    assert "  encrypted: True" in text
    assert "  not opened: PassphraseNeeded" in text
    path.write_bytes(b"no store at all" * 100)
    headers.key_file_of(path).unlink()
    assert "  encrypted: False" in diagnose(path)


def test_the_file_is_written_whole_or_the_reason_told(tmp_path):
    save_diagnostics("text", tmp_path / "new" / "support.txt")
    assert (tmp_path / "new" / "support.txt").read_text(encoding="utf-8") == "text"
    with pytest.raises(KnownError, match="cannot be written"):
        save_diagnostics("text", tmp_path / "new" / "support.txt" / "below.txt")


def test_the_command_line_prints_or_saves_it(store, tmp_path, capsys):
    assert main(["--store", str(store.path), "diagnostics"]) == 0
    assert "FieldVisit diagnostics" in capsys.readouterr().out
    assert main(["--store", str(store.path), "--json", "diagnostics", "-o", str(tmp_path / "support.txt")]) == 0
    assert json.loads(capsys.readouterr().out) == {"file": str(tmp_path / "support.txt")}
    assert CANARY not in (tmp_path / "support.txt").read_text(encoding="utf-8")
    assert main(["--store", str(tmp_path / "none.store"), "diagnostics"]) == 0
    assert "not opened: StoreMissing" in capsys.readouterr().out
