"""What `check` finds when somebody or something has written into the file what the program never would."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import text

from fieldvisit.domain.closing import visit_number
from fieldvisit.store import photos
from fieldvisit.store.store import Store
from fieldvisit.store.strangers import ensure_dealer
from fieldvisit.store.visits import insert_visit
from fieldvisit.usecases.check_store import check_store
from fieldvisit.usecases.close_visit import revise_visit
from fieldvisit.usecases.dealers import record_card, save_dealer
from fieldvisit.usecases.region import take_in
from fieldvisit.usecases.region_judging import Became
from fieldvisit.usecases.visit_documents import load_document
from tests.factories.desks import a_store
from tests.factories.region import made_visit, region_visits, write_report
from tests.factories.visits import WORKED_VISIT

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
        ("UPDATE visits SET facts = NULL WHERE id = LAST", "facts are missing"),
        ("UPDATE visits SET day = '2026-01-02' WHERE id = LAST", "with the facts of another day"),
        ("UPDATE step_records SET payload = '[]' WHERE step = 'market' AND visit_id = LAST", "cannot be read"),
        ("UPDATE inventory_products SET count = -5", "Count is −0.005, which nobody can have entered"),
        ("UPDATE visits SET revision = 1, number = NULL WHERE revises IS NOT NULL", "is no later revision"),
        ("UPDATE dealer_pasts SET told = replace(told, '2026', '2025')", "is kept wrongly"),
        ("UPDATE prices_products SET retail = retail + 1", "is kept wrongly"),
        (
            "INSERT INTO open_promises SELECT max(id), 0, 'ours', 'a shelf', '', NULL, '2026-09-01' FROM dealers",
            "is kept wrongly",
        ),
        ("UPDATE photos SET content = x'00'", "Photos altered since they were taken: 1."),
        ("UPDATE photos SET content = 'text'", "Photos altered since they were taken: 1."),
        ("UPDATE prices_products SET retail = 'five'", "is kept wrongly"),
    ],
)
def test_what_contradicts_itself_is_told(store: Store, statement: str, told: str) -> None:
    assert told in found_after(store, statement)


def test_what_is_rightly_in_a_store_is_no_contradiction(tmp_path: Path) -> None:
    document = json.loads(WORKED_VISIT.read_bytes())
    document["visit"]["state"] = "closed"
    del document["steps"]["market"]
    with a_store(tmp_path) as store:
        load_document(store, json.dumps(document).encode())
        assert check_store(store) == [], "a document may leave out number, time of closing and steps"
        card = record_card(store, "D-00318")
        save_dealer(store, replace(card, code="D-318"), replaces=card.code)
        assert check_store(store) == [], "a dealer may get another code"
        save_dealer(store, replace(card, currency="JPY"), replaces="D-318")
        assert check_store(store) == [], "or another currency"


def test_a_region_of_two_reps_with_revisions_left_out_is_sound(tmp_path: Path) -> None:
    chance = Random(7)
    first, other = (made_visit(chance, rep, 1) for rep in (0, 1))
    second = made_visit(chance, 0, 1, revises=first.visit)
    third = made_visit(chance, 0, 1, revises=second.visit)
    for number, each in enumerate((first, other, third)):
        write_report(each, tmp_path / "reports" / str(number))
    with a_store(tmp_path) as region:
        assert take_in(region, [tmp_path / "reports"]).counts[Became.REFUSED] == 0
        assert check_store(region) == []
