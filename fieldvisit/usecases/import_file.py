"""Brings other people's tables into the store: look at them, try, then take all good rows in one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import Message
from fieldvisit.exchange import kinds, workbooks
from fieldvisit.exchange.answers import Answer
from fieldvisit.exchange.kinds import KINDS, Kind
from fieldvisit.exchange.plans import NO_WISH, Change, FilePlan, UnknownColumn, Wish, plan_files, replan
from fieldvisit.store import imports
from fieldvisit.store.imports import Outcome, State
from fieldvisit.store.store import Store

Progress = Callable[[int, int], None]
"""Told the rows done and the rows in all."""
Cancelled = Callable[[], bool]


class Stopped(KnownError):
    """The import was cancelled; nothing of it was kept."""


@dataclass(frozen=True)
class ImportPlan:
    """The files of one run, each with its own plan, in the order in which they will be imported."""

    files: tuple[FilePlan, ...]

    @property
    def ready(self) -> tuple[FilePlan, ...]:
        """The files that can be imported as they stand."""
        return tuple(plan for plan in self.files if plan.problem is None)

    def with_file(self, plan: FilePlan) -> ImportPlan:
        """The run with the plan of one file (the one with the same key) replaced."""
        return ImportPlan(_in_order(plan if each.key == plan.key else each for each in self.files))

    def without(self, plan: FilePlan) -> ImportPlan:
        """The run without one of its files."""
        return ImportPlan(tuple(each for each in self.files if each.key != plan.key))


@dataclass(frozen=True)
class FileResult:
    """What became of one file, row by row in the file's order; a file with a problem has no rows."""

    plan: FilePlan
    outcomes: tuple[Outcome, ...]

    def count(self, state: State) -> int:
        """How many rows ended in this state."""
        return sum(1 for outcome in self.outcomes if outcome.state is state)

    @property
    def counts(self) -> dict[str, int]:
        """The number of rows in each state."""
        return {state.value: self.count(state) for state in State}

    @property
    def refused(self) -> tuple[Outcome, ...]:
        """The rows that were left out, each with its reason."""
        return tuple(outcome for outcome in self.outcomes if outcome.state is State.REFUSED)


@dataclass(frozen=True)
class ImportResult:
    """What became of all files, or would become of them in a dry run."""

    files: tuple[FileResult, ...]
    dry: bool

    @property
    def counts(self) -> dict[str, int]:
        """The number of rows in each state over all files."""
        return {state.value: sum(file.count(state) for file in self.files) for state in State}

    @property
    def problems(self) -> tuple[Message, ...]:
        """Why whole files were left out, and the questions that are open."""
        open_points = []
        for file in self.files:
            if file.plan.problem is not None:
                open_points.append(file.plan.problem)
            open_points += [question.sentence for question in file.plan.questions]
        return tuple(open_points)


def inspect(paths: Sequence[Path], wish: Wish = NO_WISH, today: date | None = None) -> ImportPlan:
    """Looks at files without touching the store; a workbook gives one plan for each sheet that is recognised.

    With several files a mapping is used where it fits. Raises `UnknownColumn` where it fits none.
    """
    plans: list[FilePlan] = []
    misfit: UnknownColumn | None = None
    for path in paths:
        try:
            plans += plan_files(path, today or date.today(), wish)
        except UnknownColumn as error:
            misfit = error
            plans += plan_files(path, today or date.today(), replace(wish, mapping={}))
            if len(paths) == 1:
                raise
    if misfit is not None and not any(set(wish.mapping) <= set(plan.columns) for plan in plans):
        raise misfit
    return ImportPlan(_in_order(plans))


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


def _in_order(plans: Iterable[FilePlan]) -> tuple[FilePlan, ...]:
    order = {kind.key: place for place, kind in enumerate(KINDS)}
    return tuple(sorted(plans, key=lambda plan: order[plan.kind.key] if plan.kind else len(order)))


def dry_run(
    store: Store, plan: ImportPlan, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> ImportResult:
    """What an import would do, without changing anything. Raises `Stopped` when cancelled."""
    with store.read() as session:
        run = imports.Run(session, _today(plan))
        return ImportResult(_taken(run, plan, progress, cancelled), dry=True)


def apply(
    store: Store, plan: ImportPlan, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> ImportResult:
    """Takes all good rows in, in one transaction. Raises `Stopped` when cancelled; then nothing is kept."""
    with store.write() as session:
        run = imports.Run(session, _today(plan))
        files = _taken(run, plan, progress, cancelled)
        imports.finish(run)
        _stop_if(cancelled)
        run.flush()
        for file in files:
            _record(run, file)
    return ImportResult(files, dry=False)


def _today(plan: ImportPlan) -> date:
    return plan.files[0].today if plan.files else date.today()


def _taken(
    run: imports.Run, plan: ImportPlan, progress: Progress | None, cancelled: Cancelled | None
) -> tuple[FileResult, ...]:
    total = sum(len(file.table.rows) for file in plan.ready if file.table is not None)
    done, results = 0, []
    for file in plan.files:
        _stop_if(cancelled)
        results.append(_take(run, file))
        if progress is not None and file.problem is None and file.table is not None:
            done += len(file.table.rows)
            progress(done, total)
    return tuple(results)


def _take(run: imports.Run, plan: FilePlan) -> FileResult:
    if plan.problem is not None or plan.kind is None:
        return FileResult(plan, ())
    outcomes = imports.take(run, plan.kind.key, plan.rows.incoming)
    return FileResult(plan, tuple(sorted((*outcomes, *plan.rows.refused), key=_row)))


def _row(outcome: Outcome) -> int:
    return outcome.row


def _stop_if(cancelled: Cancelled | None) -> None:
    if cancelled is not None and cancelled():
        raise Stopped(Message("The import was cancelled; nothing of it was kept."))


def _record(run: imports.Run, file: FileResult) -> None:
    if file.plan.problem is None and file.plan.kind is not None:
        digest = hashlib.sha256(file.plan.path.read_bytes()).hexdigest()
        imports.record(run, file_name=file.plan.name, digest=digest, kind=file.plan.kind.key, counts=file.counts)


def write_refused(result: ImportResult, path: Path) -> int:
    """Writes the refused rows with their reasons as a workbook, a sheet for each file, to be mended and imported again.

    Returns how many there are; without any no file is written. Raises `workbooks.CannotWrite`.
    """
    sheets = [_refused_sheet(file) for file in result.files if file.refused]
    if sheets:
        workbooks.write_workbook(path, sheets)
    return sum(len(file.refused) for file in result.files)


def _refused_sheet(file: FileResult) -> workbooks.Sheet:
    plan = file.plan
    assert plan.table is not None  # noqa: S101 - only rows of a table are refused
    width = plan.table.width
    titles = [*(list(plan.headings.texts) + [""] * width)[:width], REASON, ROW]
    columns = tuple(workbooks.SheetColumn(title) for title in titles)
    rows = [[*_cells(plan, outcome.row, width), str(outcome.reason), outcome.row] for outcome in file.refused]
    return workbooks.Sheet(plan.name, columns, rows)


REASON = "Reason"
ROW = "Row in the file"


def _cells(plan: FilePlan, number: int, width: int) -> list[object]:
    assert plan.table is not None  # noqa: S101 - as above
    row = plan.table.rows[number - 1]
    return [row[at] if at < len(row) else None for at in range(width)]


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
