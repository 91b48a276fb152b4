"""Amounts of several dealers: each currency is added up by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal

Sums = Mapping[str, Decimal]
"""An amount for each currency; empty where there is none."""


def added(amounts: Iterable[tuple[str, Decimal | None]]) -> Sums:
    """The sum of each currency, in the order of their names; unknown amounts are left out."""
    found: dict[str, Decimal] = {}
    for currency, amount in amounts:
        if amount is not None:
            found[currency] = found.get(currency, Decimal(0)) + amount
    return dict(sorted(found.items()))


def main_currency(currencies: Iterable[str]) -> str:
    """The currency of most visits, by which amounts are ranked; the first by name of equals, empty without visits."""
    counted = Counter(currencies)
    return min(counted, key=lambda each: (-counted[each], each), default="")
