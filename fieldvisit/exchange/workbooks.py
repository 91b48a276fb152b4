"""Writes tables for other people: typed Excel, CSV and JSON in which text never becomes a formula."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import Message

MONEY, PRICE, QUANTITY, PERCENT, DAY = "#,##0.00", "#,##0.00##", "#,##0.###", "0.0%", "yyyy-mm-dd"
_MOST_DIGITS: Final = 15
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
_SHEET_NAME: Final = 31
_MEASURED_ROWS: Final = 200


class CannotWrite(KnownError):
    """The file asked for could not be written; what was there before is kept."""


@dataclass(frozen=True)
class SheetColumn:
    """A column's title as shown, its key in JSON, and the number format of its figures."""

    title: str
    key: str = ""
    number_format: str | None = None


@dataclass(frozen=True)
class Sheet:
    """A table to be written: cells are text, Decimal, whole number, day, truth value or None."""

    name: str
    columns: tuple[SheetColumn, ...]
    rows: Sequence[Sequence[Any]]


def write_table(path: Path, sheet: Sheet) -> None:
    """Writes one table in the form that the file's ending asks for. Raises `CannotWrite`."""
    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        raise CannotWrite(
            Message("{file}: the ending says no form that can be written; use .xlsx, .csv or .json.", file=path.name)
        )
    writer(path, sheet)


def write_workbook(path: Path, sheets: Iterable[Sheet]) -> None:
    """Writes an Excel workbook with frozen headings, widths and number formats. Raises `CannotWrite`."""
    import xlsxwriter  # a tenth of a second that only a writer pays

    def fill(part: Path) -> None:
        # Made in memory: on a full disk the archive would stay open, and Windows would keep the half of it.
        made = BytesIO()
        with xlsxwriter.Workbook(
            made, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
        ) as book:
            taken: set[str] = set()
            for sheet in sheets:
                _SheetWriter(book, book.add_worksheet(_sheet_name(sheet.name, taken))).write(sheet)
        part.write_bytes(made.getbuffer())

    replacing(path, fill)


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name Excel takes: at most 31 letters, none of its marks, not twice."""
    plain = "".join(" " if letter in "[]:*?/\\'" else letter for letter in name).strip()[:_SHEET_NAME] or "Sheet"
    number = 1
    found = plain
    while found.casefold() in taken:
        number += 1
        found = f"{plain[: _SHEET_NAME - 4]} {number}"
    taken.add(found.casefold())
    return found


class _SheetWriter:
    """Fills one worksheet."""

    def __init__(self, book: Any, page: Any) -> None:
        self._page = page
        self._book = book
        self._head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self._formats: dict[str | None, Any] = {None: None}

    def _format(self, text: str | None) -> Any:
        if text not in self._formats:
            self._formats[text] = self._book.add_format({"num_format": text})
        return self._formats[text]

    def write(self, sheet: Sheet) -> None:
        for at, column in enumerate(sheet.columns):
            self._page.write_string(0, at, column.title, self._head)
            self._page.set_column(at, at, _width(column.title, sheet.rows, at))
        for number, row in enumerate(sheet.rows, 1):
            for at, cell in enumerate(row):
                self._cell(number, at, cell, sheet.columns[at].number_format)
        self._page.freeze_panes(1, 0)
        if sheet.rows:
            self._page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)

    def _cell(self, row: int, at: int, cell: Any, number_format: str | None) -> None:
        if cell is None or cell == "":
            return
        if isinstance(cell, bool):
            self._page.write_boolean(row, at, cell)
        elif isinstance(cell, Decimal | int | float) and _fits(cell):
            self._page.write_number(row, at, cell, self._format(number_format))
        elif isinstance(cell, date):
            day = cell.date() if isinstance(cell, datetime) else cell
            self._page.write_datetime(row, at, day, self._format(DAY))
        else:
            self._page.write_string(row, at, str(cell))


def _fits(number: Decimal | float) -> bool:
    """Whether a spreadsheet's binary number shows all digits; longer ones are written as text."""
    return not isinstance(number, Decimal) or len(number.normalize().as_tuple().digits) <= _MOST_DIGITS


def _width(title: str, rows: Sequence[Sequence[Any]], at: int) -> float:
    longest = max((_letters(str(row[at])) for row in rows[:_MEASURED_ROWS] if row[at] is not None), default=0)
    return min(60.0, max(longest, _letters(title)) + 2.0)


def _letters(text: str) -> int:
    """Width in letters; a Chinese one takes two."""
    return sum(2 if letter >= "\u2e80" else 1 for letter in text)


def write_csv(path: Path, sheet: Sheet) -> None:
    """Writes UTF-8 with a byte order mark; text that a spreadsheet would take for a formula gets an apostrophe.

    Raises `CannotWrite`.
    """

    def fill(part: Path) -> None:
        with part.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow([_safe(column.title) for column in sheet.columns])
            writer.writerows([_csv_cell(cell) for cell in row] for row in sheet.rows)

    replacing(path, fill)


def _figure(number: Decimal) -> str:
    """All digits that say something, without exponent."""
    return f"{number.normalize():f}"


def _csv_cell(cell: Any) -> str:
    if isinstance(cell, Decimal):
        return _figure(cell)
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, date):
        return cell.isoformat()
    return _safe(cell) if isinstance(cell, str) else "" if cell is None else str(cell)


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def write_json(path: Path, sheet: Sheet) -> None:
    """Writes a list of objects; figures are text, a cell without a value is left out. Raises `CannotWrite`."""
    rows = [
        {
            column.key or column.title: _json_cell(cell)
            for column, cell in zip(sheet.columns, row, strict=True)
            if cell not in (None, "")
        }
        for row in sheet.rows
    ]
    text = json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    replacing(path, lambda part: _write_text(part, text))


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _json_cell(cell: Any) -> Any:
    if isinstance(cell, Decimal):
        return _figure(cell)
    return cell.isoformat() if isinstance(cell, date) else cell


def replacing(path: Path, fill: Callable[[Path], None]) -> None:
    """Writes beside the target and puts it in place when it is whole, so that a full disk never leaves half a file."""
    part = path.with_name(f".{path.stem}-{uuid4().hex}{path.suffix}")
    try:
        fill(part)
        part.replace(path)
    except Exception as error:
        part.unlink(missing_ok=True)
        if not isinstance(error, OSError) and type(error).__name__ != "FileCreateError":
            raise
        reason = getattr(error, "strerror", None) or str(error)
        raise CannotWrite(
            Message(
                "{path} cannot be written ({reason}); choose another place or close the program that has it open.",
                path=str(path),
                reason=reason,
            )
        ) from error


_WRITERS: Final = {".xlsx": lambda path, sheet: write_workbook(path, [sheet]), ".csv": write_csv, ".json": write_json}
