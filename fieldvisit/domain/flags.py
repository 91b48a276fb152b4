"""A flag says its rule: the figure, the threshold and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum

from fieldvisit.domain.language import Message, tr
from fieldvisit.domain.product_names import ProductName
from fieldvisit.domain.visit import Address


class Severity(IntEnum):
    """Red is outside a limit, amber unusual, info worth knowing; only red and amber are exceptions."""

    INFO = 0
    AMBER = 1
    RED = 2


@dataclass(frozen=True)
class Flag:
    """One broken rule at one place. `stake` is the money at stake in the dealer's currency, None where that is
    unknown.
    """

    rule: str
    severity: Severity
    address: Address
    subject: str | ProductName
    """What it is about, as the user wrote it: a product's or person's name; may be empty."""
    short: Message
    """At most three words, for the flag column."""
    figure: Message
    limit: Message
    action: Message
    stake: Decimal | None = None
    brief: Message | None = None
    """The figure in a few words, for a line that tells of several subjects; None where the figure is short enough."""

    def __str__(self) -> str:
        return self.sentence()

    def sentence(self) -> str:
        """Figure, threshold and action in one line of text."""
        told = tr("{figure}; {limit}: {action}.", figure=self.figure, limit=self.limit, action=self.action)
        return tr("{subject}: {told}", subject=self.subject, told=told) if self.subject else begun(told)


def begun(text: str) -> str:
    """`text` as it stands at the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def worst(flags: list[Flag]) -> Flag | None:
    """The flag to show for a row: the most severe, the first of equals; None without flags."""
    return max(flags, key=lambda flag: flag.severity, default=None)
