"""Reads a whole column at a time, because only the column shows how its cells were written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from fieldvisit.domain.language import Message
from fieldvisit.exchange import amounts, calendar, texts
from fieldvisit.exchange.answers import Answer, Question, Unreadable
from fieldvisit.exchange.kinds.declaring import Column, Holds
from fieldvisit.exchange.numbers import exact
from fieldvisit.exchange.tables import Cell

Reader = Callable[[Cell], Any]


@dataclass
class Reading:
    """A column as values: None is blank, `Unreadable` what could not be read. `question` is still to be answered."""

    values: list[Any]
    question: Question | None = None
    notes: list[Message] = field(default_factory=list)
    faulty: bool = False
    """Whether any value is `Unreadable`."""
    proof: Answer | None = None
    """The decimal mark that the cells prove."""


def read_column(
    cells: Sequence[Cell], column: Column, answer: Answer | None, today: date, *, from_1904: bool = False
) -> Reading:
    """All cells of a column, each different one read once."""
    different = set(cells)
    if column.holds in amounts.PLACES:
        numbers = amounts.Amounts(different, column, answer)
        reading = _taken(cells, different, numbers.read)
        reading.question, reading.proof, reading.notes = numbers.question, numbers.proof, numbers.notes()
        return reading
    if column.holds in (Holds.DAY, Holds.MONTH):
        days = calendar.Days(different, column, answer, today, from_1904=from_1904)
        reading = _taken(cells, different, days.read)
        reading.question = days.question
        return reading
    return _taken(cells, different, texts.reader(column))


def _taken(cells: Sequence[Cell], different: Iterable[Cell], reader: Reader) -> Reading:
    read = {cell: reader(cell) for cell in different}
    faulty = any(isinstance(value, Unreadable) for value in read.values())
    return Reading(list(map(read.__getitem__, cells)), faulty=faulty)


def shown(cell: Cell) -> str:
    """A cell as a person would type it, for previews and sentences."""
    if cell is None:
        return ""
    if isinstance(cell, bool | str):
        return str(cell)
    if isinstance(cell, float | int | Decimal):
        return f"{exact(cell):f}".removesuffix(".0") if not isinstance(cell, float) else texts.number_text(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


__all__ = ["Reading", "Unreadable", "read_column", "shown"]
