"""The keys of a visit."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from fieldvisit.domain.steps import STEPS

if TYPE_CHECKING:
    from fieldvisit.ui.visit.board import VisitBoard


def bind(board: VisitBoard) -> None:
    """Binds every key that holds anywhere in the visit."""
    for number, step in enumerate(STEPS, start=1):
        _bind(board, f"Ctrl+{number % 10}", partial(board.show_step, step.key))
    _bind(board, "Ctrl+Return", board.finish_step)
    _bind(board, "Ctrl+Enter", board.finish_step)
    _bind(board, "F8", board.next_problem)
    _bind(board, "F9", board.switch_side)
    _bind(board, "Ctrl+.", board.sides.fold_context)
    _bind(board, "Ctrl+P", board.ask_report)
    _bind(board, "Ctrl+Z", board.notebook.undo)
    _bind(board, "Ctrl+Y", board.notebook.redo)
    _bind(board, "Ctrl+Shift+Z", board.notebook.redo)


def _bind(board: VisitBoard, keys: str, action: Callable[[], object]) -> None:
    shortcut = QShortcut(QKeySequence(keys), board)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(action)
