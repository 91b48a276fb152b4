"""Reads a column of days or months; which of day and month comes first is decided over the whole column."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from fieldvisit.domain.language import Message
from fieldvisit.exchange.answers import Answer, Question, Unreadable
from fieldvisit.exchange.days import (
    DAYS_TO_1904,
    FIRST,
    TwoWays,
    day_of_serial,
    latest_plausible,
    plain_day,
    written_day,
    written_month,
)
from fieldvisit.exchange.kinds.declaring import Column, Holds
from fieldvisit.exchange.numbers import BLANKS
from fieldvisit.exchange.tables import Cell

ENDLESS_FROM = 2099


class Days:
    """One column of days."""

    def __init__(
        self, different: Iterable[Cell], column: Column, answer: Answer | None, today: date, *, from_1904: bool = False
    ) -> None:
        self._column = column
        self._later = DAYS_TO_1904 if from_1904 else 0
        self._latest = latest_plausible(today)
        doubtful, seen = self._evidence(different)
        self._order = answer if answer is not None else seen
        self.question = self._asked(doubtful) if doubtful and self._order is None else None

    def _evidence(self, different: Iterable[Cell]) -> tuple[str, Answer | None]:
        """One cell that can be read both ways, if any; and the order that the other cells prove."""
        doubtful, proofs = "", set()
        for cell in different:
            if not isinstance(cell, str):
                continue
            found = written_day(cell)
            if isinstance(found, TwoWays):
                doubtful = min(doubtful, cell) if doubtful else cell
            elif found is not None and (order := _proof(cell, found)):
                proofs.add(order)
        return doubtful, proofs.pop() if len(proofs) == 1 else None

    def _asked(self, example: str) -> Question:
        sentence = Message(
            "{column}: which comes first in {example}, the day or the month?",
            column=Message(self._column.label),
            example=example.strip(),
        )
        return Question(self._column.key, sentence, (Answer.DAY_FIRST, Answer.MONTH_FIRST))

    def read(self, cell: Cell) -> date | Unreadable | None:
        """The day of a cell."""
        found = self._found(cell)
        if not isinstance(found, date):
            return found
        if self._column.endless and found.year >= ENDLESS_FROM and (found.month, found.day) == (12, 31):
            return None
        if not FIRST <= found <= self._latest:
            return self._implausible(found)
        return found.replace(day=1) if self._column.holds is Holds.MONTH else found

    def _implausible(self, found: date) -> Unreadable:
        return Unreadable(
            Message("{day} lies outside {first} to {last}; correct the year", day=found, first=FIRST, last=self._latest)
        )

    def _found(self, cell: Cell) -> date | Unreadable | None:
        if cell is None or (isinstance(cell, str) and cell.strip().lower() in BLANKS):
            return None
        if isinstance(cell, str):
            return self._written(cell.strip())
        if isinstance(cell, date | datetime):
            return plain_day(cell)
        if isinstance(cell, time | timedelta | bool):
            return _no_day(str(cell))
        return day_of_serial(float(cell), self._later) or _no_day(f"{cell:.15g}")

    def _written(self, text: str) -> date | Unreadable:
        if self._column.holds is Holds.MONTH and (month := written_month(text)):
            return month
        found = written_day(text)
        if isinstance(found, TwoWays):
            return self._chosen(text, found)
        return found or _no_day(text)

    def _chosen(self, text: str, found: TwoWays) -> date | Unreadable:
        if self._order is Answer.DAY_FIRST:
            return found.day_first
        if self._order is Answer.MONTH_FIRST:
            return found.month_first
        return Unreadable(
            Message(
                "{cell} can be read as {one} or {other}; answer which comes first, day or month",
                cell=text,
                one=found.day_first,
                other=found.month_first,
            )
        )


def _no_day(text: str) -> Unreadable:
    return Unreadable(Message("{cell} is no day of the calendar; write it as 2026-09-15", cell=text))


def _proof(cell: str, found: date) -> Answer | None:
    """What a day such as 25/12/2026 proves about the ones that could be read both ways."""
    parts = cell.strip().split(" ")[0].replace("-", "/").split("/")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts) or len(parts[0]) == 4:
        return None
    first, second = int(parts[0]), int(parts[1])
    if first == second:
        return None
    return Answer.DAY_FIRST if (found.day, found.month) == (first, second) else Answer.MONTH_FIRST
