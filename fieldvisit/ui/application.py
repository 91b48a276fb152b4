"""The program with a window: paints it first, then opens the store behind it."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

import fieldvisit
from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import tr
from fieldvisit.ui.instance import Instance
from fieldvisit.ui.preferences import Preferences, load_preferences
from fieldvisit.ui.shell import Shell
from fieldvisit.ui.speech import speak
from fieldvisit.ui.theme import CHOICE_NAMES, Choice, theme
from fieldvisit.usecases.places import default_store, home, sample_store

if TYPE_CHECKING:
    from fieldvisit.store.store import Store
    from fieldvisit.ui.desk import Desk


def run(arguments: Sequence[str] = ()) -> int:
    """Shows the window until it is closed; the process's exit status."""
    wanted = _parsed(arguments)
    application = make_application()
    preferences = load_preferences()
    speak(preferences.language)
    theme().start(CHOICE_NAMES.get(preferences.theme, Choice.SYSTEM), preferences.scale)
    program = Program(preferences, _store_path(wanted.store, preferences))
    if not program.claim():
        return 0
    program.show()
    status = application.exec()
    program.end()
    return status


def make_application() -> QApplication:
    """The Qt application, named as the desktop shows it."""
    present = QApplication.instance()
    if isinstance(present, QApplication):
        return present
    application = QApplication(sys.argv[:1])
    application.setApplicationName("FieldVisit")
    application.setApplicationVersion(fieldvisit.__version__)
    application.setDesktopFileName("fieldvisit")
    application.setStyle("Fusion")
    return application


def _parsed(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="fieldvisit")
    parser.add_argument("--store", type=Path, default=None)
    return parser.parse_args(list(arguments))


def _store_path(asked: Path | None, preferences: Preferences) -> Path:
    """The store that was asked for, else the last one as long as it is there, else the user's own."""
    if asked is not None:
        return asked
    last = Path(preferences.last_store) if preferences.last_store else None
    return last if last is not None and last.exists() else default_store()


class Program(QObject):
    """The window, the store that lies in it, and the claim on that store."""

    def __init__(self, preferences: Preferences, store_path: Path) -> None:
        super().__init__()
        self.preferences = preferences
        self.store_path = store_path
        self.instance = Instance(store_path)
        self.shell = Shell(preferences)
        self.shell.closed.connect(self._closed)
        self.shell.sample_left.connect(self.open_own)
        self.store: Store | None = None
        self.desk: Desk | None = None
        self._first_paint = FirstPaint() if os.environ.get("FIELDVISIT_MEASURE") else None

    def claim(self) -> bool:
        """Claims the store; False when another window has it, which then comes to the front."""
        self.store_path.parent.mkdir(parents=True, exist_ok=True)
        if self.instance.claim():
            return True
        if not self.instance.raise_first():
            sys.stderr.write(tr("FieldVisit is already open with this store, but does not answer.") + "\n")
        return False

    def show(self) -> None:
        self.shell.show()
        QTimer.singleShot(0, self._begin)

    def _begin(self) -> None:
        """Runs in the event loop's next turn, with the window already on the screen."""
        self._start_log()
        if self.store_path.exists():
            self.open(self.store_path)
        else:
            self._offer_first_start()
        self.instance.listen(self.raise_window)

    def _start_log(self) -> None:
        from fieldvisit.ui import dialogs
        from fieldvisit.ui.crash import CrashHandler
        from fieldvisit.ui.log_file import start_log

        start_log(home())
        self._crash = CrashHandler(lambda error: dialogs.tell(error, self.shell))
        self._crash.install()

    def raise_window(self) -> None:
        self.shell.setWindowState(self.shell.windowState() & ~Qt.WindowState.WindowMinimized)
        self.shell.raise_()
        self.shell.activateWindow()

    # Stores

    def open(self, path: Path) -> None:
        """Opens a store and lays it on the desk; a trouble with the file is told in its place."""
        try:
            self._lay_out(path)
        except KnownError as error:
            self._tell_trouble(path, error)

    def _tell_trouble(self, path: Path, error: KnownError) -> None:
        from fieldvisit.ui.store_trouble import StoreTrouble
        from fieldvisit.usecases.backup import list_backups

        latest = next(iter(list_backups(path)), None)
        page = StoreTrouble(str(error), latest)
        page.restore_wanted.connect(self.restore)
        page.again_wanted.connect(lambda: self.open(path))
        page.quit_wanted.connect(self.shell.close)
        self.shell.show_instead(page)

    def restore(self, chosen: Path) -> None:
        """Puts a backup in the place of the present store, which is kept beside it, and opens it."""
        from fieldvisit.usecases.backup import restore_backup

        self.shell.put_away()
        self._let_go()
        try:
            restore_backup(self.store_path, chosen, datetime.now().astimezone())
        finally:
            self.open(self.store_path)

    def _lay_out(self, path: Path) -> None:
        from fieldvisit.ui.desk import Desk
        from fieldvisit.usecases.open_store import open_store

        store = open_store(path)
        self._let_go()
        self.store = store
        self.desk = Desk(store, self.preferences)
        self.desk.look_changed.connect(self.change_look)
        self.desk.settings_changed.connect(self._say_rep)
        self.desk.restore_asked.connect(self.restore)
        self.shell.attach(self.desk, sample=path == sample_store())
        self.preferences.last_store = str(path)
        self.shell.go_to("today")
        self._say_rep()
        self._measure()

    def _let_go(self) -> None:
        if self.store is not None:
            self.store.close()
            self.store = None

    def switch_to(self, path: Path) -> None:
        """Leaves the present store for another, which is claimed first."""
        claim = Instance(path)
        if not claim.claim():
            claim.raise_first()
            return
        self.instance.release()
        self.instance, self.store_path = claim, path
        self.instance.listen(self.raise_window)
        self.open(path)

    def open_own(self) -> None:
        """From the sample data back to the user's own store, or to the first start where there is none yet."""
        own = default_store()
        if own.exists():
            self.switch_to(own)
        else:
            self._offer_first_start()

    # First start

    def _offer_first_start(self) -> None:
        from fieldvisit.ui.first_start import FirstStart

        page = FirstStart()
        page.sample_wanted.connect(self.open_sample)
        page.import_wanted.connect(self._start_with_import)
        page.empty_wanted.connect(self._start_empty)
        self.shell.show_instead(page)
        self._measure()

    def _start_empty(self, rep: str) -> None:
        self._begin_own(rep)

    def _start_with_import(self, rep: str) -> None:
        self._begin_own(rep)
        self.shell.go_to("data")

    def _begin_own(self, rep: str) -> None:
        from fieldvisit.usecases import settings

        self.switch_to(default_store())
        if self.store is not None and rep:
            settings.change_settings(self.store, rep_name=rep)
            self._say_rep()

    def open_sample(self) -> None:
        """Makes the sample store once, off the UI thread, and opens it."""
        path = sample_store()
        if path.exists():
            self.switch_to(path)
            return
        from fieldvisit.ui import tasks
        from fieldvisit.ui.widgets.progress import run_over
        from fieldvisit.usecases.sample import build_sample

        task = tasks.run(
            lambda progress: build_sample(path, today=date.today(), progress=progress),
            title=tr("Making sample data"),
            on_done=lambda _made: self.switch_to(path),
        )
        run_over(task, self.shell)

    def _say_rep(self) -> None:
        from fieldvisit.usecases.settings import load_settings

        if self.store is not None:
            self.shell.status.show_rep(load_settings(self.store).rep_name)

    def change_look(self, which: str, choice: str | int) -> None:
        """Takes a choice of language, theme or scale; what holds words or lengths is made anew."""
        setattr(self.preferences, which, choice)
        self.preferences.save()
        if which == "language":
            speak(self.preferences.language)
        else:
            theme().choose(CHOICE_NAMES[self.preferences.theme], self.preferences.scale)
        if which != "theme":
            QTimer.singleShot(0, self.shell.rebuild)

    # The end

    def _closed(self) -> None:
        self.preferences.save()

    def end(self) -> None:
        """Stops what is running, closes the store and gives it free."""
        from fieldvisit.ui import tasks

        tasks.stop_all()
        self._let_go()
        self.instance.release()

    def _measure(self) -> None:
        if self._first_paint is not None:
            self._first_paint.await_paint(self.shell.current())


class FirstPaint(QObject):
    """For measuring the start: says when the first page with its content has been painted, and quits."""

    def await_paint(self, page: QWidget | None) -> None:
        if page is not None:
            page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._say)
        return False

    def _say(self) -> None:
        sys.stdout.write(f"painted {time.monotonic()}\n")
        sys.stdout.flush()
        QApplication.quit()
