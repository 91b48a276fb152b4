"""The questions of a start whose store another one seems to have, which does not answer."""

from __future__ import annotations

from fieldvisit.domain.language import tr
from fieldvisit.ui.dialogs import ask
from fieldvisit.ui.instance import NOBODY_KNOWN


def may_try_again() -> bool:
    """A window of this machine has the store; it may be hanging, and only its owner can end it."""
    return ask(
        tr("FieldVisit does not answer"),
        tr("FieldVisit is already open with this store, but does not answer. Wait for it, or end it, and try again."),
        tr("Try again"),
    )


def may_open_anyway(machine: str) -> bool:
    """The lock is another machine's, or names none."""
    sentence = tr(
        "Another machine has this store open, or was switched off while it had. Open it here only if nobody works with"
        " it there: two at once overwrite each other."
    )
    if machine != NOBODY_KNOWN:
        sentence = tr(
            "The machine {machine} has this store open, or was switched off while it had. Open it here only if nobody"
            " works with it there: two at once overwrite each other.",
            machine=machine,
        )
    return ask(tr("The store is in use elsewhere"), sentence, tr("Open it here"))
