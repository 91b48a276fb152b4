"""The field one types into to find something, with its icon and the hint of its key."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit

from fieldvisit.ui.icons import SIZE, paint_icon
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.labels import hint_width, paint_hint


class SearchField(QLineEdit):
    """Down moves on to the results, Esc empties the field; `left_downwards` and `searched` tell the page."""

    searched = Signal(str)
    left_downwards = Signal()

    def __init__(self, placeholder: str, *, keys: str = "", width: int = 220) -> None:
        super().__init__()
        self._keys = keys
        self._width = width
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setFont(theme().font(Role.BODY))
        self.setProperty("sunk", "true")
        self._fit_hint()
        self.textChanged.connect(self.searched)

    def _fit_hint(self) -> None:
        right = round(hint_width(self._keys)) + theme().px(4) if self._has_room_for_keys() else 0
        self.setTextMargins(theme().px(SIZE + 8), 0, right, 0)

    def _has_room_for_keys(self) -> bool:
        """Whether some of the words can be seen beside the hint of the key."""
        return bool(self._keys) and self.width() >= theme().px(140)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_hint()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(self._width), theme().px(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(96), theme().px(32))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        top = (self.height() - theme().px(SIZE)) / 2
        paint_icon(painter, theme().px(10), top, "search", "text2")
        if self._has_room_for_keys() and not self.text() and not self.hasFocus():
            width, height = hint_width(self._keys), theme().px(17)
            left = self.width() - width - theme().px(8)
            paint_hint(painter, QRectF(left, (self.height() - height) / 2, width, height), self._keys)
        painter.end()
