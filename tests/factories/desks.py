"""A visit on the desk, in a real store file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from fieldvisit.domain.document import encode
from fieldvisit.domain.visit import Row
from fieldvisit.store.store import Store
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.open_visit import load_visit, open_visit
from fieldvisit.usecases.visit_desk import VisitDesk
from fieldvisit.usecases.visit_documents import load_document
from tests.factories.visits import WORKED_VISIT

WORKED_ID = "01995a3e-0000-7c11-8a3e-6d1f00001847"


@contextmanager
def a_store(folder: Path, key: bytes | None = None) -> Iterator[Store]:
    """An empty store file in `folder`, under that key."""
    store = open_store(folder / "test.store", key=key)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def worked_desk(folder: Path, key: bytes | None = None) -> Iterator[VisitDesk]:
    """The worked example, open on the desk."""
    with a_store(folder, key) as store:
        load_document(store, WORKED_VISIT.read_bytes())
        yield open_visit(store, WORKED_ID)


def document_of(store: Store, named: str) -> dict[str, Any]:
    """The document of a visit: entered values and facts."""
    return encode(*load_visit(store, named))


def again(desk: VisitDesk) -> VisitDesk:
    """The same visit as the store has it: what another start of the program would see."""
    return open_visit(desk.store, desk.visit.id)


def product_row(desk: VisitDesk, step: str, table: str, code: str) -> Row:
    """The row of a product in one of the product tables."""
    return next(row for row in desk.visit.step(step).rows(table) if row.values.get("product") == code)
