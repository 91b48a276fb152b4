"""Making the report of a visit off the UI thread, and saving it where the user wants it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from fieldvisit.domain.language import tr
from fieldvisit.resources import load_language
from fieldvisit.ui import files, tasks
from fieldvisit.ui.desk import Desk
from fieldvisit.ui.widgets.progress import run_over
from fieldvisit.usecases.export_report import make_report, report_name, save_report
from fieldvisit.usecases.open_visit import load_visit
from fieldvisit.usecases.settings import load_settings


def save_visit_report(desk: Desk, parent: QWidget, visit_id: str) -> None:
    """Asks for a place, makes the PDF there with progress, and says so in the status bar."""
    target = files.ask_save(
        parent, tr("Save the visit report"), report_name(*load_visit(desk.store, visit_id)), "PDF", "pdf"
    )
    if target is None:
        return
    code = load_settings(desk.store).report_language
    language = load_language(code) if code else None
    task = tasks.run(
        lambda _progress: save_report(make_report(desk.store, visit_id, language), target),
        title=tr("Making the report"),
        on_done=lambda _done: desk.say(tr("Report saved as {name}", name=target.name)),
    )
    run_over(task, parent)
