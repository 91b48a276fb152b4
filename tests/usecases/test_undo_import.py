"""The last import is taken back as one step, unless something stands on it; what was changed since stays."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fieldvisit.cli import main
from fieldvisit.domain.errors import NotAllowed
from fieldvisit.store.models import Base, Contact, Dealer, PlannedStop
from fieldvisit.store.store import Store, open_store
from fieldvisit.usecases import import_file
from fieldvisit.usecases.import_history import past_imports
from fieldvisit.usecases.undo_import import last_import, undo_import
from tests.factories.tables import csv_file

TODAY = date(2026, 9, 15)
DEALERS = (["Dealer code", "Dealer name", "Contact"], ["00123", "Qinghe", "Li"], ["QUICK", "QUICK-Stop", "Wang"])
PRODUCTS = (["Product code", "Product name", "Price"], ["QH-1", "Lager", "3.20"], ["QH-2", "Stout", "2.45"])
ORDERS = (["Order no", "Dealer code", "Order date", "Shipped date"], ["O1", "QUICK", "2026-09-01", "2026-09-03"])
LINES = (["Order no", "Product code", "Quantity", "Unit price"], ["O1", "QH-1", "24", "3.20"])


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "undo.store")
    yield opened
    opened.close()


def taken(store: Store, *paths: Path) -> import_file.ImportResult:
    return import_file.apply(store, import_file.inspect(paths, today=TODAY))


def contents(store: Store) -> dict[str, list[Any]]:
    with store.read() as session:
        return {
            table.name: list(session.connection().execute(table.select()).all())
            for table in Base.metadata.sorted_tables
            if table.name not in ("import_runs", "import_undo")
        }


@pytest.fixture
def reference(store: Store, tmp_path: Path) -> Store:
    taken(store, csv_file(tmp_path / "dealers.csv", *DEALERS), csv_file(tmp_path / "products.csv", *PRODUCTS))
    return store


def test_all_files_of_one_import_go_as_one_step(store, tmp_path):
    before = contents(store)
    files = {"d": DEALERS, "p": PRODUCTS, "o": ORDERS, "l": LINES}
    taken(store, *(csv_file(tmp_path / f"{name}.csv", *rows) for name, rows in files.items()))
    last = last_import(store)
    assert last is not None
    assert last.files == ("d.csv", "p.csv", "o.csv", "l.csv")
    assert last.counts["new"] == 6
    undone = undo_import(store)
    assert contents(store) == before
    # Two each of dealers, contacts, products and prices, and one each of order, line, shipment and its line.
    assert (undone.removed, undone.restored, undone.kept) == (12, 0, 0)
    assert last_import(store) is None


def test_changed_values_come_back_and_later_changes_stay(reference, tmp_path):
    before = contents(reference)
    change = [["Dealer code", "Dealer name", "City"], ["00123", "Renamed", "Qingdao"], ["QUICK", "QUICK", "Cunewalde"]]
    taken(reference, csv_file(tmp_path / "c.csv", *change))
    with reference.write() as session:
        session.query(Dealer).filter_by(code="QUICK").one().city = "Berlin"
    undone = undo_import(reference)
    assert (undone.removed, undone.restored, undone.kept) == (0, 2, 1)
    with reference.read() as session:
        assert session.query(Dealer).filter_by(code="QUICK").one().city == "Berlin"
    with reference.write() as session:
        session.query(Dealer).filter_by(code="QUICK").one().city = ""
    assert contents(reference) == before


def test_only_the_last_import_can_be_taken_back_and_only_once(reference, tmp_path):
    taken(reference, csv_file(tmp_path / "d2.csv", DEALERS[0], ["NEW", "New", ""]))
    undo_import(reference)
    with pytest.raises(NotAllowed, match="no import"):
        undo_import(reference)
    with reference.read() as session:
        assert {code for (code,) in session.query(Dealer.code)} == {"00123", "QUICK"}


def test_what_something_stands_on_stays(reference):
    with reference.write() as session:
        dealer = session.query(Dealer).filter_by(code="QUICK").one()
        session.add(PlannedStop(dealer_id=dealer.id, day=TODAY, position=1))
    before = contents(reference)
    with pytest.raises(NotAllowed, match="1 later entries"):
        undo_import(reference)
    assert contents(reference) == before
    assert last_import(reference) is not None


def test_a_contact_added_by_hand_keeps_its_dealer(reference):
    with reference.write() as session:
        dealer = session.query(Dealer).filter_by(code="QUICK").one()
        session.add(Contact(dealer_id=dealer.id, name="By hand"))
    with pytest.raises(NotAllowed):
        undo_import(reference)


def test_an_import_that_changed_nothing_leaves_the_one_before_to_be_taken_back(reference, tmp_path):
    before = last_import(reference)
    taken(reference, tmp_path / "dealers.csv")
    assert before is not None
    assert last_import(reference) == before
    undo_import(reference)
    assert [past.counts.get("undone") for past in past_imports(reference)] == [None, *[1] * len(before.files)]


def test_history_tells_what_was_taken_back(reference):
    undo_import(reference)
    assert [(past.file_name, past.counts.get("undone")) for past in past_imports(reference)] == [
        ("products.csv", 1),
        ("dealers.csv", 1),
    ]


def test_by_the_command_line(tmp_path, capsys):
    path = csv_file(tmp_path / "d.csv", *DEALERS)
    store = ["--store", str(tmp_path / "cli.store")]
    assert main([*store, "import", str(path)]) == 0
    assert main([*store, "import", "--undo"]) == 0
    assert "Taken back: d.csv (4 rows removed, 0 restored)" in capsys.readouterr().out
    assert main([*store, "import", "--undo"]) == 1
    assert main([*store, "import"]) == 2
    assert main([*store, "import", str(path), "--undo"]) == 2


def test_which_orders_came_in_full_follows_every_import_and_its_undoing(reference, tmp_path):
    def finished() -> list[Any]:
        return contents(reference)["finished_orders"]

    order = [["Order no", "Dealer code", "Order date"], ["O1", "QUICK", "2026-09-01"]]
    taken(reference, csv_file(tmp_path / "o.csv", *order), csv_file(tmp_path / "l.csv", *LINES))
    assert finished() == []
    note = ["Document", "Dealer code", "Product code", "Shipped date", "Order no", "Quantity"]
    for name, day, units in (("S1", "2026-09-05", "20"), ("S2", "2026-09-07", "4")):
        taken(reference, csv_file(tmp_path / f"{name}.csv", note, [name, "QUICK", "QH-1", day, "O1", units]))
    assert finished() == [(1, date(2026, 9, 7))]
    undo_import(reference)
    assert finished() == []
    taken(reference, csv_file(tmp_path / "S3.csv", note, ["S3", "QUICK", "QH-1", "2026-09-08", "O1", "4"]))
    assert finished() == [(1, date(2026, 9, 8))]
    taken(reference, csv_file(tmp_path / "more.csv", LINES[0], ["O1", "QH-1", "25", "3.20"]))
    assert finished() == []
    undo_import(reference)
    assert finished() == [(1, date(2026, 9, 8))]
