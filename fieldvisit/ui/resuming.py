"""The visit one was in: remembered while it is seen, and opened again at the next start, be it after a crash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from fieldvisit.domain.language import tr

if TYPE_CHECKING:
    from fieldvisit.ui.preferences import Preferences
    from fieldvisit.ui.shell import Shell
    from fieldvisit.ui.visit.board import VisitBoard


class Resuming(QObject):
    """Follows the window from visit to visit."""

    def __init__(self, preferences: Preferences, shell: Shell) -> None:
        super().__init__()
        self._preferences = preferences
        self._shell = shell
        self._watched: VisitBoard | None = None
        shell.visit_shown.connect(self._remember)

    def go_on(self) -> None:
        """Shows the page that was asked for while the store was being opened, and over it the visit one had left."""
        left_in = self._preferences.visit  # going on to a page forgets it
        self._shell.go_on()
        if left_in:
            self._resume(left_in)
        self._say_what_is_kept()

    def _say_what_is_kept(self) -> None:
        from fieldvisit.usecases.half_typed import DEALER, forms

        desk = self._shell.desk
        if desk is not None and desk.is_open and any(form.startswith(DEALER) for form in forms(desk.store)):
            desk.say(tr("A record card that you were filling in is kept: open it under Dealers to go on."))

    def _resume(self, visit: str) -> None:
        from fieldvisit.domain.errors import NotFound

        try:
            self._shell.open_visit(visit)
        except NotFound:
            self._shell.go_to("today")

    def _remember(self, visit_id: str) -> None:
        if visit_id:
            self._watch()
        if self._preferences.visit != visit_id:
            self._preferences.visit = visit_id
            self._preferences.save()

    def _watch(self) -> None:
        """Keeps at what is typed in the visit that has just been opened."""
        board = self._shell.board()
        if board is not None and board is not self._watched:
            from fieldvisit.ui.keeping import Keeping

            self._watched = board
            Keeping(board)
