"""A rep whose every word is a canary, in the real window: typed, imported, photographed, reported, stumbled over.

Run as `canary_rep.py STORE VISIT TABLE`. Types the passphrase if it is asked for; says `done` when all has happened and
something is still half typed, and goes on until it is killed.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from fieldvisit.domain.visit import Address
from fieldvisit.ui import tasks
from fieldvisit.ui.application import make_application
from fieldvisit.ui.crash import CrashDialog
from fieldvisit.ui.pages.data import DataPage
from fieldvisit.ui.preferences import Preferences
from fieldvisit.ui.program import Program
from fieldvisit.ui.speech import speak
from fieldvisit.ui.theme import Choice, theme
from fieldvisit.ui.visit.page import VisitPage
from fieldvisit.ui.visit.report_files import show_report
from fieldvisit.usecases.attach_photo import attach_photo
from tests.safety.canaries import NOTE, PASSPHRASE, PRICE, TYPED, photo

Until = Callable[[], bool]


class CanaryRep(QObject):
    """Does one thing after the other, each as soon as what the one before began is over."""

    def __init__(self, program: Program, visit: str, table: Path) -> None:
        super().__init__()
        self._program = program
        self._visit = visit
        self._table = table
        self._acts = self._act()
        self._until: Until = lambda: True
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._next)
        self._timer.start(30)
        QTimer.singleShot(60_000, self, lambda: QApplication.exit(2))  # whatever it waits for does not come

    def _next(self) -> None:
        try:
            if self._until():
                self._until = next(self._acts)
        except Exception:  # noqa: BLE001 - the program's own handling of faults would go on
            self._timer.stop()
            traceback.print_exc()
            QApplication.exit(1)

    def _act(self) -> Iterator[Until]:
        """Each step gives what is to be waited for before the next."""
        shell = self._program.shell
        yield lambda: shell.is_covered or isinstance(shell.current(), VisitPage)
        if shell.is_covered:
            page = self._program.rooms.locking.page
            assert page is not None
            for key in PASSPHRASE:
                _strike(page.ask.field.line, key)
            QTest.keyClick(page.ask.field.line, Qt.Key.Key_Return)
        yield lambda: isinstance(shell.current(), VisitPage) and not shell.is_covered and not tasks.running()
        yield self._is_in_front
        self._type(self._price(0), PRICE)
        self._press(Qt.Key.Key_Return)
        self._type(Address("communication", "reaction"), NOTE)
        self._press(Qt.Key.Key_Tab)
        store = self._program.holding.store
        assert store is not None
        attach_photo(store, photo())
        preview = show_report(store, self._visit, shell)
        yield lambda: bool(preview.pages)
        preview.reject()
        yield from self._import()
        shell.open_visit(self._visit)
        yield lambda: isinstance(shell.current(), VisitPage) and not tasks.running() and self._is_in_front()
        QTimer.singleShot(0, _stumble)
        yield lambda: _crash_dialog() is not None
        dialog = _crash_dialog()
        assert dialog is not None
        dialog.show_details.click()
        dialog.go_on.click()
        yield lambda: _crash_dialog() is None and not tasks.running() and self._is_in_front()
        self._type(self._price(1), TYPED)
        yield _passed(600)
        sys.stdout.write("done\n")
        sys.stdout.flush()
        yield lambda: False

    def _import(self) -> Iterator[Until]:
        self._program.shell.go_to("data")
        page = self._program.shell.current()
        assert isinstance(page, DataPage)
        page.flow.add_files([self._table])
        yield lambda: page.flow.can_import() and not tasks.running()
        page.flow.import_all()
        yield lambda: page.flow.is_done() and not tasks.running()

    def _is_in_front(self) -> bool:
        self._program.shell.activateWindow()
        return self._program.shell.isActiveWindow()

    def _price(self, row: int) -> Address:
        page = self._program.shell.current()
        assert isinstance(page, VisitPage)
        return Address("prices", "retail", "products", page.board.desk.visit.step("prices").rows("products")[row].id)

    def _type(self, place: Address, text: str) -> None:
        page = self._program.shell.current()
        assert isinstance(page, VisitPage)
        page.board.go_to(place)
        for key in text:
            focused = QApplication.focusWidget()
            assert focused is not None
            _strike(focused, key)

    def _press(self, key: Qt.Key) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)


def _strike(widget: QWidget, key: str) -> None:
    """QTest knows the keys of ASCII only."""
    if key.isascii():
        QTest.keyClicks(widget, key)
    else:
        QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, key))


def _stumble() -> None:
    quoted = {"note": NOTE, "price": PRICE}
    raise LookupError(f"a fault of the program over {quoted}")


def _crash_dialog() -> CrashDialog | None:
    return next(
        (each for each in QApplication.topLevelWidgets() if isinstance(each, CrashDialog) and each.isVisible()), None
    )


def _passed(milliseconds: int) -> Until:
    over: list[bool] = []
    QTimer.singleShot(milliseconds, lambda: over.append(True))
    return lambda: bool(over)


def main() -> int:
    """Shows the window and acts."""
    store, visit, table = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    application = make_application()
    speak("en")
    theme().start(Choice.LIGHT, 100)
    program = Program(Preferences(visit=visit), store)
    if not program.claim():
        return 3
    program.show()
    rep = CanaryRep(program, visit, table)
    status = application.exec()
    del rep
    return status


if __name__ == "__main__":
    raise SystemExit(main())
