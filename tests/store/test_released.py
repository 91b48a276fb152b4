from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fieldvisit.domain.figures import figures
from fieldvisit.store import backup, derived, opening, visits
from fieldvisit.store.store import Store, open_store
from fieldvisit.usecases.check_store import check_store
from fieldvisit.usecases.open_visit import load_visit, open_visit
from tests.store.released import CLOSED, OPEN, content

RELEASED = Path(__file__).parents[1] / "data" / "released"


@pytest.fixture(params=sorted(RELEASED.glob("*.store")), ids=lambda path: path.stem)
def released(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of a store that a released version wrote."""
    return Path(shutil.copy(request.param, tmp_path))


@pytest.fixture
def brought_up(released: Path) -> Iterator[Store]:
    with contextlib.closing(open_store(released, create=False)) as store:
        yield store


def held_then(released: Path) -> dict[str, list[dict[str, Any]]]:
    held: dict[str, list[dict[str, Any]]] = json.loads((RELEASED / f"{released.stem}.json").read_text(encoding="utf-8"))
    return held


def test_there_is_one() -> None:
    assert [path.stem for path in RELEASED.glob("*.store")] != []


def test_it_is_brought_to_the_newest_schema_and_whole(brought_up: Store) -> None:
    assert opening.schema_of(brought_up.path) == opening.SCHEMA
    opening.quick_check(brought_up.path)


def test_the_old_store_is_kept(released: Path, brought_up: Store) -> None:
    before = opening.schema_of(RELEASED / released.name)
    copies = [opening.schema_of(path) for path in backup.folder_of(released).glob("*.store")]
    assert copies == ([] if before == opening.SCHEMA else [before])


def test_every_row_is_there_as_it_was(released: Path, brought_up: Store) -> None:
    now = content(brought_up.path)
    for table, rows in held_then(released).items():
        assert [row | then for row, then in zip(now[table], rows, strict=True)] == now[table]


def test_the_closed_visit_keeps_its_facts_and_figures(brought_up: Store) -> None:
    visit, facts = load_visit(brought_up, CLOSED)
    assert (visit.number, facts.dealer.name_local) == ("V-26-00001", "盛源商贸")
    assert all(step.values or any(step.tables.values()) for step in visit.steps.values())
    assert figures(visit, facts).flags != []


def test_what_is_kept_ready_is_made_from_what_it_held(brought_up: Store) -> None:
    held = content(brought_up.path)
    assert [row["newest"] for row in held["dealer_pasts"]] == ["2026-09-08"]
    assert held["finished_orders"] == []
    with brought_up.read() as session:
        assert derived.faults(session.connection()) == []
    assert check_store(brought_up) == []


def test_the_visit_under_way_opens_where_it_was(brought_up: Store) -> None:
    desk = open_visit(brought_up, OPEN)
    assert desk.drafts.popitem()[1] == "half a sen"
    assert desk.last_place is not None
    assert desk.last_place.step == "prices"
    assert {product.code for product in desk.facts.products} >= {"QH-1012", "QH-1024"}
    assert desk.facts.undelivered > 0


def test_a_new_visit_can_be_kept_in_it(brought_up: Store) -> None:
    with brought_up.read() as session:
        visit = visits.load_visit(session, OPEN)
    visit.id, visit.number = "01994b2a-0000-7000-8000-000000000009", ""
    with brought_up.write() as session:
        visits.insert_visit(session, visit)
    with brought_up.read() as session:
        assert visits.load_visit(session, visit.id) == visit
