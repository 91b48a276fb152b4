"""Files nobody made up: Northwind as exported, and awkward ones of other parsers' tests. Skipped where absent."""

import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import func, select

from fieldvisit.store import models
from fieldvisit.store.exports import export_rows
from fieldvisit.store.store import Store, open_store
from fieldvisit.usecases import import_file

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"
TODAY = date(2026, 9, 15)

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason=f"the real files are not at {DATA}")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "real.store")
    yield opened
    opened.close()


def imported(store: Store, paths: list[Path]) -> import_file.ImportResult:
    return import_file.apply(store, import_file.inspect(paths, today=TODAY))


def count(store: Store, entity: type) -> int:
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(entity)) or 0


@pytest.mark.parametrize(("folder", "customers"), [("csv_exact", 93), ("csv_float_noise", 91)])
def test_northwind_adds_up(store, folder, customers):
    paths = sorted((DATA / "northwind" / folder).glob("*.csv"))
    result = imported(store, paths)
    assert result.counts["refused"] == 0
    assert [
        count(store, entity) for entity in (models.Product, models.PriceListEntry, models.SalesOrder, models.OrderLine)
    ] == [
        77,
        77,
        830,
        2155,
    ]
    # csv_exact carries two rows (codes Val2 and VALON) beside the 91 customers of the original.
    assert count(store, models.Dealer) == customers
    assert count(store, models.Shipment) == 830 - 21
    with store.read() as session:
        total = session.scalar(select(func.sum(models.OrderLine.net)))
        by_year = session.execute(
            select(func.substr(models.SalesOrder.ordered_on, 1, 4), func.sum(models.OrderLine.net))
            .join(models.SalesOrder, models.SalesOrder.id == models.OrderLine.order_id)
            .group_by(func.substr(models.SalesOrder.ordered_on, 1, 4))
        ).all()
        never = session.scalars(
            select(models.Dealer.code)
            .where(~models.Dealer.id.in_(select(models.SalesOrder.dealer_id)))
            .order_by(models.Dealer.code)
        ).all()
    assert Decimal(total or 0) == Decimal("1265793.29")
    assert len(by_year) == 3
    assert {"FISSA", "PARIS"} <= set(never)
    assert imported(store, paths).counts | {"unchanged": 0} == {"new": 0, "changed": 0, "unchanged": 0, "refused": 0}


TRADE = ("dealers", "contacts", "products", "price_lists", "orders", "order_lines", "shipments")
# What the two publications of Northwind hold differently themselves: two customers that somebody added to the one,
# and, of three products, whether it is discontinued or what it costs.
ONLY_EXACT = {
    "dealers": {"Val2", "VALON"},
    "contacts": {"Val2", "VALON"},
    "products": {"1", "2"},
    "price_lists": {"15"},
}
ONLY_NOISY = {"products": {"1", "2"}, "price_lists": {"15"}}


def exported(path: Path, folder: str) -> dict[str, set[tuple[object, ...]]]:
    """Everything of the trade in a fresh store, by natural keys, after an import of the folder."""
    fresh = open_store(path)
    try:
        imported(fresh, sorted((DATA / "northwind" / folder).glob("*.csv")))
        with fresh.read() as session:
            return {kind: set(export_rows(session, kind).rows) for kind in TRADE}
    finally:
        fresh.close()


def test_exact_and_noisy_northwind_give_the_same_store(tmp_path):
    exact, noisy = exported(tmp_path / "a.store", "csv_exact"), exported(tmp_path / "b.store", "csv_float_noise")
    for kind in TRADE:
        assert {row[0] for row in exact[kind] - noisy[kind]} == ONLY_EXACT.get(kind, set())
        assert {row[0] for row in noisy[kind] - exact[kind]} == ONLY_NOISY.get(kind, set())


def test_noise_is_taken_off_and_said():
    plan = import_file.inspect([DATA / "northwind" / "csv_float_noise" / "order_details.csv"], today=TODAY)
    assert "Unit price: 64 different figures such as 10.1999998 are binary noise" in str(plan.files[0].notes[0])


def test_northwind_in_two_runs_gives_the_same(store):
    folder = DATA / "northwind" / "csv_exact"
    for names in (("Customers", "Products", "Orders"), ("Order_Details",)):
        imported(store, [folder / f"{name}.csv" for name in names])
    assert count(store, models.ShipmentLine) == 2082


def test_files_without_a_kind_are_said_and_do_no_harm(store):
    names = ("Categories", "EmployeeTerritories", "Employees", "Regions", "Shippers", "Suppliers", "Territories")
    result = imported(store, [DATA / "northwind" / "csv_exact" / f"{name}.csv" for name in names])
    assert len(result.problems) == len(names)
    assert sum(result.counts.values()) == 0


def odd_files() -> list[Path]:
    folders = ("odd_csv", "odd_workbooks", "odd_pdfs")
    return sorted(path for folder in folders for path in (DATA / folder).rglob("*") if path.is_file())


def outcome(store: Store, path: Path) -> str:
    """What becomes of a file: counts, or the one sentence."""
    result = imported(store, [path])
    if result.problems and not sum(result.counts.values()):
        assert path.name in str(result.problems[0])
        assert "\n" not in str(result.problems[0])
        return str(result.problems[0])
    kinds = ", ".join(dict.fromkeys(file.plan.kind.key for file in result.files if file.plan.kind))
    return f"{kinds}: " + ", ".join(f"{number} {state}" for state, number in result.counts.items() if number)


def test_every_odd_file_is_taken_or_refused_in_a_sentence(store, tmp_path, capsys):
    """Prints what became of each of them, and of every PDF that calls itself a workbook."""
    told = {str(path.relative_to(DATA)): outcome(store, path) for path in odd_files()}
    for path in sorted(DATA.rglob("*.pdf")):
        renamed = tmp_path / f"{path.stem}.xlsx"
        renamed.write_bytes(path.read_bytes())
        told[f"{path.relative_to(DATA)} as .xlsx"] = outcome(store, renamed)
    with capsys.disabled():
        sys.stdout.write("".join(f"\n{name:60} {words}" for name, words in told.items()) + "\n")
    assert len(told) >= 100


def test_wide_world_importers_articles_come_in(store):
    result = imported(store, [DATA / "wwi" / "stock_items.csv"])
    assert (result.counts["new"], result.counts["refused"]) == (219, 0)
    assert imported(store, [DATA / "wwi" / "stock_items.csv"]).counts["unchanged"] == 219


def test_reseller_list_without_headings_is_mapped_once_and_known_the_next_time(store):
    path = DATA / "adventureworks" / "DimReseller.csv"
    (seen,) = import_file.inspect([path], today=TODAY, store=store).files
    assert seen.problem is not None
    mapping = {"code": "3", "name": "6", "phone": "4", "channel": "5", "address": "13"}
    change = import_file.Change(kind=import_file.kind_named("dealers"), header_row=0)
    decided = import_file.replan(import_file.replan(seen, change), import_file.Change(mapping=mapping))
    assert import_file.apply(store, import_file.ImportPlan((decided,))).counts["new"] == 701
    (known,) = import_file.inspect([path], today=TODAY, store=store).files
    assert (known.recalled, known.problem) == (True, None)
    assert import_file.apply(store, import_file.ImportPlan((known,))).counts["unchanged"] == 701


def test_stores_come_in_with_their_coordinates(store):
    paths = [DATA / "adventureworks" / "stores_with_geo.csv"]
    result = imported(store, paths)
    # Eleven dealers stand in two rows, one for each of their addresses; thirty rows say 0, 0.
    assert result.counts == {"new": 701, "changed": 0, "unchanged": 0, "refused": 11}
    assert "Coordinates 0, 0 were read as not known" in str(result.files[0].plan.notes[0])
    with store.read() as session:
        memphis = session.scalars(select(models.Dealer).where(models.Dealer.code == "292")).one()
        assert (memphis.latitude, memphis.longitude) == (Decimal("35.030054"), Decimal("-89.79528"))
        assert session.scalar(select(func.count()).where(models.Dealer.latitude.is_(None))) == 30
    assert imported(store, paths).counts == {"new": 0, "changed": 0, "unchanged": 701, "refused": 11}


def test_products_without_headings_come_in_by_mapping(store):
    wish = import_file.Wish(
        import_file.kind_named("products"), header_row=0, mapping={"code": "3", "name": "2", "cost": "9"}
    )
    plan = import_file.inspect([DATA / "adventureworks" / "Product.csv"], wish, TODAY)
    assert import_file.apply(store, plan).counts == {"new": 504, "changed": 0, "unchanged": 0, "refused": 0}
    assert import_file.apply(store, plan).counts["unchanged"] == 504
