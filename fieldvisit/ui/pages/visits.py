"""Visits: open and closed ones, found by dealer, number or day; opened, reported, or brought in from a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from fieldvisit.domain.errors import KnownError, NotAllowed
from fieldvisit.domain.formats import day as day_words
from fieldvisit.domain.formats import weekday
from fieldvisit.domain.language import Message, ntr, tr
from fieldvisit.domain.steps import STEPS
from fieldvisit.domain.visit import Visit, VisitState
from fieldvisit.ui import files
from fieldvisit.ui.desk import Desk
from fieldvisit.ui.dialogs import ask
from fieldvisit.ui.pages.page import Page
from fieldvisit.ui.pages.visit_exports import Choice, VisitExports
from fieldvisit.ui.widgets.buttons import Button, primary
from fieldvisit.ui.widgets.empty_state import EmptyState
from fieldvisit.ui.widgets.filters import FilterRow
from fieldvisit.ui.widgets.page_header import PageHeader
from fieldvisit.ui.widgets.record_table import RecordTable
from fieldvisit.ui.widgets.records import Cell, Column, Kind, Record
from fieldvisit.ui.widgets.search_field import SearchField
from fieldvisit.usecases.list_visits import VisitHead, list_progress

ALL, OPEN, CLOSED = "all", "open", "closed"


class VisitsPage(Page):
    """The list, with the filter over it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._heads: list[VisitHead] = []
        self._closed: set[str] = set()
        self.column.addWidget(self._header())
        self.column.addWidget(self.notice)
        self.filters = FilterRow(tr("Which visits"))
        self.filters.chosen.connect(lambda _key: self._show())
        self.exports = VisitExports(desk, self.filters)
        self.table = RecordTable(_columns(), tr("Visits"), many=True)
        self.table.opened.connect(self._open)
        self.table.chosen.connect(self._show_actions)
        self.table.selected.connect(self._show_actions)
        self.empty = EmptyState(tr("No visits yet. Start the first one on the Today page."), tr("Go to Today"), "sun")
        self.empty.asked.connect(lambda: self.desk.open_page("today"))
        self.stack = QStackedWidget()
        self.stack.addWidget(self._list())
        self.stack.addWidget(self.empty)
        self.column.addWidget(self.stack, 1)
        self.bind("Ctrl+F", self.search.setFocus)

    def _header(self) -> PageHeader:
        self.header = PageHeader(tr("Visits"))
        self.search = SearchField(tr("Dealer, number, day"), keys="Ctrl F")
        self.search.searched.connect(self._search)
        self.search.left_downwards.connect(self._enter_table)
        self.load = Button(tr("Load"), "file-up")
        self.load.clicked.connect(self._load)
        self.report = Button(tr("Report"), "file-text")
        self.report.clicked.connect(self._report)
        self.open = primary(tr("Open visit"), "play")
        self.open.clicked.connect(lambda: self._open(self.table.current_key()))
        for action in (self.search, self.load, self.report, self.open):
            self.header.add_action(action)
        return self.header

    def _list(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.exports)
        column.addWidget(self.table, 1)
        return holder

    def refresh(self) -> None:
        self._heads = list_progress(self.desk.store)
        self._closed = {head.id for head in self._heads if head.state is VisitState.CLOSED}
        opened = sum(head.state is VisitState.OPEN for head in self._heads)
        self.filters.set_choices(
            [
                (ALL, tr("All"), len(self._heads)),
                (OPEN, tr("Open"), opened),
                (CLOSED, tr("Closed"), len(self._heads) - opened),
            ]
        )
        self.header.set_subtitle(ntr("{count} open", "{count} open", opened))
        self.stack.setCurrentIndex(0 if self._heads else 1)
        self._show()

    def _search(self, words: str) -> None:
        self.table.search(words)
        self._show_actions()

    def _enter_table(self) -> None:
        self.table.setFocus()

    def _show(self) -> None:
        wanted = self.filters.current()
        self.table.set_records([_record(head) for head in self._heads if wanted in (ALL, head.state.value)])
        self._show_actions()

    def _show_actions(self, _key: object = None) -> None:
        choice = self._choice()
        self.open.setEnabled(choice.current is not None)
        self.report.setEnabled(choice.current is not None and not choice.selected)
        self.exports.show_choice(choice)

    def _choice(self) -> Choice:
        """What the buttons would act on now."""
        listed, selected, current = (
            self.table.records.shown_keys(),
            self.table.selected_keys(),
            self.table.current_key(),
        )
        return Choice(
            [str(key) for key in listed],
            [str(key) for key in selected] if len(selected) > 1 else [],
            str(current) if current is not None else None,
            self._closed,
            is_everything=len(listed) == len(self._heads),
        )

    def _open(self, visit: object) -> None:
        if isinstance(visit, str):
            self.desk.open_visit(visit)

    def _report(self) -> None:
        from fieldvisit.ui.report_saving import save_visit_report

        visit = self.table.current_key()
        if isinstance(visit, str):
            save_visit_report(self.desk, self, visit)

    def _load(self) -> None:
        endings = ("json", "pdf", "fvbundle")
        chosen = files.ask_open(self, tr("Load a visit"), tr("Visits, reports and bundles"), endings)
        if chosen is not None:
            self._take_in(chosen)

    def _take_in(self, path: Path) -> None:
        self.notice.hide()
        if path.suffix.lower() == ".fvbundle":
            from fieldvisit.ui.pages.bundles import bring_in_bundle

            bring_in_bundle(self.desk, path, self, self._opened_bundle)
        else:
            self._take_document(_document_in(path))

    def _take_document(self, data: bytes) -> None:
        """Loads a visit; one that is here already is opened instead, or replaced only when that is wanted."""
        from fieldvisit.usecases.visit_documents import find_known, load_document

        known = find_known(self.desk.store, data)
        if known is not None and known.same:
            self._show_known(known.visit)
        elif known is None or known.visit.state is VisitState.CLOSED or self._may_replace(known.visit):
            try:
                self._loaded(load_document(self.desk.store, data))
            except NotAllowed as refused:
                self.notice.show_notice(str(refused))

    def _may_replace(self, known: Visit) -> bool:
        sentence = tr(
            "A visit to {dealer} on {day} is here already, open and with other content. What is in the file takes its"
            " place.",
            dealer=known.dealer,
            day=day_words(known.day),
        )
        return ask(tr("Replace the visit that is here?"), sentence, tr("Replace"), self)

    def _opened_bundle(self, visit: Visit) -> None:
        """A bundle of a visit that was closed here before can only have been accepted with the same content."""
        if visit.id in self._closed:
            self._show_known(visit)
        else:
            self._loaded(visit)

    def _show_known(self, visit: Visit) -> None:
        self.desk.open_visit(visit.id)
        self.desk.say(tr("This visit was here already, with the same content; nothing was loaded."))

    def _loaded(self, loaded: Visit) -> None:
        self.desk.has_saved()
        self.desk.visits_changed.emit()
        self.table.choose(loaded.id)

    def first_field(self) -> QWidget | None:
        return self.table if self._heads else self.empty.button

    def panes(self) -> list[QWidget]:
        return [self.stack, self.header]


def _columns() -> list[Column]:
    return [
        Column(tr("Day"), width=152),
        Column(tr("Number"), width=110, drop=1),
        Column(tr("Dealer"), width=220, stretch=3),
        Column(tr("Code"), width=90, drop=4),
        Column(tr("Steps"), Kind.NUMBER, width=84, drop=2),
        Column(tr("State"), width=130),
        Column(tr("Rep"), width=120, stretch=1, drop=3),
    ]


def _record(head: VisitHead) -> Record:
    number = head.number + (tr(", revision {number}", number=head.revision) if head.revision > 1 else "")
    state = tr("open") if head.state is VisitState.OPEN else tr("closed")
    day = f"{weekday(head.day)} {day_words(head.day)}"
    cells = (
        Cell(day, tone="text2"),
        Cell(number, tone="text2"),
        Cell(head.dealer_name, strong=head.state is VisitState.OPEN),
        Cell(head.dealer, tone="text2"),
        Cell(tr("{done} of {total}", done=head.finished, total=len(STEPS))),
        Cell(state, tone="accent" if head.state is VisitState.OPEN else "text2"),
        Cell(head.rep, tone="text2"),
    )
    found_by = f"{day} {head.day.isoformat()} {number} {head.dealer_name} {head.dealer} {state} {head.rep}".casefold()
    return Record(head.id, cells, found_by)


def _document_in(path: Path) -> bytes:
    """The visit's document: the file itself, or what a report carries."""
    if path.suffix.lower() == ".pdf":
        from fieldvisit.domain.document import dumps, encode
        from fieldvisit.usecases.read_report import read_report

        report = read_report(path)
        if report.facts is None:
            raise KnownError(Message("{name} holds no facts beside the visit; load its JSON document.", name=path.name))
        return dumps(encode(report.visit, report.facts))
    return path.read_bytes()
