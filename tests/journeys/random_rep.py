"""Somebody who clicks and types at random, anywhere in the real window over sample data, until a fault shows.

By hand: `python -m tests.journeys.random_rep SEED [SECONDS]`, off screen. Prints the last acts before each fault, and
ends with 1 when there was one; a seed does not repeat exactly, for what the window shows depends on the clock too.
"""

from __future__ import annotations

import faulthandler
import os
import random
import sys
import tempfile
import time
import traceback
from collections import deque
from datetime import date
from pathlib import Path
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QPoint, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QFileDialog,
    QMenu,
    QTabBar,
    QWidget,
)

from fieldvisit.domain.visit import VisitState
from fieldvisit.ui import crash
from fieldvisit.ui.application import make_application
from fieldvisit.ui.preferences import Preferences
from fieldvisit.ui.program import Program
from fieldvisit.ui.speech import speak
from fieldvisit.ui.theme import Choice, theme
from fieldvisit.usecases.list_visits import list_visits
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.sample import build_sample

BETWEEN_ACTS: Final = 8
REMEMBERED: Final = 40
PATIENCE: Final = 50
"""Acts in one dialog before it is put away, and a quarter of that in one for files."""
SIZES: Final = ((1280, 800), (1024, 700), (760, 620), (1600, 1000))
TEXTS: Final = ("12.5", "41c+8", "abc", "盛源", "0", "-3", "2026-12-01", "<b>&", "99999999999", "50 %", "x" * 30)
K: Final = Qt.Key
KEYS: Final = (
    *[K.Key_Return] * 5,
    *[K.Key_Tab] * 4,
    *[K.Key_Escape] * 2,
    *(K.Key_Up, K.Key_Down, K.Key_Left, K.Key_Right, K.Key_Home, K.Key_End, K.Key_PageDown),
    *(K.Key_Backspace, K.Key_Delete, K.Key_Space, K.Key_F2, K.Key_F6, K.Key_F8, K.Key_F9),
)
WITH_CONTROL: Final = (
    *(K(ord(letter)) for letter in "1234567890ACDEFKLNPVXZ"),
    *(K.Key_Return, K.Key_Period, K.Key_Apostrophe),
)
_TARGETS: Final = (QAbstractButton, QAbstractItemView, QComboBox, QTabBar, QMenu)


class RandomRep:
    """Acts every few milliseconds, within dialogs too."""

    def __init__(self, program: Program, chance: random.Random, until: float) -> None:
        self._program = program
        self._chance = chance
        self._until = until
        self._acts: deque[tuple[object, ...]] = deque(maxlen=REMEMBERED)
        self._in_dialog = 0
        self.count = self.faults = 0

    def act(self) -> None:
        """One act, and the next one already on its way: what this one opens may hold it up."""
        if time.monotonic() > self._until:
            QCoreApplication.exit()
            return
        self.count += 1
        QTimer.singleShot(BETWEEN_ACTS, self.act)
        try:
            self._put_away() or self._chance.choices(
                (self._click, self._type, self._press, self._press_with_control, self._resize), (50, 16, 24, 8, 2)
            )[0]()
        except RuntimeError as error:
            if "already deleted" not in str(error):  # what was chosen went meanwhile
                raise

    def tell(self, error: BaseException) -> None:
        """Prints what led to a fault."""
        self.faults += 1
        sys.stdout.write("".join(f"  {act}\n" for act in self._acts))
        traceback.print_exception(error, file=sys.stdout)

    def _note(self, what: str, *about: object) -> None:
        self._acts.append((what, *about))

    def _put_away(self) -> bool:
        dialog = QApplication.activeModalWidget()
        self._in_dialog = 0 if dialog is None else self._in_dialog + 1
        if dialog is None or self._in_dialog < (PATIENCE // 4 if isinstance(dialog, QFileDialog) else PATIENCE):
            return False
        self._in_dialog = 0
        self._note("put away", _named(dialog))
        return dialog.close()

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or QApplication.activePopupWidget() or self._program.shell

    def _click(self) -> None:
        targets = list(_targets())
        if not targets:
            return
        widget = self._chance.choice(targets)
        button = Qt.MouseButton.RightButton if self._chance.random() < 0.05 else Qt.MouseButton.LeftButton
        self._note("click", _named(widget), button.name)
        where = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
        seen = where.visibleRegion().boundingRect()
        spot = QPoint(
            self._chance.randint(seen.left(), max(seen.left(), seen.right())),
            self._chance.randint(seen.top(), max(seen.top(), seen.bottom())),
        )
        twice = self._chance.random() < 0.1
        (QTest.mouseDClick if twice else QTest.mouseClick)(where, button, Qt.KeyboardModifier.NoModifier, spot)

    def _type(self) -> None:
        text = self._chance.choice(TEXTS)
        self._note("type", text, _named(self._focus()))
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(self._focus(), letter)
            else:
                composed = QInputMethodEvent()
                composed.setCommitString(letter)
                QApplication.sendEvent(self._focus(), composed)

    def _press(self) -> None:
        key = self._chance.choice(KEYS)
        self._note("press", key.name, _named(self._focus()))
        QTest.keyClick(self._focus(), key)

    def _press_with_control(self) -> None:
        key = self._chance.choice(WITH_CONTROL)
        self._note("with Ctrl", key.name, _named(self._focus()))
        QTest.keyClick(self._focus(), key, Qt.KeyboardModifier.ControlModifier)

    def _resize(self) -> None:
        size = self._chance.choice(SIZES)
        self._note("resize", size)
        self._program.shell.resize(*size)


def _targets() -> list[QWidget]:
    over = QApplication.activePopupWidget() or QApplication.activeModalWidget()
    tops = [over] if over is not None else [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    within = [each for top in tops for each in (top, *top.findChildren(QWidget))]
    return [each for each in within if each.isEnabled() and _is_target(each)]


def _is_target(widget: QWidget) -> bool:
    takes = isinstance(widget, _TARGETS) or widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    return takes and widget.isVisible() and not widget.visibleRegion().isEmpty()


def _named(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QAbstractButton) else widget.accessibleName()
    return f"{type(widget).__name__} {words[:40] or widget.objectName()}"


def main() -> int:
    """Acts for some seconds; 1 when there was a fault."""
    seed, seconds = int(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 60
    chance = random.Random(seed)
    faulthandler.enable()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        os.environ["FIELDVISIT_HOME"] = home
        os.chdir(home)
        program = _started(Path(home) / "random.store", chance)
        rep = RandomRep(program, chance, time.monotonic() + seconds)
        # In the place of the dialog, which would be clicked away.
        setattr(crash.CrashHandler, "_ask", lambda _handler, error: rep.tell(error))  # noqa: B010 - a method that is replaced
        QTimer.singleShot(1500, rep.act)
        QApplication.exec()
        sys.stdout.write(f"seed {seed}: {rep.count} acts, {rep.faults} faults\n")
        program.end()
    return 1 if rep.faults else 0


def _started(path: Path, chance: random.Random) -> Program:
    build_sample(path, today=date.today())
    store = open_store(path)
    visit = next(each for each in list_visits(store) if each.state is VisitState.OPEN)
    store.close()
    make_application()
    speak("en")
    theme().start(chance.choice(list(Choice)), chance.choice((80, 100, 100, 150, 200)))
    program = Program(Preferences(visit=visit.id if chance.random() < 0.7 else ""), path)
    program.claim()
    program.show()
    program.shell.resize(*chance.choice(SIZES))
    program.shell.activateWindow()
    return program


if __name__ == "__main__":
    raise SystemExit(main())
