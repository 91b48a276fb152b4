"""Step 3: prices against the corridor, other dealers and last time; F9 switches retail and resale."""

from __future__ import annotations

from dataclasses import replace

from fieldvisit.domain import formats
from fieldvisit.domain.fields import Table
from fieldvisit.domain.figures import PriceRow
from fieldvisit.domain.flags import Flag
from fieldvisit.domain.language import mark, tr
from fieldvisit.domain.prices import Side
from fieldvisit.domain.visit import Address
from fieldvisit.ui.visit.grid.plain_sheet import column_of, flag_column
from fieldvisit.ui.visit.grid.sheet import GridColumn, Sheet, product_name
from fieldvisit.ui.visit.layouts import price_cells
from fieldvisit.ui.visit.layouts.product_rows import by_range, product_column, range_of
from fieldvisit.ui.visit.layouts.step_layout import Explanation, Hint, StepLayout
from fieldvisit.ui.visit.step_head import MenuEntry

SUBTITLES: dict[Side, str] = {
    "retail": mark("{entered} of {all} retail prices entered · {currency} per unit"),
    "resale": mark("{entered} of {all} resale prices entered · {currency} per unit"),
}
_FILLING = frozenset({"price.below_floor", "price.above_ceiling", "price.deviation", "price.below_cost"})
"""Rules that say something of the entered price itself; the others speak of the figures beside it."""


class PricesLayout(StepLayout):
    """The price grid and, beneath it, the competing products."""

    side: Side = "retail"

    def switch(self) -> bool:
        self.side = "resale" if self.side == "retail" else "retail"
        return True

    def sheet(self, table: Table) -> Sheet:
        return self._products(table) if table.key == "products" else self._competitors(table)

    def _products(self, table: Table) -> Sheet:
        other: Side = "resale" if self.side == "retail" else "retail"
        side = self.side
        columns = (
            product_column(129),
            column_of(table, table.column("purchase"), width=62),
            column_of(table, table.column(other), width=52),
            GridColumn("last", tr("Last"), 48, draw=lambda view: price_cells.last(view, side), right=True),
            column_of(table, table.column(side), width=56),
            GridColumn("corridor", tr("Corridor, dev. %"), 105, draw=lambda view: price_cells.corridor(view, side)),
            GridColumn("others", tr("Others"), 66, draw=lambda view: price_cells.others(view, side), right=True),
            GridColumn("trend", tr("Trend, Δ %"), 89, draw=lambda view: price_cells.trend(view, side)),
            GridColumn("margin", tr("Dealer margin"), 50, draw=price_cells.margin, right=True),
            flag_column(137),
        )
        return Sheet(
            self.step.key,
            table,
            columns,
            group=range_of(table, self.notebook),
            order=by_range(self.notebook),
            legend=self._legend(),
            begins=self.side,
            has_figures=True,
            shows_figures_only=True,
            beside=("reason", "report"),
            fills=_FILLING,
        )

    def _legend(self) -> str:
        now = tr("retail") if self.side == "retail" else tr("resale")
        return tr(
            "Band: corridor, tick: recommended · hatched: from price list, not confirmed, Space confirms · "
            "Others: median and number of dealers, {days} days · F9: retail or resale, now {side}",
            days=self.notebook.facts.thresholds.others_days,
            side=now,
        )

    def _competitors(self, table: Table) -> Sheet:
        columns = (
            column_of(table, table.column("brand"), width=80),
            column_of(table, table.column("name")),
            column_of(table, table.column("against"), width=132),
            GridColumn("last", tr("Last"), 50, draw=price_cells.competitor_last, right=True),
            column_of(table, table.column("price"), width=64),
            GridColumn("index", tr("Price index"), 72, draw=price_cells.index, right=True),
            GridColumn("change", tr("Δ %"), 56, draw=price_cells.change, right=True),
            flag_column(124),
        )
        return Sheet(self.step.key, table, columns, has_figures=True, beside=("report",))

    def entries(self) -> list[MenuEntry]:
        return self.adding_product()

    def subtitle(self) -> str:
        rows = self.notebook.visit.step("prices").rows("products")
        carried = [row for row in rows if self._is_carried(str(row.values.get("product")))]
        entered = sum(1 for row in carried if self.side in row.values)
        return tr(SUBTITLES[self.side], entered=entered, all=len(carried), currency=self.notebook.facts.dealer.currency)

    def explain(self, table: str, row_id: str, flags: tuple[Flag, ...]) -> Explanation | None:
        told = super().explain(table, row_id, flags)
        figures = self.notebook.row_figures("prices", row_id) if table == "products" else None
        disorder = figures.figures.side(self.side).disorder if isinstance(figures, PriceRow) else None
        if not isinstance(figures, PriceRow) or disorder is None:
            return told
        words = tr("Market disorder {share} % among dealers of this market.", share=formats.percent(disorder))
        if told is None:
            return Explanation(
                tr("{subject}: {told}", subject=product_name(self.notebook, figures.figures.product), told=words)
            )
        return replace(told, rest=f"{told.rest} {words}")

    def _is_carried(self, code: str) -> bool:
        product = self.notebook.facts.product(code)
        return product is not None and product.carried

    def hint(self) -> Hint | None:
        fallen = [product for product in self.notebook.facts.products if product.price_cut is not None]
        if not fallen or fallen[0].price_cut is None:
            return None
        cut, more = fallen[0].price_cut, " …" if len(fallen) > 3 else ""
        return Hint(
            tr(
                "Purchase price of {products} fell on {day}. Count them today for price protection.",
                products=formats.listed(str(product.called) for product in fallen[:3]) + more,
                day=formats.short_day(cut.day),
            ),
            tr("Count now in step 4"),
            self._count_of(fallen[0].code),
        )

    def _count_of(self, code: str) -> Address | None:
        rows = self.notebook.visit.step("inventory").rows("products")
        found = next((row.id for row in rows if row.values.get("product") == code), None)
        return Address("inventory", "count", "products", found) if found else None
