"""What the pages ask of the window around them: to go somewhere, to say something, to offer a way back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from fieldvisit.domain.language import tr
from fieldvisit.ui.pages.page import Page

if TYPE_CHECKING:
    from fieldvisit.domain.errors import KnownError
    from fieldvisit.ui.desk import Desk
    from fieldvisit.ui.shell import Shell


class Errands(QObject):
    """Runs them for one desk after the other."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell
        self.saved_at: datetime | None = None
        """When something was saved last; None for not yet."""
        self._unseen: dict[Path, list[str]] = {}
        """What nobody could see yet, by the store it came from: each is told only with that one open."""

    def listen_to(self, desk: Desk) -> None:
        shell = self._shell
        desk.saved.connect(self._show_saved)
        desk.said.connect(self._say)
        desk.written.connect(self._note_written)
        desk.listed.connect(self._tell)
        desk.not_saved.connect(shell.status.show_not_saved)
        desk.visit_asked.connect(shell.open_visit)
        desk.dealer_asked.connect(self._open_dealer)
        desk.product_asked.connect(self._open_product)
        desk.day_asked.connect(self._open_day)
        desk.page_asked.connect(shell.go_to)
        desk.undo_offered.connect(self._offer_undo)
        desk.undo_wanted.connect(shell.undo)
        desk.palette_asked.connect(shell.open_palette)
        desk.reference_changed.connect(self._refresh_current)
        desk.visits_changed.connect(self._refresh_current)

    def _say(self, words: str) -> None:
        self._shell.status.show_middle(words)

    def _note_written(self, folder: Path) -> None:
        self._shell.status.offer_folder(folder)
        self._is_for_later([self._shell.status.middle_words()])

    def tell_error(self, error: KnownError) -> None:
        """Waits until it is read, so that an error that comes again and again leaves no pile of dialogs."""
        from fieldvisit.ui import dialogs

        if not self._is_for_later([str(error)]):
            dialogs.tell(error, self._shell)

    def _tell(self, title: str, sentences: list[str]) -> None:
        from fieldvisit.ui import dialogs

        if not self._is_for_later(sentences):
            dialogs.show(title, sentences, self._shell)

    def _is_for_later(self, sentences: list[str]) -> bool:
        """Whether the window is locked and the store behind it still open; then they are told after unlocking."""
        from fieldvisit.ui.dialog_place import holds_back

        desk = self._shell.desk
        if desk is None or not holds_back(self._shell):
            return False
        unseen = self._unseen.setdefault(desk.store.path, [])
        unseen += [each for each in sentences if each not in unseen]
        return True

    def tell_unseen(self) -> None:
        """Says what came while the window was locked and nobody could see it."""
        from fieldvisit.ui import dialogs

        desk = self._shell.desk
        if desk is not None and (unseen := self._unseen.pop(desk.store.path, [])):
            dialogs.show(tr("While the window was locked"), unseen, self._shell)

    def _show_saved(self, at: datetime) -> None:
        self.saved_at = at
        self._shell.status.show_saved(at)

    def _offer_undo(self, words: str, take_back: Callable[[], None]) -> None:
        self._shell.undo_strip.offer(words, take_back)

    def _refresh_current(self) -> None:
        page = self._shell.current()
        if isinstance(page, Page) and not self._shell.is_in_visit:
            page.refresh()

    def _open_dealer(self, code: str) -> None:
        from fieldvisit.ui.pages.dealers import DealersPage

        page = self._shell.go_to("dealers")
        if isinstance(page, DealersPage):
            page.show_dealer(code)

    def _open_product(self, code: str) -> None:
        from fieldvisit.ui.pages.catalogue import CataloguePage

        page = self._shell.go_to("catalogue")
        if isinstance(page, CataloguePage):
            page.show_product(code)

    def _open_day(self, day: date) -> None:
        from fieldvisit.ui.pages.today import TodayPage

        page = self._shell.go_to("today")
        if isinstance(page, TodayPage):
            page.show_day(day)
