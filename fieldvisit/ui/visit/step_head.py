"""The head of a step: number and title, one line beside it, and what can be done here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from fieldvisit.domain.fields import Step
from fieldvisit.domain.language import mark, tr
from fieldvisit.domain.steps import number_of
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.buttons import Button, IconButton, primary
from fieldvisit.ui.widgets.page_header import PageHeader

PAPERS = MappingProxyType(
    {
        "visit": mark("Visit report"),
        "statement": mark("Statement"),
        "order": mark("Order proposal"),
        "brief": mark("Brief"),
        "count": mark("Count sheet"),
    }
)
"""What can be printed of a visit, by the kind of report."""
_BETWEEN = " · "
_PLACE = 190
"""The most a place may take from the buttons beside it, which are in the menu too."""
MenuEntry = tuple[str, Callable[[QWidget], object]]
"""Words of a menu's entry, and what it does; it is handed the widget that a dialog may lie over."""


class StepHead(PageHeader):
    """`done` and `skipped` are the rep's word on the step; `tasks_asked` opens the task list where it is folded away.

    Buttons that find no room are in the menu, which holds all of them, the further `entries` and everything that can
    be printed. `paper` is the kind of report that belongs to this step and has a button of its own.
    """

    done = Signal()
    skipped = Signal()
    reopened = Signal()
    filtered = Signal(bool)
    tasks_asked = Signal(QWidget)
    context_asked = Signal()
    paper_asked = Signal(str)

    def __init__(
        self,
        step: Step,
        actions: list[Button],
        *,
        entries: Iterable[MenuEntry] = (),
        paper: str = "",
        has_grid: bool,
        read_only: bool,
    ) -> None:
        super().__init__(f"{number_of(step.key)} {tr(step.title)}", role=Role.STEP_TITLE)
        self._read_only = read_only
        self._place = self._told = ""
        self.tasks = IconButton("menu", tr("Steps of the visit"))
        self.tasks.clicked.connect(lambda: self.tasks_asked.emit(self.tasks))
        self.add_beside_title(self.tasks)
        self.only = Button(tr("Exceptions only"), "funnel", bar=True)
        self.only.setCheckable(True)
        self.only.toggled.connect(self.filtered)
        self._in_menu = [*([self.only] if has_grid else []), *actions]
        self._foldable = [*self._in_menu, *([self._paper(paper)] if paper else [])]
        self.menu = self._menu(entries)
        self.more = IconButton("ellipsis", tr("More for this step"))
        self.more.clicked.connect(self._open_menu)
        self.next = primary(tr("Done, next"), keys="Ctrl ↵")
        self.next.clicked.connect(self.done)
        self.context = IconButton("panel-right-open", tr("Show the context (Ctrl+.)"))
        self.context.clicked.connect(self.context_asked)
        for widget in (*self._foldable, self.more, self.next, self.context):
            self.add_action(widget)
        self.next.setVisible(not read_only)

    def _paper(self, kind: str) -> Button:
        button = Button(tr(PAPERS[kind]), "file-text", bar=True)
        button.clicked.connect(lambda: self.paper_asked.emit(kind))
        return button

    def _menu(self, entries: Iterable[MenuEntry]) -> QMenu:
        menu = QMenu(self)
        for button in self._in_menu:
            menu.addAction(_action_of(button, menu))
        for words, act in entries:
            menu.addAction(words).triggered.connect(partial(_begin, act, self))
        if not self._read_only:
            menu.addAction(tr("Skip with a reason…")).triggered.connect(self.skipped)
            menu.addAction(tr("Back to in progress")).triggered.connect(self.reopened)
        menu.addSeparator()
        for kind, words in PAPERS.items():
            action = menu.addAction(tr(words))
            action.triggered.connect(partial(self._ask_paper, kind))
            if kind == "visit":
                # Only told here: the key itself is bound once for the whole visit.
                action.setText(
                    f"{action.text()}\t{QKeySequence('Ctrl+P').toString(QKeySequence.SequenceFormat.NativeText)}"
                )
        return menu

    def _ask_paper(self, kind: str) -> None:
        self.paper_asked.emit(kind)

    def _open_menu(self) -> None:
        self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(240), self.height())

    def fit(self) -> None:
        """Folds buttons away, from the left, until the rest has room."""
        fixed = [
            self._title,
            *(each for each in (self.tasks, self.more, self.next, self.context) if not each.isHidden()),
        ]
        room = self.width() - theme().px(32) - sum(each.sizeHint().width() + theme().px(12) for each in fixed)
        left, room = room, room - self._place_width()
        for button in reversed(self._foldable):
            width = button.full_width() + theme().px(12)
            room -= width
            button.setVisible(room >= 0)
            left -= width if room >= 0 else 0
        self.more.setVisible(bool(self.menu.actions()))
        self._subtitle.set_whole(self._as_much_as_fits(left - theme().px(12)))

    def set_place(self, words: str) -> None:
        """At which dealer one is, before the line, where nothing else says so; empty for nothing."""
        self._place = words

    def _place_width(self) -> int:
        """What buttons leave to the place."""
        words = self._subtitle.fontMetrics().horizontalAdvance(self._place) + theme().px(14)
        return min(words, theme().px(_PLACE)) if self._place else 0

    def set_subtitle(self, subtitle: str) -> None:
        self._told = subtitle
        self.fit()

    def _as_much_as_fits(self, room: int) -> str:
        """The line without its last parts, or none of it: half a figure says something else than the whole one.

        Of the place as much is seen as there is room for.
        """
        parts = [part for part in (self._place, *self._told.split(_BETWEEN)) if part]
        lines = (_BETWEEN.join(parts[:count]) for count in range(len(parts), 0, -1))
        metrics = self._subtitle.fontMetrics()
        return next((line for line in lines if metrics.horizontalAdvance(line) + 2 <= room), self._place)


def _begin(act: Callable[[QWidget], object], over: QWidget) -> None:
    act(over.window())


def _action_of(button: Button, menu: QMenu) -> QAction:
    action = QAction(button.text(), menu)
    action.setCheckable(button.isCheckable())
    action.triggered.connect(button.click)
    if button.isCheckable():
        button.toggled.connect(action.setChecked)
    return action
