"""A product's name in a table, in the reader's language or in both."""

from __future__ import annotations

from fieldvisit.domain.facts import ProductFacts
from fieldvisit.domain.language import current
from fieldvisit.reports.columns import Cell
from fieldvisit.reports.spans import Span
from fieldvisit.reports.theme import DENSE, PALE, Style


def product_name(product: ProductFacts) -> str:
    """The name in the reader's language, as far as there is one."""
    return product.name_local or product.name if current().code == "zh" else product.name


def product_cell(name: str, name_local: str, style: Style = DENSE) -> Cell:
    """The name that the reader reads first, the other one quieter behind it."""
    first, second = (name_local, name) if current().code == "zh" and name_local else (name, name_local)
    other = (Span(f"\u2002{second}", style.coloured(PALE)),) if second and second != first else ()
    return Cell((Span(first, style), *other))
