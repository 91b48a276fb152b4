"""At which dealer one is, and that the visit is closed: what the window's title and the head of a step say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldvisit.domain.language import tr

if TYPE_CHECKING:
    from fieldvisit.ui.visit.notebook import Notebook


def visit_title(notebook: Notebook) -> str:
    """The name of the dealer; of a closed visit with that word."""
    dealer = notebook.facts.dealer.name
    return tr("{dealer}, visit closed", dealer=dealer) if notebook.read_only else dealer


def closed_words() -> str:
    """Why nothing can be entered, and what can be done."""
    return tr("This visit is closed and does not change any more. “Correct this visit…” begins a correction.")
