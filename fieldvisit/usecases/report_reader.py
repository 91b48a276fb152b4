"""Many reports read at once, each in a process that may be lost: time and memory are bounded, the program goes on."""

from __future__ import annotations

import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import Message
from fieldvisit.domain.records import NewerDocument
from fieldvisit.domain.region import Refusal, RefusedAs, VisitShare, share_of
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


Answer = Contribution | Refusal
"""What came of a file: its contribution, or why it is refused."""


@dataclass(frozen=True)
class Admission:
    """What opens a report and what lets it in.

    With `keys`, the public keys that are known and whose they are, only reports signed with one of them are taken.
    `passwords` are tried one after the other on locked reports.
    """

    keys: Mapping[bytes, str] = field(default_factory=dict)
    passwords: tuple[str, ...] = ()


def read_reports(
    paths: Sequence[Path], watch: Callable[[], None] | None = None, admission: Admission | None = None
) -> Iterator[tuple[Path, Answer]]:
    """Each file with what came of it, in the order in which they are done.

    `watch` is called again and again while waiting; what it raises ends the reading and the processes with it.
    """
    waiting = deque(paths)
    readers = [_Reader(admission or Admission()) for _ in range(_processes(len(paths)))]
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

    def __init__(self, admission: Admission) -> None:
        self._admission = admission
        self.taken: deque[Path] = deque()
        self._start()

    def _start(self) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=serve, args=(theirs, self._admission), name="reading reports", daemon=True
        )
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

    def fault(self) -> Refusal | None:
        """Why the file being read is to be given up; None as long as it is not."""
        path = self.taken[0]
        if time.monotonic() > self._until:
            why = Message("{file} was not read within {seconds} seconds.", file=path.name, seconds=round(PATIENCE))
            return Refusal(RefusedAs.UNFIT, why)
        if (limits.resident(self._process.pid or 0) or 0) > limits.MOST_RESIDENT:
            return _too_heavy(path)
        return None

    def given_up(self, why: Refusal) -> tuple[Path, Refusal]:
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


def serve(pipe: Connection, admission: Admission) -> None:
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
        pipe.send(answer_of(path, admission))


def answer_of(path: Path, admission: Admission) -> Answer:
    """What comes of one file; whatever it is, it is answered."""
    try:
        return _contribution(path, admission)
    except KnownError as refusal:
        return refusal_of(path, refusal)
    except MemoryError:
        return _too_heavy(path)
    except OSError as error:
        why = Message("{file} cannot be opened: {why}.", file=path.name, why=error.strerror or str(error))
        return Refusal(RefusedAs.UNFIT, why)
    except Exception:  # noqa: BLE001 - whatever a file made by anybody breaks, it is refused by name
        return _broke_down(path)


def _contribution(path: Path, admission: Admission) -> Answer:
    report = _opened(path, admission)
    signed, visit, facts = report.signed, report.visit, report.facts
    if admission.keys and (signed is None or signed.name is None):
        return _by_whom(path, signed, visit.rep)
    if facts is None:
        return Refusal(RefusedAs.NO_DATA, Message("{file} holds no facts beside its visit.", file=path.name))
    if facts.dealer.code != visit.dealer or facts.day != visit.day:
        why = Message("{file} holds facts of another dealer or day than its visit.", file=path.name)
        return Refusal(RefusedAs.UNFIT, why)
    if visit.state != "closed":
        return Refusal(RefusedAs.DRAFT, Message("{file} is a draft: its visit is not closed yet.", file=path.name))
    return Contribution(report, replace(share_of(visit, facts), key=signed.public if signed else ""))


def _opened(path: Path, admission: Admission) -> ReadReport:
    """Read with the first password that opens it; where none is asked for, with any."""
    from fieldvisit.exchange.pdf_data import LockedPdf

    *others, last = admission.passwords or ("",)
    for password in others:
        with suppress(LockedPdf):
            return read_report(path, admission.keys, password)
    return read_report(path, admission.keys, last)


def refusal_of(path: Path, error: KnownError) -> Refusal:
    """What kind of refusal it is, and its sentence with the file's name."""
    from fieldvisit.exchange import pdf_data

    kinds: tuple[tuple[type[KnownError], RefusedAs], ...] = (
        (pdf_data.VisitAltered, RefusedAs.ALTERED),
        (pdf_data.DamagedPdf, RefusedAs.DAMAGED),
        (pdf_data.LockedPdf, RefusedAs.LOCKED),
        (pdf_data.NotAPdf, RefusedAs.NO_DATA),
        (pdf_data.NoVisitInside, RefusedAs.NO_DATA),
        (NewerDocument, RefusedAs.NEWER),
    )
    kind = next((kind for each, kind in kinds if isinstance(error, each)), RefusedAs.UNFIT)
    why = error.sentence
    if "file" not in why.values:
        why = Message("{file}: {why}", file=path.name, why=why)
    return Refusal(kind, why)


def _by_whom(path: Path, signed: Signed | None, rep: str) -> Refusal:
    if signed is None:
        why = Message("{file} is not signed; ask the sender for a signed report.", file=path.name)
        return Refusal(RefusedAs.UNSIGNED, why, rep=rep)
    why = Message(
        "{file} is signed with the key {key}, which is not known here; ask the sender for the key's file.",
        file=path.name,
        key=signed.fingerprint,
    )
    return Refusal(RefusedAs.UNKNOWN_KEY, why, signed.public, rep)


def _broke_down(path: Path) -> Refusal:
    why = Message("{file} is damaged, or made to break programs; ask the sender for it again.", file=path.name)
    return Refusal(RefusedAs.DAMAGED, why)


def _too_heavy(path: Path) -> Refusal:
    return Refusal(RefusedAs.UNFIT, Message("{file} needs more memory than a report may take.", file=path.name))
