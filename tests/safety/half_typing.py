"""A window in which half a word is typed, and which then ends as it is told.

Run as `half_typing.py STORE VISIT END`; says on stdout what was typed. END is a signal's name (and then somebody else
sends it), `session`, `quit`, `exit`, `fault` (and then quitting in the dialog) or `restart` (in that dialog).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from fieldvisit.domain.visit import Address
from fieldvisit.ui.application import make_application, until_the_end
from fieldvisit.ui.crash import CrashDialog
from fieldvisit.ui.preferences import Preferences
from fieldvisit.ui.program import Program
from fieldvisit.ui.speech import speak
from fieldvisit.ui.theme import Choice, theme
from fieldvisit.ui.visit import half_typed
from fieldvisit.ui.visit.page import VisitPage

TYPED = "12.3"


class HalfTyping:
    def __init__(self, program: Program, end: str) -> None:
        self._program = program
        self._end = end
        self._timer = QTimer(program)
        self._timer.timeout.connect(self._type)
        self._timer.start(50)

    def _type(self) -> None:
        page = self._program.shell.current()
        if not isinstance(page, VisitPage) or QApplication.focusWidget() is None:
            return  # looked again: a window on a busy machine may be shown before it is the active one
        self._timer.stop()
        row = page.board.desk.visit.step("prices").rows("products")[0]
        page.board.go_to(Address("prices", "retail", "products", row.id))
        for key in TYPED:
            focused = QApplication.focusWidget()  # the first key opens the cell
            assert focused is not None
            QTest.keyClicks(focused, key)
        if TYPED in page.board.desk.drafts.values():
            raise SystemExit("it is saved already, so that nothing is proved")
        sys.stdout.write(json.dumps(TYPED) + "\n")
        sys.stdout.flush()
        QTimer.singleShot(0, self._finish)

    def _finish(self) -> None:
        match self._end:
            case "session":
                self._end_session()
            case "quit":
                QApplication.quit()
            case "exit":
                QCoreApplication.exit(0)
            case "fault" | "restart":
                QTimer.singleShot(200, self._answer_dialog)
                board = self._program.shell.board()
                raise ZeroDivisionError(f"over {board.desk.facts.dealer.name if board else None}")

    def _end_session(self) -> None:
        """What Qt's request to commit data calls, and then an end without another word."""
        ending = self._program._ending
        assert ending is not None
        ending.session_ends()
        self._program.shell.keep_typed = lambda: True  # type: ignore[method-assign]
        QCoreApplication.exit(0)

    def _answer_dialog(self) -> None:
        dialog = next((each for each in QApplication.topLevelWidgets() if isinstance(each, CrashDialog)), None)
        if dialog is None:
            QTimer.singleShot(50, self._answer_dialog)
            return
        (dialog.quit if self._end == "fault" else dialog.restart).click()


def main() -> int:
    """Shows the window and types; the timer that saves each key is made so slow that it never comes into it."""
    store, visit, end = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    half_typed.DRAFT_DELAY = 600_000
    application = make_application()
    speak("en")
    theme().start(Choice.LIGHT, 100)
    program = Program(Preferences(visit=visit), store)
    if not program.claim():
        return 3
    program.show()
    typing = HalfTyping(program, end)
    status = until_the_end(application, program)
    del typing
    return status


if __name__ == "__main__":
    raise SystemExit(main())
