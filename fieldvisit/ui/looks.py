"""The window's language, number marks, theme and text size, changed while it is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from fieldvisit.domain.language import tr
from fieldvisit.ui.speech import speak
from fieldvisit.ui.theme import CHOICE_NAMES, theme
from fieldvisit.usecases.places import home

if TYPE_CHECKING:
    from fieldvisit.ui.preferences import Preferences
    from fieldvisit.ui.shell import Shell


def change_look(preferences: Preferences, shell: Shell, which: str, choice: str | int) -> None:
    """Takes a choice and keeps it; what holds words or lengths is made anew in the event loop's next turn."""
    setattr(preferences, which, choice)
    kept = preferences.save()
    if which in ("language", "numbers"):
        speak(preferences.language, preferences.numbers)
    else:
        theme().choose(CHOICE_NAMES[preferences.theme], preferences.scale)
    if which != "theme":
        QTimer.singleShot(0, shell.rebuild)
    if not kept:
        QTimer.singleShot(0, lambda: _say_not_kept(shell))


def _say_not_kept(shell: Shell) -> None:
    words = tr("The choice holds until you quit. It could not be saved in {folder}.", folder=str(home()))
    shell.status.show_middle(words)
