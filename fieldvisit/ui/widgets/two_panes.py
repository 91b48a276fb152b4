"""A page's main pane with a second one beside it; where there is no room for both, a button swaps them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fieldvisit.ui.theme import theme
from fieldvisit.ui.widgets.buttons import IconButton

_ANY_WIDTH = 16_777_215
"""Qt's own bound, which has no name in Python."""


class TwoPanes(QWidget):
    """Both panes are seen from a width of `needs` on, the second `side_width` wide, and as wide as the page where it is
    seen alone; both in design pixels. Put `swap` into the page's header.
    """

    swapped = Signal()

    def __init__(self, main: QWidget, side: QWidget, side_name: str, *, needs: int, side_width: int) -> None:
        super().__init__()
        self.main, self.side = main, side
        self._needs, self._side_width = needs, side_width
        self.swap = IconButton("panel-right", side_name)
        self.swap.setCheckable(True)
        self.swap.toggled.connect(self._swap)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(main, 1)
        row.addWidget(side)
        self.swap.hide()

    def is_narrow(self) -> bool:
        """Whether only one pane has room."""
        return self.width() < theme().px(self._needs)

    def hides_main(self) -> bool:
        """Whether the second pane is seen alone."""
        return self.is_narrow() and self.swap.isChecked()

    def show_main(self) -> None:
        """Puts the second pane away where there is no room for both."""
        self.swap.setChecked(False)

    def _swap(self) -> None:
        self._arrange()
        self.swapped.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isVisible():
            self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow, alone = self.is_narrow(), self.hides_main()
        self.swap.setVisible(narrow)
        self.side.setMinimumWidth(0 if alone else theme().px(self._side_width))
        self.side.setMaximumWidth(_ANY_WIDTH if alone else theme().px(self._side_width))
        self.side.setVisible(not narrow or alone)
        self.main.setVisible(not alone)
