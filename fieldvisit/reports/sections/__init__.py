"""The sections of a visit report, found by step; a step without a module of its own has the general form."""

from __future__ import annotations

from collections.abc import Callable

from fieldvisit.domain.fields import Step
from fieldvisit.reports.flow import Block
from fieldvisit.reports.sections import account, general, inventory, preparation, prices, sales, wrap_up
from fieldvisit.reports.visit_content import VisitContent

SectionOf = Callable[[VisitContent, Step], list[Block]]

_OWN: dict[str, SectionOf] = {
    "preparation": preparation.section,
    "prices": prices.section,
    "inventory": inventory.section,
    "sales": sales.section,
    "account": account.section,
    "wrap_up": wrap_up.section,
}


def section_of(content: VisitContent, step: Step) -> list[Block]:
    """What is printed under the heading of a step; nothing where the step holds nothing."""
    return _OWN.get(step.key, general.section)(content, step)
