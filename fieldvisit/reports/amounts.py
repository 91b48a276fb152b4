"""Amounts as one paper shows them: all to the same decimals, enough that printed lines add up to printed sums."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from fieldvisit.domain import formats


@dataclass(frozen=True)
class Amounts:
    """Shows amounts with `places` decimals."""

    places: int

    def __call__(self, value: Decimal | None) -> str:
        """The amount as text, a dash for no value."""
        return formats.money(value, self.places)


def exact(amounts: Iterable[Decimal], minor: int) -> Amounts:
    """The currency's `minor` decimals, more where an amount has more: rounded lines would not add up."""
    needed = (-int(amount.normalize().as_tuple().exponent) for amount in amounts)
    return Amounts(max([minor, *needed]))
