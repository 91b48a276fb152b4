"""Step 5 in print: the order line by line with its suggestion, competing sales, the store check and its photos."""

from __future__ import annotations

from fieldvisit.domain import formats
from fieldvisit.domain.fields import Step
from fieldvisit.domain.language import tr
from fieldvisit.reports.columns import Cell, Cells, Column
from fieldvisit.reports.flow import Block
from fieldvisit.reports.order_lines import OrderLine, order_lines, packed
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
    lines = order_lines(content)
    rows = [line for line in lines if line.is_told]
    nothing = [line.row for line in lines if line.figures.accepted == 0 and not line.is_told]
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
    table = Table(columns, [_cells(content, step, line) for line in rows], total)
    sums = remark(_arithmetic(content))
    return [heading, table, *unseen_products(content, nothing, tr("Nothing ordered of")), sums, *_flags(content)]


def _cells(content: VisitContent, step: Step, line: OrderLine) -> Cells:
    suggested = line.figures.suggestion
    reason = content.shown(step.table("order").column("reason"), line.row.values.get("reason"))
    return [
        line.product.name,
        formats.quantity(suggested.on_hand if suggested else None),
        formats.quantity(suggested.on_order if suggested else None),
        Cell((Span(formats.quantity(suggested.units if suggested else None), DENSE.coloured(PALE)),)),
        Cell((Span(formats.quantity(line.figures.accepted), DENSE.bold()),)),
        packed(*line.packing) if line.packing else formats.NO_VALUE,
        formats.unit_price(line.figures.price),
        formats.money(line.figures.value, content.minor),
        reason,
    ]


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
