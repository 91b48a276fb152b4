"""A visit laid out: task list, step, context; it knows where the rep is and leads everywhere else.

While it is shown, Python's search for circular rubbish leaves out all that was there before: the facts of a visit are
hundreds of thousands of objects, and looking through them takes longer than a key may.
"""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from fieldvisit.domain.language import tr
from fieldvisit.domain.steps import STEPS, number_of, step_of
from fieldvisit.domain.visit import Address, StepState
from fieldvisit.ui.dialogs import ask_words
from fieldvisit.ui.theme import theme
from fieldvisit.ui.visit import board_keys
from fieldvisit.ui.visit.close import skipping
from fieldvisit.ui.visit.context import ContextPane
from fieldvisit.ui.visit.notebook import Notebook
from fieldvisit.ui.visit.problems import ProblemsPage, next_problem
from fieldvisit.ui.visit.status_words import cell_name, status_words
from fieldvisit.ui.visit.step_page import StepPage
from fieldvisit.ui.visit.task_pane import TaskPane, TaskPopup
from fieldvisit.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from fieldvisit.usecases.visit_desk import VisitDesk

RAIL = 52
REST, AHEAD_EVERY = 0.8, 100
"""Seconds without a move that count as a rest, and milliseconds between two pages, or pieces of one, made during it."""
CONTEXT_FROM, TASKS_FROM = 1160 - RAIL, 1060 - RAIL
"""Design widths of the page from which the context and the task list stand open."""


class VisitBoard(QWidget):
    """Works on one `VisitDesk`. Signals are news and requests for the page around it."""

    saved = Signal(object)
    said = Signal(str)
    report_requested = Signal(str, str)
    """The report of a visit, by its id, of this kind."""
    closing_requested = Signal()

    def __init__(self, desk: VisitDesk, widths: dict[str, list[int]]) -> None:
        super().__init__()
        self.desk = desk
        self.notebook = Notebook(desk)
        self._widths = widths
        self._steps: dict[str, StepPage] = {}
        self._wants_context: bool | None = None
        self._tells_resumed = False
        self.here: Address | None = None
        self.setProperty("surface", "page")
        self.tasks = TaskPane(self.notebook)
        self.problems = ProblemsPage(self.notebook)
        self.context = ContextPane(self.notebook)
        self.notice = Notice()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.problems)
        self._busy_at = time.monotonic()
        self._ahead = QTimer(self)
        self._ahead.setInterval(AHEAD_EVERY)
        self._ahead.timeout.connect(self._make_one)
        self._lay_out()
        self._listen()
        board_keys.bind(self)
        self.show_step(self._first_step())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.notice and event.type() in (QEvent.Type.Show, QEvent.Type.Hide) and self.current:
            # Never two notices at once: that of the step waits until this one has gone.
            self.current.set_quiet(quiet=event.type() == QEvent.Type.Show)
        if event.type() == QEvent.Type.KeyPress and self._tells_resumed:
            self._end_resumed()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        gc.freeze()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        gc.unfreeze()

    def _lay_out(self) -> None:
        self.notice.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self.stack, 1)
        row.addWidget(self.tasks)
        row.addWidget(middle, 1)
        row.addWidget(self.context)

    def _listen(self) -> None:
        notebook = self.notebook
        notebook.saved.connect(self.saved)
        notebook.failed.connect(self._tell_failure)
        notebook.placed.connect(self._placed)
        notebook.asked_for.connect(self.go_to)
        self.tasks.list.chosen.connect(self.show_step)
        self.tasks.problems_asked.connect(self.show_problems)
        self.tasks.closing_asked.connect(self.closing_requested)
        self.problems.followed.connect(self.go_to)
        self.context.folded.connect(self.fold_context)

    def _first_step(self) -> str:
        place = self.desk.last_place
        if place is not None:
            return place.step
        unfinished = (step.key for step in STEPS if self.desk.visit.step(step.key).state is not StepState.DONE)
        return next(unfinished, STEPS[0].key)

    def _tell_failure(self, words: str) -> None:
        self._end_resumed()
        self.notice.show_notice(words, severity="red")

    def _placed(self, address: Address) -> None:
        self._busy_at = time.monotonic()
        self.here = address
        self.said.emit(status_words(address, self.notebook))

    # Steps

    def step_page(self, key: str) -> StepPage:
        """The page of a step, made when it is first gone to."""
        found = self._steps.get(key)
        if found is None:
            found = self._steps[key] = StepPage(step_of(key), self.notebook, self._widths, self.stack)
            self.stack.addWidget(found)
            found.hint_followed.connect(self.go_to)
            found.head.done.connect(self.finish_step)
            found.head.skipped.connect(self.skip_step)
            found.head.reopened.connect(self.reopen_step)
            found.head.tasks_asked.connect(self._show_tasks_under)
            found.head.context_asked.connect(self.fold_context)
            found.head.paper_asked.connect(self.ask_report)
        return found

    @property
    def current(self) -> StepPage | None:
        """The step that is shown; None on the page of problems."""
        page = self.stack.currentWidget()
        return page if isinstance(page, StepPage) else None

    def show_step(self, key: str) -> StepPage:
        """Shows a step and puts the focus at its start."""
        self._leave_current()
        self._end_resumed()
        page = self.step_page(key)
        page.set_quiet(quiet=not self.notice.isHidden())
        self.stack.setCurrentWidget(page)
        self.tasks.list.show_current(number_of(key) - 1)
        self._fit()
        self.said.emit("")  # what was said of a cell of the step before
        if self.isVisible():
            page.begin()
        return page

    def _leave_current(self) -> None:
        if self.current is not None:
            self.current.leave()

    def go_to(self, place: Address) -> None:
        """Leads to a cell, wherever it is."""
        page = self.current
        if page is None or page.step.key != place.step:
            page = self.show_step(place.step)
        page.go_to(place)

    def finish_step(self) -> None:
        """The step is done; on to the next that is not."""
        page = self.current
        if page is None:
            return
        page.leave()
        if self.notebook.refusals and any(place.step == page.step.key for place in self.notebook.refusals):
            self.go_to(next(place for place in self.notebook.refusals if place.step == page.step.key))
            return
        if self.notebook.read_only or self.notebook.set_state(page.step.key, StepState.DONE):
            self._go_on(page.step.key)

    def _go_on(self, key: str) -> None:
        following = STEPS[number_of(key) :]
        if following:
            self.show_step(following[0].key)
        else:
            self.show_problems()

    def skip_step(self) -> None:
        """Asks for the reason; the step is skipped with it."""
        page = self.current
        if page is None:
            return
        keep = self.desk.store, skipping(self.desk.visit.id, page.step.key)
        reason = ask_words(tr("Skip this step"), tr("Why is it skipped?"), tr("Skip"), self, keep=keep)
        if reason and self.notebook.set_state(page.step.key, StepState.SKIPPED, reason):
            self._go_on(page.step.key)

    def reopen_step(self) -> None:
        if self.current is not None:
            self.notebook.set_state(self.current.step.key, StepState.IN_PROGRESS)

    def ask_report(self, kind: str = "visit") -> None:
        """Wants a report of this visit."""
        self.report_requested.emit(self.desk.visit.id, kind)

    def switch_side(self) -> None:
        if self.current is not None:
            self.current.switch_side()

    def make_ahead(self) -> None:
        """Makes the pages of the other steps one by one while the rep rests, so that going there takes no time."""
        self._ahead.start()

    def _make_one(self) -> None:
        if time.monotonic() - self._busy_at < REST or not self.isVisible():
            return
        missing = [step.key for step in STEPS if step.key not in self._steps]
        if missing:
            self.step_page(missing[0])
        elif not any(page.body.make_more() for page in self._steps.values()):
            self._ahead.stop()
            gc.freeze()

    # Problems

    def show_problems(self) -> None:
        """Shows every point that is missing or odd."""
        self._leave_current()
        self.problems.renew()
        self.stack.setCurrentWidget(self.problems)
        self.tasks.list.show_current(-1)
        self.said.emit("")
        self.problems.begin()

    def next_problem(self) -> None:
        """F8: on to the next point, from wherever one is."""
        if self.current is not None:
            self.current.leave()
        found = next_problem(self.desk.problems(), self._here_now())
        if found is None:
            self.show_problems()
            return
        self.here = found.address
        self.go_to(found.address)
        self.here = found.address
        self.said.emit(str(found.sentence))

    def _here_now(self) -> Address | None:
        page = self.current
        if self.here is not None and page is not None and self.here.step == page.step.key:
            return self.here
        return Address(page.step.key, "") if page is not None else None

    # Where one left off

    def resume(self) -> None:
        """Opens the cell one was at, with what was half typed in it, and says so."""
        place = self.desk.last_place
        if place is None or self.desk.read_only:
            if self.current is not None:
                self.current.begin()
            return
        draft = place in self.notebook.drafts
        self.go_to(place)
        self._tell_resumed(place, draft=draft)

    def _tell_resumed(self, place: Address, *, draft: bool) -> None:
        try:
            where = cell_name(place, self.notebook) if place.field else tr(step_of(place.step).title)
        except KeyError:
            return
        words = tr("Continued where you were: step {number}, {cell}.", number=number_of(place.step), cell=where)
        if draft:
            words += " " + tr("What was half typed is in the cell.")
        self.notice.show_notice(words, severity="info")
        self._tells_resumed = True
        if (everything := QApplication.instance()) is not None:
            everything.installEventFilter(self)

    def _end_resumed(self) -> None:
        """The rep goes on: where one was need not be told any longer."""
        if self._tells_resumed:
            self._tells_resumed = False
            if (everything := QApplication.instance()) is not None:
                everything.removeEventFilter(self)
            self.notice.hide()

    # Panes

    def _show_tasks_under(self, button: QWidget) -> None:
        popup = TaskPopup(self.notebook, self)
        popup.pane.list.show_current(self.tasks.list.current_step)
        popup.pane.list.chosen.connect(self.show_step)
        popup.pane.problems_asked.connect(self.show_problems)
        popup.pane.closing_asked.connect(self.closing_requested)
        popup.move(button.mapToGlobal(button.rect().bottomLeft()))
        popup.show()
        popup.pane.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def fold_context(self) -> None:
        """Ctrl+.: shows the context or puts it away, and keeps to that from now on."""
        self._wants_context = self.context.isHidden()
        self._fit()

    def _fit(self) -> None:
        width = self.width() * 100 / theme().scale
        wants = self._wants_context if self._wants_context is not None else width >= CONTEXT_FROM
        self.context.setVisible(wants)
        narrow = width < TASKS_FROM
        self.tasks.setVisible(not narrow)
        for page in self._steps.values():
            page.head.tasks.setVisible(narrow)
            page.head.context.setVisible(not wants)
            page.head.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def panes(self) -> list[QWidget]:
        """Where F6 leads, in reading order."""
        middle = self.current.panes() if self.current is not None else self.problems.panes()
        return [self.tasks, *middle, self.context]

    def leave(self) -> None:
        """What is half typed is entered or kept."""
        self._leave_current()
        self.notebook.flush()
