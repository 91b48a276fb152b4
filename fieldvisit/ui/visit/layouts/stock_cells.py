"""The calculated cells of step 4."""

from __future__ import annotations

from decimal import Decimal

from fieldvisit.charts.cover import Cover, paint_cover
from fieldvisit.domain import formats
from fieldvisit.domain.figures import StockRow
from fieldvisit.domain.flags import Severity
from fieldvisit.domain.inventory import StockFigures
from fieldvisit.domain.language import tr
from fieldvisit.ui.visit.grid.cell import NOTHING, TONES, Cell, Picture
from fieldvisit.ui.visit.grid.sheet import RowView
from fieldvisit.ui.visit.layouts.price_cells import MARKS

_COVER_RULES = ("stock.out", "stock.risk", "stock.over")


def previous(view: RowView) -> Cell:
    """The last count, read only, left of today's."""
    figures = _figures(view)
    return Cell(formats.quantity(figures.previous), tone="text3", right=True) if figures else NOTHING


def sell_out(view: RowView) -> Cell:
    figures = _figures(view)
    if figures is None:
        return NOTHING
    return Cell(formats.quantity(figures.sell_out), tone="red" if figures.negative else "text", right=True)


def daily(view: RowView) -> Cell:
    """Units a day; an estimate from shipments says so."""
    figures = _figures(view)
    if figures is None:
        return NOTHING
    tip = tr("estimate from sell-in") if figures.estimated else ""
    small = "≈" if figures.estimated else ""
    return Cell(formats.figure(figures.daily), small=small, right=True, tip=tip, spoken=tip)


def cover(view: RowView) -> Cell:
    """How long the counted stock lasts, against what is needed and what is too much."""
    figures = _figures(view)
    return NOTHING if figures is None else cover_cell(figures, cover_gravity(view))


def cover_gravity(view: RowView) -> Severity:
    """How grave what the flags say of the cover is."""
    return max((flag.severity for flag in view.flags if flag.rule in _COVER_RULES), default=Severity.INFO)


def cover_cell(figures: StockFigures, gravity: Severity) -> Cell:
    """The bar with its number of days."""
    drawn = Cover(figures.cover, Decimal(figures.needed_days), figures.overstock_days, MARKS[gravity])
    picture = Picture(paint_cover, drawn)
    tone = "text" if gravity is Severity.INFO else TONES[gravity]
    return Cell(formats.figure(figures.cover), tone=tone, right=True, picture=picture, picture_width=40)


def _figures(view: RowView) -> StockFigures | None:
    return view.figures.figures if isinstance(view.figures, StockRow) else None
