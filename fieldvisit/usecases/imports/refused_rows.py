"""The rows that were left out, as a workbook to be mended and imported again."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from fieldvisit.domain.language import mark, tr
from fieldvisit.exchange import workbooks
from fieldvisit.exchange.plans import FilePlan
from fieldvisit.usecases.imports.results import FileResult, ImportResult

REASON: Final = mark("Reason")
ROW: Final = mark("Row in the file")


def write_refused(result: ImportResult, path: Path) -> int:
    """Writes the refused rows with their reasons as a workbook, a sheet for each file, to be mended and imported again.

    Returns how many there are; without any no file is written. Raises `workbooks.CannotWrite`.
    """
    sheets = [_refused_sheet(file) for file in result.files if file.refused]
    if sheets:
        workbooks.write_workbook(path, sheets)
    return sum(len(file.refused) for file in result.files)


def _refused_sheet(file: FileResult) -> workbooks.Sheet:
    plan = file.plan
    assert plan.table is not None  # noqa: S101 - only rows of a table are refused
    width = plan.table.width
    titles = [*(list(plan.headings.texts) + [""] * width)[:width], tr(REASON), tr(ROW)]
    columns = tuple(workbooks.SheetColumn(title) for title in titles)
    rows = [[*_cells(plan, outcome.row, width), str(outcome.reason), outcome.row] for outcome in file.refused]
    return workbooks.Sheet(plan.name, columns, rows)


def _cells(plan: FilePlan, number: int, width: int) -> list[object]:
    assert plan.table is not None  # noqa: S101 - as above
    row = plan.table.rows[number - 1]
    return [row[at] if at < len(row) else None for at in range(width)]
