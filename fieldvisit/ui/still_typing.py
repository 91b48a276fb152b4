"""A cell of the visit that is left open while the focus goes elsewhere, instead of taking what is half typed in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget


class StillTyping(QObject):
    """Holds the widget with the focus, where it is one inside `place`; goes with it."""

    def __init__(self, place: QWidget | None) -> None:
        focused = QApplication.focusWidget()
        held = focused if place is not None and focused is not None and place.isAncestorOf(focused) else None
        super().__init__(held)
        self._held = held
        if held is not None:
            held.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return event.type() == QEvent.Type.FocusOut

    def go_on(self) -> None:
        """Lets the widget be left again, and puts the focus back into it."""
        if self._held is not None:
            self._held.removeEventFilter(self)
            self._held.setFocus(Qt.FocusReason.OtherFocusReason)
            self._held = None
