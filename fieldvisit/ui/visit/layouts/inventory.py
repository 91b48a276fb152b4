"""Step 4: the count beside the last one, sell-out and days of cover; below, value, share and price protection."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from fieldvisit.domain import formats
from fieldvisit.domain.fields import Table
from fieldvisit.domain.language import ntr, tr
from fieldvisit.domain.range_changes import RangeStock
from fieldvisit.domain.visit import Address
from fieldvisit.ui.visit.grid.plain_sheet import column_of, flag_column, line_width, short_day_width
from fieldvisit.ui.visit.grid.sheet import GridColumn, Sheet, product_name
from fieldvisit.ui.visit.layouts import stock_cells
from fieldvisit.ui.visit.layouts.product_rows import by_range, product_column, range_of
from fieldvisit.ui.visit.layouts.step_layout import StepLayout
from fieldvisit.ui.visit.step_head import MenuEntry
from fieldvisit.ui.visit.tiles import Tile, Tiles
from fieldvisit.ui.visit.told_lines import Told, ToldLines

_FILLING = frozenset({"stock.negative", "stock.ageing", "stock.count_demanded"})
"""Rules that say something of the count or the batch itself; the others speak of the cover."""


class InventoryLayout(StepLayout):
    """The count sheet."""

    paper = "count"

    def sheet(self, table: Table) -> Sheet:
        if table.key != "products":
            return super().sheet(table)
        # Where days are written longer, flags are written shorter.
        batch = max(66, short_day_width())
        # Where headings are written shorter, names of products, which end in what tells bottle from can, get the room.
        received, returned = (
            min(60, max(50, line_width(tr(table.column(key).label)))) for key in ("received", "returned")
        )
        columns = (
            product_column(249 - received - returned),
            GridColumn(
                "last", last := self._last_heading(), max(52, line_width(last)), draw=stock_cells.previous, right=True
            ),
            column_of(table, table.column("received"), width=received),
            column_of(table, table.column("returned"), width=returned),
            column_of(table, table.column("count"), width=96),
            GridColumn("sell_out", tr("Sell-out"), 54, draw=stock_cells.sell_out, right=True),
            GridColumn("daily", tr("Per day"), 52, draw=stock_cells.daily, right=True),
            GridColumn("cover", tr("Days of cover"), 98, draw=stock_cells.cover),
            column_of(table, table.column("batch"), width=batch, short=True),
            flag_column(max(96, 121 - (batch - 66))),
        )
        return Sheet(
            self.step.key,
            table,
            columns,
            group=range_of(table, self.notebook),
            order=by_range(self.notebook),
            legend=self._legend(),
            begins="count",
            has_figures=True,
            shows_figures_only=True,
            beside=("reason",),
            fills=_FILLING,
        )

    def _last_heading(self) -> str:
        days = [each.previous_count_on for each in self.notebook.facts.products if each.previous_count_on]
        return "\n".join([tr("Last"), *([formats.short_day(max(days))] if days else [])])

    def _legend(self) -> str:
        limits = self.notebook.facts.thresholds
        return tr(
            "Tick: {needed} days needed, band: {limit} days overstock limit · 3c+4 = 3 cases and 4 units · "
            "blank = not counted, 0 = none there",
            needed=self.notebook.figures.needed_days,
            limit=limits.overstock_factor * limits.target_cover_days,
        )

    def entries(self) -> list[MenuEntry]:
        return self.adding_product()

    def subtitle(self) -> str:
        products = {each.code: each for each in self.notebook.facts.products}
        rows = self.notebook.visit.step("inventory").rows("products")
        carried = [row for row in rows if (known := products.get(str(row.values.get("product")))) and known.carried]
        counted = sum(1 for row in carried if "count" in row.values)
        return tr("{counted} of {all} carried counted · units", counted=counted, all=len(carried))

    def below(self, key: str) -> list[QWidget]:
        if key != "products":
            return []
        return [Tiles(self.notebook, self._tiles), ToldLines(self.notebook, self._range_changes)]

    def _range_changes(self) -> list[Told]:
        """Products gained and lost since the last visit, and the stock of each range then and now."""
        found = self.notebook.figures.range_changes
        if found is None:
            return []
        sides = ((tr("Products gained"), found.gained), (tr("Products lost"), found.lost))
        told = [
            Told(title, formats.listed(product_name(self.notebook, code) for code in codes))
            for title, codes in sides
            if codes
        ]
        known = [each for each in found.ranges if each.change is not None]
        if known:
            told.append(Told(tr("Stock by range, units"), formats.parted(map(_range_words, known))))
        return told

    def _tiles(self) -> list[Tile]:
        found, minor = self.notebook.figures, self.notebook.minor
        counted = sum(1 for row in found.stock.values() if row.figures.entry.count is not None)
        share = formats.percent(found.own_share)
        return [
            Tile(
                tr("Counted stock at purchase price"),
                formats.money(found.stock_value, minor),
                note=ntr("{count} product counted", "{count} products counted", counted),
            ),
            Tile(
                tr("Own share of inventory, value"),
                formats.with_percent(share),
                note=self._share_words(),
            ),
            Tile(
                tr("Price protection"),
                formats.money(found.protection, minor),
                note=tr("(old − new price) × units before the cut"),
            ),
        ]

    def _share_words(self) -> str:
        found = self.notebook.figures
        if found.share_change is not None and found.last_share is not None:
            return tr(
                "{change} points since {day}",
                change=formats.change(found.share_change),
                day=formats.short_day(found.last_share.day),
            )
        others = formats.money(found.competitor_value, self.notebook.minor)
        return tr("your estimate of others: {value}", value=others)

    def row_action(self, table: str) -> str:
        return tr("Open in suggested order") if table == "products" else ""

    def act_on_row(self, table: str, row_id: str) -> None:
        code = self.notebook.visit.row("inventory", "products", row_id).values.get("product")
        rows = self.notebook.visit.step("sales").rows("order")
        order = next((row.id for row in rows if row.values.get("product") == code), None)
        if order is not None:
            self.notebook.asked_for.emit(Address("sales", "accepted", "order", order))


def _range_words(each: RangeStock) -> str:
    return tr(
        "{range} {now} ({change})",
        range=each.name,
        now=formats.quantity(each.now),
        change=formats.number(each.change, sign=True),
    )
