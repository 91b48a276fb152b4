"""The front door for tables: any Excel or delimited file becomes rows of plain cells, or is refused in one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import Message

Cell = str | float | int | bool | Decimal | date | datetime | time | timedelta | None
"""A cell as the reader delivers it. A float is a spreadsheet's number; `values.exact` gives its exact decimal."""

MOST_BYTES = 64 * 1024 * 1024
MOST_ROWS = 1_048_576


class NotATable(KnownError):
    """The file cannot be read as a table; its sentence says what is wrong and what would do."""


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

    @property
    def name(self) -> str:
        """The file's name without its folder."""
        return self.path.name

    @property
    def width(self) -> int:
        """The number of columns of the widest row."""
        return max((len(row) for row in self.rows), default=0)

    def column(self, index: int, start: int) -> list[Cell]:
        """All cells of a column from row `start` on."""
        return [row[index] if index < len(row) else None for row in self.rows[start:]]


def read_table(
    path: Path, sheet: str | None = None, encoding: str | None = None, delimiter: str | None = None
) -> RawTable:
    """Reads one table. Raises `NotATable` for anything that is empty, damaged, locked, too large or something else."""
    from fieldvisit.exchange import admission, delimited, spreadsheets

    form = admission.admit(path)
    if form in admission.SPREADSHEETS:
        table = spreadsheets.read(path, form, sheet)
    else:
        table = delimited.read(path, encoding, delimiter)
    if not any(any(not _blank(cell) for cell in row) for row in table.rows):
        raise NotATable(
            Message("{file} is empty: it holds no filled cell, so there is nothing to import.", file=table.name)
        )
    return table


def _blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
