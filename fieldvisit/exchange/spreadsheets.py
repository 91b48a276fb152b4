"""Reads Excel and OpenDocument workbooks with every cell in its place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import python_calamine

from fieldvisit.domain.language import Message
from fieldvisit.exchange import refusals
from fieldvisit.exchange.admission import Admitted
from fieldvisit.exchange.tables import Cell, Look, NotATable, Opened, is_blank


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turns what the reader of workbooks raises into the sentence that goes with it."""
    try:
        yield
    except python_calamine.PasswordError as error:
        raise refusals.locked(path) from error
    except (
        python_calamine.CalamineError,
        python_calamine.ZipError,
        python_calamine.XmlError,
        OSError,
        ValueError,
        OverflowError,
    ) as error:
        raise refusals.damaged(path) from error
    except BaseException as error:
        # A fault inside the reader arrives as a PanicException, which is no Exception; everything else is not ours.
        if type(error).__name__ != "PanicException":
            raise
        raise refusals.damaged(path) from error


class Book:
    """A workbook that is open; its sheets are read one at a time."""

    def __init__(self, path: Path, admitted: Admitted) -> None:
        self._path, self._admitted = path, admitted
        self.notes = admitted.notes
        self._book = python_calamine.CalamineWorkbook.from_path(str(path))

    def close(self) -> None:
        """Lets go of the file."""
        self._book.close()

    def read(self, wanted: str | None) -> Opened:
        """The sheet named, else the first with two filled rows, else the first with any."""
        names = tuple(self._book.sheet_names)
        if wanted is not None and wanted not in names:
            raise NotATable(
                Message(
                    "{file} has no sheet {sheet}; it has: {sheets}.",
                    file=self._path.name,
                    sheet=wanted,
                    sheets=", ".join(names),
                )
            )
        name, sheet = self._chosen([wanted] if wanted is not None else list(self._visible()))
        look = Look(name, self._visible(), from_1904=self._admitted.from_1904)
        return Opened(look, _rows(sheet) if sheet is not None else iter(()), list(self.notes))

    def _visible(self) -> tuple[str, ...]:
        """The sheets a person sees and that hold cells; charts and hidden sheets only where there is nothing else."""
        seen = [
            part.name
            for part in self._book.sheets_metadata
            if part.visible == python_calamine.SheetVisibleEnum.Visible
            and part.typ == python_calamine.SheetTypeEnum.WorkSheet
        ]
        return tuple(seen or self._book.sheet_names)

    def _chosen(self, names: list[str]) -> tuple[str | None, python_calamine.CalamineSheet | None]:
        if len(names) == 1:
            return names[0], self._book.get_sheet_by_name(names[0])
        best: tuple[str | None, python_calamine.CalamineSheet | None] = (names[0] if names else None, None)
        for name in names:
            sheet = self._book.get_sheet_by_name(name)
            filled = _filled_rows(sheet, 2)
            if filled > 1:
                return name, sheet
            if filled and best[1] is None:
                best = (name, sheet)
        return best


def _filled_rows(sheet: python_calamine.CalamineSheet, enough: int) -> int:
    found = 0
    for row in _rows(sheet):
        found += not is_blank(row)
        if found == enough:
            break
    return found


def _rows(sheet: python_calamine.CalamineSheet) -> Iterator[list[Cell]]:
    """Rows from the first on; the reader leaves out the empty columns on the left, which are put back."""
    start = sheet.start
    margin = start[1] if start is not None else 0
    rows = cast("Iterator[list[Cell]]", sheet.iter_rows())
    if not margin:
        return rows
    blanks: list[Cell] = [""] * margin
    return ([*blanks, *row] for row in rows)
