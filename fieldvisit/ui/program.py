"""The window, the store that lies in it, and the claim on that store: from the first paint to the end."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import tr
from fieldvisit.ui.desk import Desk
from fieldvisit.ui.first_paint import FirstPaint, say_painted
from fieldvisit.ui.instance import Instance
from fieldvisit.ui.preferences import Preferences
from fieldvisit.ui.shell import Shell
from fieldvisit.ui.speech import speak
from fieldvisit.ui.theme import CHOICE_NAMES, theme
from fieldvisit.usecases.first_look import first_look
from fieldvisit.usecases.places import default_store, home, sample_store

if TYPE_CHECKING:
    from fieldvisit.domain.language import Message
    from fieldvisit.store.store import Store
    from fieldvisit.ui.crash import CrashHandler
    from fieldvisit.ui.ending import Ending
    from fieldvisit.ui.tasks import Progress
    from fieldvisit.ui.visit.board import VisitBoard


class Program(QObject):
    """One window, one store at a time. `desk.is_open` tells when the store is there."""

    def __init__(self, preferences: Preferences, store_path: Path) -> None:
        super().__init__()
        self.preferences = preferences
        self.store_path = store_path
        self.instance = Instance(store_path)
        self.shell = Shell(preferences)
        self.shell.closed.connect(self._closed)
        self.shell.sample_left.connect(self.open_own)
        self.shell.visit_shown.connect(self._remember_visit)
        self.desk = self._new_desk()
        self._store: Store | None = None
        self._crash: CrashHandler | None = None
        self._ending: Ending | None = None
        self._watched: VisitBoard | None = None

    def _new_desk(self) -> Desk:
        desk = Desk(self.preferences)
        desk.look_changed.connect(self.change_look)
        desk.settings_changed.connect(self._say_rep)
        desk.restore_asked.connect(self.restore)
        desk.visits_changed.connect(self._back_up_closed)
        return desk

    # The start

    def claim(self) -> bool:
        """False when another window has the store, which then comes to the front.

        Where nobody has it, it is claimed for good after the first paint: that waits for the disk.
        """
        with suppress(OSError):  # opening the store tells it in words
            self.store_path.parent.mkdir(parents=True, exist_ok=True)
        return self.instance.is_unclaimed() or self._claim_or_raise()

    def _claim_or_raise(self) -> bool:
        if self.instance.claim():
            return True
        if not self.instance.raise_first():
            sys.stderr.write(tr("FieldVisit is already open with this store, but does not answer.") + "\n")
        return False

    def show(self) -> None:
        """Shows what can be shown at once; the rest begins after it is on the screen."""
        sys.excepthook = self._caught
        if not self.store_path.exists():
            self._offer_first_start()
            self._after_paint(self._begin_without_store)
        else:
            self._show_first_look()
            self._after_paint(self._begin)
        self.shell.show()

    def _show_first_look(self) -> None:
        self.shell.attach(self.desk, sample=self._is_sample())
        seen = first_look(self.store_path, self.desk.today())
        if seen is not None:
            self.shell.show_first_look(seen)

    def _after_paint(self, then: Callable[[], object]) -> None:
        page = self.shell.current() or self.shell
        FirstPaint(page, say_painted if os.environ.get("FIELDVISIT_MEASURE") else then)

    def _begin_without_store(self) -> bool:
        """What every start does after its first paint; False where another window was quicker."""
        gc.enable()
        if not self._claim_or_raise():
            self.shell.close()
            return False
        if theme().waits_for_fonts:
            from fieldvisit import resources
            from fieldvisit.ui import tasks

            tasks.run(lambda _progress: resources.ui_font_files(), on_done=theme().take_fonts)
        self._watch()
        self.instance.listen(self.raise_window)
        self._listen_for_the_end()
        return True

    def _begin(self) -> None:
        if self._begin_without_store():
            self.open()

    def _watch(self) -> CrashHandler:
        """Starts the log and takes what nobody catches; not before the first paint, unless something was raised."""
        if self._crash is None:
            from fieldvisit.ui import dialogs
            from fieldvisit.ui.crash import CrashHandler
            from fieldvisit.ui.log_file import start_log

            start_log(home())
            self._crash = CrashHandler(lambda error: dialogs.tell(error, self.shell))
            self._crash.install()
        return self._crash

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self._watch().take(kind, error, trace)

    def raise_window(self) -> None:
        """Brings the window to the front, as a second start asks."""
        self.shell.setWindowState(self.shell.windowState() & ~Qt.WindowState.WindowMinimized)
        self.shell.raise_()
        self.shell.activateWindow()

    # Stores

    def open(self, then: Callable[[], None] | None = None) -> None:
        """Opens the store off the UI thread and lays it on the desk; a trouble with the file is told in its place."""
        from fieldvisit.ui import tasks

        path = self.store_path

        def opened(store: Store) -> None:
            self._lay_out(store)
            if then is not None:
                then()

        tasks.run(lambda _progress: _opened_store(path), on_done=opened, on_error=self._not_opened)

    def _lay_out(self, store: Store) -> None:
        self._store = store
        self.desk.lay(store)
        self.shell.attach(self.desk, sample=self._is_sample())
        self.preferences.last_store = str(self.store_path)
        self._say_rep()
        left_in = self.preferences.visit  # going on to a page forgets it
        self.shell.go_on()
        self._resume(left_in)
        QTimer.singleShot(0, self._back_up)
        QTimer.singleShot(0, self._warn_of_place)

    def _is_sample(self) -> bool:
        return self.store_path == sample_store()

    def _resume(self, visit: str) -> None:
        """Opens the visit again that was open when the program ended, be it by a crash."""
        from fieldvisit.domain.errors import NotFound

        if visit:
            try:
                self.shell.open_visit(visit)
            except NotFound:
                self.shell.go_to("today")

    def _remember_visit(self, visit_id: str) -> None:
        if visit_id:
            self._watch_visit()
        if self.preferences.visit != visit_id:
            self.preferences.visit = visit_id
            self.preferences.save()

    def _watch_visit(self) -> None:
        """Keeps at what is typed in the visit that has just been opened."""
        board = self.shell.board()
        if board is not None and board is not self._watched:
            from fieldvisit.ui.keeping import Keeping

            self._watched = board
            Keeping(board)

    def _back_up(self) -> None:
        """The backup of the day; that it could not be made is said once, and holds nothing up."""
        from fieldvisit.usecases.backup import back_up_daily

        self._copy_with(back_up_daily)

    def _back_up_closed(self) -> None:
        """After a visit was closed."""
        from fieldvisit.usecases.backup import back_up_closed

        self._copy_with(back_up_closed)

    def _copy_with(self, job: Callable[[Store, datetime], object]) -> None:
        from fieldvisit.ui import tasks

        store = self._store
        if store is not None and not self._is_sample():
            tasks.run(lambda _progress: job(store, datetime.now().astimezone()), on_error=self._not_copied)

    def _not_copied(self, error: Exception) -> None:
        """A store that turns out to be damaged is left, so that nothing more is written into it."""
        from fieldvisit.store.errors import StoreDamaged

        if not isinstance(error, StoreDamaged):
            raise error
        self._let_go()
        self._not_opened(error)

    def _warn_of_place(self) -> None:
        """Says once that the folder of the store is a doubtful one."""
        from fieldvisit.ui import tasks
        from fieldvisit.usecases.doubtful_places import warning_about

        path = self.store_path
        if self.preferences.warned_of != str(path):
            tasks.run(lambda _progress: warning_about(path), on_done=self._say_warning)

    def _say_warning(self, words: Message | None) -> None:
        if words is None:
            return
        from fieldvisit.ui import dialogs

        self.preferences.warned_of = str(self.store_path)
        self.preferences.save()
        dialogs.say(tr("A doubtful place for your data"), str(words), self.shell)

    def _not_opened(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        from fieldvisit.ui.store_trouble import StoreTrouble
        from fieldvisit.usecases.backup import list_backups

        page = StoreTrouble(str(error), next(iter(list_backups(self.store_path)), None))
        page.restore_wanted.connect(self.restore)
        page.again_wanted.connect(self.open)
        page.quit_wanted.connect(self.shell.close)
        self.shell.show_instead(page)

    def restore(self, backup: Path) -> None:
        """Puts a backup in the place of the present store, which is kept beside it, and opens it."""
        from fieldvisit.usecases.backup import restore_backup

        self._let_go()
        try:
            restore_backup(self.store_path, backup, datetime.now().astimezone())
        finally:
            self.open()

    def _let_go(self) -> None:
        """Takes the store off the desk; what is half typed is kept in it first."""
        from fieldvisit.ui import tasks

        self.shell.put_away()
        tasks.stop_all()
        self.desk = self._new_desk()
        if self._store is not None:
            self._store.close()
            self._store = None

    def switch_to(self, path: Path, then: Callable[[], None] | None = None) -> None:
        """Leaves the present store for another, which is claimed first."""
        claim = Instance(path) if path != self.store_path else self.instance
        if claim is not self.instance:
            if not claim.claim():
                claim.raise_first()
                return
            self.instance.release()
            self.instance = claim
            claim.listen(self.raise_window)
        self._let_go()
        self.store_path = path
        self.preferences.visit = ""
        self.open(then)

    def open_own(self) -> None:
        """From the sample data back to the user's own store, or to the first start where there is none yet."""
        own = default_store()
        if own.exists():
            self.switch_to(own)
        else:
            self._let_go()
            self.shell.sample_strip.hide()
            self._offer_first_start()

    # First start

    def _offer_first_start(self) -> None:
        from fieldvisit.ui.first_start import FirstStart

        page = FirstStart()
        page.sample_wanted.connect(self.open_sample)
        page.import_wanted.connect(lambda rep: self._begin_own(rep, "data"))
        page.empty_wanted.connect(lambda rep: self._begin_own(rep, "today"))
        self.shell.show_instead(page)

    def _begin_own(self, rep: str, page: str) -> None:
        def begun() -> None:
            from fieldvisit.usecases.settings import change_settings

            if self._store is not None and rep:
                change_settings(self._store, rep_name=rep)
                self._say_rep()
            self.shell.go_to(page)

        own = self.store_path if self.store_path != sample_store() else default_store()
        self.switch_to(own, begun)

    def open_sample(self) -> None:
        """Makes the sample store once, off the UI thread, and opens it."""
        path = sample_store()
        if path.exists():
            self.switch_to(path)
            return
        from fieldvisit.ui import tasks
        from fieldvisit.ui.widgets.progress import run_over

        task = tasks.run(
            lambda progress: _made_sample(path, progress),
            title=tr("Making sample data"),
            on_done=lambda _made: self.switch_to(path),
        )
        run_over(task, self.shell)

    # Looks

    def _say_rep(self) -> None:
        from fieldvisit.usecases.settings import load_settings

        if self._store is not None:
            self.shell.status.show_rep(load_settings(self._store).rep_name)

    def change_look(self, which: str, choice: str | int) -> None:
        """Takes a choice of language, number marks, theme or scale; what holds words or lengths is made anew."""
        setattr(self.preferences, which, choice)
        kept = self.preferences.save()
        if which in ("language", "numbers"):
            speak(self.preferences.language, self.preferences.numbers)
        else:
            theme().choose(CHOICE_NAMES[self.preferences.theme], self.preferences.scale)
        if which != "theme":
            QTimer.singleShot(0, self.shell.rebuild)
        if not kept:
            QTimer.singleShot(0, self._say_not_kept)

    def _say_not_kept(self) -> None:
        words = tr("The choice holds until you quit. It could not be saved in {folder}.", folder=str(home()))
        self.shell.status.show_middle(words)

    # The end

    def _closed(self) -> None:
        self.preferences.save()

    def end(self) -> None:
        """Stops what is running, closes the store and gives it free."""
        from fieldvisit.ui import tasks

        self.shell.keep_typed()
        tasks.stop_all()
        if self._store is not None:
            self._store.close()
            self._store = None
        self.instance.release()
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


def _opened_store(path: Path) -> Store:
    """Imports what the first page needs and opens the store; runs on a worker thread."""
    from fieldvisit.usecases import plan_day, settings, start_visit  # noqa: F401 - imported off the UI thread
    from fieldvisit.usecases.open_store import open_store

    return open_store(path)


def _made_sample(path: Path, progress: Progress) -> Any:
    """Makes the sample store, or leaves none behind when it was cancelled or failed."""
    from fieldvisit.usecases.sample import build_sample

    try:
        return build_sample(path, today=date.today(), progress=progress)
    except BaseException:
        for ending in ("", "-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        raise
