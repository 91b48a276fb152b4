"""Step 5: the order from the suggestion, its arithmetic and the credit it needs; then store check and photos."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtWidgets import QWidget

from fieldvisit.domain import formats
from fieldvisit.domain.fields import Table
from fieldvisit.domain.figures import OrderRow
from fieldvisit.domain.flags import Flag
from fieldvisit.domain.formats import as_figure, percent, with_percent
from fieldvisit.domain.language import ntr, tr
from fieldvisit.domain.ordering import Suggestion
from fieldvisit.domain.product_mix import MixLine
from fieldvisit.ui.visit.gallery import Gallery
from fieldvisit.ui.visit.grid.plain_sheet import column_of, flag_column
from fieldvisit.ui.visit.grid.sheet import GridColumn, Sheet, product_name
from fieldvisit.ui.visit.layouts import order_cells
from fieldvisit.ui.visit.layouts.product_rows import by_range, product_column, range_of
from fieldvisit.ui.visit.layouts.step_layout import Explanation, StepLayout
from fieldvisit.ui.visit.step_head import MenuEntry
from fieldvisit.ui.visit.tiles import Tile, Tiles
from fieldvisit.ui.visit.told_lines import Told, ToldLines
from fieldvisit.ui.visit.trim_line import TrimLine
from fieldvisit.ui.widgets.buttons import Button


class SalesLayout(StepLayout):
    """The order grid over everything else."""

    paper = "order"

    def sheet(self, table: Table) -> Sheet:
        if table.key != "order":
            return super().sheet(table)
        columns = (
            product_column(129),
            GridColumn("on_hand", tr("On hand"), 54, draw=order_cells.on_hand, right=True),
            GridColumn("cover", tr("Days of cover"), 104, draw=order_cells.cover),
            GridColumn("on_order", tr("On order"), 52, draw=order_cells.on_order, right=True),
            GridColumn("suggested", tr("Suggested"), 88, draw=order_cells.suggested, right=True),
            column_of(table, table.column("accepted"), width=90),
            GridColumn("cases", tr("Cases"), 48, draw=order_cells.cases, right=True),
            GridColumn("price", tr("Price"), 52, draw=order_cells.price, right=True),
            GridColumn("amount", tr("Amount"), 78, draw=order_cells.amount, right=True),
            flag_column(88),
        )
        return Sheet(
            self.step.key,
            table,
            columns,
            group=range_of(table, self.notebook),
            order=by_range(self.notebook),
            has_figures=True,
            beside=("reason",),
        )

    def actions(self) -> list[Button]:
        accept = Button(tr("Accept suggestions"), "check", bar=True)
        accept.setEnabled(not self.notebook.read_only)
        accept.clicked.connect(self.notebook.accept_suggestions)
        return [accept]

    def entries(self) -> list[MenuEntry]:
        return self.adding_product()

    def below(self, key: str) -> list[QWidget]:
        if key == "order":
            return [Tiles(self.notebook, self._tiles), TrimLine(self.notebook)]
        if key == "competing":
            return [Tiles(self.notebook, self._mix_tiles), ToldLines(self.notebook, self._sellers)]
        return []

    def _mix_tiles(self) -> list[Tile]:
        """What sells here: the own share, and what earns money or lies."""
        mix, minor = self.notebook.figures.mix, self.notebook.minor
        if mix is None:
            return []
        return [
            Tile(
                tr("Own share of sales, value"),
                _share(mix.own_share),
                note=tr("competing sales a month: {value}", value=formats.money(mix.competing_value, minor)),
            ),
            Tile(
                tr("Profitable products"),
                _share(mix.profitable_share),
                note=tr("of {value} sold since the last count", value=formats.money(mix.sell_out_value, minor)),
            ),
            Tile(
                tr("Unsaleable stock"),
                _share(mix.unsaleable_share),
                note=tr("{value} of the counted stock", value=formats.money(mix.dead_value, minor)),
            ),
        ]

    def _sellers(self) -> list[Told]:
        mix = self.notebook.figures.mix
        ends = ((tr("Best sellers"), mix.best), (tr("Worst sellers"), mix.worst)) if mix else ()
        return [Told(title, formats.listed(map(self._seller, lines))) for title, lines in ends if lines]

    def _seller(self, line: MixLine) -> str:
        return tr("{product} {share} %", product=product_name(self.notebook, line.product), share=percent(line.share))

    def instead(self, key: str) -> QWidget | None:
        return Gallery(self.step.key, self.step.table(key), self.notebook) if key == "photos" else None

    def _tiles(self) -> list[Tile]:
        found, minor = self.notebook.figures, self.notebook.minor
        after = found.credit_after_order
        over = after is not None and after < 0
        return [
            Tile(
                tr("Order value"),
                formats.money(found.order_value, minor),
                note=tr("suggested {value}", value=formats.money(found.suggested_value, minor)),
            ),
            Tile(
                tr("Credit available"),
                formats.money(found.account.available, minor),
                note=tr("limit − used, step 6"),
            ),
            Tile(
                tr("Credit after this order"),
                formats.money(after, minor),
                note=tr("over the limit: trim the order") if over else tr("available − order value"),
                tone="red" if over else "text",
                note_tone="red" if over else "text2",
            ),
        ]

    def subtitle(self) -> str:
        rows = self.notebook.visit.step("sales").rows("order")
        decided = sum(1 for row in rows if "accepted" in row.values)
        return tr("{decided} of {all} decided · units", decided=decided, all=len(rows))

    def explain(self, table: str, row_id: str, flags: tuple[Flag, ...]) -> Explanation | None:
        if table != "order" or flags:
            return super().explain(table, row_id, flags)
        line = self.notebook.row_figures("sales", row_id)
        row = self.notebook.visit.row("sales", "order", row_id)
        name = product_name(self.notebook, str(row.values.get("product", "")))
        if not isinstance(line, OrderRow) or line.suggestion is None:
            return Explanation(
                tr("{subject}: {told}", subject=name, told=tr("no suggestion.")),
                tr("The product is not counted, or its rate is unknown."),
            )
        return Explanation(
            tr("{subject}: {told}", subject=name, told=_result(line.suggestion)), _arithmetic(line.suggestion)
        )


def _share(value: Decimal | None) -> str:
    return with_percent(percent(value))


def _result(suggestion: Suggestion) -> str:
    if not suggestion.units:
        return tr("nothing to order.")
    return ntr(
        "{count} case, {units} units suggested.",
        "{count} cases, {units} units suggested.",
        suggestion.cases,
        units=suggestion.units,
    )


def _arithmetic(suggestion: Suggestion) -> str:
    """How the suggestion comes about; where stock and orders cover the need, by how much."""
    need = suggestion.demand + suggestion.safety
    there = suggestion.on_hand + suggestion.on_order
    terms = {
        "demand": as_figure(suggestion.demand),
        "daily": as_figure(suggestion.daily),
        "days": suggestion.protection_days,
        "safety": as_figure(suggestion.safety),
        "hand": suggestion.on_hand,
        "order": suggestion.on_order,
    }
    if there > need:
        return tr(
            "Demand {demand} ({daily} a day × {days} days) + safety {safety} = {need} needed; on hand {hand} + on "
            "order {order} = {there}, so {rest} more than needed.",
            need=as_figure(need),
            there=there,
            rest=as_figure(there - need),
            **terms,
        )
    return tr(
        "Demand {demand} ({daily} a day × {days} days) + safety {safety} − on hand {hand} − on order {order} "
        "= {wanted}, rounded up to whole cases.",
        wanted=as_figure(suggestion.wanted),
        **terms,
    )
