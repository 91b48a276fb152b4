"""How a file begins, as it stands there: by it a person sees where its headings are and which column is what."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem

from fieldvisit.domain.language import tr
from fieldvisit.exchange.plans import letter
from fieldvisit.ui.theme import Role, theme
from fieldvisit.usecases.import_file import FilePlan

_ROW, _HEAD = 24, 26
_NARROWEST, _WIDEST = 56, 180


class FilePreview(QTableWidget):
    """A few rows around the headings, which stand out; each column under its letter and what it is taken for."""

    def __init__(self, plan: FilePlan) -> None:
        rows = plan.beginning
        width = plan.table.width if plan.table is not None else 0
        super().__init__(len(rows), width)
        self.setObjectName("preview")
        self.setAccessibleName(tr("How the file begins"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setFont(theme().font(Role.CAPTION))
        for at in range(width):
            self.setHorizontalHeaderItem(at, _small(_head(plan, at)))
        for at, (number, cells) in enumerate(rows):
            self.setVerticalHeaderItem(at, _small(str(number)))
            self._fill(at, cells, heads=plan.headings.first < number <= plan.headings.last + 1)
        self._fit(len(rows), width)

    def _fill(self, row: int, cells: list[str], *, heads: bool) -> None:
        for column, words in enumerate(cells):
            item = QTableWidgetItem(words)
            item.setToolTip(words)
            if heads:
                item.setFont(theme().font(Role.GRID_STRONG))
                item.setBackground(theme().colour("select"))
            self.setItem(row, column, item)

    def _fit(self, rows: int, width: int) -> None:
        """As high as its rows, and each column as wide as its words within bounds."""
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setMinimumSectionSize(theme().px(_ROW))
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setFixedHeight(theme().px(_HEAD))
        self.verticalHeader().setDefaultSectionSize(theme().px(_ROW))
        self.resizeColumnsToContents()
        for column in range(width):
            wanted = min(theme().px(_WIDEST), max(theme().px(_NARROWEST), self.columnWidth(column)))
            self.setColumnWidth(column, wanted)
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(theme().px(_HEAD) + theme().px(_ROW) * rows + bar)


def _small(words: str) -> QTableWidgetItem:
    item = QTableWidgetItem(words)
    item.setFont(theme().font(Role.CAPTION))
    return item


def _head(plan: FilePlan, at: int) -> str:
    """`C · Dealer code`; the letter alone over a column that is not read."""
    keys = [key for key, index in plan.columns.items() if index == at]
    if not keys or plan.kind is None:
        return letter(at)
    return " · ".join([letter(at), *(tr(plan.kind.column(key).label) for key in keys)])
