"""Long work off the UI thread: counted, cancellable, and back on the UI thread with a result or an error."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import cache
from itertools import count
from threading import Event
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

log = logging.getLogger(__name__)
_WORKERS = 2
_TOLD_EVERY = 0.05

Progress = Callable[[int, int | None], None]
Job = Callable[[Progress], Any]


class CancelledError(Exception):
    """Raised inside a job, by its own report of progress, after the user asked to stop."""


class Task(QObject):
    """One run of a job. Every signal arrives on the UI thread; one of `finished`, `failed`, `cancelled` ends it."""

    progressed = Signal(int, object)
    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal()

    def __init__(self, job: Job, title: str) -> None:
        super().__init__()
        self.title = title
        # Held here until the end, so that what the job refers to, such as widgets, is let go on the UI thread.
        self._job = job
        self.stop = Event()
        self._started = time.monotonic()

    def cancel(self) -> None:
        """Asks the job to stop at its next report of progress; what it had begun is then undone by itself."""
        self.stop.set()

    def seconds_left(self, done: int, total: int | None) -> float | None:
        """An estimate from the pace so far; None while there is nothing to go by."""
        elapsed = time.monotonic() - self._started
        if not total or done <= 0 or elapsed < 1:
            return None
        return elapsed / done * max(0, total - done)

    def settle(self, result: object, error: BaseException | None) -> None:
        """Tells how it ended."""
        try:
            if error is None:
                self.finished.emit(result)
            elif isinstance(error, CancelledError):
                self.cancelled.emit()
            else:
                self.failed.emit(error)
        finally:
            self.ended.emit()


class _Run:
    """What the worker thread holds of a task: nothing of Qt's, which must not be thrown away over there."""

    def __init__(self, number: int, job: Job, stop: Event) -> None:
        self._number = number
        self._job: Job | None = job
        self._stop = stop
        self._told = 0.0

    def perform(self) -> None:
        try:
            result, error = self._result(), None
        except BaseException as raised:  # noqa: BLE001 - whatever it is, it is shown on the UI thread
            result, error = None, raised
        _relay().settled.emit(self._number, result, error)

    def _result(self) -> object:
        job, self._job = self._job, None
        return job(self._report) if job is not None else None

    def _report(self, done: int, total: int | None = None) -> None:
        if self._stop.is_set():
            raise CancelledError
        now = time.monotonic()
        if now - self._told >= _TOLD_EVERY or done == total:
            self._told = now
            _relay().progressed.emit(self._number, done, total)


class _Relay(QObject):
    """Carries news from the workers to the UI thread, where it was made."""

    progressed = Signal(int, int, object)
    settled = Signal(int, object, object)

    def __init__(self) -> None:
        super().__init__()
        self.progressed.connect(self._progress, Qt.ConnectionType.QueuedConnection)
        self.settled.connect(self._settle, Qt.ConnectionType.QueuedConnection)

    def _progress(self, number: int, done: int, total: int | None) -> None:
        task = _running.get(number)
        if task is not None:
            task.progressed.emit(done, total)

    def _settle(self, number: int, result: object, error: BaseException | None) -> None:
        task = _running.pop(number, None)
        if task is not None:
            task.settle(result, error)


_running: dict[int, Task] = {}
_numbers = count(1)


@cache
def _relay() -> _Relay:
    return _Relay()


@cache
def _workers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(_WORKERS, thread_name_prefix="work")


def run(
    job: Job,
    *,
    title: str = "",
    on_done: Callable[[Any], None] | None = None,
    on_error: Callable[[Exception], None] | None = None,
    on_cancel: Callable[[], None] | None = None,
) -> Task:
    """Starts `job(progress)` on a worker thread and gives the task.

    `on_done` gets what the job returned. `on_error` gets what it raised; without one the error is raised on
    the UI thread, where a known error is told in words and any other opens the crash dialog. A page that may
    be gone before the task ends gives bound methods of its widgets: Qt forgets them with the widget.
    """
    _relay()  # made here, on the UI thread, to which it then brings everything
    task, number = Task(job, title), next(_numbers)
    if on_done is not None:
        task.finished.connect(on_done)
    if on_cancel is not None:
        task.cancelled.connect(on_cancel)
    task.failed.connect(on_error or _raise)
    _running[number] = task
    _workers().submit(copy_context().run, _Run(number, job, task.stop).perform)
    return task


def _raise(error: BaseException) -> None:
    raise error


def running() -> list[Task]:
    """The tasks that have not ended yet."""
    return list(_running.values())


def stop_all(seconds: float = 5.0) -> None:
    """Cancels what is running and waits for it, as the window does before it closes."""
    for task in running():
        task.cancel()
    until = time.monotonic() + seconds
    while _running and time.monotonic() < until:
        QCoreApplication.processEvents()
        time.sleep(0.01)
    if _running:
        log.warning("%d tasks did not stop in time", len(_running))
