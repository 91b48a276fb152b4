"""A run over files: tried first, repeated, cancelled, recorded."""

import pytest

from fieldvisit.usecases import import_file
from fieldvisit.usecases.import_file import State
from tests.factories.tables import csv_file
from tests.usecases.import_file.reference_files import DEALERS, PRODUCTS, inspected, rows, taken


def test_a_dry_run_says_the_same_and_changes_nothing(store, tmp_path):
    plan = inspected(csv_file(tmp_path / "d.csv", *DEALERS))
    tried = import_file.dry_run(store, plan)
    assert tried.counts == {"new": 2, "changed": 0, "unchanged": 0, "refused": 0}
    assert rows(store, "SELECT count(*) FROM dealers") == [(0,)]
    assert import_file.apply(store, plan).counts == tried.counts
    assert rows(store, "SELECT code, name, market FROM dealers ORDER BY id") == [
        ("00123", "Qinghe Store", "North"),
        ("QUICK", "QUICK-Stop", "South"),
    ]


def test_the_same_file_twice_changes_nothing(reference, tmp_path):
    result = taken(reference, tmp_path / "dealers.csv", tmp_path / "products.csv")
    assert result.counts == {"new": 0, "changed": 0, "unchanged": 4, "refused": 0}


def test_a_change_names_what_changed_and_a_blank_leaves_what_is_there(reference, tmp_path):
    path = csv_file(
        tmp_path / "d.csv", ["Dealer code", "Dealer name", "Market", "City"], ["QUICK", "QUICK-Stop", "", "Cunewalde"]
    )
    (outcome,) = taken(reference, path).files[0].outcomes
    assert (outcome.state, outcome.changed) == (State.CHANGED, ("city",))
    assert rows(reference, "SELECT market, city FROM dealers WHERE code = 'QUICK'") == [("South", "Cunewalde")]


def test_files_of_one_run_may_come_in_any_order(store, tmp_path):
    lines = csv_file(
        tmp_path / "a_lines.csv",
        ["Order no", "Product code", "Quantity", "Unit price"],
        ["O1", "QH-1012", "24", "3.20"],
    )
    orders = csv_file(
        tmp_path / "b_orders.csv", ["Order no", "Dealer code", "Order date"], ["O1", "QUICK", "2026-09-01"]
    )
    dealers, products = csv_file(tmp_path / "c.csv", *DEALERS), csv_file(tmp_path / "p.csv", *PRODUCTS)
    assert taken(store, lines, orders, products, dealers).counts == {
        "new": 6,
        "changed": 0,
        "unchanged": 0,
        "refused": 0,
    }
    assert rows(store, "SELECT line, quantity, net FROM order_lines") == [(1, 24000, 768000)]


@pytest.mark.parametrize("patience", [0, 1, 2, 3, 4])
def test_cancelled_at_any_moment_leaves_nothing(store, tmp_path, patience):
    plan = inspected(csv_file(tmp_path / "d.csv", *DEALERS), csv_file(tmp_path / "p.csv", *PRODUCTS))
    asked = iter([False] * patience + [True])
    with pytest.raises(import_file.Stopped):
        import_file.apply(store, plan, cancelled=lambda: next(asked))
    assert rows(store, "SELECT (SELECT count(*) FROM dealers) + (SELECT count(*) FROM import_runs)") == [(0,)]


def test_progress_is_told_within_a_file_and_reaches_the_end(store, tmp_path):
    told: list[tuple[int, int]] = []
    many = csv_file(tmp_path / "d.csv", DEALERS[0], *([f"D{number}", "Name", "North"] for number in range(1200)))
    plan = inspected(many, csv_file(tmp_path / "p.csv", *PRODUCTS))
    import_file.apply(store, plan, progress=lambda done, total: told.append((done, total)))
    assert told == [(500, 1202), (1000, 1202), (1200, 1202), (1202, 1202)]


def test_a_failure_while_telling_leaves_nothing(store, tmp_path):
    def stop(_done: int, _total: int) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        import_file.apply(store, inspected(csv_file(tmp_path / "d.csv", *DEALERS)), progress=stop)
    assert rows(store, "SELECT count(*) FROM dealers") == [(0,)]


def test_each_file_taken_in_is_recorded(reference):
    assert rows(reference, "SELECT file_name, kind, json_extract(counts, '$.new') FROM import_runs ORDER BY id") == [
        ("dealers.csv", "dealers", 2),
        ("products.csv", "products", 2),
    ]
