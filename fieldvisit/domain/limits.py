"""What a number in a field can be at most: the same for what is typed, pasted and loaded."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from fieldvisit.domain.fields import Field, Money, Number, Percent, Quantity
from fieldvisit.domain.language import Message

LARGEST = Decimal(10) ** 12
"""Amounts and quantities stay below this; more digits than that are a slip of the hand."""


def places_of(field: Field) -> int:
    """How many decimals the field keeps."""
    return 3 if isinstance(field, Quantity) else 4


def refusal(field: Field, value: Decimal) -> Message | None:
    """Why `value` cannot stand in `field`, as a sentence; None when it can."""
    if abs(value) >= LARGEST:
        return Message("The number is too large: at most 12 digits before the decimal mark.")
    if isinstance(field, Number) and (outside := _outside(field, value)):
        return outside
    if value < 0 and not may_be_negative(field):
        return Message("Nothing below zero is possible here: enter 0 or more.")
    return _too_fine(value, places_of(field))


def _too_fine(value: Decimal, places: int) -> Message | None:
    kept = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return Message("At most {places} decimals: enter {kept}.", places=places, kept=kept) if kept != value else None


def may_be_negative(field: Field) -> bool:
    """Whether the field takes numbers below zero."""
    return isinstance(field, (Number, Percent)) or (isinstance(field, (Money, Quantity)) and field.signed)


def _outside(field: Number, value: Decimal) -> Message | None:
    low, high = field.minimum, field.maximum
    if (low is None or value >= low) and (high is None or value <= high):
        return None
    if high is None:
        return Message("Enter {low} or more.", low=low)
    return Message("Enter {high} or less.", high=high) if low is None else _between(low, high)


def _between(low: Decimal, high: Decimal) -> Message:
    return Message("Enter a number from {low} to {high}.", low=low, high=high)
