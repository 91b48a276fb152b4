"""Arithmetic where "no value" stays no value: None in gives None out, and so does a denominator of zero."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache
from typing import Final

_WIDE: Final = Context(prec=1_000)
"""The usual 28 digits are too few for the cents of an amount that a slip in a file has made endless."""


def ratio(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """Part / whole, or None when either is unknown or the whole is zero."""
    if part is None or whole is None or whole == 0:
        return None
    return part / whole


def change(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    """(now − before) / before, or None when it has no value."""
    if now is None or before is None or before == 0:
        return None
    return (now - before) / before


def rounded(amount: Decimal, minor: int = 2) -> Decimal:
    """An amount rounded half-up to the currency's minor unit."""
    return to_places(amount, minor)


def to_places(value: Decimal, places: int) -> Decimal:
    """`value` rounded half-up to so many decimals, however many digits stand before them."""
    return value.quantize(_unit(places), ROUND_HALF_UP, _WIDE)


@cache
def _unit(places: int) -> Decimal:
    return Decimal(1).scaleb(-places)


def line_amount(quantity: Decimal | None, price: Decimal | None, minor: int = 2) -> Decimal | None:
    """Quantity × unit price, rounded half-up, or None when either is unknown."""
    return None if quantity is None or price is None else rounded(quantity * price, minor)


def median(values: list[Decimal]) -> Decimal | None:
    """The middle value, or the mean of the two middle ones; None of an empty list."""
    if not values:
        return None
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def total(values: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of what is known; None when nothing is."""
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None
