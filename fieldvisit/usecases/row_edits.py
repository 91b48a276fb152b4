"""Rows that come and go, as the changes of one edit."""

from __future__ import annotations

from collections.abc import Iterable

from fieldvisit.domain.visit import Row, Visit
from fieldvisit.store.types import new_identifier
from fieldvisit.usecases.changes import Change, RowChange

Place = tuple[str, str]
"""A step and one of its tables."""


def coming(visit: Visit, place: Place, rows: Iterable[Row], *, instead: bool = False) -> list[Change]:
    """Rows behind those that are there, or `instead` of them."""
    there = visit.step(place[0]).rows(place[1])
    start = 0 if instead else len(there)
    added = [RowChange(*place, row, start + index, added=True) for index, row in enumerate(rows)]
    return [*(going(visit, place, range(len(there))) if instead else []), *added]


def going(visit: Visit, place: Place, positions: Iterable[int]) -> list[Change]:
    """The rows at these positions taken away, the last first."""
    there = visit.step(place[0]).rows(place[1])
    return [
        RowChange(*place, Row(there[at].id, dict(there[at].values), dict(there[at].marks)), at, added=False)
        for at in sorted(positions, reverse=True)
    ]


def new_ids(count: int) -> list[str]:
    """Ids for rows to come."""
    return [new_identifier() for _ in range(count)]
