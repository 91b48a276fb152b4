"""Column widths: as designed or as figures need, with spare room shared out, until the rep draws them otherwise.

Where even narrowed columns find no room, those of products scroll sideways, for they are compared from row to row. A
table of words folds the last ones away instead, and the form under the grid shows them for the current row: words that
are cut or lie outside cannot be read back while they are typed.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer

from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.visit.grid.line import Kind
from fieldvisit.ui.visit.grid.model import GridModel
from fieldvisit.ui.visit.grid.plain_sheet import heading_width
from fieldvisit.ui.visit.grid.sheet import GridColumn

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
        self.folded: frozenset[int] = frozenset()
        """Columns that find no room, by their place."""
        self.is_measured = False
        """Whether the grid has its width by now; before, nobody knows how high a row must be."""
        view.horizontalHeader().sectionResized.connect(self._resized)
        view.verticalHeader().setMinimumSectionSize(theme().px(20))

    @property
    def _grid(self) -> GridModel:
        return self._view.grid

    def fit(self) -> None:
        """Gives every column its width, or folds it away, and every row its height."""
        self._fitting = True
        shown = self._shown()
        self._fold(frozenset(range(len(self._grid.sheet.columns))) - frozenset(shown))
        for at, width in zip(shown, self._wanted(shown), strict=True):
            self._view.setColumnWidth(at, width)
        self._fit_rows()
        self._fitting = False

    def _fold(self, folded: frozenset[int]) -> None:
        if folded == self.folded:
            return
        for at in folded ^ self.folded:
            self._view.setColumnHidden(at, at in folded)
        self.folded = folded
        self._view.folded.emit()

    def _shown(self) -> list[int]:
        """The columns that find room; all of them until the grid has its width, and where the rep drew them."""
        sheet = self._grid.sheet
        shown = list(range(len(sheet.columns)))
        if not self.is_measured or not self._wraps or self._drawn() is not None:
            return shown
        room = self._view.viewport().width()
        if sum(self._designed(sheet.columns)) <= room:
            return shown
        least = self._least()
        foldable = [at for at in sheet.entry_columns()[1:] if sheet.columns[at].key != sheet.begins]
        while foldable and sum(least[at] for at in shown) > room:
            shown.remove(foldable.pop())
        return shown

    def _drawn(self) -> list[int] | None:
        """The widths that the rep drew; None where the columns are still as designed."""
        kept = self._kept.get(self._grid.sheet.name)
        return kept if kept is not None and len(kept) == len(self._grid.sheet.columns) else None

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

    def _wanted(self, shown: list[int]) -> list[int]:
        if (drawn := self._drawn()) is not None:
            return drawn
        columns = [self._grid.sheet.columns[at] for at in shown]
        widths = self._designed(columns)
        spare = self._view.viewport().width() - sum(widths)
        shares = sum(column.share for column in columns)
        if spare > 0 and shares:
            return [w + spare * column.share // shares for w, column in zip(widths, columns, strict=True)]
        return self._narrowed(widths, [self._least()[at] for at in shown], -spare) if spare < 0 else widths

    def _designed(self, columns: Iterable[GridColumn]) -> list[int]:
        """The widths of the design, with what figures were found to need beyond it."""
        return [theme().px(column.width) + self._more.get(column.key, 0) for column in columns]

    def _least(self) -> list[int]:
        """How narrow each column can be: words give way as far as their heading and a longer word find room."""
        narrowest = theme().px(_NARROWEST if self._wraps else _NARROWEST_NAME)
        wide = self._designed(self._grid.sheet.columns)
        low = [max(narrowest, theme().px(heading_width(each.heading))) for each in self._grid.sheet.columns]
        columns = zip(self._grid.sheet.columns, wide, low, strict=True)
        return [min(width, least) if column.share else width for column, width, least in columns]

    def _narrowed(self, widths: list[int], least: list[int], missing: int) -> list[int]:
        """Words give way, for they wrap or are shown when asked for; where that is not enough, one scrolls."""
        room = [width - low for width, low in zip(widths, least, strict=True)]
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
            if not self.folded:
                self._kept[self._grid.sheet.name] = [header.sectionSize(at) for at in range(header.count())]
            self._fitting = True
            self._fit_rows()
            self._fitting = False
            self._view.grown.emit()
            self._view.updateGeometry()
