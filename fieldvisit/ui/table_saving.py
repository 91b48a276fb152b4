"""Giving a table of the store out as a file, off the UI thread, and saying in the status bar how it went."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from fieldvisit.domain.formats import number
from fieldvisit.domain.language import ntr, tr
from fieldvisit.ui import files, tasks
from fieldvisit.ui.desk import Desk
from fieldvisit.ui.widgets.progress import run_over
from fieldvisit.usecases.export_table import export_table


def export_to_file(desk: Desk, parent: QWidget, kind: str) -> None:
    """Asks for a place and writes all rows of a kind there as Excel, CSV or JSON."""
    target = files.ask_save(parent, tr("Export"), f"{kind}.xlsx", tr("Tables"), "xlsx", ("csv", "json"))
    if target is None:
        return
    task = tasks.run(
        lambda _progress: export_table(desk.store, kind, target),
        title=tr("Exporting"),
        on_done=lambda count: desk.say(exported_words(count, target)),
    )
    run_over(task, parent)


def exported_words(count: int, target: Path) -> str:
    """What was exported, in a sentence."""
    return ntr(
        "{rows} row exported to {file}", "{rows} rows exported to {file}", count, rows=number(count), file=target.name
    )
