"""Making the reports of visits off the UI thread, and saving them where the user wants them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from fieldvisit.domain.formats import listed
from fieldvisit.domain.language import Message, current, ntr, tr
from fieldvisit.ui import files, tasks
from fieldvisit.ui.desk import Desk
from fieldvisit.ui.files import tell_saved
from fieldvisit.ui.widgets.progress import run_over
from fieldvisit.usecases.export_report import make_report, report_name, save_report
from fieldvisit.usecases.open_visit import load_visit
from fieldvisit.usecases.settings import report_language

if TYPE_CHECKING:
    from fieldvisit.usecases.export_reports import Exported

_MOST_NAMED = 12


def save_visit_report(desk: Desk, parent: QWidget, visit_id: str) -> None:
    """Asks for a place, makes the PDF there with progress, and says so in the status bar."""
    target = files.ask_save(
        parent, tr("Save the visit report"), report_name(*load_visit(desk.store, visit_id)), "PDF", "pdf"
    )
    if target is None:
        return
    language = report_language(desk.store)
    task = tasks.run(
        lambda _progress: save_report(make_report(desk.store, visit_id, language), target),
        title=tr("Making the report"),
        on_done=lambda _done: tell_saved(desk, target),
    )
    run_over(task, parent)


def save_visit_reports(desk: Desk, parent: QWidget, visit_ids: Sequence[str]) -> None:
    """Asks for a folder and writes a report of each visit into it; at the end it names what was left out."""
    from fieldvisit.usecases.export_reports import Batch, export_reports

    folder = files.ask_folder(
        parent, ntr("Folder for {count} visit report", "Folder for {count} visit reports", len(visit_ids))
    )
    if folder is None:
        return
    batch = Batch(language=report_language(desk.store) or current())
    task = tasks.run(
        lambda progress: export_reports(desk.store, visit_ids, folder, batch, progress),
        title=ntr("Making {count} report", "Making {count} reports", len(visit_ids)),
        on_done=partial(_told, desk, folder),
        on_cancel=lambda: desk.say_written(
            tr("Stopped; the reports that were finished are in {name}", name=folder), folder
        ),
    )
    run_over(task, parent)


def _told(desk: Desk, folder: Path, exported: Exported) -> None:
    count = len(exported.written)
    words = ntr("{count} report saved in {name}", "{count} reports saved in {name}", count, name=folder)
    desk.say_written(words, folder)
    if exported.failed:
        desk.listed.emit(tr("Some reports were not made"), _not_made(exported.failed))


def _not_made(failed: Sequence[tuple[str, Message]]) -> list[str]:
    """One sentence for each reason, with the files it kept from being made."""
    names: dict[str, list[str]] = {}
    for name, why in failed:
        names.setdefault(str(why), []).append(name)
    return [str(Message("{file}: {why}", file=_some(each), why=why)) for why, each in names.items()]


def _some(names: Sequence[str]) -> str:
    """The names, the first dozen of them where there are more."""
    rest = len(names) - _MOST_NAMED
    return listed([*names[:_MOST_NAMED], *([tr("and {count} more", count=rest)] if rest > 0 else [])])
