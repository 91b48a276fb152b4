"""The dealer's book as a file: which columns hold document, date and amount, and the rows they give."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from fieldvisit.domain.book_totals import BookEntry, BookTotal, totals_among
from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.fields import Value
from fieldvisit.domain.language import Message
from fieldvisit.exchange.answers import Answer, Question
from fieldvisit.exchange.days import TwoWays, written_day
from fieldvisit.exchange.header import Recognition, recognise
from fieldvisit.exchange.kinds import kind_of
from fieldvisit.exchange.numbers import Written, written
from fieldvisit.exchange.reading import read_table
from fieldvisit.exchange.tables import Cell, RawTable, is_blank
from fieldvisit.exchange.values import Unreadable, read_column

ENDINGS: Final = ("xlsx", "xls", "ods", "csv", "tsv", "txt")
_COLUMNS: Final = {"document": "document", "date": "issued_on", "amount": "amount"}
"""The columns of the book by those of a ledger of open items, whose headings it shares."""
_LOOKED_AT: Final = 50


@dataclass(frozen=True)
class BookDocument:
    """One document of the dealer's book, with the number of its row in the file; an amount may be negative."""

    row: int
    document: str
    date: date | None
    amount: Decimal

    def values(self) -> dict[str, Value]:
        """As a row of the visit."""
        known: dict[str, Value | None] = {"document": self.document, "date": self.date, "amount": self.amount}
        return {key: value for key, value in known.items() if value is not None}


@dataclass(frozen=True)
class DealerBook:
    """What a file holds. `refused` are rows that look like documents and are none, with why; `totals` were left out;
    `questions` were answered by the first choice until a person says otherwise.
    """

    name: str
    documents: tuple[BookDocument, ...]
    refused: tuple[tuple[int, Message], ...] = ()
    questions: tuple[Question, ...] = ()
    totals: tuple[BookTotal, ...] = ()

    @property
    def total(self) -> Decimal:
        """The sum of all amounts."""
        return sum((each.amount for each in self.documents), Decimal(0))


def read_book(path: Path, today: date, answers: dict[str, Answer] | None = None) -> DealerBook:
    """Reads a file. Raises NotATable for none, KnownError where it shows no documents with amounts."""
    table = read_table(path)
    found = recognise(table, kind_of("open_items"))
    start = found.headings.data_start if found.columns else 0
    columns = _by_heading(found) if found.columns else {}
    columns = _by_content(table, start, columns)
    if "document" not in columns or "amount" not in columns:
        raise KnownError(Message("{name} shows no column of document numbers beside one of amounts.", name=table.name))
    return _read(table, start, columns, today, answers or {})


def _by_heading(found: Recognition) -> dict[str, int]:
    return {key: found.columns[other] for key, other in _COLUMNS.items() if other in found.columns}


def _by_content(table: RawTable, start: int, known: dict[str, int]) -> dict[str, int]:
    """Columns without a telling heading, by what stands in them: the first of days, the last of numbers."""
    columns = dict(known)
    rows = [row for row in table.rows[start:] if not is_blank(row)][:_LOOKED_AT]
    free = [at for at in range(table.width) if at not in known.values()]
    tests: tuple[tuple[str, Callable[[Cell], bool], bool], ...] = (
        ("date", _is_day, False),
        ("amount", _is_amount, True),
        ("document", _is_name, False),
    )
    for key, test, last in tests:
        fitting = [at for at in free if _mostly(rows, at, test)]
        if key not in columns and fitting:
            columns[key] = fitting[-1 if last else 0]
            free.remove(columns[key])
    return columns


def _mostly(rows: Sequence[list[Cell]], at: int, test: Callable[[Cell], bool]) -> bool:
    cells = [row[at] for row in rows if at < len(row) and row[at] not in (None, "")]
    return bool(cells) and 2 * sum(map(test, cells)) > len(rows)


def _is_day(cell: Cell) -> bool:
    if isinstance(cell, str):
        return isinstance(written_day(cell), date | TwoWays)
    return isinstance(cell, date | datetime)


def _is_amount(cell: Cell) -> bool:
    if isinstance(cell, str):
        return isinstance(written(cell), Written)
    return isinstance(cell, int | float | Decimal) and not isinstance(cell, bool)


def _is_name(cell: Cell) -> bool:
    return cell is not None and not _is_day(cell)


def _read(table: RawTable, start: int, columns: dict[str, int], today: date, answers: dict[str, Answer]) -> DealerBook:
    asked: list[Question] = []
    read = {key: _column(table, start, key, at, (today, answers, asked)) for key, at in columns.items()}
    documents: list[BookDocument] = []
    refused: list[tuple[int, Message]] = []
    lines = [(at + 1, {key: cells[at - start] for key, cells in read.items()}) for at in range(start, len(table.rows))]
    totals = totals_among(_entry(row, values, table.rows[row - 1]) for row, values in lines)
    left_out = {total.row for total in totals}
    for row, values in lines:
        if row in left_out:
            continue
        if (why := _why_none(values)) is not None:
            refused += [(row, why)] if _says_something(values) else []
        else:
            documents.append(BookDocument(row, values["document"], values.get("date"), values["amount"]))
    if not documents:
        raise KnownError(Message("{name} holds no document with an amount.", name=table.name))
    return DealerBook(table.name, tuple(documents), tuple(refused), tuple(asked), tuple(totals))


def _entry(row: int, values: dict[str, Any], cells: list[Cell]) -> BookEntry:
    document, amount = values["document"], values["amount"]
    readable = not isinstance(values.get("date"), Unreadable)
    return BookEntry(
        row,
        document if isinstance(document, str) else "",
        amount if isinstance(amount, Decimal) and (readable or not document) else None,
        [cell for cell in cells if isinstance(cell, str)],
    )


def _column(
    table: RawTable, start: int, key: str, at: int, how: tuple[date, dict[str, Answer], list[Question]]
) -> list[Any]:
    today, answers, asked = how
    column = kind_of("open_items").column(_COLUMNS[key])
    cells = table.column(at, start)
    reading = read_column(cells, column, answers.get(column.key), today, from_1904=table.from_1904)
    if reading.question is not None:
        asked.append(reading.question)
        first = reading.question.choices[0]
        reading = read_column(cells, column, first, today, from_1904=table.from_1904)
    return reading.values


def _why_none(values: dict[str, Any]) -> Message | None:
    for key in ("document", "date", "amount"):
        if isinstance(value := values.get(key), Unreadable):
            return value.reason
    if not values["document"]:
        return Message("There is no document number.")
    return Message("There is no amount.") if values["amount"] is None else None


def _says_something(values: dict[str, Any]) -> bool:
    """A line with neither document nor amount is a title or a blank one and not worth a word."""
    document = values["document"]
    return (bool(document) and not isinstance(document, Unreadable)) or isinstance(values["amount"], Decimal)
