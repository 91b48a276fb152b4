"""Opening the pages of the window on a large store, beside the same SQL through the bare driver.

    .venv/bin/python tests/benchmarks/open_pages.py <store made by large_store.py> [runs]

Processor time of all in one run, so that a busy machine slows all. What a page asks is recorded once, with its
parameters, and then asked again without anything around it ("bare"). "queries" is the time in which the page's own
questions become rows with exact values, "page" is all of it: also what is made of the rows. Then the plans of all
questions: none may read a big table from end to end.
"""

from __future__ import annotations

import contextlib
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Final
from unittest import mock

from sqlalchemy import Connection as SQLConnection
from sqlcipher3 import dbapi2

from fieldvisit.domain.figures import figures
from fieldvisit.store import engine, visits
from fieldvisit.store.facts import gather_facts
from fieldvisit.store.past.asking import Question
from fieldvisit.store.prepared import PreparedRows
from fieldvisit.store.store import Store, open_store
from fieldvisit.usecases import catalogue, dealers, plan_day
from fieldvisit.usecases.start_visit import start_visit
from tests.benchmarks.large_store import TODAY, code_of

Asked = list[tuple[str, Any]]
BIG: Final = (
    *("visits", "step_records", "prices_products", "inventory_products", "sales_order_rows", "wrap_up_commitments"),
    *("sales_orders", "order_lines", "shipments", "shipment_lines", "open_items", "price_list_entries"),
    *("price_policies", "prices_competitors", "inventory_competitors", "reflection_promises"),
    *("dealer_pasts", "finished_orders"),
)
_asked: Asked = []


class _Cursor(dbapi2.Cursor):  # type: ignore[misc]
    def execute(self, sql: str, given: Any = ()) -> Any:
        _asked.append((sql, given))
        return super().execute(sql, given)


class _Connection(dbapi2.Connection):  # type: ignore[misc]
    def cursor(self, factory: Any = _Cursor) -> Any:
        return super().cursor(factory)


@contextlib.contextmanager
def recording() -> Iterator[None]:
    """Connections made inside note every question they are asked."""
    with mock.patch.object(dbapi2, "connect", partial(dbapi2.connect, factory=_Connection)):
        yield


def asked_by(path: Path, page: Callable[[Store], object]) -> Asked:
    """The questions of a page with their parameters, when it is opened for the second time."""
    with recording(), contextlib.closing(open_store(path, create=False)) as store:
        page(store)
        _asked.clear()
        page(store)
        return [each for each in _asked if each[0].lstrip().startswith(("SELECT", "WITH"))]


def bare(connection: Any, asked: Asked) -> None:
    """The same questions and nothing else."""
    for sql, given in asked:
        connection.execute(sql, given).fetchall()


def milliseconds(work: Callable[[], object]) -> float:
    """Processor time of one call."""
    started = time.process_time()
    work()
    return (time.process_time() - started) * 1000


class Asking:
    """The processor time that a page spends in asking, by whichever way it asks."""

    WAYS: Final = ((Question, "named"), (Question, "kept"), (PreparedRows, "all"), (PreparedRows, "kept"))

    def __init__(self) -> None:
        self.milliseconds = 0.0
        self._asking = False

    @contextlib.contextmanager
    def counted(self) -> Iterator[None]:
        """Inside, asking is timed."""
        with contextlib.ExitStack() as stack:
            for kind, name in (*self.WAYS, (SQLConnection, "execute")):
                stack.enter_context(mock.patch.object(kind, name, self._timed(getattr(kind, name))))
            yield

    def _timed(self, way: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*given: Any, **more: Any) -> Any:
            if self._asking:
                return way(*given, **more)
            self._asking, started = True, time.process_time()
            try:
                return way(*given, **more)
            finally:
                self._asking = False
                self.milliseconds += (time.process_time() - started) * 1000

        return timed


def asking_in(work: Callable[[], object]) -> float:
    """Processor time that a call spends in asking."""
    asking = Asking()
    with asking.counted():
        work()
    return asking.milliseconds


def scans(connection: Any, asked: Asked) -> list[str]:
    """Where a plan reads a big table from end to end."""
    found = set()
    for sql, given in asked:
        tables = {alias: table for table in BIG for alias in _aliases(sql, table)}
        for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {sql}", given):
            words = step.split()
            if words[0] == "SCAN" and words[1] in tables:
                found.add(f"{step}  ({tables[words[1]]})")
    return sorted(found)


def _aliases(sql: str, table: str) -> set[str]:
    words = sql.replace(",", " , ").split()
    after = [words[place + 1 : place + 3] for place, word in enumerate(words) if word == table]
    return {table} | {(each[1:] if each[:1] == ["AS"] else each[:1])[0] for each in after if each}


def pages(visit_ids: dict[str, str]) -> dict[str, Callable[[Store, str], object]]:
    """What each page needs, by its name; the second argument is the code of a dealer."""

    def load(store: Store, code: str) -> object:
        with store.read() as session:
            return visits.load_visit(session, visit_ids[code])

    def facts(store: Store, code: str) -> object:
        with store.read() as session:
            return gather_facts(session, code, TODAY)

    def whole_visit(store: Store, code: str) -> object:
        with store.read() as session:
            visit = visits.load_visit(session, visit_ids[code])
            known = gather_facts(session, code, TODAY)
        return figures(visit, known)

    return {
        "a visit: what was entered": load,
        "a visit: its facts": facts,
        "a visit with its figures": whole_visit,
        "list of dealers": lambda store, _: dealers.list_dealers(store),
        "search among dealers": lambda store, _: dealers.list_dealers(store, "trading 77", 50),
        "one dealer": lambda store, code: dealers.overview(store, code, TODAY),
        "today": lambda store, _: plan_day.day_plan(store, TODAY, TODAY),
        "products": lambda store, _: catalogue.list_products(store, TODAY),
    }


def large_dealers(store: Store) -> list[str]:
    """Some of the dealers with 200 products."""
    with store.read() as session:
        numbers = range(0, session.connection().exec_driver_sql("SELECT count(*) FROM dealers").scalar_one(), 500)
    return [code_of(number) for number in numbers][:5]


def measure(path: Path, name: str, page: Callable[[Store, str], object], codes: list[str], runs: int) -> list[str]:
    """Prints a line on one page; gives the scans of big tables in it."""
    with (
        contextlib.closing(open_store(path, create=False)) as store,
        contextlib.closing(engine.connect(path, read_only=True)) as connection,
    ):
        asked = {code: asked_by(path, partial(_swapped, page, code)) for code in codes}
        ours, theirs, queries = [], [], []
        for run in range(runs + 2):
            code = codes[run % len(codes)]
            theirs.append(milliseconds(lambda code=code: bare(connection, asked[code])))  # type: ignore[misc]
            queries.append(asking_in(lambda code=code: page(store, code)))  # type: ignore[misc]
            ours.append(milliseconds(lambda code=code: page(store, code)))  # type: ignore[misc]
        middle, floor, asked_in = (statistics.median(each[2:]) for each in (ours, theirs, queries))
        worst = sorted(ours[2:])[int(len(ours[2:]) * 0.95)]
        print(
            f"{name:28} page p50 {middle:6.2f} p95 {worst:6.2f} ms   bare {floor:6.2f} ms"
            f"   queries {asked_in:6.2f} ms, {asked_in / floor:4.2f} x   page {middle / floor:4.2f} x"
        )
        return scans(connection, asked[codes[0]])


def _swapped(page: Callable[[Store, str], object], code: str, store: Store) -> object:
    return page(store, code)


def main(arguments: list[str]) -> None:
    if not arguments:
        raise SystemExit(__doc__)
    path, runs = Path(arguments[0]), int(arguments[1]) if arguments[1:] else 25
    now = datetime(TODAY.year, TODAY.month, TODAY.day, 8, tzinfo=UTC)
    with contextlib.closing(open_store(path, create=False)) as store:
        codes = large_dealers(store)
        visit_ids = {code: start_visit(store, code, TODAY, now) for code in codes}
    found = {name: measure(path, name, page, codes, runs) for name, page in pages(visit_ids).items()}
    print("bounds: queries at most 1.6 times the bare driver, a page's p95 under 50 ms")
    for name, steps in found.items():
        for step in steps:
            print(f"{name}: {step}")
    print("no big table is read from end to end" if not any(found.values()) else "big tables are read from end to end")


if __name__ == "__main__":
    main(sys.argv[1:])
