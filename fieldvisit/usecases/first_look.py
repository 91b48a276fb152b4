"""What can be seen of a day before the store is properly open: the names of its stops, in order."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from fieldvisit.store.first_look import stops_at_first_look


class SeenStop(NamedTuple):
    """A stop without its exceptions, which take the whole store to find. `state` is that of its visit, or empty."""

    dealer: str
    name: str
    name_local: str
    class_label: str
    place: str
    opening_hours: str
    reason: str
    state: str


def first_look(path: Path, day: date, *, key: bytes | None = None) -> list[SeenStop] | None:
    """The stops of the day; None where the store does not allow such a look, as an encrypted one without its key."""
    rows = stops_at_first_look(path, day, key=key)
    if rows is None:
        return None
    return [
        SeenStop(code, name, local, label, address or city, hours, reason, state or "")
        for code, name, local, label, city, address, hours, reason, state in rows
    ]
