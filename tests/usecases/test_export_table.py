"""Every table goes out, and what goes out comes in again without changing anything."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from fieldvisit.domain.errors import NotFound
from fieldvisit.exchange.kinds import KINDS
from fieldvisit.exchange.reading import read_table
from fieldvisit.store.store import Store, open_store
from fieldvisit.store.visits import insert_visit
from fieldvisit.usecases import import_file
from fieldvisit.usecases.export_table import export_table, exportable
from tests.factories.store import add_dealer, add_product, full_visit
from tests.factories.tables import csv_file

TODAY = date(2026, 9, 15)
FILES: dict[str, tuple[list[str], ...]] = {
    "dealers": (
        ["Dealer code", "Dealer name", "Market", "Credit limit"],
        ["00123", "=Qinghe", "North", "12000.50"],
        ["+QUICK", "Quick", "", ""],
    ),
    "contacts": (["Dealer code", "Contact", "Birthday"], ["00123", "Li Wei", "1980-02-29"]),
    "products": (
        ["Product code", "Product name", "Units per case", "Cost"],
        ["1012", "Lager", "12", "2.1234"],
        ["1024", "Can", "", ""],
    ),
    "competitor_products": (
        ["Competitor brand", "Competitor product", "Compared with product"],
        ["Snow", "Snow 500", "1012"],
    ),
    "price_lists": (
        ["Product code", "Price", "Valid from", "Valid to"],
        ["1012", "3.1234", "2026-01-01", "2026-12-31"],
    ),
    "price_policies": (["Product code", "Floor", "Minimum margin", "Valid from"], ["1012", "4.80", "5%", "2026-01-01"]),
    "promotions": (
        ["Promotion code", "Promotion", "Valid from", "Uplift", "Product code"],
        ["A", "Autumn", "2026-09-01", "1.2", "1012"],
    ),
    "orders": (
        ["Order no", "Dealer code", "Order date", "Shipped date"],
        ["O1", "00123", "2026-09-01", "2026-09-03"],
        ["O2", "00123", "2026-09-02", ""],
    ),
    "order_lines": (
        ["Order no", "Product code", "Quantity", "Unit price", "Discount"],
        ["O1", "1012", "12.5", "3.33", "0.05"],
        ["O2", "1012", "1", "2", "0"],
    ),
    "shipments": (
        ["Shipment no", "Dealer code", "Shipped date", "Product code", "Quantity"],
        ["S1", "00123", "2026-09-01", "1012", "-3"],
    ),
    "open_items": (
        ["Dealer code", "Invoice no", "Invoice date", "Due date", "Open amount"],
        ["00123", "I1", "2026-08-01", "2026-09-01", "-99.99"],
    ),
    "payments": (["Dealer code", "Payment no", "Payment date", "Amount"], ["00123", "P1", "2026-09-01", "55.50"]),
    "targets": (["Month", "Dealer code", "Target"], ["2026-09", "00123", "1000"]),
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "export.store")
    yield opened
    opened.close()


@pytest.fixture
def filled(store: Store, tmp_path: Path) -> Store:
    """The store with a few rows of every kind."""
    paths = [csv_file(tmp_path / f"{kind}.csv", *rows) for kind, rows in FILES.items()]
    result = import_file.apply(store, import_file.inspect(paths, today=TODAY))
    assert [str(outcome.reason) for file in result.files for outcome in file.refused] == []
    assert {file.plan.kind.key for file in result.files if file.plan.kind} == set(FILES)
    return store


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_what_goes_out_comes_in_unchanged(filled, tmp_path, kind, ending):
    path = tmp_path / f"out.{ending}"
    count = export_table(filled, kind.key, path)
    assert count >= len(FILES[kind.key]) - 1
    (file,) = import_file.apply(filled, import_file.inspect([path], today=TODAY)).files
    assert file.plan.kind == kind
    assert [str(outcome.reason) for outcome in file.refused] == []
    assert file.counts == {"new": 0, "changed": 0, "unchanged": count, "refused": 0}


@pytest.mark.parametrize("kind", [key for key, _ in exportable()])
@pytest.mark.parametrize("ending", ["xlsx", "csv", "json"])
def test_rows_of_visits_go_out(store, tmp_path, kind, ending):
    with store.write() as session:
        add_dealer(session)
        add_product(session, "QH-1012")
        insert_visit(session, full_visit())
    path = tmp_path / f"out.{ending}"
    count = export_table(store, kind, path)
    if ending == "json":
        assert len(json.loads(path.read_text(encoding="utf-8"))) == count
    else:
        assert len(read_table(path).rows) == count + 1
    assert count > 0 or kind not in ("visits", "counts", "complaints", "commitments", "observed_prices")


def test_json_of_orders_is_keyed_and_exact(filled, tmp_path):
    export_table(filled, "order-lines", tmp_path / "l.json")
    assert json.loads((tmp_path / "l.json").read_text(encoding="utf-8"))[0] == {
        "number": "O1",
        "product": "1012",
        "quantity": "12.5",
        "unit_price": "3.33",
        "discount": "0.05",
        "net": "39.54",
    }


def test_a_kind_that_is_none_lists_the_kinds(store, tmp_path):
    with pytest.raises(NotFound, match="observed_prices"):
        export_table(store, "planets", tmp_path / "x.csv")
