"""Takes the last import back as one step."""

from __future__ import annotations

from fieldvisit.store.imports.undoing import LastImport, Undone, undo_last
from fieldvisit.store.imports.undoing import last_import as of_session
from fieldvisit.store.store import Store

__all__ = ["LastImport", "Undone", "last_import", "undo_import"]


def last_import(store: Store) -> LastImport | None:
    """The import that would be taken back; None where there is none."""
    with store.read() as session:
        return of_session(session)


def undo_import(store: Store) -> Undone:
    """Takes all files of the last import back, in one transaction.

    Raises `NotAllowed` where there is no import, or where something that came later stands on its rows.
    """
    with store.write() as session:
        return undo_last(session)
