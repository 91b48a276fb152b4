"""The characters that no font has, named on one line: for a paper that is one page and stays one."""

from __future__ import annotations

from fieldvisit.domain import formats
from fieldvisit.domain.language import tr
from fieldvisit.reports import fonts
from fieldvisit.reports.flow import Block
from fieldvisit.reports.lettering import Lettering
from fieldvisit.reports.page import shortened
from fieldvisit.reports.theme import CAPTION
from fieldvisit.reports.words import remark

LINE = 16.0
"""The room it takes, in points."""


def not_shown(lettering: Lettering, width: float) -> Block:
    """Their codes and names as far as the line takes them; the codes stand in the text itself too."""
    names = formats.listed(fonts.named(frozenset(lettering.missing)))
    told = tr("No font here has these characters; their codes stand in their place: {names}", names=names)
    return remark(shortened(lettering, told, CAPTION, width))
