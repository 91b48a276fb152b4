"""What is intended with one file: what it is taken for, which column is what, and what is still to be asked."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import Message
from fieldvisit.exchange.answers import Answer, Question
from fieldvisit.exchange.header import Headings
from fieldvisit.exchange.kinds import Kind
from fieldvisit.exchange.rows import Rows, read_rows
from fieldvisit.exchange.tables import NotATable, RawTable
from fieldvisit.exchange.values import shown
from fieldvisit.store.imports.rows import Batch

PREVIEW_ROWS: Final = 20
BEGINNING_ROWS: Final = 7
ROWS_ABOVE: Final = 2
NOWHERE: Final = Headings(-1, -1, ())


class UnknownColumn(KnownError):
    """A mapping names a column or field that is not there."""


@dataclass(frozen=True)
class FilePlan:
    """One file and how it is to be read. Made by `plan_file`, changed by `replan`; nothing here touches a store.

    `columns` maps the keys of the kind's columns to indexes in the table, `confidence` says how sure each is (0 to 1).
    `problem` is why the file cannot be imported as it stands (None: it can).
    """

    path: Path
    today: date
    table: RawTable | None = None
    kind: Kind | None = None
    headings: Headings = NOWHERE
    columns: Mapping[str, int] = field(default_factory=dict)
    confidence: Mapping[str, float] = field(default_factory=dict)
    answers: Mapping[str, Answer] = field(default_factory=dict)
    problem: Message | None = None
    place: str = ""
    """Tells the sheets of one workbook apart: the sheet first chosen, kept when a person chooses another."""
    unread: tuple[str, ...] = ()
    """Sheets of the workbook that are not imported."""
    by_hand: bool = False
    """Whether a person decided anything about how the file is read, which is then remembered for its like."""
    recalled: bool = False
    """Whether the file is read as a person decided for one of the same shape."""
    unaided: Mapping[int, str] = field(default_factory=dict)
    """Digests of the text as it was found to be written, by row of headings, where a person had it read otherwise."""
    complete: bool = False
    """Whether the file holds everything of its kind, so that open items missing in it are settled."""

    @property
    def name(self) -> str:
        """The file's name without its folder."""
        return self.path.name

    @property
    def key(self) -> tuple[Path, str]:
        """What this plan is known by in its run, whatever is decided about it."""
        return self.path, self.place

    @property
    def header_row(self) -> int:
        """The row of the headings as a spreadsheet counts, from 1; 0 for a table without headings."""
        return self.headings.last + 1

    @cached_property
    def rows(self) -> Rows:
        """The rows as values; empty as long as there is a problem."""
        if self.table is None or self.kind is None or self.problem is not None:
            return Rows(Batch(), [])
        return read_rows(self.table, self.kind, self.headings, self.columns, self.answers, self.today)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the file's bytes. Raises `NotATable` where the file is gone by now."""
        try:
            with self.path.open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError as error:
            reason = error.strerror or str(error)
            raise NotATable(
                Message("{file} cannot be read any more ({reason}).", file=self.name, reason=reason)
            ) from error

    @property
    def settles(self) -> bool:
        """Whether open items missing in the file are to be settled."""
        return self.complete and self.kind is not None and self.kind.key == "open_items"

    @property
    def questions(self) -> tuple[Question, ...]:
        """What only a person knows; rows that depend on it are refused until it is answered."""
        return self.rows.questions

    @property
    def notes(self) -> tuple[Message, ...]:
        """What was noticed and done without asking."""
        sheets = (
            (Message("Sheets that were not read: {sheets}.", sheets=", ".join(self.unread)),) if self.unread else ()
        )
        recalled = (Message("Read as was decided before for a file of this shape."),) if self.recalled else ()
        return (*(self.table.notes if self.table else ()), *recalled, *sheets, *self.rows.notes)

    @property
    def preview(self) -> list[list[str]]:
        """The first rows below the headings, as a person would type them."""
        if self.table is None:
            return []
        start = self.headings.data_start
        return [[shown(cell) for cell in row] for row in self.table.rows[start : start + PREVIEW_ROWS]]

    @property
    def beginning(self) -> list[tuple[int, list[str]]]:
        """A few rows around the headings, those above them included, each with its number in the file."""
        rows = self.table.rows if self.table is not None else []
        start = max(0, self.headings.first - ROWS_ABOVE)
        some = enumerate(rows[start : start + BEGINNING_ROWS], start + 1)
        return [(number, [shown(cell) for cell in row]) for number, row in some]

    def heading_of(self, key: str) -> str:
        """The heading over the column that a key is read from."""
        return column_name(self.headings, self.columns[key])


def column_name(headings: Headings, index: int) -> str:
    """A column by its heading, or by its letter where it has none."""
    text = headings.texts[index] if index < len(headings.texts) else ""
    return text or letter(index)


def letter(index: int) -> str:
    """A column's letter as a spreadsheet names it: 0 -> A, 26 -> AA."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
