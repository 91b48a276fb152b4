"""Step 10: each result beside its target with what was achieved, and the time on site."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from fieldvisit.charts.achieved import Achieved, paint_achieved
from fieldvisit.domain import formats
from fieldvisit.domain.fields import Table
from fieldvisit.domain.language import tr
from fieldvisit.ui.visit.grid.cell import Cell, Picture
from fieldvisit.ui.visit.grid.plain_sheet import column_of, plain_sheet
from fieldvisit.ui.visit.grid.sheet import GridColumn, RowView, Sheet
from fieldvisit.ui.visit.layouts.step_layout import StepLayout
from fieldvisit.ui.visit.tiles import Tile, Tiles


class WrapUpLayout(StepLayout):
    """The objectives with their bars; below the form the minutes on site."""

    def sheet(self, table: Table) -> Sheet:
        if table.key != "results":
            return super().sheet(table)
        plain = plain_sheet(self.step.key, table)
        achieved = GridColumn("achieved", tr("Achieved %"), 130, draw=_achieved, right=True)
        remark = column_of(table, table.column("remark"))
        return Sheet(plain.step, table, (*plain.columns[:-1], achieved, remark))

    def below(self, key: str) -> list[QWidget]:
        return [Tiles(self.notebook, self._tiles)] if key == "commitments" else []

    def _tiles(self) -> list[Tile]:
        found = self.notebook.figures
        minutes = formats.NO_VALUE if found.minutes_on_site is None else str(found.minutes_on_site)
        minor = self.notebook.minor
        return [
            Tile(tr("Time on site"), minutes, tr("min"), tr("from start to end, pauses taken off")),
            Tile(
                tr("Order value"),
                formats.money(found.order_value, minor),
                self.notebook.facts.dealer.currency,
                tr("accepted lines of step 5"),
            ),
        ]


def _achieved(view: RowView) -> Cell:
    ratio = view.notebook.figures.achieved.get(view.row.id)
    picture = Picture(paint_achieved, Achieved(ratio))
    return Cell(formats.percent(ratio), right=True, picture=picture, picture_width=60)
