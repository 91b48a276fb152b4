"""Everything a store keeps goes out as JSON in a documented form and comes back the same."""

import json
from datetime import date
from pathlib import Path

import pytest

from fieldvisit.cli import main
from fieldvisit.exchange.tables import NotATable
from fieldvisit.store.models import Base
from fieldvisit.store.store import Store, open_store
from fieldvisit.store.whole import CannotTakeIn
from fieldvisit.usecases.keys import own_signer
from fieldvisit.usecases.sample import build_sample
from fieldvisit.usecases.whole_store import export_store, import_store, store_schema


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    build_sample(folder / "sample.store", today=date(2026, 9, 15), dealers=12, years=1)
    store = open_store(folder / "sample.store")
    export_store(store, folder / "sample.json")
    store.close()
    return folder / "sample.json"


@pytest.fixture
def empty(tmp_path):
    store = open_store(tmp_path / "empty.store")
    yield store
    store.close()


def contents(store: Store) -> dict[str, list[str]]:
    with store.read() as session:
        return {
            table.name: sorted(map(repr, session.connection().execute(table.select())))
            for table in Base.metadata.sorted_tables
            if table.name != "import_undo"
        }


def test_a_store_comes_back_row_for_row(exported, empty):
    counts = import_store(empty, exported)
    original = open_store(exported.with_suffix(".store"))
    try:
        assert contents(empty) == contents(original)
    finally:
        original.close()
    assert counts["dealers"] == 12
    assert sum(1 for count in counts.values() if count) > 20


def test_the_file_is_as_its_schema_says(exported):
    document = json.loads(exported.read_text(encoding="utf-8"))
    schema = store_schema()["properties"]["tables"]["properties"]
    assert set(document["tables"]) == set(schema)
    for name, rows in document["tables"].items():
        item = schema[name]["items"]
        for row in rows:
            assert set(item["required"]) <= set(row) <= set(item["properties"])
            for column, value in row.items():
                kind = item["properties"][column].get("type")
                assert kind is None or isinstance(value, {"string": str, "integer": int, "boolean": bool}[kind])


def test_a_filled_store_takes_no_other_in(exported, empty):
    import_store(empty, exported)
    before = contents(empty)
    with pytest.raises(CannotTakeIn, match="empty one only"):
        import_store(empty, exported)
    assert contents(empty) == before


def changed(path: Path, exported: Path, change) -> Path:
    document = json.loads(exported.read_text(encoding="utf-8"))
    change(document)
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def without_a_dealer(document):
    del document["tables"]["dealers"][0]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda d: d.update(schema=99), "newer version"),
        (lambda d: d.update(version=99), "another version"),
        (lambda d: d.update(format="other"), "no whole store"),
        (lambda d: d["tables"].update(planets=[{"id": 1}]), "planets is no table"),
        (lambda d: d["tables"]["dealers"][0].update(colour="red"), "colour"),
        (lambda d: d["tables"]["dealers"][0].update(credit_limit="NaN"), "credit_limit"),
        (lambda d: d["tables"]["dealers"][0].update(credit_limit=5), "credit_limit"),
        (lambda d: d["tables"]["dealers"].append(d["tables"]["dealers"][0]), "contradict"),
        (lambda d: d["tables"].update(dealers=["x"]), "dealers"),
        (lambda d: d["tables"].update(dealers=5), "no whole store"),
        (without_a_dealer, "refers to another"),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence_and_nothing_is_kept(exported, empty, tmp_path, change, words):
    with pytest.raises((CannotTakeIn, NotATable), match=words):
        import_store(empty, changed(tmp_path / "x.json", exported, change))
    assert not any(rows for name, rows in contents(empty).items() if name != "settings")


@pytest.mark.parametrize("text", ["", "[" * 200_000, "{}", "[1.5]", '{"format": "fieldvisit.store"', "\x00"])
def test_what_is_no_store_is_refused(empty, tmp_path, text):
    (tmp_path / "x.json").write_text(text)
    with pytest.raises(NotATable):
        import_store(empty, tmp_path / "x.json")


def test_out_and_in_by_the_command_line(tmp_path, exported, capsys):
    store, other = tmp_path / "a.store", tmp_path / "b.store"
    assert main(["--store", str(store), "import", str(exported)]) == 0
    assert main(["--store", str(store), "export", "store", "-o", str(tmp_path / "out.json")]) == 0
    assert main(["--store", str(other), "import", str(tmp_path / "out.json")]) == 0
    assert main(["--store", str(other), "import", str(tmp_path / "out.json")]) == 1
    assert "empty one only" in capsys.readouterr().err
    assert main(["--store", str(store), "export", "store-schema", "-o", str(tmp_path / "schema.json")]) == 0
    assert json.loads((tmp_path / "schema.json").read_text(encoding="utf-8")) == store_schema()


def test_the_private_key_stays_in_the_store(empty, tmp_path):
    own = own_signer(empty).private.hex()
    export_store(empty, tmp_path / "out.json")
    assert own not in (tmp_path / "out.json").read_text(encoding="utf-8")
    other = open_store(tmp_path / "other.store")
    try:
        theirs = own_signer(other).private
        import_store(other, tmp_path / "out.json")
        assert own_signer(other).private == theirs
    finally:
        other.close()
