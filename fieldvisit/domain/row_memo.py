"""Rows calculated before: given again, the very same object, as long as everything they come from stayed the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.visit import Row

T = TypeVar("T")
Others = tuple[Any, ...]


class RowMemo:
    """For one visit whose figures are asked for again and again; a row costs its calculation only when it changed."""

    def __init__(self) -> None:
        self._facts: VisitFacts | None = None
        self._rows: dict[str, dict[str, tuple[dict[str, Any], Others, Any]]] = {}
        self._made: dict[str, dict[str, tuple[Others, Any]]] = {}

    def begin(self, facts: VisitFacts) -> None:
        """Forgets everything when these are not the facts of last time."""
        if self._facts is not facts:
            self._facts, self._rows, self._made = facts, {}, {}

    def of_rows(self, kind: str, rows: Iterable[tuple[Row, Others]], make: Callable[..., T | None]) -> dict[str, T]:
        """What `make(row, *others)` gives for each row, by row id; rows for which it gives None are left out.

        Besides the values of the row, its `others` and the facts it may look at nothing.
        """
        before, now, made = self._rows.get(kind, {}), {}, {}
        for row, others in rows:
            known = before.get(row.id)
            if known is None or known[1] != others or known[0] != row.values:
                known = (dict(row.values), others, make(row, *others))
            now[row.id] = known
            if known[2] is not None:
                made[row.id] = known[2]
        self._rows[kind] = now
        return made

    def of_each(self, kind: str, others: Mapping[str, Others], make: Callable[..., T]) -> dict[str, T]:
        """What `make(*others)` gives for each id."""
        before = self._made.get(kind, {})
        now = {
            key: known if (known := before.get(key)) is not None and known[0] == each else (each, make(*each))
            for key, each in others.items()
        }
        self._made[kind] = now
        return {key: known[1] for key, known in now.items()}
