"""One visit as an Excel workbook: what was entered and every calculated figure, as typed numbers and days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from fieldvisit.domain.language import Message
from fieldvisit.exchange.visit_sheets import visit_sheets
from fieldvisit.exchange.workbooks import CannotWrite, write_workbook
from fieldvisit.store.store import Store
from fieldvisit.usecases.export_report import report_name
from fieldvisit.usecases.free_names import FreeNames
from fieldvisit.usecases.open_visit import load_visit


def export_visit(store: Store, named: str, path: Path) -> int:
    """Writes the visit with an id or number and gives the number of sheets; in the language in force.

    Raises `NotFound` for a visit that is none, `CannotWrite` for a file that cannot be written.
    """
    if path.suffix.lower() != ".xlsx":
        raise CannotWrite(Message("{file}: a visit is written as a workbook; use .xlsx.", file=path.name))
    sheets = visit_sheets(*load_visit(store, named))
    write_workbook(path, sheets)
    return len(sheets)


def export_visits(
    store: Store, visits: Sequence[str], folder: Path, progress: Callable[[int, int | None], None]
) -> int:
    """Writes a workbook of each visit into `folder`, named as its report is, and gives their number.

    Raises as `export_visit`; what `progress` raises ends it too, between two whole files.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names = FreeNames(folder)
    for done, visit in enumerate(visits):
        progress(done, len(visits))
        found = load_visit(store, visit)
        write_workbook(names.free(str(Path(report_name(*found)).with_suffix(".xlsx"))), visit_sheets(*found))
    progress(len(visits), len(visits))
    return len(visits)
