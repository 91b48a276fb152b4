"""A product's name in a table, in the reader's language or in both."""

from __future__ import annotations

from dataclasses import replace

from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.product_names import ProductName
from fieldvisit.reports.columns import Cell
from fieldvisit.reports.spans import Span
from fieldvisit.reports.theme import DENSE, PALE, Style


def in_readers_words(facts: VisitFacts) -> VisitFacts:
    """The facts with every product called as the reader calls it, so that tables and sentences agree."""
    return replace(facts, products=tuple(replace(each, name=str(each.called)) for each in facts.products))


def product_cell(name: str, name_local: str, style: Style = DENSE) -> Cell:
    """The name that the reader reads first, the other one quieter behind it."""
    called = ProductName(name, name_local)
    other = (Span(f"\u2002{called.other}", style.coloured(PALE)),) if called.other else ()
    return Cell((Span(str(called), style), *other))
