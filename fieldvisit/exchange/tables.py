"""The front door for tables: any Excel or delimited file becomes rows of plain cells, or is refused in one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import Message

Cell = str | float | int | bool | Decimal | date | datetime | time | timedelta | None
"""A cell as the reader delivers it. A float is a spreadsheet's number; `values.exact` gives its exact decimal."""

MOST_BYTES = 64 * 1024 * 1024
MOST_ROWS = 1_048_576
MOST_COLUMNS = 500
MOST_CELLS = 2_500_000
"""Cells, blank ones included, of one table: so many the window's process can hold beside everything else."""


class NotATable(KnownError):
    """The file cannot be read as a table; its sentence says what is wrong and what would do."""


@dataclass(frozen=True)
class Look:
    """How a table was found: the sheet and all sheets of a workbook, or encoding and delimiter of a text."""

    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None
    from_1904: bool = False
    """Whether the workbook counts its days from 1904."""


@dataclass
class Opened:
    """A table whose rows are still to come; `notes` is whole only after the last of them."""

    look: Look
    rows: Iterator[list[Cell]]
    notes: list[Message] = field(default_factory=list)


@dataclass(frozen=True)
class RawTable:
    """One sheet, or one delimited file, with its cells in place: `rows[0]` is what a spreadsheet calls row 1."""

    path: Path
    rows: list[list[Cell]]
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None
    notes: tuple[Message, ...] = ()
    from_1904: bool = False

    @property
    def name(self) -> str:
        """The file's name without its folder."""
        return self.path.name

    @cached_property
    def width(self) -> int:
        """The number of columns of the widest row."""
        return max(map(len, self.rows), default=0)

    def column(self, index: int, start: int) -> list[Cell]:
        """All cells of a column from row `start` on."""
        return [row[index] if index < len(row) else None for row in self.rows[start:]]


def is_blank(row: list[Cell]) -> bool:
    """Whether no cell of the row says anything."""
    return not any(row) and all(cell is None or cell == "" for cell in row)
