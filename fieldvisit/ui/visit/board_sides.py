"""What stands beside a step: the task list and the context, as far as the window has room or the rep wants them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from fieldvisit.ui.theme import theme
from fieldvisit.ui.visit.context import ContextPane
from fieldvisit.ui.visit.step_page import StepPage
from fieldvisit.ui.visit.task_pane import TaskPane, TaskPopup
from fieldvisit.ui.visit.visit_title import visit_title

if TYPE_CHECKING:
    from fieldvisit.ui.visit.board import VisitBoard

RAIL = 52
CONTEXT_FROM, TASKS_FROM = 1160 - RAIL, 1060 - RAIL
"""Design widths of the page from which the context and the task list stand open."""


class BoardSides:
    """Where there is no room for the task list, a button in the step's head opens it as a popup."""

    def __init__(self, board: VisitBoard) -> None:
        self._board = board
        self._wants_context: bool | None = None
        self.tasks = TaskPane(board.notebook)
        self.context = ContextPane(board.notebook)
        self._connect(self.tasks)
        self.context.folded.connect(self.fold_context)

    def _connect(self, tasks: TaskPane) -> None:
        tasks.list.chosen.connect(self._board.show_step)
        tasks.problems_asked.connect(self._board.show_problems)
        tasks.closing_asked.connect(self._board.closing_requested)

    def show_tasks_under(self, button: QWidget) -> None:
        popup = TaskPopup(self._board.notebook, self._board)
        popup.pane.list.show_current(self.tasks.list.current_step)
        self._connect(popup.pane)
        popup.move(button.mapToGlobal(button.rect().bottomLeft()))
        popup.show()
        popup.pane.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def fold_context(self) -> None:
        """Ctrl+.: shows the context or puts it away, and keeps to that from now on."""
        self._wants_context = self.context.isHidden()
        self.fit(self._board.steps.values())

    def fit(self, pages: Iterable[StepPage]) -> None:
        """Shows what there is room for; the heads of the pages offer the rest."""
        width = self._board.width() * 100 / theme().scale
        wants = self._wants_context if self._wants_context is not None else width >= CONTEXT_FROM
        self.context.setVisible(wants)
        narrow = width < TASKS_FROM
        self.tasks.setVisible(not narrow)
        for page in pages:
            page.head.tasks.setVisible(narrow)
            page.head.set_place(visit_title(self._board.notebook) if narrow or self._board.notebook.read_only else "")
            page.head.context.setVisible(not wants)
            page.head.fit()
