"""Step 10 in print: looking back, time and money. Results, commitments and the next visit stand on page one."""

from __future__ import annotations

from fieldvisit.domain.fields import Step
from fieldvisit.reports.flow import Block
from fieldvisit.reports.sections import general
from fieldvisit.reports.visit_content import VisitContent

_ON_PAGE_ONE = ("results", "commitments", "next_visit", "next_purpose")


def section(content: VisitContent, step: Step) -> list[Block]:
    """What page one does not tell."""
    return general.parts(content, step, [field.key for field in step.fields if field.key not in _ON_PAGE_ONE])
