"""What can be done in an open visit from the palette, by name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from fieldvisit.domain.language import tr
from fieldvisit.domain.steps import STEPS
from fieldvisit.ui.visit.board import VisitBoard
from fieldvisit.ui.visit.step_head import PAPERS

Command = tuple[str, Callable[[], object]]


def commands_of(board: VisitBoard) -> list[Command]:
    """The papers, the ten steps and what ends the visit; of a closed one only what can still be done."""
    papers: list[Command] = [(tr(words), partial(board.ask_report, kind)) for kind, words in PAPERS.items()]
    steps: list[Command] = [
        (tr("Step {number}: {title}", number=number, title=tr(step.title)), partial(board.show_step, step.key))
        for number, step in enumerate(STEPS, 1)
    ]
    if board.desk.read_only:
        return [*papers, *steps, (tr("Correct a closed visit"), board.closing_requested.emit)]
    return [
        *papers,
        (tr("Accept suggestions"), partial(_accept, board)),
        (tr("Problems"), board.show_problems),
        (tr("Close visit"), board.closing_requested.emit),
        *steps,
    ]


def _accept(board: VisitBoard) -> None:
    """Shown where it is done, so that the rep sees what was accepted."""
    board.show_step("sales")
    board.notebook.accept_suggestions()
