"""Sums of a column that stay exact past 64 bits, where SQLite's own `sum` ends with an integer overflow.

A thousand of the largest amounts are enough for that, and a file with a slip in a column has them in no time.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final

_PART: Final = 10**9


def summed(column: str) -> str:
    """SQL for the sum of a column of whole numbers in two parts, as text; NULL where nothing is to be added up."""
    return f"sum({column} / {_PART}) || ' ' || sum({column} % {_PART})"


def whole_sum(parts: str) -> int:
    """The sum that `summed` gave, as the column keeps its numbers."""
    high, low = parts.split()
    return int(high) * _PART + int(low)


def sum_of(places: int) -> Callable[[str | None], Decimal | None]:
    """Reads what `summed` gave of a column with so many decimals; None stays None."""
    return lambda parts: None if parts is None else Decimal(whole_sum(parts)).scaleb(-places)
