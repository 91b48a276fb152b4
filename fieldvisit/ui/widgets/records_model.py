"""The rows of a table as Qt asks for them, narrowed to those that were searched for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.records import Column, Kind, Record

Index = QModelIndex | QPersistentModelIndex


@dataclass
class _Rows:
    every: list[Record] = field(default_factory=list)
    shown: list[Record] = field(default_factory=list)
    wanted: tuple[str, ...] = ()


class RecordsModel(QAbstractTableModel):
    """Filters over a Python list: much faster than a proxy model."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._rows = _Rows()
        self.last_shown = len(self.columns) - 1

    def set_records(self, records: Sequence[Record]) -> None:
        self.beginResetModel()
        self._rows.every = list(records)
        self._narrow()
        self.endResetModel()

    def search(self, words: str) -> None:
        """Shows only the records in whose `found_by` every word occurs."""
        self.beginResetModel()
        self._rows.wanted = tuple(words.casefold().split())
        self._narrow()
        self.endResetModel()

    def _narrow(self) -> None:
        wanted = self._rows.wanted
        self._rows.shown = [record for record in self._rows.every if all(word in record.found_by for word in wanted)]

    def record(self, row: int) -> Record:
        return self._rows.shown[row]

    def row_of(self, key: object) -> int | None:
        """Where the record of `key` is shown; None where it is not."""
        return next((row for row, record in enumerate(self._rows.shown) if record.key == key), None)

    def shown_keys(self) -> list[object]:
        """The keys of the records that are shown, in their order."""
        return [record.key for record in self._rows.shown]

    def total(self) -> int:
        """How many records there are, the hidden ones included."""
        return len(self._rows.every)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else len(self._rows.shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._rows.shown[index.row()].cells[index.column()].spoken()
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].head
        if role == Qt.ItemDataRole.TextAlignmentRole:
            number = self.columns[section].kind is Kind.NUMBER
            side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole:
            return theme().font(Role.CAPTION)
        return None
