"""Long work off the UI thread: counted, cancellable, and back on the UI thread with a result or an error."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
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
    """One run of a job. Every signal arrives on the UI thread; one of the last three ends it."""

    progressed = Signal(int, object)
    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal()
    _settled = Signal(object, object)

    def __init__(self, job: Job, title: str) -> None:
        super().__init__()
        self.title = title
        self._job = job
        self._stop = Event()
        self._started = time.monotonic()
        self._told = 0.0
        self._settled.connect(self._settle, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Asks the job to stop at its next report of progress; what it had begun is then undone by itself."""
        self._stop.set()

    def seconds_left(self, done: int, total: int | None) -> float | None:
        """An estimate from the pace so far; None while there is nothing to go by."""
        elapsed = time.monotonic() - self._started
        if not total or done <= 0 or elapsed < 1:
            return None
        return elapsed / done * max(0, total - done)

    def report(self, done: int, total: int | None = None) -> None:
        """What a job calls with how much is done, of how much (None: unknown); raises to cancel it."""
        if self._stop.is_set():
            raise CancelledError
        now = time.monotonic()
        if now - self._told >= _TOLD_EVERY or done == total:
            self._told = now
            self.progressed.emit(done, total)

    def perform(self) -> None:
        """Runs on the worker thread."""
        try:
            self._settled.emit(self._job(self.report), None)
        except BaseException as error:  # noqa: BLE001  whatever it is, it is shown on the UI thread
            self._settled.emit(None, error)

    def _settle(self, result: object, error: BaseException | None) -> None:
        _running.discard(self)
        try:
            self._tell(result, error)
        finally:
            self.ended.emit()

    def _tell(self, result: object, error: BaseException | None) -> None:
        if error is None:
            self.finished.emit(result)
        elif isinstance(error, CancelledError):
            self.cancelled.emit()
        else:
            self.failed.emit(error)


_running: set[Task] = set()
_pool: list[ThreadPoolExecutor] = []


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
    task = Task(job, title)
    if on_done is not None:
        task.finished.connect(on_done)
    if on_cancel is not None:
        task.cancelled.connect(on_cancel)
    task.failed.connect(on_error or _raise)
    _running.add(task)
    context = copy_context()
    _workers().submit(context.run, task.perform)
    return task


def _raise(error: BaseException) -> None:
    raise error


def _workers() -> ThreadPoolExecutor:
    if not _pool:
        _pool.append(ThreadPoolExecutor(_WORKERS, thread_name_prefix="work"))
    return _pool[0]


def running() -> list[Task]:
    """The tasks that have not ended yet."""
    return list(_running)


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
