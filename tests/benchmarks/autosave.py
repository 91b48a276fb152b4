"""One durable autosave of a cell, as a ratio to the same commit through the bare driver.

    .venv/bin/python tests/benchmarks/autosave.py [runs] [folder on the disk to be measured]

Both write the same rows of twin stores in turn, so that a busy machine slows both; the medians are compared. The
faster the disk's sync is, the more the program's own share shows, so that share is printed too.
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
from tests.factories.store import DAY, add_dealer, visited

ROWS = 200
BARE = """
UPDATE prices_products SET retail = ?, marks = json_remove(marks, '$."retail"') WHERE visit_id = ? AND id = ?
AND EXISTS (SELECT 1 FROM visits WHERE id = ? AND state = 'open')
"""


def store_with_a_visit(path: Path) -> tuple[Store, str]:
    """A store with one open visit of 200 products, and the visit's id."""
    store = open_store(path)
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


def bare_driver(path: Path, visit_id: str) -> Callable[[int], None]:
    """The same statement in a transaction of its own, and nothing else."""
    connection = engine.connect(path)

    def save(turn: int) -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(BARE, (50000 + turn, visit_id, f"r{turn % ROWS}", visit_id))
        connection.execute("COMMIT")

    return save


def seconds(save: Callable[[int], None], turn: int) -> float:
    started = time.perf_counter()
    save(turn)
    return time.perf_counter() - started


def measure(runs: int, folder: Path) -> tuple[float, float]:
    """Medians of the bare driver and of the program, after a warm-up of both."""
    store, visit_id = store_with_a_visit(folder / "program.store")
    store.close()
    bare = bare_driver(Path(shutil.copy(store.path, folder / "bare.store")), visit_id)
    ours = program(open_store(store.path), visit_id)
    turns = [(seconds(bare, turn), seconds(ours, turn)) for turn in range(1, runs + 51)][50:]
    return statistics.median(turn[0] for turn in turns), statistics.median(turn[1] for turn in turns)


def main(arguments: list[str]) -> None:
    runs = int(arguments[0]) if arguments else 1000
    with tempfile.TemporaryDirectory(dir=arguments[1] if arguments[1:] else None) as folder:
        bare, ours = measure(runs, Path(folder))
    print(f"bare driver    {bare * 1000:6.3f} ms")
    print(f"FieldVisit     {ours * 1000:6.3f} ms   (its own share {(ours - bare) * 1000:.3f} ms)")
    print(f"ratio          {ours / bare:6.2f}   (bound 1.10; medians of {runs} commits each)")


if __name__ == "__main__":
    main(sys.argv[1:])
