"""From a figure to a place along a line."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Scale:
    """Maps `low`..`high` to `start`..`end`; what lies outside is put at the nearer end."""

    low: Decimal
    high: Decimal
    start: float
    end: float

    def place(self, value: Decimal) -> float:
        """Where `value` stands; half-way when the scale has no extent."""
        if self.high == self.low:
            return (self.start + self.end) / 2
        share = float((value - self.low) / (self.high - self.low))
        return self.start + min(1.0, max(0.0, share)) * (self.end - self.start)
