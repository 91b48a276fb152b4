"""What was typed and refused by the store: kept on the screen and tried again until it is on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from fieldvisit.domain.language import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from fieldvisit.domain.visit import Address
    from fieldvisit.ui.visit.board import VisitBoard

AGAIN_AFTER = 2000
"""Milliseconds until what could not be saved is tried again."""


def unsaved(board: VisitBoard) -> dict[Address, str]:
    """Texts that stand in the cells of a visit and are not on disk."""
    if board.notebook.read_only:
        return {}
    return {place: text for place, text in board.notebook.drafts.items() if board.desk.drafts.get(place) != text}


def keep(board: VisitBoard) -> bool:
    """Puts what is half typed in a visit on disk; False when the store would not take it.

    A stroke of a signature that is being drawn counts as drawn, characters that are being composed as typed.
    """
    from fieldvisit.ui.visit.editors.signature import SignatureBox

    QGuiApplication.inputMethod().commit()
    for box in board.findChildren(SignatureBox):
        box.lift()
    notebook = board.notebook
    for place, text in unsaved(board).items():
        notebook.typing(place, text)
    notebook.flush()
    _keep_values(board)
    return not unsaved(board) and not notebook.unkept


def _keep_values(board: VisitBoard) -> bool:
    """Saves the values that the store would not take before; stops at the first that it does not take now."""
    unkept = list(board.notebook.unkept.items())
    return all(board.notebook.set_value(place, value) for place, value in unkept)


def may_lose(window: QWidget) -> bool:
    """Asks whether to quit although something is not on disk."""
    from fieldvisit.ui.dialogs import ask

    return ask(
        tr("Not everything is saved"),
        tr("What you typed last could not be written to the disk. It stays on the screen until it can be."),
        tr("Quit without saving it"),
        window,
        always_seen=True,
    )


class Keeping(QObject):
    """Watches one visit; lives as long as its board."""

    def __init__(self, board: VisitBoard) -> None:
        super().__init__(board)
        self._board = board
        self._timer = QTimer(self)
        self._timer.setInterval(AGAIN_AFTER)
        self._timer.timeout.connect(self.try_again)
        board.notebook.failed.connect(self._wait)

    def _wait(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def try_again(self) -> None:
        """Saves what is missing: a cell that was left as its value, the one being typed in as it stands."""
        notebook = self._board.notebook
        for place, text in unsaved(self._board).items():
            if place == self._board.here:
                notebook.typing(place, text)
                notebook.flush()
            else:
                notebook.enter(place, text)
            if unsaved(self._board).get(place) == text:
                return
        if not _keep_values(self._board):
            return
        self._timer.stop()
        self._board.notice.show_notice(tr("Everything you typed is saved now."), severity="info")
