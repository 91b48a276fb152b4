"""The sight of a task: what it does, how far it is, how long it still takes, and a way to stop it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from fieldvisit.domain.formats import number
from fieldvisit.domain.language import ntr, tr
from fieldvisit.ui.dialog_place import PlacedDialog
from fieldvisit.ui.tasks import Task
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.buttons import Button
from fieldvisit.ui.widgets.labels import label

_TELLING = 5
"""The time left is estimated from the first fifth on."""


class ProgressStrip(QWidget):
    """A title, a bar, the count with the time left, and Cancel. Follows one task to its end."""

    def __init__(self, task: Task) -> None:
        super().__init__()
        self._task = task
        self._count = label(tr("Starting"), Role.GRID, "text2")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(task.title)
        self.cancel = Button(tr("Cancel"), bar=True)
        self.cancel.clicked.connect(self._stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        column.addWidget(label(task.title, Role.HEADING, wrap=True))
        column.addWidget(self._bar)
        row = QHBoxLayout()
        row.addWidget(self._count, 1)
        row.addWidget(self.cancel)
        column.addLayout(row)
        task.progressed.connect(self._show)

    def _show(self, done: int, total: int | None) -> None:
        self._bar.setRange(0, total or 0)
        self._bar.setValue(done)
        is_telling = done * _TELLING >= (total or 0)  # before, the pace is that of getting ready
        seconds = self._task.seconds_left(done, total) if is_telling else None
        self._count.setText(progress_words(done, total, seconds))

    def _stop(self) -> None:
        self._task.cancel()
        self.cancel.setEnabled(False)
        self._count.setText(tr("Stopping"))


def progress_words(done: int, total: int | None, seconds: float | None) -> str:
    """`1,200 of 5,000, 8 s left`; without the parts that are not known."""
    if not total:
        return tr("{done} done", done=number(done))
    counted = tr("{done} of {total}", done=number(done), total=number(total))
    if seconds is None:
        return counted
    if seconds < 90:
        left = ntr("{count} second left", "{count} seconds left", max(1, round(seconds)))
    else:
        left = ntr("{count} minute left", "{count} minutes left", round(seconds / 60))
    return f"{counted}, {left}"


class ProgressSheet(PlacedDialog):
    """The strip over the window, gone when the task ends; closing it cancels the task."""

    def __init__(self, task: Task, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._task = task
        self.setWindowTitle(task.title)
        self.setModal(True)
        self.setProperty("surface", "popup")
        self.setMinimumWidth(theme().px(400))
        column = QVBoxLayout(self)
        column.setContentsMargins(*([theme().px(20)] * 4))
        self.strip = ProgressStrip(task)
        column.addWidget(self.strip)
        task.ended.connect(self.accept)

    def reject(self) -> None:
        """Esc asks the task to stop; the sheet goes when it has."""
        self.strip.cancel.click()


def run_over(task: Task, parent: QWidget) -> ProgressSheet:
    """Shows the progress of a task over `parent`, without blocking the event loop."""
    sheet = ProgressSheet(task, parent)
    task.ended.connect(sheet.deleteLater)
    sheet.open()
    return sheet
