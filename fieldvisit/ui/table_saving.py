"""Giving a table of the store, or the grids of a visit, out as a file, and saying in the status bar how it went."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from fieldvisit.domain.formats import number
from fieldvisit.domain.language import ntr, tr
from fieldvisit.ui import files, tasks
from fieldvisit.ui.desk import Desk
from fieldvisit.ui.files import tell_saved
from fieldvisit.ui.widgets.progress import run_over
from fieldvisit.usecases.export_table import export_table


def export_to_file(desk: Desk, parent: QWidget, kind: str, only: Collection[str] | None = None) -> None:
    """Asks for a place and writes the rows of a kind there as Excel, CSV or JSON; `only` those with some ids."""
    target = files.ask_save(parent, tr("Export"), f"{kind}.xlsx", tr("Tables"), "xlsx", ("csv", "json"))
    if target is None:
        return
    task = tasks.run(
        lambda _progress: export_table(desk.store, kind, target, only),
        title=tr("Exporting"),
        on_done=lambda count: tell_saved(desk, target, exported_words(count)),
    )
    run_over(task, parent)


def export_visit_to_file(desk: Desk, parent: QWidget, visit_id: str) -> None:
    """Asks for a place and writes all grids and figures of a visit there, each on a sheet of its own."""
    # The window starts without what only a report needs.
    from fieldvisit.usecases.export_report import report_name
    from fieldvisit.usecases.export_visit import export_visit
    from fieldvisit.usecases.open_visit import load_visit

    name = str(Path(report_name(*load_visit(desk.store, visit_id))).with_suffix(".xlsx"))
    target = files.ask_save(parent, tr("Export"), name, "Excel", "xlsx")
    if target is None:
        return
    task = tasks.run(
        lambda _progress: export_visit(desk.store, visit_id, target),
        title=tr("Exporting"),
        on_done=lambda count: tell_saved(desk, target, ntr("{count} sheet", "{count} sheets", count)),
    )
    run_over(task, parent)


def export_visits_to_folder(desk: Desk, parent: QWidget, visit_ids: Sequence[str]) -> None:
    """Asks for a folder and writes a workbook of each visit into it, one whole file after the other."""
    from fieldvisit.usecases.export_visit import export_visits

    folder = files.ask_folder(
        parent, ntr("Folder for {count} workbook", "Folder for {count} workbooks", len(visit_ids))
    )
    if folder is None:
        return
    task = tasks.run(
        lambda progress: export_visits(desk.store, visit_ids, folder, progress),
        title=ntr("Exporting {count} workbook", "Exporting {count} workbooks", len(visit_ids)),
        on_done=lambda count: desk.say_written(
            ntr("{count} workbook saved in {name}", "{count} workbooks saved in {name}", count, name=folder), folder
        ),
        on_cancel=lambda: desk.say_written(
            tr("Stopped; the workbooks that were finished are in {name}", name=folder), folder
        ),
    )
    run_over(task, parent)


def exported_words(count: int) -> str:
    """How much was exported."""
    return ntr("{rows} row", "{rows} rows", count, rows=number(count))
