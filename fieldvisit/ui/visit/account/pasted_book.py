"""A dealer's book on the clipboard: its documents, and what is said of the totals that were copied with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldvisit.domain.book_totals import BookEntry, BookTotal, totals_among
from fieldvisit.domain.entry import Refused, calculated

if TYPE_CHECKING:
    from decimal import Decimal

    from fieldvisit.ui.visit.grid.sheet import Sheet


def totals_in(sheet: Sheet, block: list[list[str]], column: int) -> list[BookTotal]:
    """The totals in a block that is pasted at `column`, by the number of their line in it; none in other tables."""
    if (sheet.step, sheet.table.key) != ("account", "dealer_book"):
        return []
    keys = [sheet.columns[at].key for at in sheet.entry_columns() if at >= column]
    return totals_among(_entry(at, dict(zip(keys, texts, strict=False)), texts) for at, texts in enumerate(block, 1))


def _entry(row: int, cells: dict[str, str], texts: list[str]) -> BookEntry:
    return BookEntry(row, cells.get("document", "").strip(), _amount(cells.get("amount", "")), texts)


def _amount(text: str) -> Decimal | None:
    try:
        return calculated(text.strip("¥￥$€£元 ")) if text.strip() else None
    except Refused:
        return None
