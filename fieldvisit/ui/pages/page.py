"""What the window asks of every page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldvisit.ui.desk import Desk
from fieldvisit.ui.widgets.notice import Notice


class Page(QWidget):
    """A page lies on the desk; `layout_` is its column, with a notice ready to be placed in it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setProperty("surface", "page")
        self.setAutoFillBackground(True)
        self.notice = Notice()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)

    def bind(self, keys: str, action: Callable[[], object]) -> None:
        """Lets `keys` do something while the focus is anywhere on this page."""
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(action)

    def refresh(self) -> None:
        """Reads again what the page shows; called each time it is gone to and when its data changed."""

    def panes(self) -> list[QWidget]:
        """Where F6 leads on this page, in reading order."""
        return []

    def first_field(self) -> QWidget | None:
        """Where the keys go when the page is gone to; None leaves it to the first pane."""
        return None

    def whereabouts(self) -> str:
        """Where on this page one is, for `come_back`; empty where it begins anew each time."""
        return ""

    def come_back(self, whereabouts: str) -> None:
        """Shows the part of the page where one was, on a page that has been made anew since."""

    def leave(self) -> None:
        """Called before the page is put away: what is half typed is kept."""
