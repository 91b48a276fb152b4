"""A product's name in a table, in the reader's language or in both."""

from __future__ import annotations

from dataclasses import replace

from fieldvisit.domain.facts import ProductFacts, VisitFacts
from fieldvisit.domain.language import current
from fieldvisit.reports.columns import Cell
from fieldvisit.reports.spans import Span
from fieldvisit.reports.theme import DENSE, PALE, Style


def product_name(product: ProductFacts) -> str:
    """The name in the reader's language, as far as there is one."""
    return product.name_local or product.name if current().code == "zh" else product.name


def in_readers_words(facts: VisitFacts) -> VisitFacts:
    """The facts with every product called as the reader calls it, so that tables and sentences agree."""
    return replace(facts, products=tuple(replace(each, name=product_name(each)) for each in facts.products))


def product_cell(name: str, name_local: str, style: Style = DENSE) -> Cell:
    """The name that the reader reads first, the other one quieter behind it."""
    first, second = (name_local, name) if current().code == "zh" and name_local else (name, name_local)
    other = (Span(f"\u2002{second}", style.coloured(PALE)),) if second and second != first else ()
    return Cell((Span(first, style), *other))
