"""Lines of a dealer's book that sum up the others: no documents, left out, and held against the documents above them.

A line says so by its word, or it names no document and its amount is the sum of what stands above. A line without a
document and with another amount is nobody's total: that one is for a person to look at.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from fieldvisit.domain import formats
from fieldvisit.domain.language import tr

_PARTS: Final = r"小计|(?:本[页月周日季年期])(?:合计|总计|小计|累计)|subtotal|pagetotal|zwischensumme"
_WHOLE: Final = (
    r"(?:应[付收])?(?:合计|总计|共计|总和|总额|累计|汇总)|grandtotal|totals?|sum|summe|gesamt(?:summe)?|endsumme"
)
_UNIT: Final = r"(?:总?金额|amount)?(?:人民币|元|cny|rmb|usd|eur)?"
_TOTAL: Final = re.compile(rf"(?:(?P<part>{_PARTS})|{_WHOLE}){_UNIT}")
_BETWEEN: Final = re.compile(r"[\W_]+")


def _word(text: str) -> re.Match[str] | None:
    """The match of a cell that names a total and nothing else: `合计：`, `Grand total`, `小 计（元）`."""
    return _TOTAL.fullmatch(_BETWEEN.sub("", unicodedata.normalize("NFKC", text)).casefold())


@dataclass(frozen=True)
class BookTotal:
    """A line left out, by its number from 1; `amount` is what it states, `documents` what those it sums come to."""

    row: int
    amount: Decimal | None
    documents: Decimal

    def words(self, minor: int) -> str:
        """What is said of it, amounts with `minor` decimals."""
        if self.amount is None:
            return tr("Row {row} is a total without an amount and was left out.", row=str(self.row))
        amount = formats.money(self.amount, minor)
        if self.amount == self.documents:
            return tr("Row {row}, the total {amount}, was left out; the lines agree with it.", row=str(self.row),
                      amount=amount)  # fmt: skip
        return tr(
            "Row {row}, the total {amount}, was left out; it does not agree: the lines come to {sum}.",
            row=str(self.row),
            amount=amount,
            sum=formats.money(self.documents, minor),
        )


@dataclass(frozen=True)
class BookEntry:
    """A line as it stands in a book; `texts` are all its cells, `amount` is None where it has none that can be read."""

    row: int
    document: str
    amount: Decimal | None
    texts: Sequence[str]


def totals_among(entries: Iterable[BookEntry]) -> list[BookTotal]:
    """The totals, in their order."""
    found: list[BookTotal] = []
    whole = part = Decimal(0)
    counted = 0
    for entry in entries:
        word = next(filter(None, map(_word, entry.texts)), None)
        sums = (part, whole) if word is not None and word["part"] else (whole, part)
        if word is not None or (counted and not entry.document and entry.amount in sums):
            agreeing = next((each for each in sums if each == entry.amount), sums[0])
            found.append(BookTotal(entry.row, entry.amount, agreeing))
            part = Decimal(0)
        elif entry.document and entry.amount is not None:
            counted, whole, part = counted + 1, whole + entry.amount, part + entry.amount
    return found
