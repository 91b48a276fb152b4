"""The head of a page: its title, a line beside it, and what can be done here."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.buttons import Button, Kind
from fieldvisit.ui.widgets.labels import NameLabel, label

_SUBTITLE = 120


class PageHeader(QFrame):
    """56 high, with a rule below; actions stand at the right, the primary one last."""

    def __init__(self, title: str, subtitle: str = "", role: Role = Role.TITLE) -> None:
        super().__init__()
        self.setProperty("rule", "below")
        self.setFixedHeight(theme().px(56))
        self._title = label(title, role)
        self._subtitle = NameLabel(subtitle, Role.BODY, "text2")
        self._parts: list[QWidget] = [self._title, self._subtitle]
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme().px(16), 0, theme().px(16), 0)
        self._row.setSpacing(theme().px(12))
        self._row.addWidget(self._title)
        self._row.addWidget(self._subtitle, 1)

    def add_action(self, widget: QWidget) -> None:
        """The actions stand in the order they are added, the primary ones always last."""
        at = len(self._parts)
        while not _is_primary(widget) and at > 0 and _is_primary(self._parts[at - 1]):
            at -= 1
        self._insert(at, widget)

    def add_beside_title(self, widget: QWidget) -> None:
        """Puts `widget` right behind the title, as the day's arrows on Today."""
        self._insert(self._parts.index(self._subtitle), widget)

    def _insert(self, at: int, widget: QWidget) -> None:
        self._parts.insert(at, widget)
        self._row.insertWidget(at, widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_actions()

    def _fit_actions(self) -> None:
        """Takes the words off the quiet buttons, from the left, as long as there is no room for all."""
        margins = 2 * theme().px(16) + self._row.spacing() * len(self._parts)
        seen = [widget for widget in self._parts if not widget.isHidden() and widget is not self._subtitle]
        buttons = [widget for widget in seen if isinstance(widget, Button) and widget.gives_way()]
        fixed = sum(widget.sizeHint().width() for widget in seen if widget not in buttons)
        room = self.width() - margins - fixed - theme().px(_SUBTITLE)
        wanted = sum(button.full_width() for button in buttons)
        for button in buttons:
            tight = wanted > room
            wanted -= button.full_width() - theme().px(42) if tight else 0
            button.set_compact(compact=tight)

    def set_title(self, title: str) -> None:
        self._title.setText(title)

    def set_subtitle(self, subtitle: str) -> None:
        self._subtitle.set_whole(subtitle)


def _is_primary(widget: QWidget | None) -> bool:
    return isinstance(widget, Button) and widget.kind is Kind.PRIMARY
