"""An unlocked window with a half-typed cell and something open over it, which then sleeps and wakes.

Run as `waking_rep.py STORE VISIT OVER SLEPT_AFTER PICTURE`. Says on stdout that it is ready and what could be read
then; and, once its store is locked and closed, when (seconds of the monotonic clock), and what can be read then. The
sleep is somebody else's: a signal that stops the process, or a clock that jumps.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface, QUndoStack
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from fieldvisit.ui import dialogs, files, idleness, tasks
from fieldvisit.ui.application import make_application
from fieldvisit.ui.preferences import Preferences
from fieldvisit.ui.program import Program
from fieldvisit.ui.speech import speak
from fieldvisit.ui.theme import Choice, theme
from fieldvisit.ui.visit.page import VisitPage
from fieldvisit.ui.visit.preview import ReportPreview
from fieldvisit.ui.widgets.progress import run_over
from tests.factories.keys import PASSPHRASE
from tests.factories.locked import cell

TYPED = "12."
_TASK_SECONDS = 3
_SETTLE = 600


class Waking:
    """Unlocks, types, opens something, and notes what becomes of it."""

    def __init__(self, program: Program, over: str, slept_after: float, picture: Path) -> None:
        self._program = program
        self._over = over
        self._slept_after = slept_after
        self._picture = picture
        self._covered = 0.0
        self._next = self._unlock
        self._timer = QTimer(program)
        self._timer.timeout.connect(self._look)
        self._timer.start(5)

    def _look(self) -> None:
        self._next()

    def _unlock(self) -> None:
        page = self._program.rooms.locking.page
        if page is not None:
            self._next = self._type
            QTest.keyClicks(page.ask.field.line, PASSPHRASE)
            QTest.keyClick(page.ask.field.line, Qt.Key.Key_Return)

    def _type(self) -> None:
        page = self._program.shell.current()
        if not isinstance(page, VisitPage) or QApplication.focusWidget() is None or tasks.running():
            self._program.shell.activateWindow()  # where no window manager does it
            return
        page.board.go_to(cell(page.board))
        for key in TYPED:
            focused = QApplication.focusWidget()
            assert focused is not None
            QTest.keyClicks(focused, key)
        self._next = self._watch
        QTimer.singleShot(_SETTLE, self._say_ready)
        self._open()

    def _open(self) -> None:
        shell = self._program.shell
        openers: dict[str, Callable[[], object]] = {
            "nothing": lambda: None,
            "question": lambda: dialogs.ask("Sure?", "Really?", "Yes", shell),
            "file": lambda: files.ask_open(shell, "Open", "Stores", ("store",)),
            "menu": lambda: shell.findChildren(QMenu)[0].popup(shell.mapToGlobal(QPoint(300, 300))),
            "palette": shell.open_palette,
            "preview": lambda: QTest.keyClick(shell, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier),
            "task": lambda: run_over(tasks.run(_work, title="Importing"), shell),
        }
        QTimer.singleShot(50, openers[self._over])

    def _say_ready(self) -> None:
        if self._over == "preview" and not any(isinstance(each, ReportPreview) for each in _windows()):
            QTimer.singleShot(50, self._say_ready)
            return
        # Not before: what is done until now may take a busy machine longer.
        idleness.SLEPT_AFTER = self._slept_after
        self._say({"ready": time.monotonic(), "windows": len(_windows()), "read": sorted(set(_read()))})

    def _watch(self) -> None:
        if self._program.shell.is_covered and not self._covered:
            self._covered = time.monotonic()
        if self._covered and self._program.holding.store is None:
            self._next = lambda: None
            closed = time.monotonic()
            QTimer.singleShot(200, partial(self._say_closed, closed))

    def _say_closed(self, closed: float) -> None:
        self._program.shell.grab().save(str(self._picture))
        stacks = [each.count() for each in self._program.shell.findChildren(QUndoStack)]
        self._say(
            {
                "covered": self._covered,
                "closed": closed,
                "windows": len(_windows()),
                "read": sorted(set(_read())),
                "undo": sum(stacks),
                "open_files": _open_files(self._program.store_path),
            }
        )
        self._program.shell.close()

    def _say(self, what: dict[str, object]) -> None:
        sys.stdout.write(json.dumps(what) + "\n")
        sys.stdout.flush()


def _work(progress: Callable[[int, int | None], None]) -> None:
    until = time.monotonic() + _TASK_SECONDS
    while time.monotonic() < until:
        progress(1, 2)
        time.sleep(0.01)


def _windows() -> list[QWidget]:
    return [each for each in QApplication.topLevelWidgets() if each.isVisible()]


def _read() -> Iterator[str]:
    """All that stands in a title, a hint or anything that a screen reader can come to, hidden or not."""
    for each in QApplication.allWidgets():
        yield from (each.windowTitle(), each.toolTip(), each.statusTip(), each.whatsThis(), each.windowIconText())
        yield from (each.accessibleName(), each.accessibleDescription())
    for window in QApplication.topLevelWidgets():
        yield from _told(QAccessible.queryAccessibleInterface(window))


def _told(seen: QAccessibleInterface | None) -> Iterator[str]:
    if seen is None or not seen.isValid():
        return
    for kind in (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description, QAccessible.Text.Help):
        yield seen.text(kind)
    for at in range(seen.childCount()):
        yield from _told(seen.child(at))


def _open_files(store: Path) -> list[str]:
    """Names of the store's files that this process has open, where the system tells; its lock is none of them."""
    folder = Path("/proc/self/fd")
    held = [each.readlink() for each in folder.iterdir() if each.is_symlink()] if folder.is_dir() else []
    return [each.name for each in held if str(each).startswith(str(store)) and each.suffix != ".lock"]


def main() -> int:
    """Shows the window over the store, locked."""
    store, visit, over, slept_after, picture = sys.argv[1:]
    application = make_application()
    speak("en")
    theme().start(Choice.LIGHT, 100)
    program = Program(Preferences(visit=visit), Path(store))
    if not program.claim():
        return 3
    program.show()
    waking = Waking(program, over, float(slept_after), Path(picture))
    status = application.exec()
    program.end()
    del waking
    return status


if __name__ == "__main__":
    raise SystemExit(main())
