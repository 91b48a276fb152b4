"""Rows of a grid with their cells kept ready; a row is worked out again only when it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from fieldvisit.domain.entry import Refused
from fieldvisit.domain.figures import VisitFigures
from fieldvisit.domain.flags import Flag
from fieldvisit.domain.language import tr
from fieldvisit.domain.visit import Address, Row
from fieldvisit.ui.visit.grid.cell import NOTHING, Cell
from fieldvisit.ui.visit.grid.line import Kind, Line
from fieldvisit.ui.visit.grid.sheet import RowView, Sheet
from fieldvisit.ui.visit.notebook import Notebook

Index = QModelIndex | QPersistentModelIndex


class GridModel(QAbstractTableModel):
    """All lines of one table. `filtered` tells how many rows the filter hides."""

    filtered = Signal(int)

    def __init__(self, sheet: Sheet, notebook: Notebook) -> None:
        super().__init__()
        self.sheet = sheet
        self.notebook = notebook
        self.exceptions_only = False
        self.hidden = 0
        self.seen: Callable[[], range] = lambda: range(len(self._lines))
        """Which lines are on the screen; the view knows."""
        self._rows: list[Row] = []
        self._all: list[Line] = []
        self._lines: list[Line] = []
        self._places: dict[str, int] = {}
        self._by_row: tuple[VisitFigures, dict[str, list[Flag]]] | None = None
        self.reload()

    # What there is

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.sheet.columns)

    def line(self, row: int) -> Line:
        return self._lines[row]

    def lines(self) -> Iterator[tuple[int, Line]]:
        return enumerate(self._lines)

    def cell(self, row: int, column: int) -> Cell:
        cells = self._lines[row].cells
        return cells[column] if column < len(cells) else NOTHING

    def address(self, index: Index) -> Address | None:
        """The cell at `index`; None where nothing can be entered."""
        if not index.isValid() or self._lines[index.row()].kind is not Kind.ROW:
            return None
        asked = self.sheet.columns[index.column()].field
        return self.row_address(self._lines[index.row()].row, asked.key) if asked else None

    def row_address(self, row_id: str, key: str) -> Address:
        return Address(self.sheet.step, key, self.sheet.table.key, row_id)

    def row_of(self, row_id: str) -> int | None:
        """Where a row stands now; None when it is not shown."""
        return self._places.get(row_id)

    # Making rows

    def set_sheet(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.reload()

    def reload(self) -> None:
        """Reads all rows of the table anew."""
        self.beginResetModel()
        self._rows = list(self._table_rows())
        self._all = list(self._made())
        self._show(self._kept(""))
        self.endResetModel()
        self.filtered.emit(self.hidden)

    def _table_rows(self) -> list[Row]:
        return self.notebook.visit.step(self.sheet.step).rows(self.sheet.table.key)

    def _made(self) -> Iterator[Line]:
        title = None
        for row in sorted(self._rows, key=self.sheet.order) if self.sheet.order else self._rows:
            group = self.sheet.group(row) if self.sheet.group else ""
            if group and group != title:
                title = group
                yield Line(Kind.GROUP, self.sheet, title=group)
            yield Line(Kind.ROW, self.sheet, row=row.id, read=partial(self._read, row))
        if self.sheet.table.rows == "free" and not self.notebook.read_only:
            words = tr(self.sheet.table.one)
            yield Line(Kind.ADD, self.sheet, title=words, made=(Cell(words, tone="accent", spoken=words),))

    def _show(self, lines: list[Line]) -> None:
        self._lines = lines
        self._places = {line.row: at for at, line in enumerate(lines) if line.row}

    def _read(self, row: Row) -> RowView:
        figures = None
        if self.sheet.has_figures:
            figures = _known_figures(self.notebook.known_figures, row.id)
            if figures is None:
                figures = self.notebook.desk.row_figures(self.sheet.step, row.id)
        return self._view(row, figures)

    def _view(self, row: Row, figures: Any, flags: Iterable[Flag] | None = None) -> RowView:
        own = getattr(figures, "flags", None)
        if own is None:
            own = self._flags(row.id) if flags is None else flags
        return RowView(row, figures, list(own), self.notebook, self.sheet.step, self.sheet.table.key)

    def _flags(self, row_id: str) -> list[Flag]:
        """Of rows without figures of their own, such as promises and materials."""
        found = self.notebook.known_figures
        if found is None and self._by_row is None:
            found = self.notebook.figures
        if found is not None and (self._by_row is None or self._by_row[0] is not found):
            by_row: dict[str, list[Flag]] = {}
            for flag in found.flags:
                if (flag.address.step, flag.address.table) == (self.sheet.step, self.sheet.table.key):
                    by_row.setdefault(flag.address.row, []).append(flag)
            self._by_row = (found, by_row)
        return self._by_row[1].get(row_id, []) if self._by_row else []

    # Renewing

    def renew_row(self, row_id: str) -> None:
        """Draws one row anew at once, without waiting for all figures."""
        figures = self.notebook.desk.row_figures(self.sheet.step, row_id) if self.sheet.has_figures else None
        self._replace(row_id, figures)

    def preview(self, address: Address, typed: str) -> None:
        """Draws a row as if `typed` were entered; what cannot be read changes nothing."""
        if not self.sheet.has_figures:
            return
        try:
            figures = self.notebook.desk.preview(address, typed)
        except Refused:
            return
        self._replace(address.row, figures)

    def _replace(self, row_id: str, figures: Any) -> None:
        at = self.row_of(row_id)
        if at is None:
            return
        line = self._lines[at]
        row = self.notebook.visit.row(self.sheet.step, self.sheet.table.key, row_id)
        known, line.seen = line.seen, None
        if line.take(self._view(row, figures, known.flags if known else None)):
            self._tell(at)

    def renew(self) -> None:
        """Follows new figures: of the rows on the screen those that look otherwise, of the others all that was read."""
        if list(map(id, self._rows)) != list(map(id, self._table_rows())):
            self.reload()
            return
        seen = {id(self._lines[at]): at for at in self.seen() if at < len(self._lines)}
        for line in self._all:
            at = seen.get(id(line))
            if at is None or line.made is None or line.read is None:
                line.forget()
            elif line.take(line.read()):
                self._tell(at)

    def _tell(self, at: int) -> None:
        self.dataChanged.emit(self.index(at, 0), self.index(at, self.columnCount() - 1))

    # Exceptions only

    def show_exceptions_only(self, only: bool, keep: str) -> None:
        """Hides rows without an exception, but for the one with the id `keep`."""
        self.beginResetModel()
        self.exceptions_only = only
        self._show(self._kept(keep))
        self.endResetModel()
        self.filtered.emit(self.hidden)

    def _kept(self, keep: str) -> list[Line]:
        self.hidden = 0
        if not self.exceptions_only:
            return list(self._all)
        wanted = [line for line in self._all if line.kind is not Kind.ROW or line.exceptional or line.row == keep]
        self.hidden = len(self._all) - len(wanted)
        following = [*wanted[1:], Line(Kind.GROUP, self.sheet)]
        return [
            line
            for line, after in zip(wanted, following, strict=False)  # where nothing is wanted, nothing follows
            if line.kind is not Kind.GROUP or after.kind is Kind.ROW
        ]

    # What Qt asks

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line, cell = self._lines[index.row()], self.cell(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title if line.kind is Kind.GROUP else cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            heading = self.sheet.columns[index.column()].heading.replace("\n", " ")
            return line.title or tr("{heading}: {value}", heading=heading, value=cell.spoken or cell.text)
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.tip or cell.text or None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self.sheet.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.heading
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self._lines[index.row()].kind is Kind.GROUP:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def _known_figures(found: VisitFigures | None, row_id: str) -> Any:
    if found is None:
        return None
    for known in (found.prices, found.competitors, found.stock, found.order):
        if row_id in known:
            return known[row_id]
    return None
