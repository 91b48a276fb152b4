"""A row on its way into the store, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from fieldvisit.domain.language import Message


class State(StrEnum):
    """What became of a row, or would become of it in a dry run."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


class Incoming(NamedTuple):
    """A row that could be read. `number` is its row in the file, from 1; a blank cell is missing from `values`."""

    number: int
    values: dict[str, Any]


@dataclass(frozen=True)
class Batch:
    """The rows of one file that could be read, column by column, because tens of thousands are quicker to take so."""

    numbers: Sequence[int] = ()
    columns: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    """Values by column key, None for a blank cell."""

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[Incoming]:
        keys = tuple(self.columns)
        for number, values in zip(self.numbers, zip(*self.columns.values(), strict=True), strict=True):
            filled = {key: value for key, value in zip(keys, values, strict=True) if value is not None}
            yield Incoming(number, filled)

    def column(self, key: str) -> Sequence[Any]:
        """The values of a column; all None for one that the file does not have."""
        found = self.columns.get(key)
        return (None,) * len(self.numbers) if found is None else found


class Outcome(NamedTuple):
    """What became of one row: the reason where it was refused, the names of the columns where it changed something."""

    row: int
    state: State
    reason: Message | None = None
    changed: tuple[str, ...] = ()


def refused(row: Incoming, reason: Message) -> Outcome:
    """The outcome of a row that is left out."""
    return Outcome(row.number, State.REFUSED, reason)


def repeated(row: Incoming, what: str, first: int) -> Outcome:
    """The outcome of a row whose key stood already in an earlier row of the same file."""
    return refused(
        row,
        Message(
            "{what} stands already in row {first}; only that row is taken, correct or delete this one",
            what=what,
            first=first,
        ),
    )
