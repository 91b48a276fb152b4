"""A report from the page: made off the UI thread, shown, and saved where the rep wants it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from fieldvisit.domain.language import tr
from fieldvisit.ui import tasks
from fieldvisit.ui.visit.preview import ReportPreview
from fieldvisit.ui.visit.step_head import PAPERS
from fieldvisit.usecases.export_card import card_name, make_record_card
from fieldvisit.usecases.export_report import make_report, report_name
from fieldvisit.usecases.open_visit import load_visit
from fieldvisit.usecases.report_making import ReportKind
from fieldvisit.usecases.settings import report_language

if TYPE_CHECKING:
    from fieldvisit.store.store import Store


def show_report(store: Store, visit_id: str, parent: QWidget, kind: ReportKind = "visit") -> ReportPreview:
    """Opens the preview of a report of a visit at once and fills it when the report is made.

    How the suggestions of an order were calculated is added when it is asked for: the dealer needs the lines.
    """
    name = report_name(*load_visit(store, visit_id), kind)
    make = partial(make_report, store, visit_id, report_language(store), kind=kind)
    if kind != "order":
        return show_paper(make, name, tr(PAPERS[kind]), parent)
    preview = show_paper(partial(make, annex=False), name, tr(PAPERS[kind]), parent)
    preview.offer(tr("With the arithmetic"), lambda wanted: _fill(preview, partial(make, annex=wanted)))
    return preview


def show_record_card(store: Store, code: str, day: date, parent: QWidget) -> ReportPreview:
    """The same for the record card of a dealer as of a day."""
    language = report_language(store)
    make = partial(make_record_card, store, code, day, language)
    return show_paper(make, card_name(store, code, day), tr("Customer record card"), parent)


def show_paper(make: Callable[[], bytes], name: str, title: str, parent: QWidget) -> ReportPreview:
    """A preview that fills when `make` is done, off the UI thread; closing it gives the making up."""
    preview = ReportPreview(name, title, parent)
    _fill(preview, make)
    preview.open()
    return preview


def _fill(preview: ReportPreview, make: Callable[[], bytes]) -> None:
    task = tasks.run(
        lambda _progress: make(),
        title=tr("Making the report"),
        on_done=preview.show_report,
        on_error=preview.show_failure,
    )
    preview.rejected.connect(task.cancel)
