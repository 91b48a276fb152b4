"""Where one is in a grid, and where Enter, Tab and a request from elsewhere lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel

from fieldvisit.domain.visit import Address
from fieldvisit.ui.visit.grid import walk
from fieldvisit.ui.visit.grid.line import Kind
from fieldvisit.ui.visit.grid.model import GridModel

if TYPE_CHECKING:
    from fieldvisit.ui.visit.grid.view import GridView

_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect


class Caret:
    """Moves the current cell of a view; columns that are folded away are passed over."""

    def __init__(self, view: GridView) -> None:
        self._view = view

    @property
    def _grid(self) -> GridModel:
        return self._view.grid

    def address(self) -> Address | None:
        """The cell one is at; None where there is none, or none that the rep fills."""
        return self._grid.address(self._view.currentIndex())

    def row_id(self) -> str:
        """The row one is in; empty for none, and for the line that adds one."""
        index = self._view.currentIndex()
        return self._grid.line(index.row()).row if index.isValid() else ""

    def is_on_adding_line(self) -> bool:
        index = self._view.currentIndex()
        return index.isValid() and self._grid.line(index.row()).kind is Kind.ADD

    def set(self, row: int, column: int) -> None:
        """Makes a cell the current one."""
        index = self._grid.index(row, column)
        self._view.selectionModel().setCurrentIndex(index, _SELECT)
        self._view.scrollTo(index)

    def go_to(self, address: Address) -> bool:
        """Puts the cursor on a cell, or on the first of its row; False when it is not in this grid."""
        sheet = self._grid.sheet
        if (address.step, address.table) != (sheet.step, sheet.table.key):
            return False
        row, column = self._grid.row_of(address.row), sheet.index_of(address.field)
        if row is None and self._grid.exceptions_only:
            self._grid.show_exceptions_only(False, "")
            row = self._grid.row_of(address.row)
        if row is None:
            return False
        entries = sheet.entry_columns()
        if column is None or column in self._view.widths.folded:
            column = entries[0] if entries else 0
        self.set(row, column)
        return True

    def to_first_cell(self) -> None:
        """Where one starts: at the first row that still lacks what the rep is to observe."""
        sheet, rows = self._grid.sheet, [at for at, line in self._grid.lines() if line.kind is not Kind.GROUP]
        if not rows:
            return
        column = sheet.index_of(sheet.begins) if sheet.begins else None
        if column is None:
            entries = sheet.entry_columns()
            self.set(rows[0], entries[0] if entries else 0)
            return
        visit = self._view.notebook.visit
        filled = {row.id for row in visit.step(sheet.step).rows(sheet.table.key) if sheet.begins in row.values}
        self.set(next((at for at in rows if self._grid.line(at).row not in filled), rows[0]), column)

    def step(self, rows: int, columns: int) -> None:
        """Goes on by Enter (rows) or Tab (columns); from the last cell Tab leaves the grid."""
        if columns > 0 and not rows and self._is_before_folded():
            self._view.aside_wanted.emit()
            return
        cell = self._ahead(rows, columns)
        if cell is not None:
            self.set(*cell)
        elif columns and not rows:
            self._view.left.emit(columns)

    def show_ahead(self, rows: int, columns: int) -> None:
        """Scrolls to where `step` will lead."""
        cell = self._ahead(rows, columns)
        if cell is not None:
            self._view.scrollTo(self._grid.index(*cell))

    def _is_before_folded(self) -> bool:
        """Whether what comes next in this row is folded away."""
        row, column = self._view.currentIndex().row(), self._view.currentIndex().column()
        folded = self._view.widths.folded
        if not folded or row < 0 or self._grid.line(row).kind is not Kind.ROW:
            return False
        return not any(at > column and at not in folded for at in self._grid.sheet.entry_columns())

    def _ahead(self, rows: int, columns: int) -> tuple[int, int] | None:
        row, column = self._view.currentIndex().row(), self._view.currentIndex().column()
        if rows:
            following = walk.row_after(self._grid, row, rows)
            if following is not None:
                return following, column
        return walk.cell_after(self._grid, row, column, columns, self._view.widths.folded) if columns else None
