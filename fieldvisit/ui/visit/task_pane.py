"""The left side of a visit: who, when, how far, the ten steps, and the way to the problems and the end."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from fieldvisit.domain import formats
from fieldvisit.domain.language import tr
from fieldvisit.domain.steps import STEPS
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.visit.notebook import Notebook
from fieldvisit.ui.visit.step_marks import steps_done
from fieldvisit.ui.visit.task_list import TaskList
from fieldvisit.ui.widgets.buttons import Button
from fieldvisit.ui.widgets.labels import NameLabel, label
from fieldvisit.ui.widgets.marks import ClassBadge

WIDTH = 196
_LONGEST_STAY = 4 * 60
"""Minutes after which a visit that is still open is no longer one stay: it was left and is gone on with."""


class TaskPane(QFrame):
    """`problems_asked` and `closing_asked` are its two buttons."""

    problems_asked = Signal()
    closing_asked = Signal()

    def __init__(self, notebook: Notebook) -> None:
        super().__init__()
        self._notebook = notebook
        self.setProperty("surface", "side")
        self.setProperty("rule", "right")
        self.setFixedWidth(theme().px(WIDTH))
        self.list = TaskList(notebook)
        self._when = label("", Role.GRID, "text2", wrap=True)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setMaximum(len(STEPS))
        self._done = label("", Role.CAPTION, "text2")
        self.problems = Button("", "list-checks", keys="F8")
        self.problems.clicked.connect(self.problems_asked)
        self.close_visit = Button(self._closing_words())
        self.close_visit.clicked.connect(self.closing_asked)
        self._lay_out()
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.timeout.connect(self._count)
        notebook.recalculated.connect(self._follow)
        notebook.state_changed.connect(self.renew)
        self._minute = QTimer(self)
        self._minute.setInterval(60_000)
        self._minute.timeout.connect(self._show_when)
        self._minute.start()
        self.renew()

    def _closing_words(self) -> str:
        return tr("Correct this visit…") if self._notebook.read_only else tr("Close visit…")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme().px(10), 0, theme().px(16))
        column.setSpacing(theme().px(6))
        column.addWidget(self._head())
        column.addWidget(self.list, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(theme().px(16), 0, theme().px(16), 0)
        foot.setSpacing(theme().px(8))
        for button in (self.problems, self.close_visit):
            button.setSizePolicy(button.sizePolicy().Policy.Expanding, button.sizePolicy().Policy.Fixed)
            foot.addWidget(button)
        column.addLayout(foot)

    def _head(self) -> QWidget:
        dealer = self._notebook.facts.dealer
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(theme().px(16), 0, theme().px(16), theme().px(4))
        column.setSpacing(theme().px(2))
        column.addWidget(NameLabel(dealer.name, Role.HEADING))
        if dealer.name_local and dealer.name_local != dealer.name:
            column.addWidget(NameLabel(dealer.name_local, Role.BODY, "text2"))
        line = QHBoxLayout()
        line.setSpacing(theme().px(6))
        badge = ClassBadge()
        line.addWidget(badge)
        line.addWidget(self._when, 1)
        column.addLayout(line)
        # Shown before it has a parent, it would be a window of its own for a moment.
        badge.set_text(dealer.class_label)
        column.addSpacing(theme().px(4))
        column.addWidget(self._progress)
        column.addWidget(self._done)
        return head

    def _follow(self) -> None:
        """New figures; the problems are counted in a turn of their own, so that no key waits for both."""
        self._show_progress()
        self._counting.start()

    def renew(self) -> None:
        self._show_progress()
        self._count()

    def _count(self) -> None:
        words = tr("Problems {count}", count=len(self._notebook.desk.problems()))
        if words != self.problems.text():
            self.problems.setText(words)
            self.problems.updateGeometry()

    def _show_progress(self) -> None:
        done = steps_done(self._notebook)
        self._progress.setValue(done)
        self._done.setText(tr("{done} of {all} steps done", done=done, all=len(STEPS)))
        self._progress.setAccessibleName(self._done.text())
        self._show_when()

    def _show_when(self) -> None:
        visit = self._notebook.visit
        day = f"{formats.weekday(visit.day)} {formats.short_day(visit.day)}"
        minutes = self._minutes()
        self._when.setText(day if minutes is None else tr("{day} · {minutes} min", day=day, minutes=minutes))

    def _minutes(self) -> int | None:
        if (entered := self._notebook.figures.minutes_on_site) is not None:
            return entered
        started = self._notebook.visit.started_at
        if started is None or self._notebook.read_only:
            return None
        passed = int((datetime.now(started.tzinfo) - started).total_seconds() // 60)
        return passed if 0 <= passed <= _LONGEST_STAY else None

    def sizeHint(self) -> QSize:
        return QSize(theme().px(WIDTH), theme().px(560))


class TaskPopup(QFrame):
    """The task list as a drop-down beside the step's title, where the window is narrow."""

    def __init__(self, notebook: Notebook, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.pane = TaskPane(notebook)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self.pane)
        self.pane.list.chosen.connect(self.close)
        self.pane.problems_asked.connect(self.close)
        self.pane.closing_asked.connect(self.close)
        self.resize(theme().px(WIDTH) + 2, min(theme().px(620), parent.window().height() - theme().px(60)))
