"""What the rep does in a grid besides moving and typing: blocks, confirming, copying, rows that come and go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from fieldvisit.domain.fields import YesNo
from fieldvisit.domain.formats import sentences
from fieldvisit.domain.visit import Address, Origin
from fieldvisit.ui.visit.account.pasted_book import totals_in
from fieldvisit.ui.visit.grid import block
from fieldvisit.ui.visit.grid.keys import Act
from fieldvisit.ui.visit.grid.line import Kind
from fieldvisit.ui.visit.visit_title import closed_words
from fieldvisit.usecases.row_edits import new_ids

if TYPE_CHECKING:
    from fieldvisit.ui.visit.grid.view import GridView

_TICKED_NEXT = {None: True, True: False, False: None}


def perform(view: GridView, act: Act, typed: str) -> None:
    """Does what a key asks for; in a closed visit it copies, and says why it does nothing else."""
    if act is Act.COPY:
        QGuiApplication.clipboard().setText(block.copied(view.grid, view.selectedIndexes()))
    elif view.notebook.read_only:
        view.notebook.told.emit(closed_words())
    elif act is Act.TYPE:
        view.entry.begin(typed)
    else:
        _ACTS[act](view)


def enter_all(view: GridView, cells: list[tuple[Address, str]], new_rows: Sequence[str] = ()) -> None:
    """Enters several cells as one edit, some of them in new rows."""
    if not cells:
        return
    view.notebook.paste(cells, (view.grid.sheet.step, view.grid.sheet.table.key), new_rows)
    for row_id in dict.fromkeys(address.row for address, _ in cells):
        view.grid.renew_row(row_id)


def paste(view: GridView, text: str) -> None:
    """Enters a block from the clipboard at the cursor; a free table grows by the rows it needs."""
    index, cells = view.currentIndex(), block.read_block(text)
    if not index.isValid() or not cells:
        return
    row, column = index.row(), index.column()
    sheet = view.grid.sheet
    if sheet.table.rows != "free":
        enter_all(view, block.pasted(view.grid, cells, row, column))
        return
    if totals := totals_in(sheet, cells, column):
        left_out = {total.row for total in totals}
        cells = [texts for at, texts in enumerate(cells, 1) if at not in left_out]
        view.notebook.told.emit(sentences(total.words(view.notebook.minor) for total in totals))
    cells = block.without_heading(cells)
    there = sum(1 for at, line in view.grid.lines() if at >= row and line.kind is Kind.ROW)
    new_rows = new_ids(len(cells) - there)
    enter_all(view, block.pasted(view.grid, cells, row, column, new_rows), new_rows)
    view.set_current(row, column)


def add_row(view: GridView) -> None:
    """Adds a row to a free table and begins in its first cell."""
    sheet = view.grid.sheet
    row = view.notebook.add_row(sheet.step, sheet.table.key)
    entries = sheet.entry_columns()
    at = view.grid.row_of(row.id) if row else None
    if at is not None and entries:
        view.setFocus(Qt.FocusReason.OtherFocusReason)
        view.set_current(at, entries[0])


def remove_row(view: GridView) -> None:
    """Takes the current row of a free table away; undo brings it back."""
    row_id, sheet = view.current_row_id(), view.grid.sheet
    if row_id and sheet.table.rows == "free":
        view.notebook.remove_row(sheet.step, sheet.table.key, row_id)


def _edit(view: GridView) -> None:
    view.entry.begin(None, choose=True)


def _clear(view: GridView) -> None:
    chosen = (view.grid.address(index) for index in view.selectedIndexes())
    enter_all(view, [(address, "") for address in chosen if address is not None])


def _space(view: GridView) -> None:
    """Confirms what the program put in; ticks a yes or no; else opens the cell."""
    address = view.current_address()
    if address is None:
        return
    if view.notebook.visit.mark(address).origin is Origin.PREFILLED:
        view.notebook.confirm(address)
    elif isinstance(view.grid.sheet.table.column(address.field), YesNo):
        value = view.notebook.visit.value(address)
        view.notebook.set_value(address, _TICKED_NEXT[value if isinstance(value, bool) else None])
    else:
        _edit(view)


def _copy_last(view: GridView) -> None:
    if (address := view.current_address()) is not None:
        view.notebook.copy_last(address)


def _fill_down(view: GridView) -> None:
    enter_all(view, block.filled_down(view.grid, view.selectedIndexes()))


def _paste(view: GridView) -> None:
    paste(view, QGuiApplication.clipboard().text())


_ACTS: dict[Act, Callable[[GridView], None]] = {
    Act.EDIT: _edit,
    Act.CHOOSE: _edit,
    Act.SPACE: _space,
    Act.CLEAR: _clear,
    Act.COPY_LAST: _copy_last,
    Act.PASTE: _paste,
    Act.FILL_DOWN: _fill_down,
    Act.REMOVE_ROW: remove_row,
}
