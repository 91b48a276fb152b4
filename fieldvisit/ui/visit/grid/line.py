"""A line of a grid: a group's title, a row of the visit, or the place that adds one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from fieldvisit.domain.flags import Flag
from fieldvisit.ui.visit.grid.cell import Cell
from fieldvisit.ui.visit.grid.sheet import RowView, Sheet, cells_of


class Kind(Enum):
    """What a line of the grid is."""

    GROUP = "group"
    ROW = "row"
    ADD = "add"


@dataclass(eq=False)
class Line:
    """What a line shows; of a row it is read when it is first looked at, and again once it was forgotten."""

    kind: Kind
    sheet: Sheet
    title: str = ""
    row: str = ""
    read: Callable[[], RowView] | None = None
    made: tuple[Cell, ...] | None = None
    seen: RowView | None = None

    @property
    def view(self) -> RowView | None:
        """The row with its figures; None for a line that is no row."""
        if self.seen is None and self.read is not None:
            self.seen = self.read()
        return self.seen

    @property
    def cells(self) -> tuple[Cell, ...]:
        if self.made is None:
            view = self.view
            self.made = () if view is None else cells_of(self.sheet, view)
        return self.made

    @property
    def flags(self) -> tuple[Flag, ...]:
        view = self.view
        return () if view is None else tuple(view.flags)

    @property
    def exceptional(self) -> bool:
        """Whether the row holds something red or amber, or a refused entry."""
        view = self.view
        return view is not None and view.exceptional

    def forget(self) -> None:
        """New figures: what was read of the row may no longer hold."""
        if self.read is not None:
            self.seen = self.made = None

    def take(self, view: RowView) -> bool:
        """Shows the row as `view` has it; says whether it looks otherwise than before."""
        before, known = self.made, self.seen
        self.seen = view
        if known is not None and self.sheet.shows_figures_only and view.figures is known.figures:
            return False
        self.made = cells_of(self.sheet, view)
        return before != self.made
