"""Step 4 in print: counts, sell-out and cover; the own share of the inventory; what is behind each exception."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from fieldvisit.charts.cover import Cover
from fieldvisit.charts.target import Role
from fieldvisit.domain import formats
from fieldvisit.domain.fields import Step
from fieldvisit.domain.figures import StockRow, observed
from fieldvisit.domain.language import tr
from fieldvisit.domain.visit import Row
from fieldvisit.reports.columns import Cell, CellLike, Cells, Column, Picture
from fieldvisit.reports.flow import Block
from fieldvisit.reports.sections import general
from fieldvisit.reports.sections.flagged import beside, flag_cell, judged, mark_role, note
from fieldvisit.reports.sections.stock_share import stock_share
from fieldvisit.reports.sections.unseen import unseen_products
from fieldvisit.reports.small_pictures import cover_picture
from fieldvisit.reports.spans import Span
from fieldvisit.reports.tables import Table
from fieldvisit.reports.theme import DENSE, DENSE_GAP, PALE
from fieldvisit.reports.visit_content import VisitContent, is_unconfirmed

_COVER = ("stock.risk", "stock.out", "stock.over")


def section(content: VisitContent, step: Step) -> list[Block]:
    """The count, then pictures and notes, the competitors' stock, remarks."""
    rows = content.record("inventory").rows("products")
    counted = [row for row in rows if observed(row, "count") or content.row_flags("inventory", "products", row.id)]
    blocks: list[Block] = []
    if counted:
        blocks.append(Table(_columns(), [_cells(content, row) for row in counted], _total(content)))
        blocks += unseen_products(content, [row for row in rows if row not in counted], tr("Not counted"))
        blocks += beside(stock_share(content), _notes(content, step, counted))
    title = tr("Competitors' stock, estimated")  # the label in the window speaks to the rep
    rivals = general.table_of(content, step, step.table("competitors"), title)
    return [*blocks, *rivals, *general.parts(content, step, ["note"])]


def _columns() -> tuple[Column, ...]:
    titles = (tr("Last"), tr("Recd."), tr("Ret."), tr("Count"), tr("Sell-out"), tr("Per day"))
    return (
        Column(tr("Product"), stretch=1, style=DENSE, gap=DENSE_GAP),
        *(Column(title, "right", style=DENSE, gap=DENSE_GAP) for title in titles),
        Column(tr("Cover"), gap=DENSE_GAP),
        *(Column(title, "right", style=DENSE, gap=DENSE_GAP) for title in (tr("Days"), tr("Stock value"))),
        Column(tr("Flag"), style=DENSE),
    )


def _cells(content: VisitContent, row: Row) -> Cells:
    name = content.product_name(str(row.values.get("product", "")))
    flags = content.row_flags("inventory", "products", row.id)
    calculated = content.figures.stock.get(row.id)
    if calculated is None:
        return [name, *[""] * 3, _quantity(row, "count", bold=True), *[""] * 5, flag_cell(flags)]
    figures = calculated.figures
    return [
        name,
        Cell((Span(formats.quantity(figures.previous), DENSE.coloured(PALE)),)),
        _quantity(row, "received"),
        _quantity(row, "returned"),
        _quantity(row, "count", bold=True),
        judged(formats.quantity(figures.sell_out), flags, "stock.negative"),
        formats.figure(figures.daily) + ("*" if figures.estimated and figures.daily is not None else ""),
        _cover_picture(calculated, mark_role(flags, *_COVER)),
        judged(formats.figure(figures.cover), flags, *_COVER),
        formats.money(figures.value, content.minor),
        flag_cell(flags),
    ]


def _quantity(row: Row, key: str, *, bold: bool = False) -> CellLike:
    value = row.values.get(key)
    style = DENSE.bold() if bold else DENSE
    words = formats.quantity(value if isinstance(value, Decimal) else None)
    return Cell((Span(words, style.unconfirmed() if is_unconfirmed(row, key) else style),))


def _cover_picture(row: StockRow, role: Role) -> Picture:
    figures = row.figures
    cover = Cover(figures.cover, Decimal(figures.needed_days), figures.overstock_days, role)
    return cover_picture(cover)


def _total(content: VisitContent) -> Cells | None:
    if content.figures.stock_value is None:
        return None
    return [tr("Total"), *[""] * 8, formats.money(content.figures.stock_value, content.minor), ""]


def _notes(content: VisitContent, step: Step, rows: list[Row]) -> list[Block]:
    reason_field = step.table("products").column("reason")
    notes: list[Block] = []
    for row in rows:
        flags = content.row_flags("inventory", "products", row.id)
        reason = content.shown(reason_field, row.values.get("reason"))
        if flags or reason:
            told = tr("Reason given: {reason}.", reason=reason) if reason else ""
            notes.append(note(content.product_name(str(row.values.get("product", ""))), flags, told))
    return [*notes, *_overall(content)]


def _overall(content: VisitContent) -> Iterator[Block]:
    """What concerns no single row: price protection in all, the range, estimated rates."""
    figures = content.figures
    if figures.protection:
        amount = formats.money(figures.protection, content.minor)
        yield note(tr("Price protection"), [], tr("{amount} in all.", amount=amount))
    if figures.range_changes is not None:
        gained, lost = (_names(content, each) for each in (figures.range_changes.gained, figures.range_changes.lost))
        yield note(tr("Range"), [], tr("Gained: {gained}. Lost: {lost}.", gained=gained, lost=lost))
    if any(row.figures.estimated for row in figures.stock.values()):
        days = content.facts.thresholds.rate_days
        yield note("", [], tr("* Estimate from sell-in: shipments of the last {days} days ÷ {days}.", days=days))


def _names(content: VisitContent, codes: Iterable[str]) -> str:
    return formats.listed(map(content.product_name, codes)) or tr("none")
