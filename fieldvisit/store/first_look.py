"""The day's stops through the bare driver: what the window paints while everything else is still being imported."""

from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path
from typing import Any, Final

_PLANNED: Final = """
SELECT d.code, d.name, d.name_local, d.class_label, d.city, d.address, d.opening_hours, p.reason,
  (SELECT v.state FROM visits v WHERE v.dealer_id = d.id AND v.day = p.day ORDER BY v.revision DESC LIMIT 1)
FROM planned_stops p JOIN dealers d ON d.id = p.dealer_id WHERE p.day = ? ORDER BY p.position
"""
_VISITED: Final = """
SELECT DISTINCT d.code, d.name, d.name_local, d.class_label, d.city, d.address, d.opening_hours, '', v.state
FROM visits v JOIN dealers d ON d.id = v.dealer_id WHERE v.day = ?
  AND NOT EXISTS (SELECT 1 FROM visits w WHERE w.revises = v.id)
"""


def stops_at_first_look(path: Path, day: date, *, key: bytes | None = None) -> list[tuple[Any, ...]] | None:
    """Code, name, local name, class, city, address, hours, reason and visit state of each stop of the day.

    None for a store that cannot be read this way; opening it properly then says why.
    """
    if not path.is_file() or path.stat().st_size == 0:  # SQLite takes the log of an empty file away
        return None
    import sqlcipher3.dbapi2 as driver

    try:
        with contextlib.closing(driver.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            if key is not None:
                from fieldvisit.store.keying import give_key  # OpenSSL with it, which a plain store does without

                give_key(connection, key)
            planned: list[tuple[Any, ...]] = connection.execute(_PLANNED, (day.isoformat(),)).fetchall()
            visited = connection.execute(_VISITED, (day.isoformat(),)).fetchall()
    except driver.Error:
        return None
    known = {row[0] for row in planned}
    return planned + [row for row in visited if row[0] not in known]
