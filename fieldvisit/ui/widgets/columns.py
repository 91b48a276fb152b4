"""How things stand under and beside each other: headed blocks, pairs of name and value, scrolling columns."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.labels import label


def clear(layout: QLayout) -> None:
    """Takes everything out of a layout and deletes it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def heading(words: str, right: str = "") -> QWidget:
    """The head of a block, with a quiet remark at its right."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, theme().px(4), 0, theme().px(2))
    row.addWidget(label(words, Role.HEADING), 1)
    if right:
        row.addWidget(label(right, Role.GRID, "text2"))
    return holder


def pair(name: str, value: str, *, strong: bool = False, tone: str = "text") -> QWidget:
    """A name at the left and its value at the right."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme().px(12))
    row.addWidget(label(name, Role.GRID, "text2"), 0, Qt.AlignmentFlag.AlignTop)
    words = label(value, Role.GRID_STRONG if strong else Role.GRID, tone, wrap=True, select=True)
    words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    row.addWidget(words, 1)
    return holder


def abreast(*widgets: QWidget, air: int = 2) -> QWidget:
    """Some widgets side by side, from the left; `air` above and below them."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, theme().px(air), 0, theme().px(air))
    row.setSpacing(theme().px(8))
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return holder


def rule() -> QFrame:
    """A line between two blocks."""
    line = QFrame()
    line.setProperty("rule", "below")
    line.setFixedHeight(theme().px(12))
    return line


class ScrollColumn(QScrollArea):
    """A column that scrolls up and down and is as wide as it is given."""

    def __init__(self, name: str, margin: int = 16, spacing: int = 8) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.content = QFrame()
        self.content.setProperty("surface", "page")
        self.column = QVBoxLayout()
        self.column.setContentsMargins(*([theme().px(margin)] * 4))
        self.column.setSpacing(theme().px(spacing))
        # Not by an alignment: Qt would give the column the height that its words need where they are not wrapped.
        whole = QVBoxLayout(self.content)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(self.column)
        whole.addStretch(1)
        self.setWidget(self.content)

    def showEvent(self, event: QShowEvent) -> None:
        """Asks for a layout once more: Qt forgets what was asked while the column was hidden."""
        super().showEvent(event)
        QCoreApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))

    def begin(self) -> None:
        """Takes out what stood in the column."""
        clear(self.column)

    def add(self, widget: QWidget) -> None:
        self.column.addWidget(widget)
