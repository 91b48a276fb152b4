"""A rep who types without pause into the prices of a visit, in the real window, until the process is killed.

Run as `typing_rep.py STORE VISIT SEED`. Says on stdout what each key makes of the cell before it is pressed: one JSON
object a line with the monotonic time, the cell and the text that then stands in it.
"""

from __future__ import annotations

import json
import random
import sys
import time
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from fieldvisit.domain.visit import Address
from fieldvisit.ui.application import make_application
from fieldvisit.ui.preferences import Preferences
from fieldvisit.ui.program import Program
from fieldvisit.ui.speech import speak
from fieldvisit.ui.theme import Choice, theme
from fieldvisit.ui.visit.grid.view import GridView
from fieldvisit.ui.visit.page import VisitPage

BETWEEN_KEYS = 12


class TypingRep(QObject):
    """Waits for the visit to be open again, then fills cell after cell."""

    def __init__(self, program: Program, seed: int) -> None:
        super().__init__()
        self._program = program
        self._chance = random.Random(seed)
        self._text = ""
        self._wanted = ""
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._next)
        self._timer.start(BETWEEN_KEYS)

    def _next(self) -> None:
        page = self._program.shell.current()
        if not isinstance(page, VisitPage):
            return
        view = QApplication.focusWidget()
        editing = view is not None and not isinstance(view, GridView)
        if not editing and not self._text:
            self._begin(page)
            return
        self._type(page)

    def _begin(self, page: VisitPage) -> None:
        board = page.board
        rows = board.desk.visit.step("prices").rows("products")
        row = self._chance.choice(rows)
        board.go_to(Address("prices", self._chance.choice(("retail", "resale")), "products", row.id))
        self._wanted = f"{self._chance.randint(1, 99)}.{self._chance.randint(0, 99):02}"
        self._type(page)

    def _type(self, page: VisitPage) -> None:
        place = page.board.here
        focused = QApplication.focusWidget()
        if place is None or focused is None:
            return
        if self._text == self._wanted:
            QTest.keyClick(focused, Qt.Key.Key_Return)
            self._text = ""
            return
        self._text = self._wanted[: len(self._text) + 1]
        said = {"t": time.monotonic(), "place": place.text(), "text": self._text}
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()
        QTest.keyClicks(focused, self._text[-1])


def main() -> int:
    """Shows the window and types."""
    store, visit, seed = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    application = make_application()
    speak("en")
    theme().start(Choice.LIGHT, 100)
    program = Program(Preferences(visit=visit), store)
    if not program.claim():
        return 3
    program.show()
    rep = TypingRep(program, seed)
    status = application.exec()
    del rep
    return status


if __name__ == "__main__":
    raise SystemExit(main())
