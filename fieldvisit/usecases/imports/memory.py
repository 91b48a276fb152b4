"""What people decided about files, kept in the store by the shape of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fieldvisit.exchange.shapes import (
    Remembered,
    Writing,
    remembered,
    what_to_remember,
    writing,
    writing_to_remember,
)
from fieldvisit.store import settings
from fieldvisit.store.store import Store
from fieldvisit.usecases.imports.results import ImportPlan

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_PREFIX: Final = "import.shape."
_WRITING: Final = "import.writing."


def recalled(store: Store) -> dict[str, Remembered]:
    """What was decided, by shape; what this version no longer understands is left out."""
    with store.read() as session:
        kept = settings.settings_under(session, _PREFIX)
    known = {digest: remembered(data) for digest, data in kept.items()}
    return {digest: found for digest, found in known.items() if found is not None}


def writings(store: Store) -> dict[str, Writing]:
    """How texts are written, by the shape in which they are found."""
    with store.read() as session:
        kept = settings.settings_under(session, _WRITING)
    known = {digest: writing(data) for digest, data in kept.items()}
    return {digest: found for digest, found in known.items() if found is not None}


def remember(session: Session, plan: ImportPlan) -> None:
    """Keeps what a person decided about the files of this run."""
    for file in plan.ready:
        if (found := what_to_remember(file)) is not None:
            digest, decided = found
            settings.put_setting(session, _PREFIX + digest, decided.as_data())
        if (written := writing_to_remember(file)) is not None:
            digest, how = written
            settings.put_setting(session, _WRITING + digest, how.as_data())
