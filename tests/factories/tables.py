"""Files as other people send them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter


def csv_file(path: Path, *rows: Sequence[Any], delimiter: str = ",", encoding: str = "utf-8") -> Path:
    """A delimited file; cells with the delimiter are quoted."""
    lines = [delimiter.join(_quoted(str(cell), delimiter) for cell in row) for row in rows]
    path.write_bytes(("\r\n".join(lines) + "\r\n").encode(encoding))
    return path


def _quoted(cell: str, delimiter: str) -> str:
    return f'"{cell}"' if delimiter in cell else cell


def workbook(path: Path, **sheets: Sequence[Sequence[Any]]) -> Path:
    """A workbook with these sheets; text stays text, numbers and days are typed."""
    with xlsxwriter.Workbook(str(path)) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, str):
                        page.write_string(at, column, cell)
                    elif isinstance(cell, date):
                        page.write_datetime(at, column, cell, day)
                    elif cell is not None:
                        page.write_number(at, column, cell)
    return path
