"""One durable autosave of a cell, as a ratio to the same commit through the bare driver.

    .venv/bin/python tests/benchmarks/autosave.py [runs] [folder on the disk to be measured]

Plain and encrypted, the program and the bare driver write the same rows of four stores in turn, so that a busy machine
slows all; the medians are compared. The faster the disk's sync is, the more the program's own share shows, so that
share is printed too.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from fieldvisit.domain.visit import Address
from fieldvisit.store import engine, visits
from fieldvisit.store.store import Store, open_store
from fieldvisit.store.vault import new_key
from tests.factories.store import DAY, add_dealer, visited

ROWS = 200
BARE = """
UPDATE prices_products SET retail = ?, marks = json_remove(marks, '$."retail"') WHERE visit_id = ? AND id = ?
AND EXISTS (SELECT 1 FROM visits WHERE id = ? AND state = 'open')
"""


def store_with_a_visit(path: Path, key: bytes | None) -> tuple[Store, str]:
    """A store with one open visit of 200 products, and the visit's id."""
    store = open_store(path, key=key)
    visit = visited(DAY, prices__products=[{"product": f"P{n:03}", "retail": Decimal(5)} for n in range(ROWS)])
    with store.write() as session:
        add_dealer(session)
        visits.insert_visit(session, visit)
    return store, visit.id


def program(store: Store, visit_id: str) -> Callable[[int], None]:
    """The way a cell is saved in the application."""

    def save(turn: int) -> None:
        place = Address("prices", "retail", "products", f"r{turn % ROWS}")
        with store.write() as session:
            visits.save_cell(session, visit_id, place, Decimal(50000 + turn).scaleb(-4))

    return save


def bare_driver(path: Path, visit_id: str, key: bytes | None) -> Callable[[int], None]:
    """The same statement in a transaction of its own, and nothing else."""
    connection = engine.connect(path, key=key)

    def save(turn: int) -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(BARE, (50000 + turn, visit_id, f"r{turn % ROWS}", visit_id))
        connection.execute("COMMIT")

    return save


def seconds(save: Callable[[int], None], turn: int) -> float:
    started = time.perf_counter()
    save(turn)
    return time.perf_counter() - started


def twins(folder: Path, key: bytes | None) -> tuple[Callable[[int], None], Callable[[int], None]]:
    """The bare driver and the program, each on a store of its own."""
    store, visit_id = store_with_a_visit(folder / "program.store", key)
    store.close()
    bare = bare_driver(Path(shutil.copy(store.path, folder / "bare.store")), visit_id, key)
    return bare, program(open_store(store.path, key=key), visit_id)


def measure(runs: int, folder: Path) -> list[float]:
    """Medians of bare driver and program, plain, then of both, encrypted; after a warm-up of all."""
    ways: list[Callable[[int], None]] = []
    for name, key in (("plain", None), ("encrypted", new_key())):
        (folder / name).mkdir()
        ways += twins(folder / name, key)
    turns = [[seconds(way, turn) for way in ways] for turn in range(1, runs + 51)][50:]
    return [statistics.median(each) for each in zip(*turns, strict=True)]


def main(arguments: list[str]) -> None:
    runs = int(arguments[0]) if arguments else 1000
    with tempfile.TemporaryDirectory(dir=arguments[1] if arguments[1:] else None) as folder:
        medians = measure(runs, Path(folder))
    for name, (bare, ours) in (("plain", medians[:2]), ("encrypted", medians[2:])):
        print(f"{name:<10} bare driver {bare * 1000:6.3f} ms, FieldVisit {ours * 1000:6.3f} ms", end="")
        print(f" (its own share {(ours - bare) * 1000:.3f} ms), ratio {ours / bare:5.2f}")
    print(f"encrypted against plain: {medians[3] / medians[1]:.2f}; bound 1.10 each; medians of {runs} commits each")


if __name__ == "__main__":
    main(sys.argv[1:])
