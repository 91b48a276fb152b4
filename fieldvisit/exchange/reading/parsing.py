"""What the reading process does with one file: admits it, opens it, and hands out its rows with blank ones bare."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Final

from fieldvisit.domain.language import Message
from fieldvisit.exchange import admission, cells, delimited, spreadsheets
from fieldvisit.exchange.tables import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Cell, NotATable, Opened, is_blank


@dataclass(frozen=True)
class Order:
    """What is to be read. None leaves the choice to the reader."""

    path: Path
    sheet: str | None = None
    encoding: str | None = None
    delimiter: str | None = None


@dataclass(frozen=True)
class StoreOrder:
    """A whole store (JSON) that is to be read."""

    path: Path


@dataclass(frozen=True)
class FaultOrder:
    """The workbook over which the last process broke down: what is wrong with it?"""

    path: Path


_BROKEN: Final = (OSError, ValueError, RuntimeError, EOFError, zipfile.BadZipFile, zlib.error)
"""What looking into a damaged archive raises; the reader of workbooks, who says so, finds the same damage."""


class _Formulas(Thread):
    """Looks for formulas without results or with an error in a large workbook while the reader is at it."""

    def __init__(self, path: Path) -> None:
        super().__init__(daemon=True)
        self._path = path
        self.notes: tuple[Message, ...] = ()

    def run(self) -> None:
        with suppress(*_BROKEN):
            self.notes = cells.said_of_formulas(self._path)


def refuse_by_fault(path: Path) -> None:
    """Raises `NotATable` where it shows in a workbook why no reader comes to an end with it."""
    with suppress(*_BROKEN):
        cells.refuse_far_cells(path)


@dataclass
class Parser:
    """Keeps the last workbook open, because its sheets are asked for one after the other."""

    _books: dict[tuple[Path, int, int], spreadsheets.Book] = field(default_factory=dict)

    @contextmanager
    def opened(self, order: Order) -> Iterator[Opened]:
        """The table, its rows bounded in number. Raises `NotATable`, also while its rows are taken."""
        with spreadsheets.told(order.path):
            table = self._open(order)
            table.rows = _bounded(order.path, table.rows)
            yield table

    def _open(self, order: Order) -> Opened:
        key = _state(order.path)
        book = self._books.get(key)
        if book is None:
            self.forget()
            admitted = admission.admit(order.path)
            if admitted.form not in admission.SPREADSHEETS:
                return delimited.read(order.path, order.encoding, order.delimiter)
            formulas = None if admitted.scanned else _Formulas(order.path)
            if formulas is not None:
                formulas.start()
            book = self._books[key] = spreadsheets.Book(order.path, admitted)
            table = book.read(order.sheet)
            if formulas is not None:
                formulas.join()
                book.notes += formulas.notes
                table.notes += formulas.notes
            return table
        return book.read(order.sheet)

    def forget(self) -> None:
        """Closes the workbook, which nobody else could change while it is open on Windows."""
        for book in self._books.values():
            book.close()
        self._books.clear()


def _state(path: Path) -> tuple[Path, int, int]:
    """What tells a file from the same one after it was saved again."""
    try:
        found = path.stat()
    except OSError:
        return path, 0, 0
    return path, found.st_mtime_ns, found.st_size


def _bounded(path: Path, rows: Iterator[list[Cell]]) -> Iterator[list[Cell]]:
    """The rows up to the last filled one. Blank ones are empty lists, so that a million of them weigh nothing."""
    blank = number = filled = 0
    for row in rows:
        number += 1
        if is_blank(row):
            blank += 1
            continue
        if len(row) > MOST_COLUMNS:
            row = _narrowed(path, row)  # noqa: PLW2901 - the same row without its blank end
        filled += len(row)
        if filled > MOST_CELLS or number > MOST_ROWS:
            raise _too_many(path)
        while blank:
            blank -= 1
            yield []
        yield row
    if not filled:
        raise NotATable(
            Message("{file} is empty: it holds no filled cell, so there is nothing to import.", file=path.name)
        )


def _narrowed(path: Path, row: list[Cell]) -> list[Cell]:
    """The row without the blank cells at its end; cells beyond `MOST_COLUMNS` are no table any more."""
    width = max((at for at, cell in enumerate(row, 1) if cell is not None and cell != ""), default=0)
    if width > MOST_COLUMNS:
        raise NotATable(
            Message(
                "{file} has more than {most} columns; copy the columns that matter into a new file.",
                file=path.name,
                most=MOST_COLUMNS,
            )
        )
    return row[:width]


def _too_many(path: Path) -> NotATable:
    return NotATable(
        Message(
            "{file} holds too many cells (at most {cells} in {rows} rows); split it into several files.",
            file=path.name,
            cells=MOST_CELLS,
            rows=MOST_ROWS,
        )
    )
