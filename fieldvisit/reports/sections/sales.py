"""Step 5 in print: the order line by line with its suggestion, competing sales, the store check and its photos."""

from __future__ import annotations

from decimal import Decimal

from fieldvisit.domain import formats
from fieldvisit.domain.fields import Step
from fieldvisit.domain.figures import OrderRow
from fieldvisit.domain.language import tr
from fieldvisit.domain.visit import Row
from fieldvisit.reports.columns import Cell, Cells, Column
from fieldvisit.reports.flow import Block
from fieldvisit.reports.photos import Photo, Photos
from fieldvisit.reports.sections import general
from fieldvisit.reports.sections.flagged import note
from fieldvisit.reports.sections.mix import product_mix
from fieldvisit.reports.sections.unseen import unseen_products
from fieldvisit.reports.spans import Span
from fieldvisit.reports.tables import Table
from fieldvisit.reports.theme import DENSE, DENSE_GAP, PALE
from fieldvisit.reports.visit_content import VisitContent
from fieldvisit.reports.words import remark, subheading


def section(content: VisitContent, step: Step) -> list[Block]:
    """The order and the mix first, then everything else in the order of its declaration, photos last."""
    others = [field.key for field in step.fields if field.key not in ("order", "photos")]
    return [
        *_order(content, step),
        *product_mix(content),
        *general.parts(content, step, others),
        *_photos(content, step),
    ]


def _order(content: VisitContent, step: Step) -> list[Block]:
    lines = [
        (row, line)
        for row in content.record("sales").rows("order")
        if (line := content.figures.order.get(row.id)) is not None
    ]
    rows = [(row, line) for row, line in lines if _is_told(line)]
    nothing = [row for row, line in lines if line.accepted == 0 and not _is_told(line)]
    if not rows:
        return unseen_products(content, nothing, tr("Nothing ordered of"))
    titles = (tr("On hand"), tr("On order"), tr("Suggested"), tr("Order"), tr("Cases"), tr("Price"), tr("Amount"))
    columns = (
        Column(tr("Product"), stretch=1, style=DENSE, gap=DENSE_GAP),
        *(Column(title, "right", style=DENSE, gap=DENSE_GAP) for title in titles),
        Column(tr("Reason"), stretch=0.5, style=DENSE),
    )
    value = formats.money(content.figures.order_value, content.minor)
    total = [tr("Total"), *[""] * 6, value, ""]
    heading = subheading(tr(step.table("order").label), tr("units; amounts at the dealer's purchase price"))
    table = Table(columns, [_cells(content, step, row, line) for row, line in rows], total)
    sums = remark(_arithmetic(content))
    return [heading, table, *unseen_products(content, nothing, tr("Nothing ordered of")), sums, *_flags(content)]


def _is_told(line: OrderRow) -> bool:
    return bool(line.accepted) or (line.suggestion is not None and line.suggestion.units > 0)


def _cells(content: VisitContent, step: Step, row: Row, line: OrderRow) -> Cells:
    suggested = line.suggestion
    reason = content.shown(step.table("order").column("reason"), row.values.get("reason"))
    return [
        content.product_name(str(row.values.get("product", ""))),
        formats.quantity(suggested.on_hand if suggested else None),
        formats.quantity(suggested.on_order if suggested else None),
        Cell((Span(formats.quantity(suggested.units if suggested else None), DENSE.coloured(PALE)),)),
        Cell((Span(formats.quantity(line.accepted), DENSE.bold()),)),
        formats.quantity(_cases(line.cases)),
        formats.unit_price(line.price),
        formats.money(line.value, content.minor),
        reason,
    ]


def _cases(cases: Decimal | None) -> Decimal | None:
    return None if cases is None else round(cases, 2)


def _arithmetic(content: VisitContent) -> str:
    return tr(
        "Suggested {suggested} in all: demand of {days} days + safety stock − on hand − on order, in whole cases.",
        suggested=formats.money(content.figures.suggested_value, content.minor),
        days=content.figures.needed_days,
    )


def _flags(content: VisitContent) -> list[Block]:
    flags = content.row_flags("sales", "", "")
    return [note(str(flag.short), [flag]) for flag in flags]


def _photos(content: VisitContent, step: Step) -> list[Block]:
    photos = tuple(
        Photo(digest, str(row.values.get("caption", "")), content.photo_sizes.get(digest, (0, 0)))
        for row in content.record("sales").rows("photos")
        if isinstance(digest := row.values.get("photo"), str)
    )
    if not photos:
        return []
    return [subheading(tr(step.table("photos").label)), Photos(photos, tr("This picture is not on this computer."))]
