"""A point of the problems page."""

from __future__ import annotations

from dataclasses import dataclass

from fieldvisit.domain.flags import Flag, Severity
from fieldvisit.domain.language import Message
from fieldvisit.domain.visit import Address


@dataclass(frozen=True)
class Problem:
    """One point. `blocks`: the visit cannot be closed before it is completed or its step skipped with a reason."""

    address: Address
    severity: Severity
    sentence: Message | Flag
    """What is said of it as `str`; put into words only when it is shown."""
    blocks: bool

    @property
    def step(self) -> str:
        """The key of its step."""
        return self.address.step
