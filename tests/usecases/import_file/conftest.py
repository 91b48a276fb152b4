"""An empty store, and one with two dealers and two products."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldvisit.store.store import Store, open_store
from tests.factories.tables import csv_file
from tests.usecases.import_file.reference_files import DEALERS, PRODUCTS, taken


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "import.store")
    yield opened
    opened.close()


@pytest.fixture
def reference(store: Store, tmp_path: Path) -> Store:
    """The store with two dealers and two products."""
    taken(store, csv_file(tmp_path / "dealers.csv", *DEALERS), csv_file(tmp_path / "products.csv", *PRODUCTS))
    return store
