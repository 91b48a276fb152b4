"""A report of a visit from the page: made off the UI thread, shown, and saved where the rep wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from fieldvisit.domain.language import tr
from fieldvisit.ui import tasks
from fieldvisit.ui.visit.preview import ReportPreview
from fieldvisit.ui.visit.step_head import PAPERS
from fieldvisit.usecases.export_report import ReportKind, make_report, report_name
from fieldvisit.usecases.open_visit import load_visit
from fieldvisit.usecases.settings import load_settings

if TYPE_CHECKING:
    from fieldvisit.store.store import Store


def show_report(store: Store, visit_id: str, parent: QWidget, kind: ReportKind = "visit") -> ReportPreview:
    """Opens the preview at once and fills it when the report is made."""
    from fieldvisit.resources import load_language

    code = load_settings(store).report_language
    language = load_language(code) if code else None
    preview = ReportPreview(report_name(*load_visit(store, visit_id), kind), tr(PAPERS[kind]), parent)
    task = tasks.run(
        lambda _progress: make_report(store, visit_id, language, kind=kind),
        title=tr("Making the report"),
        on_done=preview.show_report,
        on_error=preview.show_failure,
    )
    preview.rejected.connect(task.cancel)
    preview.open()
    return preview
