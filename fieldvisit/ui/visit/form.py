"""Simple fields of a step in one or two tidy columns under their heading."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from fieldvisit.domain.fields import Field
from fieldvisit.domain.language import tr
from fieldvisit.domain.visit import Address
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.visit.field_row import FieldRow
from fieldvisit.ui.visit.notebook import Notebook
from fieldvisit.ui.widgets.labels import label

_TWO_COLUMNS_FROM = 560


class FormSection(QWidget):
    """One section. `rows` are its fields in the order of the declaration; of a table's row with `of`: table and row."""

    def __init__(
        self,
        title: str,
        step: str,
        fields: tuple[Field, ...],
        notebook: Notebook,
        aside: QWidget | None = None,
        *,
        of: tuple[str, str] = ("", ""),
    ) -> None:
        super().__init__()
        self.rows = [FieldRow(Address(step, each.key, *of), each, notebook) for each in fields]
        self._columns = 0
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme().px(24))
        self._grid.setVerticalSpacing(theme().px(12))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme().px(12), theme().px(14), theme().px(12), theme().px(8))
        column.setSpacing(theme().px(8))
        if title:
            column.addWidget(label(tr(title), Role.HEADING))
        column.addLayout(self._grid)
        if aside is not None:
            column.addWidget(aside)
        self._arrange(2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(2 if self.width() >= theme().px(_TWO_COLUMNS_FROM) else 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(200), super().minimumSizeHint().height())

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        while self._grid.count():
            self._grid.takeAt(0)
        at = 0
        for row in self.rows:
            if row.wide and at % columns:
                at += columns - at % columns
            self._grid.addWidget(row, at // columns, at % columns, 1, columns if row.wide else 1)
            at += columns if row.wide else 1
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
