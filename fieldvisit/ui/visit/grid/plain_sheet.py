"""The sheet of a table that has no layout of its own: one column for each of its fields."""

from __future__ import annotations

from datetime import date

from fieldvisit.domain import formats
from fieldvisit.domain.fields import (
    Choice,
    Clock,
    Day,
    Field,
    Money,
    Number,
    Percent,
    Product,
    Quantity,
    Table,
    Text,
    UnitPrice,
    YesNo,
)
from fieldvisit.domain.language import tr
from fieldvisit.domain.shown import shown
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.visit.grid.cell import Cell, flag_cell
from fieldvisit.ui.visit.grid.sheet import GridColumn, RowView, Sheet, product_name

_WIDTHS: dict[type[Field], int] = {
    Text: 112,
    Product: 134,
    Choice: 104,
    YesNo: 72,
    Clock: 72,
    Money: 92,
    UnitPrice: 76,
    Quantity: 84,
    Number: 72,
    Percent: 76,
}
_NUMBERS = (Money, UnitPrice, Quantity, Number, Percent)
_PADDING = 20


def plain_sheet(step: str, table: Table, *, flagged: bool = False, beside: tuple[str, ...] = ()) -> Sheet:
    """Every column in the order it is declared; `flagged` adds the column that names a row's flags."""
    columns = [column_of(table, each) for each in table.columns if each.key not in beside]
    if flagged:
        columns.append(flag_column())
    return Sheet(step, table, tuple(columns), beside=beside)


def column_of(table: Table, asked: Field, *, width: int = 0, short: bool = False) -> GridColumn:
    """The column of a field: filled by hand, or shown where the table gives it."""
    words = tr(asked.label)
    least = _day_width() if isinstance(asked, Day) else _WIDTHS.get(type(asked), 110)
    wide = width or max(least, heading_width(words))
    share = 0 if width else 2 if isinstance(asked, Text) else int(isinstance(asked, (Product, Choice)))
    right = isinstance(asked, _NUMBERS)
    if table.is_entry(asked.key):
        return GridColumn(asked.key, words, wide, asked, right=right, share=share, short=short)
    return GridColumn(asked.key, words, wide, draw=lambda view: _given_cell(asked, view), right=right, share=share)


def flag_column(width: int = 140) -> GridColumn:
    return GridColumn("flag", tr("Flag"), width, draw=lambda view: flag_cell(view.flags), share=1)


def _given_cell(asked: Field, view: RowView) -> Cell:
    value = view.row.values.get(asked.key)
    if isinstance(asked, Product) and value:
        text = product_name(view.notebook, str(value))
    else:
        text = shown(asked, value, view.notebook.minor)
    return Cell(text, right=isinstance(asked, _NUMBERS))


def _day_width() -> int:
    """Design pixels for a whole day in the language in force."""
    return _cell_width(formats.day(date(2026, 12, 30)))


def short_day_width() -> int:
    """Design pixels for a day without its year in the language in force."""
    return _cell_width(formats.short_day(date(2026, 12, 30)))


def _cell_width(words: str) -> int:
    return round(theme().metrics(Role.GRID).horizontalAdvance(words) * 100 / theme().scale) + _PADDING


def line_width(words: str) -> int:
    """Design pixels in which the longest line of a heading is not broken."""
    metrics = theme().metrics(Role.CAPTION)
    return round(max(map(metrics.horizontalAdvance, words.split("\n"))) * 100 / theme().scale) + _PADDING


def heading_width(words: str) -> int:
    """Design pixels in which a heading fits on two lines."""
    metrics = theme().metrics(Role.CAPTION)
    longest = max((metrics.horizontalAdvance(word) for word in words.split()), default=0)
    half = metrics.horizontalAdvance(words) * 0.62
    return round(max(longest, half) * 100 / theme().scale) + _PADDING
