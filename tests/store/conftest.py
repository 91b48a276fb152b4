"""A real store file for each test that asks for one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldvisit.store.store import Store, open_store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "north & 北" / "my.store"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    opened = open_store(path)
    yield opened
    opened.close()
