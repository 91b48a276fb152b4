"""Files nobody made up: Northwind as exported, and awkward ones of other parsers' tests. Skipped where absent."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import func, select

from fieldvisit.store import models
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


@pytest.mark.parametrize("path", odd_files(), ids=lambda path: path.name)
def test_an_odd_file_is_taken_or_refused_in_a_sentence(store, path):
    result = imported(store, [path])
    counts = result.counts
    for problem in result.problems:
        assert path.name in str(problem)
    assert result.problems or sum(counts.values())


@pytest.mark.parametrize("path", sorted((DATA / "odd_pdfs").glob("*.pdf"))[:3], ids=lambda path: path.name)
def test_a_pdf_renamed_to_a_workbook_is_refused(store, tmp_path, path):
    renamed = tmp_path / "renamed.xlsx"
    renamed.write_bytes(path.read_bytes())
    assert "renamed.xlsx" in str(imported(store, [renamed]).problems[0])


def test_wide_world_importers_articles_come_in(store):
    result = imported(store, [DATA / "wwi" / "stock_items.csv"])
    assert (result.counts["new"], result.counts["refused"]) == (219, 0)
    assert imported(store, [DATA / "wwi" / "stock_items.csv"]).counts["unchanged"] == 219


def test_reseller_list_without_headings_comes_in_by_mapping(store):
    wish = import_file.Wish(
        import_file.kind_named("dealers"), header_row=0, mapping={"code": "3", "name": "6", "phone": "4"}
    )
    plan = import_file.inspect([DATA / "adventureworks" / "DimReseller.csv"], wish, TODAY)
    assert import_file.apply(store, plan).counts["new"] == 701
    assert import_file.apply(store, plan).counts["unchanged"] == 701
