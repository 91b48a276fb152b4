"""Words in a style, before and after they are broken into lines."""

from __future__ import annotations

from typing import NamedTuple

from fieldvisit.reports.theme import Style


class Span(NamedTuple):
    """Words in one style; what a user typed is text, never markup."""

    text: str
    style: Style


class Segment(NamedTuple):
    """Legible words in one style, `left` points from the start of their line."""

    left: float
    text: str
    style: Style


Line = list[Segment]
