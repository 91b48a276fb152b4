"""The head of a page: its title, a line beside it, and what can be done here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.buttons import Button, Kind
from fieldvisit.ui.widgets.labels import NameLabel, label

_SUBTITLE, _GAP = 120, 12


class PageHeader(QFrame):
    """56 high, with a rule below; actions stand at the right, the primary one last."""

    def __init__(self, title: str, subtitle: str = "", role: Role = Role.TITLE) -> None:
        super().__init__()
        self.setProperty("rule", "below")
        self.setFixedHeight(theme().px(56))
        self._title = label(title, role)
        self._line = subtitle
        self._subtitle = NameLabel(subtitle, Role.BODY, "text2")
        self._parts: list[QWidget] = [self._title, self._subtitle]
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme().px(16), 0, theme().px(16), 0)
        self._row.setSpacing(theme().px(_GAP))
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
        self.fit()

    def event(self, event: QEvent) -> bool:
        """Fits its parts anew when one of them has come, gone or got other words."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().event(event)

    def fit(self) -> None:
        """Leaves out one thing after the other as long as there is no room for all.

        First the words of the quiet buttons go, from the left, then the line beside the title, half of the gaps, icon
        and key of the primary button, and last the title, which the rail says too.
        """
        missing = self._wanted() - self.width()
        for saved, leave_out in self._savings():
            leave_out(missing > 0)
            missing -= saved if missing > 0 else 0

    def _seen(self) -> list[QWidget]:
        """What stands in the row beside title and line."""
        return [each for each in self._parts if each not in (self._title, self._subtitle) and not each.isHidden()]

    def _wanted(self) -> int:
        """The width with everything in it; a search field can do with its least."""
        widths = [_full_width(each) + theme().px(_GAP) for each in self._seen()]
        ends = 2 * theme().px(16) + self._title.sizeHint().width() + theme().px(_GAP)
        return sum(widths) + ends + self._line_width()

    def _line_width(self) -> int:
        """The room that the line should have; it may be cut then."""
        return min(theme().px(_SUBTITLE), self._subtitle.fontMetrics().horizontalAdvance(self._line) + 2)

    def _show_line(self, cut: bool) -> None:
        self._subtitle.set_whole("" if cut else self._line)

    def _close_ranks(self, close: bool) -> None:
        self._row.setSpacing(theme().px(_GAP // 2 if close else _GAP))

    def _savings(self) -> Iterator[tuple[int, Callable[[bool], object]]]:
        """What can be left out, in this order: how much room it takes, and how it is left out or shown again."""
        buttons = [each for each in self._seen() if isinstance(each, Button)]
        for button in buttons:
            if button.gives_way():
                yield button.full_width() - theme().px(42), button.set_compact
        yield self._line_width(), self._show_line
        yield theme().px(_GAP - _GAP // 2) * (len(self._seen()) + 1), self._close_ranks
        for button in buttons:
            if button.kind is Kind.PRIMARY:
                yield button.full_width() - button.bare_width(), button.set_bare
        yield self._title.sizeHint().width() + theme().px(_GAP // 2), self._title.setHidden

    def set_title(self, title: str) -> None:
        self._title.setText(title)

    def set_subtitle(self, subtitle: str) -> None:
        self._line = subtitle
        self.fit()  # at once: who has set the words may look at them


def _full_width(widget: QWidget) -> int:
    if isinstance(widget, Button):
        return widget.full_width()
    return min(widget.sizeHint().width(), widget.minimumSizeHint().width())


def _is_primary(widget: QWidget | None) -> bool:
    return isinstance(widget, Button) and widget.kind is Kind.PRIMARY
