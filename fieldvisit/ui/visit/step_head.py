"""The head of a step: number and title, one line beside it, and what can be done here."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from fieldvisit.domain.fields import Step
from fieldvisit.domain.language import tr
from fieldvisit.domain.steps import number_of
from fieldvisit.ui.theme import Role
from fieldvisit.ui.widgets.buttons import Button, IconButton, primary
from fieldvisit.ui.widgets.page_header import PageHeader


class StepHead(PageHeader):
    """`done` and `skipped` are the rep's word on the step; `tasks_asked` opens the task list where it is folded away."""

    done = Signal()
    skipped = Signal()
    reopened = Signal()
    filtered = Signal(bool)
    tasks_asked = Signal(QWidget)
    context_asked = Signal()

    def __init__(self, step: Step, actions: list[Button], *, has_grid: bool, read_only: bool) -> None:
        super().__init__(f"{number_of(step.key)} {tr(step.title)}", role=Role.STEP_TITLE)
        self.tasks = IconButton("menu", tr("Steps of the visit"))
        self.tasks.clicked.connect(lambda: self.tasks_asked.emit(self.tasks))
        self._row.insertWidget(0, self.tasks)
        for button in actions:
            self.add_action(button)
        self.only = Button(tr("Exceptions only"), "funnel", bar=True)
        self.only.setCheckable(True)
        self.only.toggled.connect(self.filtered)
        self.only.setVisible(has_grid)
        if has_grid:
            self.add_action(self.only)
        self.menu = self._menu()
        self.more = IconButton("ellipsis", tr("More for this step"))
        self.more.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(self.menu)
        self.next = primary(tr("Done, next"), keys="Ctrl ↵")
        self.next.clicked.connect(self.done)
        self.context = IconButton("panel-right-open", tr("Show the context (Ctrl+.)"))
        self.context.clicked.connect(self.context_asked)
        for widget in (self.more, self.next, self.context):
            self.add_action(widget)
        self.more.setVisible(not read_only)
        self.next.setVisible(not read_only)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for words, signal in (
            (tr("Skip with a reason…"), self.skipped),
            (tr("Back to in progress"), self.reopened),
        ):
            action = QAction(words, menu)
            action.triggered.connect(signal)
            menu.addAction(action)
        return menu

