"""Products of which nothing was observed are named, so that nobody takes a short table for a short range."""

from __future__ import annotations

from collections.abc import Sequence

from fieldvisit.domain import formats
from fieldvisit.domain.language import tr
from fieldvisit.domain.visit import Row
from fieldvisit.reports.flow import Block
from fieldvisit.reports.visit_content import VisitContent
from fieldvisit.reports.words import remark

_MOST_NAMED = 12


def unseen_products(content: VisitContent, rows: Sequence[Row], words: str) -> list[Block]:
    """`words` and the products' names, the first few of many; nothing without rows."""
    if not rows:
        return []
    names = [content.product_name(str(row.values.get("product", ""))) for row in rows]
    listed = formats.listed(names[:_MOST_NAMED])
    if len(names) > _MOST_NAMED:
        listed = tr("{shown}; and {more} more", shown=listed, more=len(names) - _MOST_NAMED)
    return [remark(tr("{words} ({count}): {names}", words=words, count=len(names), names=listed))]
