"""The window and the store it holds, from the first paint to the end."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from fieldvisit.domain.errors import KnownError
from fieldvisit.ui.desk import Desk
from fieldvisit.ui.first_paint import FirstPaint, say_painted
from fieldvisit.ui.holding import Holding
from fieldvisit.ui.litter import Litter
from fieldvisit.ui.preferences import Preferences
from fieldvisit.ui.resuming import Resuming
from fieldvisit.ui.rooms import Rooms
from fieldvisit.ui.shell import Shell
from fieldvisit.ui.theme import theme
from fieldvisit.usecases.first_look import first_look
from fieldvisit.usecases.places import home

if TYPE_CHECKING:
    from fieldvisit.ui.crash import CrashHandler
    from fieldvisit.ui.ending import Ending


class Program(QObject):
    """One window, one store at a time. `desk.is_open` tells when the store is there."""

    def __init__(self, preferences: Preferences, store_path: Path) -> None:
        super().__init__()
        self.preferences = preferences
        self.shell = Shell(preferences)
        self.holding = Holding(store_path, self.shell, self._new_desk)
        self.rooms = Rooms(self.holding, self.shell, preferences, self.switch_to)
        self.resuming = Resuming(preferences, self.shell)
        self._crash: CrashHandler | None = None
        self._ending: Ending | None = None
        self._litter = Litter()
        self.restarts = False
        """Whether the program is to be started again when it has ended."""
        self.shell.closed.connect(self.preferences.save)
        self.shell.sample_left.connect(self._open_own)
        self.shell.lock_asked.connect(self.rooms.lock)
        self.holding.opened.connect(self._opened)
        self.holding.refused.connect(self._not_opened)

    def _new_desk(self) -> Desk:
        desk = Desk(self.preferences)
        desk.look_changed.connect(self.change_look)
        desk.settings_changed.connect(self._say_rep)
        desk.diagnostics_asked.connect(self.show_diagnostics)
        return desk

    @property
    def desk(self) -> Desk:
        return self.holding.desk

    @property
    def store_path(self) -> Path:
        return self.holding.path

    # The start

    def claim(self) -> bool:
        """False when another window has the store, which then comes to the front."""
        return self.holding.may_begin()

    def show(self) -> None:
        """Shows what can be shown at once; the rest begins after it is on the screen."""
        sys.excepthook = self._caught
        if not os.path.lexists(self.store_path) and self.rooms.beginning.is_first(self.preferences.last_store):
            self.rooms.beginning.offer()
            self._after_paint(self._begin_without_store)
        else:
            self._after_paint(self._begin if self._show_first_look() else self._begin_locked)
        self.shell.show()

    def _show_first_look(self) -> bool:
        """The day's stops, or the question for the passphrase; False where that has to be answered first."""
        self.holding.attach()
        seen = first_look(self.store_path, self.desk.today())
        if seen is not None:
            self.shell.show_first_look(self.desk, seen)
        elif self._is_locked() and str(self.store_path) not in self.preferences.remembered:
            self.rooms.locking.ask()
            return False
        return True

    def _is_locked(self) -> bool:
        """Whether the store is encrypted; a file that cannot even be asked is told of when it is opened."""
        from fieldvisit.store.headers import is_encrypted  # the use case imports too much for a first paint

        try:
            return is_encrypted(self.store_path)
        except KnownError:
            return False

    def _after_paint(self, then: Callable[[], object]) -> None:
        page = self.shell.current() or self.shell
        FirstPaint(page, say_painted if os.environ.get("FIELDVISIT_MEASURE") else then)

    def _begin_without_store(self) -> bool:
        """What every start does after its first paint; False where another window was quicker."""
        self._litter.begin()
        if not self.holding.claim():
            self.shell.close()
            return False
        if theme().waits_for_fonts:
            from fieldvisit import resources
            from fieldvisit.ui import tasks

            tasks.run(lambda _progress: resources.ui_font_files(), on_done=theme().take_fonts)
        self._watch()
        self.holding.listen(self.raise_window)
        self._listen_for_the_end()
        return True

    def _begin_locked(self) -> None:
        if self._begin_without_store():
            self.rooms.locking.make_ready()

    def _begin(self) -> None:
        if not self._begin_without_store():
            return
        if str(self.store_path) in self.preferences.remembered:
            self.rooms.locking.recall()
        else:
            self.holding.open()

    def _watch(self) -> CrashHandler:
        """Starts the log and takes what nobody catches; not before the first paint, unless something was raised."""
        if self._crash is None:
            from fieldvisit.ui.crash import CrashHandler
            from fieldvisit.ui.log_file import start_log

            start_log(home())
            self._crash = CrashHandler(self.shell.tell, self.shell.keep_typed)
            self._crash.restart_wanted.connect(self.restart)
            self._crash.diagnostics_wanted.connect(self.show_diagnostics)
            self._crash.install()
        return self._crash

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self._watch().take(kind, error, trace)

    def raise_window(self) -> None:
        """Brings the window to the front, as a second start asks."""
        self.shell.setWindowState(self.shell.windowState() & ~Qt.WindowState.WindowMinimized)
        self.shell.raise_()
        self.shell.activateWindow()

    # The store

    def _opened(self) -> None:
        self.preferences.last_store = str(self.store_path)
        self.shell.uncover()
        self.rooms.listen_to(self.desk)
        if self.holding.key is not None:
            self.rooms.locking.begin()
        self._say_rep()
        self.resuming.go_on()
        QTimer.singleShot(0, self.rooms.care.back_up_daily)
        QTimer.singleShot(0, self.rooms.care.warn_of_place)
        QTimer.singleShot(0, self.rooms.watch.look)

    def _not_opened(self, error: Exception) -> None:
        """A trouble with the file is told in the place of the page; an encrypted one asks for its passphrase."""
        if not isinstance(error, KnownError):
            raise error
        from fieldvisit.store.errors import PassphraseNeeded, StoreMissing
        from fieldvisit.ui.store_trouble import StoreTrouble
        from fieldvisit.usecases.backup import list_backups

        if isinstance(error, PassphraseNeeded):
            self.rooms.locking.ask()
            return
        page = StoreTrouble(str(error), next(iter(list_backups(self.store_path)), None))
        page.restore_wanted.connect(self.rooms.ways_back.restore)
        page.others_wanted.connect(self.rooms.ways_back.choose_backup)
        page.store_wanted.connect(self.rooms.ways_back.open_other)
        page.diagnostics_wanted.connect(self.show_diagnostics)
        page.again_wanted.connect(self._open_again)
        if isinstance(error, StoreMissing):
            page.offer_beginning().connect(self.rooms.beginning.offer)
        page.quit_wanted.connect(self.shell.close)
        self.shell.show_instead(page)

    def _open_again(self) -> None:
        """The folder may be there only now, and another window may have been quicker."""
        if self.holding.claim():
            self.holding.open()
        else:
            self.shell.close()

    def switch_to(self, path: Path, then: Callable[[], None] | None = None) -> None:
        """Leaves the present store for another; no visit of the one is looked for in the other."""
        if self.holding.leave_for(path):
            self.preferences.visit = ""
            self.holding.open(then)

    def _open_own(self) -> None:
        self.rooms.beginning.open_own()

    def _say_rep(self) -> None:
        from fieldvisit.usecases.settings import load_settings

        if self.holding.store is not None:
            self.shell.status.show_rep(load_settings(self.holding.store).rep_name)

    def change_look(self, which: str, choice: str | int) -> None:
        """Takes a choice of language, number marks, theme or scale."""
        from fieldvisit.ui.looks import change_look

        change_look(self.preferences, self.shell, which, choice)

    def show_diagnostics(self) -> None:
        """Everything that support may need, to be read before it is saved."""
        from fieldvisit.ui.diagnostics_dialog import show_diagnostics

        over = QApplication.activeModalWidget() or self.shell  # the crash dialog lets nothing else be pressed
        show_diagnostics(self.store_path, self.holding.store, over)

    # The end

    def restart(self) -> None:
        """Ends as on quitting, but leaves half typed what is, and starts anew; not while something is unsaved."""
        self.restarts = self.shell.ends_as_typed = True
        QCoreApplication.quit()
        if self.shell.isVisible():
            self.restarts = self.shell.ends_as_typed = False

    def end(self) -> None:
        """Stops what is running, closes the store and gives it free, even where keeping what is typed fails."""
        try:
            self.shell.keep_typed()
        finally:
            if self._crash is not None:
                self._crash.fall_silent()
            self._litter.end()
            self.holding.end()
            if self._ending is not None:
                self._ending.silence()

    def _listen_for_the_end(self) -> None:
        from fieldvisit.ui.ending import Ending

        self._ending = Ending(self.shell.keep_typed, self._end_at_once)
        self._ending.listen()

    def _end_at_once(self) -> None:
        """The system ends the program; nobody can be asked anything any more."""
        self.shell.put_away()
        self.preferences.save()
        QCoreApplication.exit(0)
