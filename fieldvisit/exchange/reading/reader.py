"""The program's side of the reading process: starts it, waits for its answer, and ends it when it goes astray."""

from __future__ import annotations

import atexit
import pickle
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from pathlib import Path
from threading import Lock, Timer
from typing import Any, Final, Self

from fieldvisit.domain.language import Message
from fieldvisit.exchange.reading import limits
from fieldvisit.exchange.reading.child import DONE, REFUSED, ROWS, serve, too_heavy
from fieldvisit.exchange.reading.packing import unpacked
from fieldvisit.exchange.reading.parsing import FaultOrder, Order, StoreOrder
from fieldvisit.exchange.tables import Cell, Look, NotATable, RawTable

PATIENCE: Final = 8.0
"""Seconds for a file until its rows begin to come, for all its sheets together."""
_AFTERTHOUGHT: Final = 1.5
"""Seconds to find out what a process broke down over."""
_GLANCE: Final = 0.02
_IDLE: Final = 60.0

Watch = Callable[[], None]
"""Called while waiting; what it raises ends the reading, and the process with it."""


class _BrokeDown(NotATable):
    """The process died over the file, or swelled and was ended."""


class Reader:
    """One reading process. Used by one thread at a time; after a fault the next order starts a new process."""

    def __init__(self) -> None:
        self._start()

    def _start(self) -> None:
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs,), name="reading", daemon=True)
        self._process.start()
        theirs.close()

    @property
    def process(self) -> int:
        """The number by which the system knows the process."""
        return self._process.pid or 0

    def _be_there(self) -> None:
        if self._pipe.closed or not self._process.is_alive():
            self.close()
            self._start()

    def read(self, order: Order, watch: Watch | None = None, until: float | None = None) -> RawTable:
        """The table. Raises `NotATable`, also when the process hangs, swells or dies over the file.

        `until` is the moment (`time.monotonic`) up to which rows must have begun to come.
        """
        self._be_there()
        try:
            with self._minded(order.path):
                return self._read(order, watch, time.monotonic() + PATIENCE if until is None else until)
        except _BrokeDown as end:
            raise NotATable(self._fault(order.path) or end.sentence) from end

    def _fault(self, path: Path) -> Message | None:
        """Why the process broke down over a file, where that shows in the file; a new process looks."""
        self._be_there()
        with suppress(EOFError, OSError):
            self._pipe.send(FaultOrder(path))
            if self._pipe.poll(_AFTERTHOUGHT):
                answer = self._pipe.recv_bytes()
                found: Message | None = pickle.loads(answer[1:])  # noqa: S301 - our own process
                return found
        self.close()
        return None

    def documents(self, path: Path, watch: Watch | None = None) -> Iterator[tuple[str, list[Any]]]:
        """What `store_file.read` gives, as it comes. Raises `NotATable` as `read` does."""
        self._be_there()
        with self._minded(path):
            self._pipe.send(StoreOrder(path))
            while (answer := self._next(path, watch, time.monotonic() + PATIENCE))[:1] == ROWS:
                yield pickle.loads(answer[1:])  # noqa: S301 - our own process
            if answer[:1] == REFUSED:
                raise NotATable(pickle.loads(answer[1:]))  # noqa: S301 - as above

    @contextmanager
    def _minded(self, path: Path) -> Iterator[None]:
        """Ends the process unless its answer was taken to the end."""
        try:
            yield
        except NotATable:
            raise
        except (EOFError, ConnectionError) as error:
            self.close()
            raise _BrokeDown(_broke_down(path)) from error
        except BaseException:
            self.close()
            raise

    def _read(self, order: Order, watch: Watch | None, until: float) -> RawTable:
        self._pipe.send(order)
        rows: list[list[Cell]] = []
        while True:
            answer = self._next(order.path, watch, until)
            mark, body = answer[:1], answer[1:]
            if mark == ROWS:
                rows += unpacked(body)
                until = time.monotonic() + PATIENCE
            elif mark == REFUSED:
                raise NotATable(pickle.loads(body))  # noqa: S301 - our own process
            elif mark == DONE:
                return _table(order.path, rows, *pickle.loads(body))  # noqa: S301 - as above

    def _next(self, path: Path, watch: Watch | None, until: float) -> bytes:
        """The next message; in between the process is watched."""
        while not self._pipe.poll(_GLANCE):
            if watch is not None:
                watch()
            if time.monotonic() > until:
                self.close()
                raise NotATable(_too_slow(path))
            if (limits.resident(self.process) or 0) > limits.MOST_RESIDENT:
                self.close()
                raise _BrokeDown(too_heavy(path.name))
        return self._pipe.recv_bytes()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def let_go(self) -> bool:
        """Has the file last read closed; False where the process is gone."""
        with suppress(OSError):
            self._pipe.send(None)
            return self._process.is_alive()
        return False

    def close(self) -> None:
        """Ends the process at once."""
        self._process.kill()
        self._process.join()
        self._pipe.close()


def _table(path: Path, rows: list[list[Cell]], look: Look, notes: tuple[Message, ...]) -> RawTable:
    return RawTable(path, rows, look.sheet, look.sheets, look.encoding, look.delimiter, notes, from_1904=look.from_1904)


def _broke_down(path: Path) -> Message:
    return Message(
        "{file} cannot be read: it is damaged, or made to break programs; save the table anew as .xlsx or .csv.",
        file=path.name,
    )


def _too_slow(path: Path) -> Message:
    return Message(
        "{file} was not read within {seconds} seconds; copy the filled part into a new file, or split it.",
        file=path.name,
        seconds=round(PATIENCE),
    )


class _Idle:
    """At most one process that waits for the next file; it goes after a minute in which none comes."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._reader: Reader | None = None
        self._timer: Timer | None = None

    def take(self) -> Reader:
        """The waiting process, or a new one."""
        with self._lock:
            reader, self._reader = self._reader, None
            self._stop_timer()
        return reader or Reader()

    def give(self, reader: Reader) -> None:
        """Lets a process wait, or ends it where one is waiting already."""
        with self._lock:
            if self._reader is not None or not reader.let_go():
                reader.close()
                return
            self._reader = reader
            self._timer = Timer(_IDLE, self.end)
            self._timer.daemon = True
            self._timer.start()

    def end(self) -> None:
        """Ends the waiting process."""
        with self._lock:
            reader, self._reader = self._reader, None
            self._stop_timer()
        if reader is not None:
            reader.close()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


_idle: Final = _Idle()
atexit.register(_idle.end)


@contextmanager
def borrowed() -> Iterator[Reader]:
    """A reading process for the files of one run, the last one's where it still waits."""
    reader = _idle.take()
    try:
        yield reader
    finally:
        _idle.give(reader)


def read_table(
    path: Path, sheet: str | None = None, encoding: str | None = None, delimiter: str | None = None, **how: Any
) -> RawTable:
    """Reads one table. Raises `NotATable` for anything that is empty, damaged, locked, too large or something else."""
    with borrowed() as reader:
        return reader.read(Order(path, sheet, encoding, delimiter), **how)
