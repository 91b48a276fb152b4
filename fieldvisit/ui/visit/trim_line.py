"""Under the order's figures when it is over credit: how far, and the button that cuts it down."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from fieldvisit.domain import formats
from fieldvisit.domain.language import tr
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.visit.notebook import Notebook
from fieldvisit.ui.widgets.buttons import Button
from fieldvisit.ui.widgets.labels import label
from fieldvisit.ui.widgets.marks import IconLabel


class TrimLine(QWidget):
    """Seen only while the order is over the credit that is available."""

    def __init__(self, notebook: Notebook) -> None:
        super().__init__()
        self._notebook = notebook
        self._words = label("", Role.GRID, "red", wrap=True)
        self.trim = Button(tr("Trim to credit"), bar=True)
        self.trim.setToolTip(tr("Keeps what runs out first, in whole cases; undo brings the order back."))
        self.trim.setEnabled(not notebook.read_only)
        self.trim.clicked.connect(notebook.trim_order)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().px(12), 0, theme().px(12), theme().px(8))
        row.setSpacing(theme().px(8))
        row.addWidget(IconLabel("octagon-alert", "red"))
        row.addWidget(self._words, 1)
        row.addWidget(self.trim)
        notebook.recalculated.connect(self.renew)
        self.renew()

    def renew(self) -> None:
        found, minor = self._notebook.figures, self._notebook.minor
        after = found.credit_after_order
        over = after is not None and after < 0 and found.order_value > 0
        if after is not None and over:
            self._words.setText(tr("The order is {over} over the available credit.", over=formats.money(-after, minor)))
        if self.parent() is not None or not over:
            self.setVisible(over)
