"""Every key that does something, in one list: what the help shows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from fieldvisit.domain.language import mark, tr
from fieldvisit.ui.dialogs import Sheet
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.labels import KeyHint, label

SHORTCUTS = (
    (
        mark("Everywhere"),
        (
            ("Ctrl K", mark("Find a dealer, product, visit or command")),
            ("Alt 1 … 7", mark("Today, Visits, Dealers, Region, Catalogue, Data, Settings")),
            ("F6", mark("Next pane; with Shift the one before")),
            ("Ctrl Z", mark("Undo")),
            ("Ctrl Shift Z", mark("Redo")),
            ("Ctrl F", mark("Search on this page")),
            ("Ctrl L", mark("Lock now")),
            ("F1", mark("This help")),
            ("Ctrl Q", mark("Quit")),
        ),
    ),
    (
        mark("Today"),
        (
            ("Alt ↑ ↓", mark("Move a stop")),
            ("Alt ← →", mark("The day before, the day after")),
            ("Ctrl N", mark("Add a stop")),
            ("Del", mark("Take a stop out")),
            ("Enter", mark("Start or continue the visit")),
        ),
    ),
    (
        mark("Visits"),
        (
            ("Shift ↑ ↓", mark("Select several; all with Ctrl A")),
            ("Ctrl Space", mark("Select one more; Ctrl ↑ ↓ goes there")),
            ("Enter", mark("Open the visit")),
        ),
    ),
    (
        mark("In a visit"),
        (
            ("Ctrl 1 … 0", mark("The ten steps")),
            ("Ctrl Enter", mark("Step done, on to the next")),
            ("F8", mark("Next problem")),
            ("F9", mark("Prices: retail or resale")),
            ("Ctrl .", mark("Show or hide the context")),
            ("Ctrl P", mark("The visit report")),
        ),
    ),
    (
        mark("In a grid"),
        (
            ("Enter", mark("Down")),
            ("Tab", mark("Right")),
            ("Ctrl '", mark("Take the last value, marked as the same")),
            ("Space", mark("Confirm a value that was filled in")),
            ("F2, Alt ↓", mark("Edit the cell, open its list")),
            ("Ctrl D", mark("Fill down")),
            ("Ctrl Del", mark("Take the row out")),
            ("Ctrl C, Ctrl V", mark("Copy and paste, also from Excel")),
        ),
    ),
)


class ShortcutsDialog(Sheet):
    """The list of keys, to be read while trying them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Keys"), parent, width=520)
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, theme().px(12), 0)
        grid.setHorizontalSpacing(theme().px(16))
        grid.setVerticalSpacing(theme().px(6))
        grid.setColumnStretch(1, 1)
        for group, keys in SHORTCUTS:
            self._add_group(grid, group, keys)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setAccessibleName(tr("Keys"))
        area.setWidget(page)
        area.setMinimumHeight(theme().px(420))
        self.body.addWidget(area, 1)
        self.add_answers(tr("Close"))

    def _add_group(self, grid: QGridLayout, group: str, keys: tuple[tuple[str, str], ...]) -> None:
        heading = label(tr(group), Role.HEADING)
        heading.setContentsMargins(0, theme().px(8), 0, 0)
        grid.addWidget(heading, grid.rowCount(), 0, 1, 2)
        for key, does in keys:
            row = grid.rowCount()
            grid.addWidget(KeyHint(key), row, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(label(tr(does), Role.GRID, wrap=True), row, 1)
