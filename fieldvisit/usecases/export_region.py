"""A region as a report for the director, or as a workbook."""

from __future__ import annotations

from pathlib import Path

from fieldvisit.domain.language import Message
from fieldvisit.domain.region import DEFAULT_INDEX, RegionFigures
from fieldvisit.exchange.workbooks import CannotWrite
from fieldvisit.usecases.export_report import save_report


def export_region(
    figures: RegionFigures, path: Path, *, author: str = "", page_size: str = "A4", index: str = DEFAULT_INDEX
) -> None:
    """Writes .pdf or .xlsx, whole or not at all, in the language in force; reps are ranked by `index`.

    Raises KnownError where it cannot.
    """
    ending = path.suffix.lower()
    if ending == ".pdf":
        from fieldvisit.reports.region_report import build_region_report

        save_report(build_region_report(figures, author=author, page_size=page_size, index=index), path)
    elif ending == ".xlsx":
        from fieldvisit.exchange.region_sheets import region_sheets
        from fieldvisit.exchange.workbooks import write_workbook

        write_workbook(path, region_sheets(figures, index))
    else:
        raise unwritable(path)


def unwritable(path: Path) -> CannotWrite:
    """A region is written neither as this nor that."""
    return CannotWrite(Message("{file}: a region is written as .pdf or .xlsx.", file=path.name))
