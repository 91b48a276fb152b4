"""Step 1 in print: what was read, what was to be reached, and what was in the bag."""

from __future__ import annotations

from fieldvisit.domain.fields import Step
from fieldvisit.domain.language import tr
from fieldvisit.reports.flow import Block
from fieldvisit.reports.lettering import Span
from fieldvisit.reports.sections import general
from fieldvisit.reports.theme import BODY
from fieldvisit.reports.visit_content import VisitContent
from fieldvisit.reports.words import Answer, Answers, subheading


def section(content: VisitContent, step: Step) -> list[Block]:
    """As declared, but the checklist of tools in two lines."""
    keys = [field.key for field in step.fields if field.key != "tools"]
    return [*general.parts(content, step, keys), *_tools(content, step)]


def _tools(content: VisitContent, step: Step) -> list[Block]:
    rows = [row for row in content.record("preparation").rows("tools") if "packed" in row.values]
    answers = tuple(
        Answer(label, (Span(", ".join(names), BODY),))
        for label, packed in ((tr("Packed"), True), (tr("Not packed"), False))
        if (names := [str(row.values.get("tool", "")) for row in rows if row.values["packed"] is packed])
    )
    return [subheading(tr(step.table("tools").label)), Answers(answers)] if answers else []
