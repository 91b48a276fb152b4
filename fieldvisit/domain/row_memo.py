"""Rows calculated before: given again as long as everything they come from has stayed the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.visit import Row

T = TypeVar("T")


class RowMemo:
    """For one visit whose figures are asked for again and again; a row costs its calculation only when it changed."""

    def __init__(self) -> None:
        self._facts: VisitFacts | None = None
        self._known: dict[tuple[str, str], tuple[Any, Any]] = {}

    def of(self, facts: VisitFacts, kind: str, row: Row, others: tuple[Any, ...], make: Callable[[], T]) -> T:
        """What `make` gives for a row; `others` is everything else that it looks at."""
        if self._facts is not facts:
            self._facts, self._known = facts, {}
        found = self._known.get((kind, row.id))
        if found is not None and found[0] == (row.values, others):
            known: T = found[1]
            return known
        made = make()
        self._known[kind, row.id] = ((dict(row.values), others), made)
        return made
