"""The plan of a grid: its columns, and how a row of the visit becomes cells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from fieldvisit.domain import formats
from fieldvisit.domain.fields import Choice, Field, Product, Table, Value, YesNo
from fieldvisit.domain.flags import Flag, Severity
from fieldvisit.domain.language import mark, tr
from fieldvisit.domain.shown import shown
from fieldvisit.domain.visit import Address, Origin, Row
from fieldvisit.ui.visit.grid.cell import NOTHING, Cell, fill_of
from fieldvisit.ui.visit.notebook import Notebook

ORIGIN_WORDS = {
    Origin.PREFILLED: mark("filled in, not confirmed"),
    Origin.RECORDS: mark("from records"),
    Origin.SAME: mark("same as last"),
}


@dataclass(frozen=True)
class RowView:
    """A row with its figures (of `VisitDesk.row_figures`, or None) and its flags, ready to be turned into cells."""

    row: Row
    figures: Any
    flags: list[Flag]
    notebook: Notebook
    step: str
    table: str

    def address(self, key: str) -> Address:
        return Address(self.step, key, self.table, self.row.id)

    @property
    def exceptional(self) -> bool:
        """Whether the row holds something red or amber, or a refused entry."""
        refused = any(address.row == self.row.id for address in self.notebook.refusals)
        return refused or any(flag.severity > Severity.INFO for flag in self.flags)


@dataclass(frozen=True)
class GridColumn:
    """A column: with `field` the rep's own, with `draw` calculated. `width` in design pixels, `share` of spare room."""

    key: str
    heading: str
    width: int
    field: Field | None = None
    draw: Callable[[RowView], Cell] | None = None
    right: bool = False
    share: int = 0
    short: bool = False
    """Whether a day is shown without the year it shares with the visit."""


@dataclass(frozen=True)
class Sheet:
    """How one table is laid out. `group` gives the title a row stands under."""

    step: str
    table: Table
    columns: tuple[GridColumn, ...]
    group: Callable[[Row], str] | None = None
    order: Callable[[Row], Any] | None = None
    legend: str = ""
    has_figures: bool = False
    shows_figures_only: bool = False
    """Whether a row looks the same as long as it is the same row with the very same figures."""
    fills: frozenset[str] | None = None
    """Rules whose flags fill the cell they point at; None for all."""
    begins: str = ""
    """The column that is observed, in which one starts; empty for the first that is filled by hand."""
    beside: tuple[str, ...] = field(default=())
    """Columns of the table that are filled in the rule line instead of the grid (`reason`, `report`)."""

    @property
    def name(self) -> str:
        """Under which column widths are kept."""
        return f"{self.step}.{self.table.key}"

    def entry_columns(self) -> list[int]:
        return [index for index, column in enumerate(self.columns) if column.field is not None]

    def index_of(self, key: str) -> int | None:
        """The column of a field; None where it is not in the grid."""
        found = (index for index, column in enumerate(self.columns) if column.field and column.field.key == key)
        return next(found, None)


def cells_of(sheet: Sheet, view: RowView) -> tuple[Cell, ...]:
    """All cells of a row, in the order of the columns."""
    return tuple(
        _drawn(column, view) if column.field is None else entry_cell(column, column.field, view, sheet.fills)
        for column in sheet.columns
    )


def _drawn(column: GridColumn, view: RowView) -> Cell:
    return NOTHING if column.draw is None else column.draw(view)


def entry_cell(column: GridColumn, asked: Field, view: RowView, fills: frozenset[str] | None = None) -> Cell:
    """A cell the rep fills: its value, where it came from, what was typed, and what is wrong with it."""
    address = view.address(asked.key)
    flags = [flag for flag in view.flags if flag.address == address and (fills is None or flag.rule in fills)]
    base = Cell(
        entry=True, right=column.right, fill=fill_of(flags), chooser=isinstance(asked, (Choice, YesNo, Product))
    )
    draft = view.notebook.drafts.get(address)
    if draft is not None:
        return _draft_cell(base, draft, view.notebook.refusals.get(address))
    return _value_cell(base, column, asked, view)


def _draft_cell(base: Cell, draft: str, refusal: str | None) -> Cell:
    words = refusal or tr("half typed")
    return Cell(
        draft,
        entry=True,
        right=base.right,
        refused=refusal is not None,
        chooser=base.chooser,
        spoken=formats.listed((draft or tr("empty"), words)),
        tip=words,
    )


def _value_cell(base: Cell, column: GridColumn, asked: Field, view: RowView) -> Cell:
    value = view.row.values.get(asked.key)
    mark = view.row.marks.get(asked.key)
    origin = mark.origin if mark else Origin.ENTERED
    text = _text(column, asked, value, view)
    prefilled = origin is Origin.PREFILLED and value is not None
    where = tr(ORIGIN_WORDS[origin]) if origin in ORIGIN_WORDS and value is not None else ""
    return Cell(
        text,
        small=mark.typed if mark else "",
        tone="text2" if prefilled else "text",
        fill=base.fill,
        right=base.right,
        entry=True,
        hatched=prefilled,
        chooser=base.chooser,
        spoken=formats.listed(part for part in (text or tr("empty"), where) if part),
        tip=where or text,
    )


def _text(column: GridColumn, asked: Field, value: Value | None, view: RowView) -> str:
    if isinstance(asked, Product) and value:
        return product_name(view.notebook, str(value))
    if column.short and isinstance(value, date):
        return formats.short_day(value) if value.year == view.notebook.visit.day.year else f"{value:%y-%m-%d}"
    return shown(asked, value, view.notebook.minor)


def product_name(notebook: Notebook, code: str) -> str:
    """The name of a product; its code where the visit does not know it."""
    product = notebook.facts.product(code)
    return str(product.called) if product else code
