"""Brings other people's tables into the store: look at them, try, then take all good rows in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from operator import attrgetter
from pathlib import Path

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import Message
from fieldvisit.exchange import kinds
from fieldvisit.exchange.answers import Answer
from fieldvisit.exchange.bulk import bulk
from fieldvisit.exchange.kinds import KINDS, Kind
from fieldvisit.exchange.plan_making import NO_WISH, Change, Surroundings, Wish, plan_files, replan
from fieldvisit.exchange.plans import FilePlan, UnknownColumn
from fieldvisit.exchange.reading import borrowed
from fieldvisit.store import imports
from fieldvisit.store.imports import Outcome, State
from fieldvisit.store.store import Store
from fieldvisit.usecases.imports.memory import recalled, remember, writings
from fieldvisit.usecases.imports.refused_rows import write_refused
from fieldvisit.usecases.imports.results import FileResult, ImportPlan, ImportResult, in_order

Progress = Callable[[int, int], None]
"""Told the rows done and the rows in all."""
Cancelled = Callable[[], bool]


class Stopped(KnownError):
    """The import was cancelled; nothing of it was kept."""


def inspect(
    paths: Sequence[Path],
    wish: Wish = NO_WISH,
    today: date | None = None,
    store: Store | None = None,
    progress: Progress | None = None,
) -> ImportPlan:
    """Looks at files; a workbook gives one plan for each sheet that is recognised.

    With a store, a file is read as a person decided before for one of the same shape. With several files a mapping is
    used where it fits. `progress` is told the files done, many times for each; what it raises ends the reading.
    Raises `UnknownColumn` where a mapping fits none.
    """
    memory = recalled(store) if store is not None else {}
    written = writings(store) if store is not None else {}
    plans: list[FilePlan] = []
    misfit: UnknownColumn | None = None
    done = 0

    def told() -> None:
        if progress is not None:
            progress(done, len(paths))

    with bulk(), borrowed() as reader:
        at = Surroundings(today or date.today(), reader, memory, written, told)
        for done, path in enumerate(paths):  # noqa: B007 - told by `told`
            told()
            try:
                plans += plan_files(path, at, wish)
            except UnknownColumn as error:
                misfit = error
                plans += plan_files(path, at, replace(wish, mapping={}))
    if misfit is not None and not any(set(wish.mapping) <= set(plan.columns) for plan in plans):
        raise misfit
    return ImportPlan(in_order(plans))


def _check(cancelled: Cancelled | None) -> None:
    if cancelled is not None and cancelled():
        raise Stopped(Message("The import was cancelled; nothing of it was kept."))


def kind_named(key: str) -> Kind:
    """The kind with this key. Raises `UnknownColumn` with the known ones."""
    try:
        return kinds.kind_of(key)
    except KeyError as error:
        known = ", ".join(kind.key for kind in KINDS)
        raise UnknownColumn(Message("{kind} is no kind of data; there are: {known}.", kind=key, known=known)) from error


def answers_named(pairs: Iterable[tuple[str, str]]) -> dict[str, Answer]:
    """Answers by column key from words. Raises `UnknownColumn` for a word that is no answer."""
    answers = {}
    for column, word in pairs:
        try:
            answers[column] = Answer(word.lower())
        except ValueError as error:
            raise UnknownColumn(
                Message("{word} is no answer; there are: {known}.", word=word, known=", ".join(Answer))
            ) from error
    return answers


def dry_run(
    store: Store, plan: ImportPlan, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> ImportResult:
    """What an import would do, without changing anything. Raises `Stopped` when cancelled."""
    with bulk():
        told = _Told(plan, progress, cancelled)
        with store.read() as session:
            return ImportResult(_taken(imports.Run(session, _today(plan), tick=told.tick), plan), dry=True)


def apply(
    store: Store, plan: ImportPlan, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> ImportResult:
    """Takes all good rows in, in one transaction. Raises `Stopped` when cancelled; then nothing is kept."""
    with bulk():
        told = _Told(plan, progress, cancelled)
        digests = [file.digest for file in plan.ready]
        with store.write() as session:
            run = imports.Run(session, _today(plan), tick=told.tick)
            files = _taken(run, plan)
            imports.finish(run)
            told.tick(0)
            _record(run, files, digests, run.flush())
            remember(session, plan)
        return ImportResult(files, dry=False)


class _Told:
    """Tells how many rows are done, and stops on demand. All cells are read before the store is touched."""

    def __init__(self, plan: ImportPlan, progress: Progress | None, cancelled: Cancelled | None) -> None:
        self._progress, self._cancelled = progress, cancelled
        self._done = self._total = 0
        for file in plan.ready:
            self.tick(0)
            self._total += len(file.rows.incoming)

    def tick(self, rows: int) -> None:
        """So many rows more are done. Raises `Stopped` when the import was cancelled."""
        _check(self._cancelled)
        self._done += rows
        if self._progress is not None and rows:
            self._progress(self._done, self._total)


def _today(plan: ImportPlan) -> date:
    return plan.files[0].today if plan.files else date.today()


def _taken(run: imports.Run, plan: ImportPlan) -> tuple[FileResult, ...]:
    return tuple(_take(run, file) for file in plan.files)


def _take(run: imports.Run, plan: FilePlan) -> FileResult:
    if plan.problem is not None or plan.kind is None:
        return FileResult(plan, ())
    outcomes = imports.take(run, plan.kind.key, plan.rows.incoming)
    if plan.rows.refused:
        outcomes = sorted((*outcomes, *plan.rows.refused), key=attrgetter("row"))
    taken = FileResult(plan, tuple(outcomes), _said_of_lines(run, plan.kind))
    return _completed(run, taken) if plan.settles else taken


def _said_of_lines(run: imports.Run, kind: Kind) -> tuple[Message, ...]:
    count = imports.lines_unnamed(run, kind.key)
    told = Message("Lines of these documents that the file does not name stay as they are: {count}.", count=count)
    return (told,) if count else ()


def _completed(run: imports.Run, taken: FileResult) -> FileResult:
    """Settles what a complete ledger leaves out; with a row refused nobody knows what that row would have named."""
    if taken.refused:
        told = Message("Nothing is settled, because rows of the file are refused; mend them first.")
        return replace(taken, afterwards=(told,))
    settled, opened = imports.settle_missing(run, taken.plan.rows.incoming)
    sentences = (
        (settled, Message("Open items that the file names no more, settled as of today: {count}.", count=settled)),
        (opened, Message("Settled items that the file names again, open again: {count}.", count=opened)),
    )
    return replace(taken, afterwards=tuple(told for count, told in sentences if count), settled=settled + opened)


def _record(
    run: imports.Run, files: tuple[FileResult, ...], digests: list[str], traces: Sequence[imports.Trace]
) -> None:
    taken = [file for file in files if file.plan.problem is None]
    noted = [
        imports.Taken(file.plan.name, digest, file.plan.kind.key if file.plan.kind else "", file.counts)
        for file, digest in zip(taken, digests, strict=True)
    ]
    imports.record(run, noted, traces)


__all__ = [
    "Answer",
    "Change",
    "FilePlan",
    "FileResult",
    "ImportPlan",
    "ImportResult",
    "Outcome",
    "State",
    "Stopped",
    "Wish",
    "answers_named",
    "apply",
    "dry_run",
    "inspect",
    "kind_named",
    "replan",
    "write_refused",
]
