"""Column widths: as designed or as figures need, with spare room shared out, until the rep draws them otherwise."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer

from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.visit.grid.line import Kind
from fieldvisit.ui.visit.grid.model import GridModel
from fieldvisit.ui.visit.grid.plain_sheet import heading_width

if TYPE_CHECKING:
    from fieldvisit.ui.visit.grid.view import GridView

ROW_HEIGHT, _GROUP_HEIGHT = 32, 26
_MOST_LINES = 6
_NARROWEST, _NARROWEST_NAME = 76, 104


class ColumnWidths:
    """Keeps the widths the rep chose in `kept`, by the sheet's name."""

    def __init__(self, view: GridView, kept: dict[str, list[int]]) -> None:
        self._view = view
        self._kept = kept
        self._fitting = False
        self._more: dict[str, int] = {}
        """Pixels that a column needs beyond its design, by its key."""
        self._cut: dict[str, int] = {}
        self._soon = QTimer(view)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._make_room)
        self.is_measured = False
        """Whether the grid has its width by now; before, nobody knows how high a row must be."""
        view.horizontalHeader().sectionResized.connect(self._resized)
        view.verticalHeader().setMinimumSectionSize(theme().px(20))

    @property
    def _grid(self) -> GridModel:
        return self._view.grid

    def fit(self) -> None:
        """Gives every column its width and every row its height."""
        self._fitting = True
        for at, width in enumerate(self._wanted()):
            self._view.setColumnWidth(at, width)
        self._fit_rows()
        self._fitting = False

    def widen(self, column: int, missing: int) -> None:
        """Gives a column the room for a figure that was cut, unless the rep chose its width."""
        sheet = self._grid.sheet
        if sheet.name not in self._kept:
            key = sheet.columns[column].key
            self._cut[key] = max(missing, self._cut.get(key, 0))
            self._soon.start(0)

    def _make_room(self) -> None:
        for key, missing in self._cut.items():
            self._more[key] = self._more.get(key, 0) + missing
        self._cut.clear()
        self.fit()
        self._view.grown.emit()

    def _wanted(self) -> list[int]:
        sheet = self._grid.sheet
        kept = self._kept.get(sheet.name)
        if kept is not None and len(kept) == len(sheet.columns):
            return kept
        widths = [theme().px(column.width) + self._more.get(column.key, 0) for column in sheet.columns]
        spare = self._view.viewport().width() - sum(widths)
        shares = sum(column.share for column in sheet.columns)
        if spare > 0 and shares:
            widths = [w + spare * column.share // shares for w, column in zip(widths, sheet.columns, strict=True)]
        elif spare < 0:
            widths = self._narrowed(widths, -spare)
        return widths

    def _narrowed(self, widths: list[int], missing: int) -> list[int]:
        """Words give way, for they wrap or are shown when asked for, as far as their heading and a longer word find
        room; else one scrolls.
        """
        columns = self._grid.sheet.columns
        narrowest = theme().px(_NARROWEST if self._wraps else _NARROWEST_NAME)
        least = [max(narrowest, theme().px(heading_width(column.heading))) for column in columns]
        room = [max(0, w - low) if c.share else 0 for w, low, c in zip(widths, least, columns, strict=True)]
        whole = sum(room)
        if missing > whole:
            return widths
        given = [each * missing // whole for each in accumulate(room)]
        return [width - now + before for width, now, before in zip(widths, given, (0, *given), strict=False)]

    @property
    def _wraps(self) -> bool:
        return self._grid.sheet.table.rows != "products"

    def _fit_rows(self) -> None:
        wraps = self.is_measured and self._wraps
        for at, line in self._grid.lines():
            height = theme().px(_GROUP_HEIGHT if line.kind is Kind.GROUP else ROW_HEIGHT)
            if wraps and line.kind is Kind.ROW:
                height = self._height(at)
            if self._view.rowHeight(at) != height:
                self._view.setRowHeight(at, height)

    def _height(self, row: int) -> int:
        metrics = theme().metrics(Role.GRID)
        lines = 1
        for at, column in enumerate(self._grid.sheet.columns):
            cell = self._grid.cell(row, at)
            room = self._view.columnWidth(at) - theme().px(20)
            if cell.text and not column.right and room > 0 and metrics.horizontalAdvance(cell.text) > room:
                area = metrics.boundingRect(0, 0, room, 10000, int(Qt.TextFlag.TextWordWrap), cell.text)
                lines = max(lines, round(area.height() / metrics.lineSpacing()))
        if lines == 1:
            return theme().px(ROW_HEIGHT)
        return max(int(2.5 * metrics.lineSpacing()), min(lines, _MOST_LINES) * metrics.lineSpacing() + theme().px(10))

    def _resized(self) -> None:
        if not self._fitting:
            header = self._view.horizontalHeader()
            self._kept[self._grid.sheet.name] = [header.sectionSize(at) for at in range(header.count())]
            self._fitting = True
            self._fit_rows()
            self._fitting = False
            self._view.grown.emit()
            self._view.updateGeometry()
