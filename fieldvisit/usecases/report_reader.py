"""Many reports read at once, each in a process that may be lost: time and memory are bounded, the program goes on."""

from __future__ import annotations

import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import Message
from fieldvisit.domain.region import VisitShare, share_of
from fieldvisit.exchange.reading import limits
from fieldvisit.usecases.read_report import ReadReport, Signed, read_report

PATIENCE: Final = 10.0
"""Seconds for one file."""
_STARTING: Final = 30.0
"""Seconds more for the first file of a process, which loads its libraries before."""
_GLANCE: Final = 0.05
_AHEAD: Final = 3
"""Files a process has waiting, so that it does not rest while the program stores what it gave."""
_FEW: Final = 12
"""Files for which a second process is not worth its start."""
_MOST_PROCESSES: Final = 8


@dataclass(frozen=True)
class Contribution:
    """A report that was read, with what its visit contributes to the region."""

    report: ReadReport
    share: VisitShare


Answer = Contribution | Message
"""What came of a file: its contribution, or why it is refused."""


def read_reports(
    paths: Sequence[Path], watch: Callable[[], None] | None = None, keys: Mapping[bytes, str] | None = None
) -> Iterator[tuple[Path, Answer]]:
    """Each file with what came of it, in the order in which they are done.

    With `keys`, the public keys that are known and whose they are, only reports signed with one of them are taken.

    `watch` is called again and again while waiting; what it raises ends the reading and the processes with it.
    """
    waiting = deque(paths)
    readers = [_Reader(keys or {}) for _ in range(_processes(len(paths)))]
    try:
        while waiting or any(reader.taken for reader in readers):
            for reader in readers:
                reader.take(waiting)
            if watch is not None:
                watch()
            yield from _answers(readers)
    finally:
        for reader in readers:
            reader.close()


def _processes(files: int) -> int:
    if files <= _FEW:
        return min(1, files)
    return min(_MOST_PROCESSES, os.cpu_count() or 1, files)


def _answers(readers: Sequence[_Reader]) -> Iterator[tuple[Path, Answer]]:
    pipes: list[Connection] = [reader.pipe for reader in readers if reader.taken]
    ready = connection.wait(pipes, _GLANCE)
    for reader in readers:
        if reader.taken and reader.pipe in ready:
            yield reader.answer()
        elif reader.taken and (fault := reader.fault()) is not None:
            yield reader.given_up(fault)


class _Reader:
    """One reading process and the files that were given to it; after a fault a new process reads the others."""

    def __init__(self, keys: Mapping[bytes, str]) -> None:
        self._keys = keys
        self.taken: deque[Path] = deque()
        self._start()

    def _start(self) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs, self._keys), name="reading reports", daemon=True)
        self._process.start()
        theirs.close()
        self._until = time.monotonic() + _STARTING + PATIENCE

    def take(self, waiting: deque[Path]) -> None:
        """Takes files over from those that wait."""
        while waiting and len(self.taken) < _AHEAD:
            if not self.taken:
                self._until = max(self._until, time.monotonic() + PATIENCE)
            self.taken.append(waiting.popleft())
            with suppress(OSError):  # a process that died is noticed when its answer is asked for
                self.pipe.send(self.taken[-1])

    def answer(self) -> tuple[Path, Answer]:
        """The answer that has come; a refusal where the process died over the file."""
        try:
            answer: Answer = self.pipe.recv()
        except (EOFError, OSError):
            return self.given_up(_broke_down(self.taken[0]))
        self._until = time.monotonic() + PATIENCE
        return self.taken.popleft(), answer

    def fault(self) -> Message | None:
        """Why the file being read is to be given up; None as long as it is not."""
        path = self.taken[0]
        if time.monotonic() > self._until:
            return Message("{file} was not read within {seconds} seconds.", file=path.name, seconds=round(PATIENCE))
        if (limits.resident(self._process.pid or 0) or 0) > limits.MOST_RESIDENT:
            return _too_heavy(path)
        return None

    def given_up(self, why: Message) -> tuple[Path, Message]:
        """Ends the process; a new one gets the files after the one that is given up."""
        path = self.taken.popleft()
        self.close()
        self._start()
        for each in self.taken:
            self.pipe.send(each)
        return path, why

    def close(self) -> None:
        """Ends the process at once."""
        self._process.kill()
        self._process.join()
        self.pipe.close()


def serve(pipe: Connection, keys: Mapping[bytes, str]) -> None:
    """The reading process: takes paths from the pipe and answers, until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a device
        os.dup2(nowhere.fileno(), 2)
    limits.limit_self()
    while True:
        try:
            path = pipe.recv()
        except EOFError:
            return
        pipe.send(_read(path, keys))


def _read(path: Path, keys: Mapping[bytes, str]) -> Answer:
    try:
        return _contribution(path, keys)
    except KnownError as refusal:
        return refusal.sentence
    except MemoryError:
        return _too_heavy(path)
    except OSError as error:
        return Message("{file} cannot be opened: {why}.", file=path.name, why=error.strerror or str(error))
    except Exception:  # noqa: BLE001 - whatever a file made by anybody breaks, it is refused by name
        return _broke_down(path)


def _contribution(path: Path, keys: Mapping[bytes, str]) -> Answer:
    report = read_report(path, keys)
    if keys and (report.signed is None or report.signed.name is None):
        return _by_whom(path, report.signed)
    visit, facts = report.visit, report.facts
    if facts is None:
        return Message("{file} holds no facts beside its visit.", file=path.name)
    if facts.dealer.code != visit.dealer or facts.day != visit.day:
        return Message("{file} holds facts of another dealer or day than its visit.", file=path.name)
    if visit.state != "closed":
        return Message("{file} is a draft: its visit is not closed yet.", file=path.name)
    return Contribution(report, share_of(visit, facts))


def _by_whom(path: Path, signed: Signed | None) -> Message:
    if signed is None:
        return Message("{file} is not signed; ask the sender for a signed report.", file=path.name)
    return Message(
        "{file} is signed with the key {key}, which is not known here; ask the sender for the key's file.",
        file=path.name,
        key=signed.fingerprint,
    )


def _broke_down(path: Path) -> Message:
    return Message("{file} is damaged, or made to break programs; ask the sender for it again.", file=path.name)


def _too_heavy(path: Path) -> Message:
    return Message("{file} needs more memory than a report may take.", file=path.name)
