"""Blocks of cells as text: out to the clipboard, in from a spreadsheet, and down a column."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex

from fieldvisit.domain.fields import Product
from fieldvisit.domain.shown import editable
from fieldvisit.domain.visit import Address
from fieldvisit.ui.visit.grid.line import Kind
from fieldvisit.ui.visit.grid.model import GridModel
from fieldvisit.ui.visit.grid.sheet import product_name


def read_block(text: str) -> list[list[str]]:
    """Lines and cells of what a spreadsheet put on the clipboard; quoted cells may hold line breaks."""
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t"))
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def editable_text(model: GridModel, address: Address) -> str:
    """What an editor of the cell starts with: the half-typed text, what was typed, or the value."""
    notebook = model.notebook
    if address in notebook.drafts:
        return notebook.drafts[address]
    asked = model.sheet.table.column(address.field)
    value = notebook.visit.value(address)
    if isinstance(asked, Product) and value is not None:
        return product_name(notebook, str(value))
    return notebook.visit.mark(address).typed or editable(asked, value)


def copied(model: GridModel, chosen: list[QModelIndex]) -> str:
    """The chosen cells as lines of tab-separated texts."""
    rows: dict[int, dict[int, str]] = {}
    for index in chosen:
        rows.setdefault(index.row(), {})[index.column()] = model.cell(index.row(), index.column()).text
    return "\n".join("\t".join(cells[at] for at in sorted(cells)) for _, cells in sorted(rows.items()))


def without_heading(block: list[list[str]]) -> list[list[str]]:
    """A block of documents without the line of headings that was copied with it: the only one without any digit."""
    digits = [any(letter.isdigit() for text in line for letter in text) for line in block]
    return block[1:] if len(block) > 1 and not digits[0] and all(digits[1:]) else block


def pasted(
    model: GridModel, block: list[list[str]], row: int, column: int, new_rows: Sequence[str] = ()
) -> list[tuple[Address, str]]:
    """Where each text of a block goes: down the rows shown, then the new ones, over the columns filled by hand."""
    columns = [at for at in model.sheet.entry_columns() if at >= column]
    rows = [line.row for at, line in model.lines() if at >= row and line.kind is Kind.ROW]
    return [
        (model.row_address(row_id, _key(model, at)), text)
        for row_id, texts in zip([*rows, *new_rows], block, strict=False)
        for at, text in zip(columns, texts, strict=False)
    ]


def filled_down(model: GridModel, chosen: list[QModelIndex]) -> list[tuple[Address, str]]:
    """The topmost chosen cell of each column into those below it; with one cell chosen, the cell above into it."""
    cells: list[tuple[Address, str]] = []
    for column in sorted({index.column() for index in chosen}):
        rows = sorted(index.row() for index in chosen if index.column() == column)
        if len(rows) == 1:
            rows = [*_row_above(model, rows[0]), rows[0]]
        addresses = [address for at in rows if (address := model.address(model.index(at, column))) is not None]
        if len(addresses) > 1:
            text = editable_text(model, addresses[0])
            cells += [(address, text) for address in addresses[1:]]
    return cells


def _row_above(model: GridModel, row: int) -> list[int]:
    above = [at for at, line in model.lines() if at < row and line.kind is Kind.ROW]
    return above[-1:]


def _key(model: GridModel, column: int) -> str:
    return model.sheet.columns[column].key
