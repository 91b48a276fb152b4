"""Reads Excel and OpenDocument workbooks with every cell in its place."""

from __future__ import annotations

from pathlib import Path

import python_calamine

from fieldvisit.domain.language import Message
from fieldvisit.exchange import admission
from fieldvisit.exchange.tables import Cell, NotATable, RawTable


def read(path: Path, form: admission.Form, sheet: str | None) -> RawTable:
    """One sheet of the workbook: the one named, else the first with two filled rows, else the first with any."""
    try:
        return _read(path, sheet)
    except python_calamine.PasswordError as error:
        raise admission.locked(path) from error
    except (
        python_calamine.CalamineError,
        python_calamine.ZipError,
        python_calamine.XmlError,
        OSError,
        ValueError,
    ) as error:
        raise admission.damaged(path) from error
    except BaseException as error:
        # A fault inside the reader arrives as a PanicException, which is no Exception; everything else is not ours.
        if type(error).__name__ != "PanicException":
            raise
        raise admission.damaged(path) from error


def _read(path: Path, wanted: str | None) -> RawTable:
    with python_calamine.CalamineWorkbook.from_path(str(path)) as book:
        names = tuple(book.sheet_names)
        sheets = _visible(book)
        if wanted is not None and wanted not in names:
            raise NotATable(
                Message(
                    "{file} has no sheet {sheet}; it has: {sheets}.",
                    file=path.name,
                    sheet=wanted,
                    sheets=", ".join(names),
                )
            )
        chosen, rows = _chosen(book, [wanted] if wanted is not None else list(sheets))
        return RawTable(path, rows, chosen, sheets)


def _visible(book: python_calamine.CalamineWorkbook) -> tuple[str, ...]:
    """The sheets a person sees and that hold cells; charts and hidden sheets only where there is nothing else."""
    seen = [
        part.name
        for part in book.sheets_metadata
        if part.visible == python_calamine.SheetVisibleEnum.Visible
        and part.typ == python_calamine.SheetTypeEnum.WorkSheet
    ]
    return tuple(seen or book.sheet_names)


def _chosen(book: python_calamine.CalamineWorkbook, names: list[str]) -> tuple[str | None, list[list[Cell]]]:
    best: tuple[str | None, list[list[Cell]]] = (names[0] if names else None, [])
    for name in names:
        rows = _rows(book, name)
        if len(rows) > 1:
            return name, rows
        if rows and not best[1]:
            best = (name, rows)
    return best


def _rows(book: python_calamine.CalamineWorkbook, name: str) -> list[list[Cell]]:
    # Without skip_empty_area=False the cells move up and left when the first rows or columns are empty.
    rows: list[list[Cell]] = book.get_sheet_by_name(name).to_python(skip_empty_area=False)  # type: ignore[assignment]
    while rows and all(cell == "" for cell in rows[-1]):
        rows.pop()
    return rows
