"""The program with a window: paints it first, then opens the store behind it."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

import fieldvisit

if TYPE_CHECKING:
    from fieldvisit.ui.preferences import Preferences
    from fieldvisit.ui.program import Program


def run(arguments: Sequence[str] = ()) -> int:
    """Shows the window until it is closed; the process's exit status. Takes `--store PATH`."""
    store = _asked_store(arguments)
    _leave_folder()
    gc.disable()  # nothing is thrown away while the window is being made; then the program sees to it itself
    application = make_application()
    program = _made_program(store)
    if not program.claim():
        return 0
    program.show()
    return until_the_end(application, program)


def until_the_end(application: QApplication, program: Program) -> int:
    """Runs the window until it is closed, lets go of the store, and starts anew where that is wanted.

    It does so after a fault in the end too: what is left of the claim then goes with this process.
    """
    status = application.exec()
    try:
        program.end()
    finally:
        if program.restarts and not start_again(program.store_path):
            tell_of_the_end()
    return status


def tell_of_the_end() -> None:
    """Says that the program has ended and did not begin again; a nested loop, because that of the window is over."""
    from fieldvisit.domain.language import tr
    from fieldvisit.ui import dialogs

    dialogs.say(
        tr("FieldVisit has ended"),
        tr(
            "The system did not let it start again. What you typed is kept, half-typed cells included: start it as you"
            " always do, and you come back to the same cell."
        ),
    )


def start_again(store: Path) -> bool:
    """Starts this program anew on the store, which nobody may hold any more; False where the system refuses."""
    from PySide6.QtCore import QProcess

    door = [] if getattr(sys, "frozen", False) else ["-m", "fieldvisit"]
    beside = str(Path(fieldvisit.__file__).parents[1])
    return QProcess.startDetached(sys.executable, [*door, "--store", str(store.absolute())], beside)[0]


def _made_program(store: Path | None) -> Program:
    from fieldvisit.ui.preferences import load_preferences
    from fieldvisit.ui.program import Program
    from fieldvisit.ui.speech import speak
    from fieldvisit.ui.theme import CHOICE_NAMES, Choice, theme

    preferences = load_preferences()
    speak(preferences.language, preferences.numbers)
    theme().start(CHOICE_NAMES.get(preferences.theme, Choice.SYSTEM), preferences.scale)
    return Program(preferences, store or _last_store(preferences))


def make_application() -> QApplication:
    """The Qt application, named as the desktop shows it."""
    present = QApplication.instance()
    if isinstance(present, QApplication):
        return present
    application = QApplication([*sys.argv[:1], "-style", "Fusion"])
    application.setApplicationName("FieldVisit")
    application.setApplicationVersion(fieldvisit.__version__)
    application.setDesktopFileName("fieldvisit")
    return application


def _asked_store(arguments: Sequence[str]) -> Path | None:
    if not arguments:
        return None
    import argparse

    parser = argparse.ArgumentParser(prog="fieldvisit")
    parser.add_argument("--store", type=Path, default=None)
    asked: Path | None = parser.parse_args(list(arguments)).store
    return asked and asked.absolute()


def _leave_folder() -> None:
    """Goes home: a program that stays where it was started holds that drive, and starts no process once it is gone."""
    with suppress(OSError, RuntimeError):
        for place in filter(os.environ.get, ("FIELDVISIT_HOME", "FIELDVISIT_CACHE")):
            os.environ[place] = str(Path(os.environ[place]).absolute())
        os.chdir(Path.home())


def _last_store(preferences: Preferences) -> Path:
    """The store of the last time, also where it is gone, which is then told; sample data that are gone are left."""
    from fieldvisit.usecases.places import default_store, sample_store

    last = Path(preferences.last_store) if preferences.last_store else None
    return default_store() if last is None or (last == sample_store() and not last.exists()) else last
