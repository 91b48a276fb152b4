"""Where Enter and Tab lead in a grid: past group titles, through the cells that are filled by hand."""

from __future__ import annotations

from collections.abc import Collection

from fieldvisit.ui.visit.grid.line import Kind
from fieldvisit.ui.visit.grid.model import GridModel


def row_after(model: GridModel, row: int, way: int) -> int | None:
    """The next line one can be on, down (1) or up (-1); None at the end."""
    row += way
    while 0 <= row < model.rowCount() and model.line(row).kind is Kind.GROUP:
        row += way
    return row if 0 <= row < model.rowCount() else None


def cell_after(
    model: GridModel, row: int, column: int, way: int, folded: Collection[int] = ()
) -> tuple[int, int] | None:
    """The next cell to fill, right (1) or left (-1), row after row, but for `folded` columns; None where it ends."""
    entries = [at for at in model.sheet.entry_columns() if at not in folded]
    on_a_row = row >= 0 and model.line(row).kind is Kind.ROW
    rest = [at for at in entries if on_a_row and (at > column if way > 0 else at < column)]
    if rest:
        return row, rest[0 if way > 0 else -1]
    following = row_after(model, row, way)
    if following is None or not entries:
        return None
    return following, entries[0 if way > 0 else -1]
