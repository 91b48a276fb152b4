"""Answers that several steps offer, each list declared once."""

from __future__ import annotations

from fieldvisit.domain.fields import Option
from fieldvisit.domain.language import mark


def options(**labels: str) -> tuple[Option, ...]:
    """Options from key=label pairs, in the order given."""
    return tuple(Option(key=key, label=label) for key, label in labels.items())


YES_PARTLY_NO = options(yes=mark("Yes"), partly=mark("Partly"), no=mark("No"))
SIDES = options(ours=mark("Ours"), theirs=mark("The dealer's"))
CONFIDENCE = options(seen=mark("Seen"), told=mark("Told by dealer"), hearsay=mark("Hearsay"))
ROLES = options(
    owner=mark("Owner"),
    manager=mark("Manager"),
    buyer=mark("Buyer"),
    sales=mark("Sales staff"),
    stock=mark("Stock keeper"),
    accounts=mark("Accounts"),
    other=mark("Other"),
)
