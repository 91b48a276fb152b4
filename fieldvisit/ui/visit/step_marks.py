"""How a step stands: its state with the problems that lie over it.

A step that was marked as done and lacks an answer is shown as in progress: closing will ask for it, and what is counted
as done here is what closing lets pass.
"""

from __future__ import annotations

from dataclasses import dataclass

from fieldvisit.domain.fields import Step
from fieldvisit.domain.flags import Severity
from fieldvisit.domain.formats import listed
from fieldvisit.domain.language import mark, ntr, tr
from fieldvisit.domain.problems import incomplete, is_settled
from fieldvisit.domain.steps import STEPS
from fieldvisit.domain.visit import StepState, Visit
from fieldvisit.ui.visit.notebook import Notebook

STATE_ICONS = {
    StepState.NOT_STARTED: ("circle", "mid"),
    StepState.IN_PROGRESS: ("circle-dot", "accent"),
    StepState.DONE: ("circle-check", "text2"),
    StepState.SKIPPED: ("circle-slash", "text3"),
}
STATE_WORDS = {
    StepState.NOT_STARTED: mark("not started"),
    StepState.IN_PROGRESS: mark("in progress"),
    StepState.DONE: mark("done"),
    StepState.SKIPPED: mark("skipped"),
}


@dataclass(frozen=True)
class StepMark:
    """What the task list draws of a step. `short` stands for `words` where they find no room."""

    icon: str
    tone: str
    words: str
    short: str
    words_tone: str
    spoken: str


def mark_of(step: Step, notebook: Notebook) -> StepMark:
    """The mark of a step: a problem over its state, else the state."""
    missing = _missing(step, notebook.visit)
    state = StepState.IN_PROGRESS if missing else notebook.visit.step(step.key).state
    flags = [flag for flag in notebook.figures.flags if flag.address.step == step.key and flag.severity > Severity.INFO]
    refused = sum(1 for address in notebook.refusals if address.step == step.key)
    icon, tone = STATE_ICONS[state]
    count = refused or len({flag.address.row or flag.rule for flag in flags})
    words, count = _words(count, missing, refused=bool(refused))
    if refused or any(flag.severity is Severity.RED for flag in flags):
        icon, tone = "octagon-alert", "red"
    elif flags:
        icon, tone = "triangle-alert", "amber"
    spoken = listed(part for part in (tr(step.title), tr(STATE_WORDS[state]), words) if part)
    return StepMark(icon, tone, words, str(count), tone if words else "text3", spoken)


def _missing(step: Step, visit: Visit) -> int:
    """What a step lacks that was marked as done nevertheless."""
    return sum(1 for _ in incomplete(step, visit)) if visit.step(step.key).state is StepState.DONE else 0


def _words(count: int, missing: int, *, refused: bool) -> tuple[str, int]:
    """The most urgent words, with their number."""
    if refused:
        return ntr("{count} refused", "{count} refused", count), count
    if missing:
        return ntr("{count} missing", "{count} missing", missing), missing
    return (ntr("{count} flag", "{count} flags", count) if count else ""), count


def steps_done(notebook: Notebook) -> int:
    """Steps that are done with nothing missing, or skipped with a reason."""
    return sum(1 for step in STEPS if is_settled(step, notebook.visit))
