"""The power is cut in the middle of typing: no change that was acknowledged is lost, at any moment of the writing.

What the application's own driver sends while a visit is typed is sent once more through an SQLite that records every
write and every synchronisation; file format and write-ahead log are those of the application's SQLite. A cut ends the
recording anywhere and loses any sectors that were not synchronised. The application's driver opens what is left.
Proved is the order of writes and synchronisations under the application's setting; that the system and the disk keep
what they say they have synchronised is taken for granted.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from fieldvisit.domain.visit import Address
from fieldvisit.store import engine as engines
from fieldvisit.store import errors, opening
from tests.factories.desks import worked_desk
from tests.safety.disk import Operation, cut_after

CUTS = int(os.environ.get("FIELDVISIT_CUTS", "200"))
"""How often; more by hand: FIELDVISIT_CUTS=1000."""
CELLS = 40
NORMAL, OFF = 1, 0


@dataclass
class Typed:
    """A store before, the SQL of each transaction after, and what stands in its drafts and prices after each."""

    before: Path
    transactions: list[list[str]]
    states: list[str]


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Typed:
    """A rep fills prices: each key a draft, then the value."""
    folder = tmp_path_factory.mktemp("typed")
    with worked_desk(folder) as desk:
        with contextlib.closing(engines.connect(desk.store.path)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        before = Path(shutil.copy(desk.store.path, folder / "before.store"))
        said: list[str] = []
        writer = engines.driver_of(desk.store._own_writer())
        states = [state_of(desk.store.path)]
        transactions = []
        writer.set_trace_callback(said.append)
        rows = desk.visit.step("prices").rows("products")
        for number in range(CELLS):
            place = Address("prices", "retail", "products", rows[number % len(rows)].id)
            price = f"{number + 1}.{number % 10}5"
            for act in (
                lambda place=place, price=price: desk.draft(place, price[:1]),
                lambda place=place, price=price: desk.draft(place, price[:2]),
                lambda place=place, price=price: desk.enter(place, price),
            ):
                said.clear()
                act()
                transactions.append(list(said))
                states.append(state_of(desk.store.path))
    return Typed(before, transactions, states)


def state_of(store: Path) -> str:
    """What the transactions change."""
    with contextlib.closing(engines.connect(store, read_only=True)) as connection:
        drafts = connection.execute("SELECT address, text FROM drafts ORDER BY address").fetchall()
        prices = connection.execute("SELECT id, retail FROM prices_products ORDER BY id").fetchall()
    return json.dumps([drafts, prices])


def recorded(typed: Typed, synchronous: int, folder: Path) -> list[Operation]:
    store = shutil.copy(typed.before, folder / typed.before.name)
    sql, recording = folder / "typed.json", folder / f"recording-{synchronous}.json"
    sql.write_text(json.dumps(typed.transactions), encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "tests.safety.recorder", store, sql, str(synchronous), recording],
        check=True,
        cwd=Path(__file__).parents[2],
    )
    return [(what, name, at, data) for what, name, at, data in json.loads(recording.read_text(encoding="utf-8"))]


def losses(typed: Typed, synchronous: int, folder: Path) -> list[str]:
    """What is wrong after each cut that lost something; the seeds make every run the same."""
    recording = recorded(typed, synchronous, folder)
    found = []
    for number in range(CUTS):
        chance = random.Random(number)
        cut = folder / f"cut-{number}"
        cut.mkdir()
        at = chance.randint(1, len(recording))
        store, acknowledged = cut_after(recording, at, typed.before, cut, chance)
        trouble = trouble_with(store, typed.states, acknowledged)
        if trouble:
            found.append(f"cut {number} after {at} of {len(recording)} operations: {trouble}")
        shutil.rmtree(cut)
    return found


def trouble_with(store: Path, states: list[str], acknowledged: int) -> str:
    try:
        with contextlib.closing(engines.connect(store)):
            pass
        opening.quick_check(store)
        state = state_of(store)
    except errors.StoreError as error:
        return str(error)
    except Exception as error:
        if errors.known(error, store) is None:
            raise
        return "damaged"
    return "" if state in states[acknowledged:] else f"not all of {acknowledged} transactions"


def own_setting(folder: Path) -> int:
    """The durability that the application opens its stores with."""
    with contextlib.closing(engines.connect(folder / "any.store")) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        return int(connection.execute("PRAGMA synchronous").fetchone()[0])


@pytest.mark.timeout(600)
def test_no_cut_loses_what_was_acknowledged(typed: Typed, tmp_path: Path) -> None:
    assert losses(typed, own_setting(tmp_path), tmp_path) == []


@pytest.mark.timeout(600)
@pytest.mark.parametrize("weaker", [NORMAL, OFF])
def test_with_less_durability_the_same_cuts_lose_something(typed: Typed, tmp_path: Path, weaker: int) -> None:
    assert losses(typed, weaker, tmp_path) != []


def test_the_states_tell_every_transaction_apart(typed: Typed) -> None:
    assert len(typed.transactions) == CELLS * 3
    assert all(before != after for before, after in zip(typed.states, typed.states[1:], strict=False))
