"""How a window looks at the beginning of a test, whatever the one before has chosen."""

from __future__ import annotations

from fieldvisit.ui.theme import Choice, theme


def begin_light() -> None:
    """The light theme at 100 %; there has to be an application."""
    if theme().choice is Choice.SYSTEM:
        theme().start(Choice.LIGHT, 100)
    else:
        theme().choose(Choice.LIGHT, 100)
