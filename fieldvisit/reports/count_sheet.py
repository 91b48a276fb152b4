"""The count sheet: products in the order in which they are walked past, with boxes for a pen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from fieldvisit.domain import formats
from fieldvisit.domain.facts import ProductFacts, VisitFacts
from fieldvisit.domain.figures import figures
from fieldvisit.domain.language import tr
from fieldvisit.domain.visit import Visit
from fieldvisit.reports.answers import Fact, Facts
from fieldvisit.reports.blanks import BlankLines, blank_box
from fieldvisit.reports.columns import Cell, Cells, Column
from fieldvisit.reports.family import dealer_address, dealer_names, family_report, title_of
from fieldvisit.reports.flow import Block
from fieldvisit.reports.kinds import COUNT
from fieldvisit.reports.masthead import weekday_and_day
from fieldvisit.reports.outline import Outlined
from fieldvisit.reports.product_cells import product_cell
from fieldvisit.reports.spans import Span
from fieldvisit.reports.tables import Table
from fieldvisit.reports.theme import GREY, MILLIMETRE, TABLE
from fieldvisit.reports.visit_content import VisitContent
from fieldvisit.reports.words import paragraph

_ROW = 8 * MILLIMETRE
_BOXES = (38.0, 38.0, 56.0, 46.0)
_PRODUCTS = "products"


def build_count_sheet(visit: Visit, facts: VisitFacts, *, page_size: str = "A4") -> bytes:
    """The sheet as a PDF, in the language in force; what is entered already is not printed."""
    content = VisitContent(visit, facts, figures(visit, facts))
    report = family_report(content, COUNT, page_size, legend=False)
    products = _products(visit, facts)
    report.add(*_head(content, products), *_table(content, products))
    report.add(BlankLines((tr("Counted by"), tr("Signature"), tr("Date"), tr("From, to")), (1.2, 1.4, 0.8, 0.8)))
    report.outline = [Outlined(_PRODUCTS, tr("Count sheet"))]
    return report.written()


def _products(visit: Visit, facts: VisitFacts) -> list[ProductFacts]:
    """The products of the visit in its order, those of the facts where the visit has no rows yet."""
    rows = visit.steps["inventory"].rows("products") if "inventory" in visit.steps else []
    found = [product for row in rows if (product := facts.product(str(row.values.get("product", "")))) is not None]
    return found or list(facts.products)


def _head(content: VisitContent, products: Sequence[ProductFacts]) -> list[Block]:
    visit, facts = content.visit, content.facts
    subtitle = tr("{count} products; a box left empty is not counted, 0 is none there", count=len(products))
    days = _days(products)
    last = formats.short_day(min(days)) if len(days) == 1 else ""
    told = (
        Fact(tr("Dealer {code}", code=facts.dealer.code), dealer_names(facts)),
        Fact(tr("Where"), dealer_address(facts) or formats.NO_VALUE),
        Fact(tr("When"), weekday_and_day(visit.day), (tr("last count {day}", day=last),) if last else ()),
        Fact(tr("Rep"), visit.rep or formats.NO_VALUE),
    )
    return [*title_of(content, COUNT, subtitle, _PRODUCTS), Facts(told, (1.5, 1.3, 0.9, 0.8))]


def _table(content: VisitContent, products: Sequence[ProductFacts]) -> list[Block]:
    if not products:
        return [paragraph(tr("No products are known for this dealer."))]
    same_day = len(_days(products)) <= 1
    columns = (
        Column("", "right", style=TABLE.coloured(GREY), gap=7),
        Column(tr("Code"), style=TABLE.coloured(GREY)),
        Column(tr("Product"), stretch=1),
        Column(tr("Case"), "right"),
        Column(tr("Last count"), "right", style=TABLE.coloured(GREY)),
        *([] if same_day else [Column(tr("on"), style=TABLE.coloured(GREY))]),
        *(Column(title, gap=5) for title in (tr("Cases"), tr("Units"), tr("Oldest batch"), tr("Retail price"))),
    )
    rows, titles = _rows(products, with_day=not same_day)
    return [Table(columns, rows, space_before=12, titles=titles, row_height=_ROW)]


def _days(products: Sequence[ProductFacts]) -> set[date]:
    return {product.previous_count_on for product in products if product.previous_count_on}


def _rows(products: Sequence[ProductFacts], *, with_day: bool) -> tuple[list[Cells], frozenset[int]]:
    """A row for each product; the ranges as titles where each stands together."""
    groups = [(name, list(group)) for name, group in groupby(products, lambda product: product.range)]
    titled = len(groups) > 1 and len({name for name, _ in groups}) == len(groups)
    rows: list[Cells] = []
    titles: set[int] = set()
    number = 0
    for name, group in groups:
        if titled:
            titles.add(len(rows))
            title = Cell((Span(name or tr("Other products"), TABLE.bold()),), across=5)
            rows.append(["", title, *[""] * (8 if with_day else 7)])
        for product in group:
            number += 1
            rows.append(_cells(number, product, with_day=with_day))
    return rows, frozenset(titles)


def _cells(number: int, product: ProductFacts, *, with_day: bool) -> Cells:
    return [
        str(number),
        product.code,
        product_cell(product.name, product.name_local, TABLE),
        str(product.case_size),
        formats.quantity(product.previous_count),
        *([_day(product)] if with_day else []),
        *(blank_box(width) for width in _BOXES),
    ]


def _day(product: ProductFacts) -> str:
    return formats.short_day(product.previous_count_on) if product.previous_count_on else ""
