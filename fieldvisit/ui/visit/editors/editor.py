"""What a form asks of every editor."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fieldvisit.domain.fields import Field, Value
from fieldvisit.domain.language import tr
from fieldvisit.domain.visit import Mark, Origin
from fieldvisit.ui.widgets.labels import set_look


class Editor(QWidget):
    """Shows one value. `typed` follows each key, `committed` ends typing, `chosen` brings a value not to be read."""

    typed = Signal(str)
    committed = Signal(str)
    chosen = Signal(object)
    given_up = Signal()
    focused = Signal()
    wide = False
    """Whether it wants the whole width of a form."""

    def __init__(self, asked: Field) -> None:
        super().__init__()
        self.asked = asked
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(0)

    def adopt(self, widget: QWidget) -> None:
        """Makes `widget` the one that takes the focus and bears the field's name."""
        widget.setObjectName(self.asked.key)
        widget.setAccessibleName(tr(self.asked.label))
        if self.asked.help:
            widget.setToolTip(tr(self.asked.help))
        self.setFocusProxy(widget)

    def show_value(self, value: Value | None, mark: Mark) -> None:
        """Shows what the visit holds; None is no value."""
        raise NotImplementedError

    def show_draft(self, text: str) -> None:
        """Shows half-typed text that is no value yet."""

    def show_refused(self, *, refused: bool) -> None:
        """Marks what was typed as refused."""
        if (widget := self.focusProxy()) is not None:
            set_look(widget, "refused", "true" if refused else "false")

    def set_read_only(self) -> None:
        """Of a closed visit: to be looked at only."""
        self.setEnabled(False)

    def commit(self) -> None:
        """Enters what is half typed, as when the page is left."""


def given(mark: Mark) -> bool:
    """Whether the program put the value in and nobody confirmed it."""
    return mark.origin is Origin.PREFILLED
