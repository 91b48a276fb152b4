"""Region: reports of many reps are dropped here, and what they add up to is shown, exceptions first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget

from fieldvisit.domain import formats
from fieldvisit.domain.formats import day as day_words
from fieldvisit.domain.language import ntr, tr
from fieldvisit.domain.region import Period, Refusal, RefusedAs, RegionFigures
from fieldvisit.domain.region.key_figures import KeyFigure
from fieldvisit.ui import dialogs, files, tasks
from fieldvisit.ui.desk import Desk
from fieldvisit.ui.pages.page import Page
from fieldvisit.ui.pages.region_board import RegionBoard
from fieldvisit.ui.pages.region_keeper import RegionKeeper, kinds
from fieldvisit.ui.pages.region_keys import KeysSheet, ask_trust
from fieldvisit.ui.pages.region_lines import Line
from fieldvisit.ui.pages.region_password import ask_password
from fieldvisit.ui.pages.region_side import WIDTH, RegionSide
from fieldvisit.ui.pages.region_visits import RegionVisits
from fieldvisit.ui.widgets.buttons import Button, primary
from fieldvisit.ui.widgets.empty_state import EmptyState
from fieldvisit.ui.widgets.page_header import PageHeader
from fieldvisit.ui.widgets.progress import progress_words, run_over
from fieldvisit.ui.widgets.two_panes import TwoPanes
from fieldvisit.usecases import region_care
from fieldvisit.usecases.export_region import export_region
from fieldvisit.usecases.region_home import unreachable, unreachable_words

_BOTH_NEED = 940


class RegionPage(Page):
    """The region is kept in a store of its own beside the user's; each drop adds to it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.keeper = RegionKeeper(desk, self)
        self.keeper.changed.connect(self._show_held)
        self.keeper.period_changed.connect(self._show)
        self.keeper.counted.connect(self._count)
        self.setAcceptDrops(True)
        self.side = RegionSide()
        self._connect_side()
        self.column.addWidget(self._header())
        self.column.addWidget(self.notice)
        self.notice.followed.connect(self._follow_notice)
        self._noticed: Callable[[], object] = self._list_keys
        self.halves = TwoPanes(self._main(), self.side, tr("Reports"), needs=_BOTH_NEED, side_width=WIDTH)
        self.header.add_action(self.halves.swap)
        self.column.addWidget(self.halves, 1)
        self._show()

    def _connect_side(self) -> None:
        side = self.side
        side.dropped.connect(self.take_in)
        side.password_wanted.connect(self._ask_password)
        side.key_wanted.connect(self._ask_trust)
        side.dismissed.connect(self._dismiss)
        side.removed.connect(self._remove)
        side.menu.addAction(tr("Keys of the reps…")).triggered.connect(self._list_keys)
        side.menu.addSeparator()
        side.menu.addAction(tr("Dismiss all refused files")).triggered.connect(self._dismiss_all)
        side.menu.addAction(tr("Remove the visits of this period…")).triggered.connect(self._remove_period)
        side.menu.addAction(tr("Empty the region…")).triggered.connect(self._empty)

    def _header(self) -> PageHeader:
        self.header = PageHeader(tr("Region"))
        self.period = QComboBox()
        self.period.setAccessibleName(tr("Period"))
        self.period.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.period.activated.connect(self._choose_period)
        self.excel = Button(tr("Excel"), "file-spreadsheet")
        self.excel.clicked.connect(lambda: self._export("xlsx", "Excel"))
        self.report = primary(tr("Region report"), "file-text")
        self.report.clicked.connect(lambda: self._export("pdf", "PDF"))
        for action in (self.period, self.excel, self.report):
            self.header.add_action(action)
        return self.header

    def _main(self) -> QWidget:
        self.empty = EmptyState("", tr("Choose files"), "file-up")
        self.empty.asked.connect(self.side.ask_files)
        self.board = RegionBoard()
        self.board.line_opened.connect(self._open_line)
        self.board.figure_opened.connect(self._open_figure)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.board)
        self.stack.addWidget(self.empty)
        return self.stack

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Reports may be dropped anywhere on the page."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.take_in([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def refresh(self) -> None:
        """Reads what is kept, the first time the page is gone to."""
        self.keeper.open()
        self._show()
        if self.keeper.held is None and not self.keeper.is_adding_up:
            self._tell_unreachable()

    def take_in(self, paths: list[Path]) -> None:
        """Reads files and folders that were dropped."""
        self.keeper.take_in(paths)

    # Showing

    def _show_held(self) -> None:
        held = self.keeper.held
        if held is not None:
            self.side.show_files(held.rows, held.summary)
            self._fill_periods(held.periods)
        self._show()
        self._show_notice()

    def _fill_periods(self, periods: Sequence[Period]) -> None:
        self.period.clear()
        for period in periods:
            self.period.addItem(period.words(), period)
        current = self.keeper.shown.period if self.keeper.shown else None
        self.period.setCurrentIndex(next((at for at, each in enumerate(periods) if each == current), 0))

    def _choose_period(self, position: int) -> None:
        if self.keeper.held is not None:
            self.keeper.look_at(self.keeper.held.periods[position])

    def _count(self, done: int, total: int | None) -> None:
        """How far the first adding up is, which has no sheet of its own."""
        if self.keeper.is_adding_up and total:
            words = tr("Adding up the region: {done}", done=progress_words(done, total, None))
            self.empty.set_sentence(words)

    def _show(self) -> None:
        shown = self.keeper.shown
        self.stack.setCurrentIndex(0 if shown else 1)
        nothing = tr("No reports yet. Drop the visit reports of your reps, or a folder of them.")
        self.empty.set_sentence(tr("Adding up the region…") if self.keeper.is_adding_up else nothing)
        self.empty.button.setVisible(not self.keeper.is_adding_up)
        self.period.setVisible(shown is not None)
        for widget in (self.excel, self.report):
            widget.setEnabled(shown is not None)
        if shown is None:
            self.header.set_subtitle("")
            return
        self.header.set_subtitle(_subtitle(shown.figures))
        self.board.show_period(shown)

    def _show_notice(self) -> None:
        """The one thing that keeps reports out, or that a manager should know of those that are in."""
        held = self.keeper.held
        self.notice.hide()
        if held is None:
            return
        locked = kinds(held.refused, RefusedAs.LOCKED)
        strange = kinds(held.refused, RefusedAs.UNKNOWN_KEY) + held.strange
        if locked:
            words = ntr("{count} report is locked.", "{count} reports are locked.", locked)
            self._notice(words, tr("Enter the password"), self._ask_password)
        elif strange:
            words = ntr(
                "{count} report does not count: it is not signed with a key that is known.",
                "{count} reports do not count: they are not signed with a key that is known.",
                strange,
            )
            self._notice(words, tr("Look at the keys"), self._list_keys)
        elif held.reports and not held.is_guarded:
            words = tr("No rep's key is known yet: reports count whoever made them.")
            self._notice(words, tr("Look at the keys"), self._list_keys, "info")

    def _tell_unreachable(self) -> None:
        closed = unreachable(self.desk.store)
        if closed:
            self._notice(str(unreachable_words(closed)), tr("Look at the backups"), lambda: self.desk.open_page("data"))

    def _notice(self, words: str, link: str, follow: Callable[[], object], severity: str = "amber") -> None:
        self._noticed = follow
        self.notice.show_notice(words, link, severity)

    def _follow_notice(self) -> None:
        self._noticed()

    # Passwords and keys

    def _ask_password(self) -> None:
        """One password is tried on all locked files, these and those dropped later."""
        given = ask_password(len(self.keeper.refused(RefusedAs.LOCKED)), len(self.keeper.passwords), self)
        if given:
            self.keeper.use_password(given)

    def _ask_trust(self, refusal: Refusal) -> None:
        key = self.keeper.key(refusal.key)
        name = ask_trust(key, self) if key else None
        if key and name:
            self.keeper.trust(key, name)

    def _list_keys(self) -> None:
        self.keys = KeysSheet(self.keeper.held.keys if self.keeper.held else [], self)
        self.keys.trusted.connect(self.keeper.trust)
        self.keys.file.connect(self.keeper.import_key)
        self.keys.open()

    # Taking out

    def _dismiss(self, paths: list[Path]) -> None:
        self.keeper.change(lambda store: region_care.dismiss(store, paths), tr("Dismissing files"))

    def _dismiss_all(self) -> None:
        self._dismiss([each.path for each in self.keeper.refused()])

    def _remove(self, visit: str) -> None:
        if dialogs.ask(
            tr("Remove the report?"),
            tr("Its visit goes out of the region with all its revisions. The file stays, and counts if dropped again."),
            tr("Remove"),
            self,
        ):
            self.keeper.change(lambda store: region_care.remove_reports(store, [visit]), tr("Removing reports"))

    def _remove_period(self) -> None:
        shown = self.keeper.shown
        if shown is None:
            return
        count = ntr("{count} visit", "{count} visits", shown.figures.visits.value)
        sentence = tr(
            "{period}: {count} go out of the region. The files stay.", period=shown.period.words(), count=count
        )
        if dialogs.ask(tr("Remove the visits of this period?"), sentence, tr("Remove"), self):
            first, last = shown.period.first, shown.period.last
            self.keeper.change(lambda store: region_care.remove_period(store, first, last), tr("Removing reports"))

    def _empty(self) -> None:
        sentence = tr("All visits and all refused files go out of the region. The files stay, and so do the keys.")
        if self.keeper.held and dialogs.ask(tr("Empty the region?"), sentence, tr("Empty"), self):
            self.keeper.change(region_care.empty, tr("Emptying the region"))

    # The visits behind a figure

    def _open_line(self, line: Line, formula: str) -> None:
        self._list_visits(line.visits, line.heading(), line.told or formula, line.rep)

    def _open_figure(self, shown: KeyFigure) -> None:
        figure = f"{shown.figure} {shown.unit}".strip()
        title = tr("{name}: {figure}", name=shown.name, figure=figure)
        self._list_visits(shown.visits, title, formats.parted((shown.formula, shown.note)))

    def _list_visits(self, visits: tuple[str, ...], title: str, formula: str = "", rep: str = "") -> None:
        if self.keeper.shown is not None:
            self.visits = RegionVisits(self.keeper.shown.figures, visits, title, self, formula, rep)
            self.visits.apart.connect(self._set_apart)
            self.visits.report_wanted.connect(self.keeper.save_report)
            self.visits.open()

    def _set_apart(self, name: str, apart: bool) -> None:
        self.keeper.change(lambda store: region_care.set_apart(store, name, apart=apart), tr("Adding up the region"))

    def _export(self, ending: str, words: str) -> None:
        if self.keeper.shown is None:
            return
        figures, index = self.keeper.shown.figures, self.board.ranking.index()
        words_of_name = (tr("Region"), figures.first_day.isoformat(), figures.last_day.isoformat())
        name = f"{' '.join(words_of_name)}.{ending}"
        target = files.ask_save(self, tr("Save the region"), name, words, ending)
        if target is not None:
            task = tasks.run(
                lambda _progress: export_region(figures, target, index=index),
                title=tr("Making the report"),
                on_done=lambda _done: files.tell_saved(self.desk, target),
            )
            run_over(task, self)

    def first_field(self) -> QWidget | None:
        return self.side.zone if self.stack.currentIndex() else self.board.exceptions

    def panes(self) -> list[QWidget]:
        return [self.stack, self.side, self.header]


def _subtitle(figures: RegionFigures) -> str:
    period = tr("{first} to {last}", first=day_words(figures.first_day), last=day_words(figures.last_day))
    visits = ntr("{count} visit", "{count} visits", figures.visits.value)
    reps = ntr("{count} rep", "{count} reps", len(figures.reps))
    return formats.listed((period, visits, reps))
