"""Reports of many visits into a folder: how much faster two processes are than one.

    .venv/bin/python tests/benchmarks/batch.py [visits]

Each report has 150 rows and two charts in Chinese. Rounds of both alternate, so that a busy machine slows both alike;
by the clock, starting the processes included.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from fieldvisit.domain.closing import visit_number
from fieldvisit.resources import load_language
from fieldvisit.store.store import Store
from fieldvisit.store.strangers import ensure_dealer
from fieldvisit.store.visits import insert_visit
from fieldvisit.usecases.export_reports import Batch, export_reports
from fieldvisit.usecases.open_store import open_store
from tests.benchmarks.six_pages import six_pages

ROUNDS = 3


def main(arguments: list[str]) -> None:
    count = int(arguments[0]) if arguments else 200
    with tempfile.TemporaryDirectory() as place, closing(open_store(Path(place) / "visits.store")) as store:
        visits = filled(store, count)
        rounds = [(seconds(store, visits, place, 1), seconds(store, visits, place, 2)) for _ in range(ROUNDS)]
        one, two = (statistics.median(each) for each in zip(*rounds, strict=True))
        faster = statistics.median(alone / both for alone, both in rounds)
        print(f"{count} reports: one process {count / one:.1f} a second, two {count / two:.1f}: {faster:.2f} times")


def filled(store: Store, count: int) -> list[str]:
    """So many visits in the store; their ids."""
    ids = []
    with store.write() as session:
        for number in range(count):
            visit, facts = six_pages(number)
            visit.id = f"00000000-0000-7000-8000-{number:012x}"
            visit.number = visit_number(visit.day, number)
            visit.day = visit.day - timedelta(days=number)
            visit.step("sales").tables["photos"] = []
            ensure_dealer(session, facts.dealer)
            insert_visit(session, visit, facts)
            ids.append(visit.id)
    return ids


def seconds(store: Store, visits: list[str], place: str, processes: int) -> float:
    begun = time.perf_counter()
    batch = Batch(language=load_language("zh"))
    exported = export_reports(store, visits, Path(place) / f"by {processes}", batch, processes=processes)
    assert len(exported.written) == len(visits)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main(sys.argv[1:])
