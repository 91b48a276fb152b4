"""A visit laid out: task list, step, context; it knows where the rep is and leads everywhere else.

While it is shown, Python's search for circular rubbish leaves out all that was there before: the facts of a visit are
hundreds of thousands of objects, and looking through them takes longer than a key may.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from fieldvisit.domain.language import tr
from fieldvisit.domain.steps import STEPS, number_of, step_of
from fieldvisit.domain.visit import Address, StepState
from fieldvisit.ui.dialogs import ask_words
from fieldvisit.ui.visit import board_keys
from fieldvisit.ui.visit.board_sides import BoardSides
from fieldvisit.ui.visit.close import skipping
from fieldvisit.ui.visit.notebook import Notebook
from fieldvisit.ui.visit.pages_ahead import PagesAhead
from fieldvisit.ui.visit.problems import ProblemsPage, next_problem
from fieldvisit.ui.visit.resumed_notice import ResumedNotice
from fieldvisit.ui.visit.status_words import status_words
from fieldvisit.ui.visit.step_page import StepPage
from fieldvisit.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from fieldvisit.usecases.visit_desk import VisitDesk


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
        self.steps: dict[str, StepPage] = {}
        """The pages that are made, by step."""
        self.here: Address | None = None
        self.setProperty("surface", "page")
        self.sides = BoardSides(self)
        self.tasks, self.context = self.sides.tasks, self.sides.context
        self.problems = ProblemsPage(self.notebook)
        self.notice = Notice()
        self._resumed = ResumedNotice(self.notice, self.notebook)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.problems)
        self._ahead = PagesAhead(self)
        self._lay_out()
        self._listen()
        board_keys.bind(self)
        self.show_step(self._first_step())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.notice and event.type() in (QEvent.Type.Show, QEvent.Type.Hide) and self.current:
            # Never two notices at once: that of the step waits until this one has gone.
            self.current.set_quiet(quiet=event.type() == QEvent.Type.Show)
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
        notebook.told.connect(self._tell)
        notebook.placed.connect(self._placed)
        notebook.asked_for.connect(self.go_to)
        self.problems.followed.connect(self.go_to)

    def _first_step(self) -> str:
        place = self.desk.last_place
        if place is not None:
            return place.step
        unfinished = (step.key for step in STEPS if self.desk.visit.step(step.key).state is not StepState.DONE)
        return next(unfinished, STEPS[0].key)

    def _tell(self, words: str) -> None:
        self._resumed.end()
        self.notice.show_notice(words, severity="info")

    def _tell_failure(self, words: str) -> None:
        self._resumed.end()
        self.notice.show_notice(words, severity="red")

    def _placed(self, address: Address) -> None:
        self.here = address
        self.said.emit(status_words(address, self.notebook))

    # Steps

    def step_page(self, key: str) -> StepPage:
        """The page of a step, made when it is first gone to."""
        found = self.steps.get(key)
        if found is None:
            found = self.steps[key] = StepPage(step_of(key), self.notebook, self._widths, self.stack)
            self.stack.addWidget(found)
            found.hint_followed.connect(self.go_to)
            found.head.done.connect(self.finish_step)
            found.head.skipped.connect(self.skip_step)
            found.head.reopened.connect(self.reopen_step)
            found.head.tasks_asked.connect(self.sides.show_tasks_under)
            found.head.context_asked.connect(self.sides.fold_context)
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
        self._resumed.end()
        page = self.step_page(key)
        page.set_quiet(quiet=not self.notice.isHidden())
        self.stack.setCurrentWidget(page)
        self.tasks.list.show_current(number_of(key) - 1)
        self.sides.fit(self.steps.values())
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
        """Makes the pages of the other steps while the rep rests."""
        self._ahead.begin()

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
        self._resumed.tell(place, draft=draft)

    # Panes

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sides.fit(self.steps.values())

    def panes(self) -> list[QWidget]:
        """Where F6 leads, in reading order."""
        middle = self.current.panes() if self.current is not None else self.problems.panes()
        return [self.tasks, *middle, self.context]

    def leave(self) -> None:
        """What is half typed is entered or kept."""
        self._leave_current()
        self.notebook.flush()
