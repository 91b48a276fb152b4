"""Closing a visit: what is incomplete stands here, and each step is completed or skipped with a reason on the spot."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from fieldvisit.domain.fields import Step
from fieldvisit.domain.language import ntr, tr
from fieldvisit.domain.problems import Problem
from fieldvisit.domain.steps import STEPS, number_of
from fieldvisit.domain.visit import Address, StepState
from fieldvisit.ui.dialogs import Sheet
from fieldvisit.ui.half_typed import keep_line
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.visit.notebook import Notebook
from fieldvisit.ui.widgets.buttons import Button, link, primary
from fieldvisit.ui.widgets.labels import label

_POINTS_SHOWN = 4


def skipping(visit: str, step: str) -> str:
    """The name under which the reason for skipping a step is kept while it is typed."""
    return f"skip.{visit}.{step}"


class OpenStep(QWidget):
    """One step with what it lacks. `followed` leads to a cell; `settled`: the step was done or skipped here."""

    followed = Signal(object)
    settled = Signal()

    def __init__(self, step: Step, points: list[Problem], notebook: Notebook) -> None:
        super().__init__()
        self._step, self._notebook = step, notebook
        self.setObjectName(step.key)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme().px(6), 0, theme().px(6))
        column.setSpacing(theme().px(4))
        title = f"{number_of(step.key)} {tr(step.title)}"
        column.addWidget(label(title, Role.HEADING))
        missing = [point for point in points if point.address.field]
        for point in missing[:_POINTS_SHOWN]:
            column.addWidget(self._point(point), 0, Qt.AlignmentFlag.AlignLeft)
        if len(missing) > _POINTS_SHOWN:
            rest = len(missing) - _POINTS_SHOWN
            column.addWidget(label(ntr("and {count} more", "and {count} more", rest), Role.CAPTION, "text2"))
        column.addLayout(self._answers(title, done=not missing))

    def _point(self, point: Problem) -> Button:
        go = link(_short(str(point.sentence)))
        go.setToolTip(str(point.sentence))
        go.clicked.connect(lambda: self.followed.emit(point.address))
        return go

    def _answers(self, title: str, *, done: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(6))
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(tr("Reason for skipping the step"))
        self.reason.setAccessibleName(tr("Reason for skipping {step}", step=title))
        self.reason.returnPressed.connect(self._skip)
        desk = self._notebook.desk
        self._half_typed = keep_line(self.reason, desk.store, skipping(desk.visit.id, self._step.key))
        self.skip = Button(tr("Skip"), bar=True)
        self.skip.clicked.connect(self._skip)
        row.addWidget(self.reason, 1)
        row.addWidget(self.skip)
        if done:
            self.done = Button(tr("Mark as done"), bar=True)
            self.done.clicked.connect(self._done)
            row.addWidget(self.done)
        return row

    def begin(self) -> None:
        """Puts the focus where the step is skipped or gone over."""
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _skip(self) -> None:
        words = self.reason.text().strip()
        if words and self._notebook.set_state(self._step.key, StepState.SKIPPED, words):
            self._half_typed.forget()
            self.settled.emit()
        elif not words:
            self.begin()

    def _done(self) -> None:
        if self._notebook.set_state(self._step.key, StepState.DONE):
            self.settled.emit()


class CloseDialog(Sheet):
    """Accepted when the rep closes; `leads_to` is the cell the rep went to instead, if any."""

    def __init__(self, notebook: Notebook, parent: QWidget | None = None) -> None:
        super().__init__(tr("Close the visit"), parent, width=560)
        self._notebook = notebook
        self.leads_to: Address | None = None
        self.open_steps: list[OpenStep] = []
        self._words = label("", wrap=True)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setMinimumHeight(theme().px(120))
        self.body.addWidget(self._words)
        self.body.addWidget(self._area, 1)
        self.later = self.add_button(Button(tr("Not now")))
        self.later.clicked.connect(self.reject)
        self.close_button = self.add_button(primary(tr("Close and freeze")))
        self.close_button.clicked.connect(self.accept)
        self.renew()

    def wanted_size(self) -> QSize:
        """High enough for every open step: as many as the screen has room for are seen at a time."""
        wanted = super().wanted_size()
        page = self._area.widget()
        if page is None or self._area.isHidden():
            return wanted
        return wanted + QSize(0, max(0, page.sizeHint().height() - self._area.sizeHint().height()))

    def renew(self, after: str = "") -> None:
        """Lists the steps that are still open. The focus goes to the one after the step that was settled last."""
        points = [point for point in self._notebook.desk.problems() if point.blocks]
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, theme().px(8), 0)
        self.open_steps = []
        for step in STEPS:
            own = [point for point in points if point.step == step.key]
            if own:
                self._add(column, OpenStep(step, own, self._notebook))
        column.addStretch(1)
        self._put_in(page)
        self._area.setVisible(bool(points))
        self._words.setText(self._sentence(len(self.open_steps)))
        self.close_button.setEnabled(not points)
        self._begin(after)

    def _begin(self, after: str) -> None:
        """At what is to be done next, so that a key typed on goes to no button: a space would press it."""
        place = number_of(after) if after else 0
        following = (row for row in self.open_steps if number_of(row.objectName()) > place)
        row = next(following, next(iter(self.open_steps), None))
        if row is not None:
            row.begin()
        else:
            self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_in(self, page: QWidget) -> None:
        """The former page goes in the event loop's next turn: what was pressed in it is still at work."""
        if (old := self._area.takeWidget()) is not None:
            old.hide()
            old.deleteLater()
        self._area.setWidget(page)

    def _add(self, column: QVBoxLayout, row: OpenStep) -> None:
        row.followed.connect(self._follow)
        row.settled.connect(lambda: self.renew(row.objectName()))
        self.open_steps.append(row)
        column.addWidget(row)

    def _sentence(self, count: int) -> str:
        if count:
            return ntr(
                "{count} step is not complete. Complete it, or skip it with a reason.",
                "{count} steps are not complete. Complete them, or skip each with a reason.",
                count,
            )
        return tr("The visit gets its number and does not change any more. A correction later is a new revision.")

    def _follow(self, place: Address) -> None:
        self.leads_to = place
        self.reject()


def _short(words: str) -> str:
    return words if len(words) <= 76 else words[:75] + "…"
