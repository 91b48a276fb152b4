"""What stands in a form that was not saved yet: on disk while it is typed, so that no kill and no lock loses it.

Cells of a visit have drafts of their own; this is for everything else that a rep types at length.
"""

from __future__ import annotations

from collections.abc import Mapping

from fieldvisit.store import settings as entries
from fieldvisit.store.store import Store

DEALER = "dealer."
"""Begins the name of a dealer's form, which ends with the dealer's code; that of a new one ends here."""
_PREFIX = "half_typed."


def keep(store: Store, form: str, texts: Mapping[str, str]) -> None:
    """Keeps the texts of a form by field; without any, the form is forgotten. Raises StoreError."""
    with store.write() as session:
        entries.put_setting(session, _PREFIX + form, dict(texts) or None)


def kept(store: Store, form: str) -> dict[str, str]:
    """The texts of a form by field; empty for one that was saved or given up."""
    return forms(store).get(form, {})


def forms(store: Store) -> dict[str, dict[str, str]]:
    """All forms that were neither saved nor given up."""
    with store.read() as session:
        return entries.settings_under(session, _PREFIX)
