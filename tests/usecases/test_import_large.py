"""A long price list: stopped in the middle nothing of it is kept, and the program stays small."""

import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from fieldvisit.exchange.reading import limits
from fieldvisit.store.models import Base
from fieldvisit.store.store import Store, open_store
from fieldvisit.usecases import import_file
from tests.factories.tables import csv_file

TODAY = date(2026, 9, 15)
PRODUCTS, MARKETS = 100, 120


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "large.store")
    products = [[f"P{number:05d}", f"Product {number}"] for number in range(PRODUCTS)]
    path = csv_file(tmp_path / "products.csv", ["Product code", "Product name"], *products)
    import_file.apply(opened, import_file.inspect([path], today=TODAY))
    yield opened
    opened.close()


@pytest.fixture
def prices(tmp_path: Path) -> Path:
    path = tmp_path / "prices.xlsx"
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["Product code", "Market", "Unit price", "Valid from"])
        for number in range(PRODUCTS * MARKETS):
            product, market = number % PRODUCTS, number // PRODUCTS
            page.write_row(number + 1, 0, [f"P{product:05d}", f"Market {market}", 1 + number / 100, "2026-01-01"])
    return path


def contents(store: Store) -> dict[str, list[object]]:
    with store.read() as session:
        return {
            table.name: [tuple(row) for row in session.connection().execute(table.select())]
            for table in Base.metadata.sorted_tables
        }


def test_cancelled_half_way_it_leaves_the_store_untouched(store, prices):
    before = contents(store)
    plan = import_file.inspect([prices], today=TODAY)
    reached: list[int] = []

    def half_way() -> bool:
        return bool(reached) and reached[-1] * 2 >= PRODUCTS * MARKETS

    with pytest.raises(import_file.Stopped):
        import_file.apply(store, plan, lambda done, _total: reached.append(done), half_way)
    assert PRODUCTS * MARKETS / 2 <= reached[-1] < PRODUCTS * MARKETS
    assert contents(store) == before
    assert import_file.apply(store, plan).counts["new"] == PRODUCTS * MARKETS


def test_cancelled_while_it_is_read_nothing_is_kept_and_the_next_file_is_read(store, prices):
    class Enough(Exception):
        pass

    def stop(_done: int, _total: int) -> None:
        raise Enough

    with pytest.raises(Enough):
        import_file.inspect([prices], today=TODAY, progress=stop)
    assert import_file.inspect([prices], today=TODAY).files[0].problem is None


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="measured where the system tells it plainly")
def test_an_import_adds_little_to_the_memory_of_the_program(store, prices):
    before = limits.resident(os.getpid()) or 0
    import_file.apply(store, import_file.inspect([prices], today=TODAY))
    assert (limits.resident(os.getpid()) or 0) - before < 64 * 1024 * 1024
