"""Reports of many visits into one folder, made by as many processes as there are cores.

The store is read and the files are written here, one whole file after the other; the other processes get what a report
is made of and give its bytes, so that stopping them at any moment leaves no half of a file.

A system that runs out of memory ends one of these processes, and Python then gives up the others with it. What they
were making is made again, each report in one process that has the memory to itself, and the rest by half as many
processes as before. A report whose process ends once more is named among those that were not made.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    wait,
)
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import Language, Message, current, speaking
from fieldvisit.domain.visit import VisitState
from fieldvisit.store.store import Store
from fieldvisit.store.visits import visits_between
from fieldvisit.usecases.export_report import commission, report_name, save_report
from fieldvisit.usecases.free_names import FreeNames
from fieldvisit.usecases.report_making import Commission, ReportKind

_FEW: Final = 4
"""Reports for which other processes are not worth their start."""
_MOST_PROCESSES: Final = 8
_AHEAD: Final = 2
"""Reports given to each process at once, so that none rests while its last one is written."""
_GLANCE: Final = 0.1
Progress = Callable[[int, int | None], None]


@dataclass(frozen=True)
class Batch:
    """Which reports are made and how; `language` None speaks that in force, an empty `page_size` is as set."""

    kind: ReportKind = "visit"
    language: Language | None = None
    page_size: str = ""
    password: str = ""
    annex: bool = True


@dataclass
class Exported:
    """The files that were written, and the visits that gave none, by name and with the reason."""

    written: list[Path] = field(default_factory=list)
    failed: list[tuple[str, Message]] = field(default_factory=list)


def closed_visits(store: Store, first_day: date, last_day: date) -> list[str]:
    """The ids of the closed visits of some days, both included, the earliest first; of a revised one the latest."""
    with store.read() as session:
        heads = visits_between(session, first_day, last_day)
    return [each.id for each in reversed(heads) if each.state is VisitState.CLOSED]


def export_reports(
    store: Store,
    visits: Sequence[str],
    folder: Path,
    batch: Batch = Batch(),
    progress: Progress | None = None,
    processes: int | None = None,
) -> Exported:
    """Writes a report of each visit, named by id or number, into `folder`.

    A visit of which none can be made is named with the reason and does not keep the others; a file that cannot be
    written ends it (KnownError). What `progress` raises ends it too. A file of the same name is replaced, unless it is
    of this export: then the next is numbered. `processes` None takes all cores.
    """
    work = _Work(store, folder, batch)
    told = progress or (lambda _done, _total: None)
    waiting, count = deque(visits), _count(len(visits), processes)
    while waiting:
        with _makers(count) as (makers, most):
            while work.pending or (waiting and not work.lost):
                told(work.done, len(visits))
                if waiting and not work.lost and len(work.pending) < most:
                    work.begin(makers, waiting.popleft())
                else:
                    work.finish_one()
        while work.lost:
            work.make_alone(work.lost.popleft(), lambda: told(work.done, len(visits)))
        count = max(1, count // 2)
    told(len(visits), len(visits))
    return work.result


@dataclass(frozen=True)
class _Order:
    """A visit whose report is wanted, and the file that it becomes."""

    visit: str
    name: str
    path: Path


class _Work:
    """What is being made, and what came of the rest; `lost` is what a process was making when it was ended."""

    def __init__(self, store: Store, folder: Path, batch: Batch) -> None:
        self._store = store
        self._batch = batch
        self._language = batch.language or current()
        self._names = FreeNames(folder)
        self.pending: dict[Future[bytes | Message], _Order] = {}
        self.lost: deque[_Order] = deque()
        self.result = Exported()

    @property
    def done(self) -> int:
        """How many visits are settled."""
        return len(self.result.written) + len(self.result.failed)

    def begin(self, makers: Executor, visit: str) -> None:
        """Gives a visit to the makers."""
        try:
            wanted = self._commission(visit)
        except KnownError as error:
            self.result.failed.append((visit, error.sentence))
            return
        name = report_name(wanted.visit, wanted.facts, wanted.kind)
        self._submit(makers, wanted, _Order(visit, name, self._names.free(name)))

    def _commission(self, visit: str) -> Commission:
        batch = self._batch
        return commission(self._store, visit, batch.kind, batch.page_size, annex=batch.annex, password=batch.password)

    def _submit(self, makers: Executor, wanted: Commission, order: _Order) -> None:
        try:
            self.pending[makers.submit(_made, wanted, self._language.code)] = order
        except BrokenExecutor:
            self.lost.append(order)

    def finish_one(self) -> None:
        """Writes one report that is ready, after waiting a moment for it; after each one it can be stopped."""
        ready, _ = wait(self.pending, _GLANCE, FIRST_COMPLETED)
        for each in islice(ready, 1):
            order = self.pending.pop(each)
            try:
                self._settle(order, each.result())
            except (BrokenExecutor, MemoryError):
                self.lost.append(order)

    def _settle(self, order: _Order, made: bytes | Message) -> None:
        if isinstance(made, Message):
            self.result.failed.append((order.name, made))
        else:
            save_report(made, order.path)
            self.result.written.append(order.path)

    def make_alone(self, order: _Order, glance: Callable[[], None]) -> None:
        """Makes what was lost by one process, which has nothing else to do; `glance` is called meanwhile."""
        lost_before = len(self.lost)
        with _makers(1) as (makers, _most):
            self._submit(makers, self._commission(order.visit), order)
            while self.pending:
                glance()
                self.finish_one()
        if len(self.lost) > lost_before:
            self.lost.pop()
            self.result.failed.append((order.name, _ended()))


def _ended() -> Message:
    return Message(
        "The system ended the process that made the report, most likely because memory ran out; close other programs"
        " and export again."
    )


@contextmanager
def _makers(count: int) -> Iterator[tuple[Executor, int]]:
    """Who makes the reports, and how many of them are given to them at once; what waits is dropped at the end."""
    makers = _processes(count) if count else ThreadPoolExecutor(1)
    try:
        yield makers, _AHEAD * max(1, count)
    finally:
        makers.shutdown(cancel_futures=True)


def _processes(count: int) -> Executor:
    return ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_begin)


def _count(visits: int, processes: int | None) -> int:
    """How many processes to start; 0 for none."""
    if processes is None:
        processes = 0 if visits <= _FEW else min(_MOST_PROCESSES, os.cpu_count() or 1)
    return min(processes, visits)


def _begin() -> None:
    """Leaves the keys that stop a program to the process that started this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _made(wanted: Commission, language: str) -> bytes | Message:
    """The report, or why there is none."""
    try:
        with speaking(_spoken(language)):
            return wanted.made()
    except KnownError as error:
        return error.sentence


@cache
def _spoken(code: str) -> Language:
    from fieldvisit.resources import load_language

    return load_language(code)
