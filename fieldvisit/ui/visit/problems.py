"""The page of problems: every incomplete or odd point, each the way to its cell."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from fieldvisit.domain import formats
from fieldvisit.domain.flags import Severity
from fieldvisit.domain.language import tr
from fieldvisit.domain.problems import Problem
from fieldvisit.domain.steps import STEPS, number_of, step_of
from fieldvisit.domain.visit import Address
from fieldvisit.ui.icons import icon
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.visit.notebook import Notebook
from fieldvisit.ui.widgets.empty_state import EmptyState
from fieldvisit.ui.widgets.page_header import PageHeader

ICONS = {
    Severity.RED: ("octagon-alert", "red"),
    Severity.AMBER: ("triangle-alert", "amber"),
    Severity.INFO: ("circle", "mid"),
}
_PLACE = Qt.ItemDataRole.UserRole


class ProblemList(QListWidget):
    """Points under the title of their step; Enter or a click follows one."""

    followed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIconSize(QSize(theme().px(16), theme().px(16)))
        self.setStyleSheet(f"QListWidget::item {{ padding: {theme().px(5)}px {theme().px(12)}px; }}")
        self.setWordWrap(True)
        self.setAccessibleName(tr("Problems of this visit"))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._follow)

    def show_points(self, points: list[Problem]) -> None:
        at = self.currentRow()
        self.clear()
        for step in STEPS:
            own = [point for point in points if point.step == step.key]
            if own:
                self.addItem(_heading(f"{number_of(step.key)} {tr(step.title)}"))
            for point in own:
                self.addItem(_point(point))
        self._select(max(0, at))

    def _select(self, at: int) -> None:
        rows = [row for row in range(self.count()) if self.item(row).data(_PLACE) is not None]
        if rows:
            nearest = min(rows, key=lambda row: abs(row - at))
            self.setCurrentRow(nearest, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _follow(self, item: QListWidgetItem) -> None:
        place = item.data(_PLACE)
        if isinstance(place, Address):
            self.followed.emit(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and self.currentRow() >= 0:
            self._follow(self.currentItem())
        else:
            super().keyPressEvent(event)


class ProblemsPage(QWidget):
    """The list under its head; one sentence where there is nothing left."""

    followed = Signal(object)

    def __init__(self, notebook: Notebook) -> None:
        super().__init__()
        self._notebook = notebook
        self.head = PageHeader(tr("Problems"), role=Role.STEP_TITLE)
        self.list = ProblemList()
        self.list.followed.connect(self.followed)
        self._nothing = EmptyState(tr("Nothing is missing and nothing is odd. The visit can be closed."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.head, self.list, self._nothing):
            column.addWidget(widget, int(widget is not self.head))

    def renew(self) -> None:
        """Reads all points anew."""
        points = self._notebook.desk.problems()
        self.list.show_points(points)
        self.list.setVisible(bool(points))
        self._nothing.setVisible(not points)
        missing = sum(1 for point in points if point.blocks)
        self.head.set_subtitle(
            tr("{missing} to complete before closing, {odd} unusual", missing=missing, odd=len(points) - missing)
        )

    def panes(self) -> list[QWidget]:
        return [self.list]

    def begin(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)


def next_problem(points: list[Problem], here: Address | None) -> Problem | None:
    """The point after the cell one is at, from the top again after the last; None where there is none."""
    if not points:
        return None
    first_at: dict[Address, Problem] = {}
    for point in points:
        first_at.setdefault(point.address, point)
    by_place = list(first_at.values())
    at = next((index for index, point in enumerate(by_place) if point.address == here), None)
    if at is not None:
        return by_place[(at + 1) % len(by_place)]
    if here is None:
        return points[0]
    return next((point for point in points if number_of(point.step) >= number_of(here.step)), points[0])


def _heading(words: str) -> QListWidgetItem:
    item = QListWidgetItem(words)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    item.setFont(theme().font(Role.CAPTION_STRONG))
    item.setForeground(theme().colour("text2"))
    item.setBackground(theme().colour("side"))
    return item


def _point(point: Problem) -> QListWidgetItem:
    item = QListWidgetItem(icon(*ICONS[point.severity]), str(point.sentence))
    item.setFont(theme().font(Role.GRID))
    item.setData(_PLACE, point.address)
    kind = tr("to complete") if point.blocks else tr("unusual")
    told = tr("{kind}: {sentence}", kind=kind, sentence=str(point.sentence))
    item.setData(Qt.ItemDataRole.AccessibleTextRole, formats.listed((tr(step_of(point.step).title), told)))
    return item
