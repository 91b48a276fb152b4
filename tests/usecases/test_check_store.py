"""What `check` finds when somebody or something has written into the file what the program never would."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import text

from fieldvisit.domain.closing import visit_number
from fieldvisit.store import photos
from fieldvisit.store.store import Store
from fieldvisit.store.strangers import ensure_dealer
from fieldvisit.store.visits import insert_visit
from fieldvisit.usecases.check_store import check_store
from fieldvisit.usecases.close_visit import revise_visit
from tests.factories.desks import a_store
from tests.factories.region import region_visits

NOON = datetime(2026, 10, 1, 12, tzinfo=UTC)
LAST = "(SELECT max(id) FROM visits WHERE state = 'closed')"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """With three closed visits and a correction of the first of them."""
    with a_store(tmp_path) as opened:
        with opened.write() as session:
            for number, each in enumerate(region_visits(3)):
                each.visit.number = visit_number(each.visit.day, number)
                ensure_dealer(session, each.facts.dealer)
                insert_visit(session, each.visit, each.facts)
            photos.keep_photo(session, sha256(b"a shelf").hexdigest(), b"a shelf", (1, 1))
        revise_visit(opened, visit_number(each.visit.day, 0), "a slip", NOON)
        yield opened


def found_after(store: Store, statement: str) -> str:
    assert check_store(store) == []
    with store.write() as session:
        assert session.connection().execute(text(statement.replace("LAST", LAST))).rowcount
    return "\n".join(map(str, check_store(store)))


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE visits SET number = NULL WHERE id = LAST", "has no number"),
        ("UPDATE visits SET closed_at = NULL WHERE id = LAST", "no time of closing"),
        ("UPDATE visits SET facts = NULL WHERE id = LAST", "facts are missing"),
        ("UPDATE visits SET day = '2026-01-02' WHERE id = LAST", "of another dealer or day"),
        ("DELETE FROM step_records WHERE step = 'market' AND visit_id = LAST", "Market is neither done nor skipped"),
        ("UPDATE step_records SET payload = '[]' WHERE step = 'market' AND visit_id = LAST", "cannot be read"),
        ("UPDATE inventory_products SET count = -5", "Count is −0.005. Nothing below zero"),
        ("UPDATE visits SET revision = 5 WHERE revises IS NOT NULL", "is not the next revision"),
        ("UPDATE visits SET number = 'V-26-77777' WHERE revises IS NOT NULL", "V-26-77777 is not the next revision"),
        ("UPDATE dealer_pasts SET told = replace(told, '2026', '2025')", "is kept wrongly"),
        ("UPDATE prices_products SET retail = retail + 1", "is kept wrongly"),
        (
            "INSERT INTO open_promises SELECT max(id), 0, 'ours', 'a shelf', '', NULL, '2026-09-01' FROM dealers",
            "is kept wrongly",
        ),
        ("UPDATE photos SET content = x'00'", "Photos altered since they were taken: 1."),
    ],
)
def test_what_contradicts_itself_is_told(store: Store, statement: str, told: str) -> None:
    assert told in found_after(store, statement)
