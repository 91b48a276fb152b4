"""The files of one import, and what became of their rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from fieldvisit.domain.language import Message
from fieldvisit.exchange.kinds import KINDS
from fieldvisit.exchange.plans import FilePlan
from fieldvisit.store.imports import Outcome, State


def in_order(plans: Iterable[FilePlan]) -> tuple[FilePlan, ...]:
    """Plans in the order of import: what others refer to comes first, what has no kind last."""
    order = {kind.key: place for place, kind in enumerate(KINDS)}
    return tuple(sorted(plans, key=lambda plan: order[plan.kind.key] if plan.kind else len(order)))


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
        return ImportPlan(in_order(plan if each.key == plan.key else each for each in self.files))

    def joined(self, other: ImportPlan) -> ImportPlan:
        """This run with the files of another, which stand for those of the same path here."""
        paths = {plan.path for plan in other.files}
        return ImportPlan(in_order([*(plan for plan in self.files if plan.path not in paths), *other.files]))

    def without(self, plan: FilePlan) -> ImportPlan:
        """The run without one of its files."""
        return ImportPlan(tuple(each for each in self.files if each.key != plan.key))


@dataclass(frozen=True)
class FileResult:
    """What became of one file, row by row in the file's order; a file with a problem has no rows."""

    plan: FilePlan
    outcomes: tuple[Outcome, ...]
    afterwards: tuple[Message, ...] = ()
    """What followed from the file as a whole."""
    settled: int = 0
    """Open items that it settled, or opened again, by being complete."""

    @cached_property
    def counts(self) -> dict[str, int]:
        """The number of rows in each state."""
        found = Counter(map(attrgetter("state"), self.outcomes))
        return {state.value: found[state] for state in State}

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
        return {state.value: sum(file.counts[state.value] for file in self.files) for state in State}

    @property
    def problems(self) -> tuple[Message, ...]:
        """Why whole files were left out, and the questions that are open."""
        open_points = []
        for file in self.files:
            if file.plan.problem is not None:
                open_points.append(file.plan.problem)
            open_points += [question.sentence for question in file.plan.questions]
        return tuple(open_points)
