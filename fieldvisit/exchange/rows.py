"""Turns a recognised table into rows of values: what can be read, what is refused and why, what is left out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import compress
from typing import Any, Final

from fieldvisit.domain.language import Message, mark
from fieldvisit.exchange.answers import Answer, Question, Unreadable
from fieldvisit.exchange.coordinates import doubtful_places
from fieldvisit.exchange.header import Headings, folded
from fieldvisit.exchange.kinds import Column, Kind
from fieldvisit.exchange.tables import RawTable
from fieldvisit.exchange.values import Reading, read_column, shown
from fieldvisit.store.imports.rows import Batch, Outcome, State

_TOTALS: Final = frozenset(
    {
        "total",
        "totals",
        "grandtotal",
        "subtotal",
        "sum",
        "summe",
        "gesamt",
        "gesamtsumme",
        "合计",
        "总计",
        "小计",
        "共计",
        "总和",
        "累计",
    }
)
_NAMED_ROWS: Final = 5
_PROVEN: Final = {
    Answer.POINT: mark("{column}: read with a decimal point, as the other columns are written."),
    Answer.COMMA: mark("{column}: read with a decimal comma, as the other columns are written."),
}
_SIGNED: Final = re.compile(
    r"(?:制表|编制|审核|复核|审批|填表|负责|经办|备注|说明|注|(?:prepared|approved|checked) by|note)[人者]?\s*[:：]",
    re.IGNORECASE,
)
"""How a line under a table begins that is no row of it."""


@dataclass(frozen=True)
class Rows:
    """The rows below the headings. `refused` ones could not be read; the rest may still be refused by the store."""

    incoming: Batch
    refused: list[Outcome]
    questions: tuple[Question, ...] = ()
    notes: tuple[Message, ...] = ()


def read_rows(
    table: RawTable,
    kind: Kind,
    headings: Headings,
    columns: Mapping[str, int],
    answers: Mapping[str, Answer],
    today: date,
) -> Rows:
    """All rows of the table as values of the kind's columns; blank rows, totals and repeated headings are left out."""
    start = headings.data_start
    readings = {
        key: _reading(table, kind.column(key), index, start, answers.get(key), today) for key, index in columns.items()
    }
    proven = _read_as_others_prove(table, kind, columns, readings, start, today)
    doubts = [*proven, *doubtful_places(readings, start)]
    sorting = _Sorting(table, kind, headings, columns, readings)
    if readings:
        sorting.sort(start)
    questions = tuple(reading.question for reading in readings.values() if reading.question is not None)
    notes = [note for reading in readings.values() for note in reading.notes]
    return Rows(sorting.incoming(start), sorting.refused, questions, (*notes, *doubts, *sorting.notes()))


def _reading(table: RawTable, column: Column, index: int, start: int, answer: Answer | None, today: date) -> Reading:
    return read_column(table.column(index, start), column, answer, today, from_1904=table.from_1904)


def _read_as_others_prove(
    table: RawTable, kind: Kind, columns: Mapping[str, int], readings: dict[str, Reading], start: int, today: date
) -> list[Message]:
    """A file has one decimal mark: what one column leaves open the others answer, if they agree; and it is said."""
    proofs = {reading.proof for reading in readings.values() if reading.proof is not None}
    if len(proofs) != 1:
        return []
    (proof,) = proofs
    told = []
    for key, reading in readings.items():
        if reading.question is not None and proof in reading.question.choices:
            readings[key] = _reading(table, kind.column(key), columns[key], start, proof, today)
            told.append(Message(_PROVEN[proof], column=Message(kind.column(key).label)))
    return told


@dataclass
class _Sorting:
    """Goes through the rows once and puts each where it belongs."""

    table: RawTable
    kind: Kind
    headings: Headings
    columns: Mapping[str, int]
    readings: Mapping[str, Reading]
    odd: set[int] = field(default_factory=set)
    refused: list[Outcome] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    repeats: list[int] = field(default_factory=list)
    remarks: list[int] = field(default_factory=list)

    def sort(self, start: int) -> None:
        """Only rows in which a column shows something odd are looked at one by one."""
        keys = list(self.readings)
        columns = [reading.values for reading in self.readings.values()]
        needed = [keys.index(column.key) for column in self.kind.needed if column.key in self.readings]
        self.odd = self._odd_rows(columns, needed)
        for row in sorted(self.odd):
            self._take_odd(start + row, keys, tuple(column[row] for column in columns), needed)

    def incoming(self, start: int) -> Batch:
        """The rows in which nothing is odd."""
        columns = {key: reading.values for key, reading in self.readings.items()}
        numbers = range(start + 1, start + 1 + len(next(iter(columns.values()), ())))
        if not self.odd:
            return Batch(numbers, columns)
        kept = [row not in self.odd for row in range(len(numbers))]
        return Batch(
            list(compress(numbers, kept)), {key: list(compress(values, kept)) for key, values in columns.items()}
        )

    def _odd_rows(self, columns: list[list[Any]], needed: list[int]) -> set[int]:
        """Places of the rows with a needed cell blank, a cell that cannot be read, or the word for a total."""
        odd = {row for at in needed if None in columns[at] for row, value in enumerate(columns[at]) if value is None}
        for reading in self.readings.values():
            if reading.faulty:
                odd.update(row for row, value in enumerate(reading.values) if isinstance(value, Unreadable))
        first = columns[needed[0] if needed else 0]
        totals = {value for value in set(map(str, first)) if _is_total(value)}
        if totals:
            odd.update(row for row, value in enumerate(first) if str(value) in totals)
        return odd

    def _take_odd(self, index: int, keys: list[str], values: tuple[Any, ...], needed: list[int]) -> None:
        if _is_total(values[needed[0] if needed else 0]):
            self.totals.append(index + 1)
        elif not self._left_out(index, [values[at] for at in needed]):
            self.refused.append(Outcome(index + 1, State.REFUSED, self._reason(keys, values, needed)))

    def _left_out(self, index: int, needed_values: list[Any]) -> bool:
        """Blank rows, totals, signatures and headings that come again on each printed page are no data."""
        texts = [shown(cell).strip() for cell in self.table.rows[index]]
        filled = [text for text in texts if text]
        if not filled:
            return True
        if any(_is_total(text) for text in filled[:3]):
            self.totals.append(index + 1)
            return True
        if _SIGNED.match(filled[0]) and any(values is None for values in needed_values):
            self.remarks.append(index + 1)
            return True
        if [folded(texts[at]) for at in self.columns.values() if at < len(texts)] == self._folded_headings():
            self.repeats.append(index + 1)
            return True
        return False

    def _folded_headings(self) -> list[str]:
        texts = self.headings.texts
        return [folded(texts[at]) for at in self.columns.values() if at < len(texts)]

    def _reason(self, keys: list[str], values: tuple[Any, ...], needed: list[int]) -> Message:
        faults = [
            Message("{column}: {reason}", column=Message(self.kind.column(key).label), reason=value.reason)
            for key, value in zip(keys, values, strict=True)
            if isinstance(value, Unreadable)
        ]
        faults += [
            Message("{column} is empty; fill it in", column=Message(self.kind.column(keys[at]).label))
            for at in needed
            if values[at] is None
        ]
        reason = faults[0]
        for fault in faults[1:]:
            reason = Message("{one}; {other}", one=reason, other=fault)
        return reason

    def notes(self) -> list[Message]:
        """What was left out, with the numbers of the rows."""
        notes = []
        if self.totals:
            notes.append(Message("Totals rows were left out: row {rows}.", rows=_numbers(self.totals)))
        if self.repeats:
            notes.append(Message("Repeated headings were left out: row {rows}.", rows=_numbers(self.repeats)))
        if self.remarks:
            notes.append(Message("Remarks around the table were left out: row {rows}.", rows=_numbers(self.remarks)))
        return notes


def _is_total(value: object) -> bool:
    return isinstance(value, str) and "".join(value.split()).strip(":：").lower() in _TOTALS


def _numbers(rows: list[int]) -> str:
    text = ", ".join(str(row) for row in rows[:_NAMED_ROWS])
    return text if len(rows) <= _NAMED_ROWS else f"{text} … ({len(rows)})"
