"""A page's main pane with a second one beside it; where there is no room for both, a button swaps them."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fieldvisit.ui.theme import theme
from fieldvisit.ui.widgets.buttons import IconButton


class TwoPanes(QWidget):
    """`needs` is the width, in design pixels, from which both panes are seen; put `swap` into the page's header."""

    def __init__(self, main: QWidget, side: QWidget, side_name: str, needs: int) -> None:
        super().__init__()
        self.main, self.side = main, side
        self._needs = needs
        self.swap = IconButton("panel-right", side_name)
        self.swap.setCheckable(True)
        self.swap.toggled.connect(lambda _on: self._arrange())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(main, 1)
        row.addWidget(side)
        self.swap.hide()

    def is_narrow(self) -> bool:
        """Whether only one pane has room."""
        return self.width() < theme().px(self._needs)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isVisible():
            self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow = self.is_narrow()
        self.swap.setVisible(narrow)
        self.side.setVisible(not narrow or self.swap.isChecked())
        self.main.setVisible(not narrow or not self.swap.isChecked())
