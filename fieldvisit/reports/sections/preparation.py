"""Step 1 in print: what was read, what was to be reached, and what was in the bag."""

from __future__ import annotations

from fieldvisit.domain import formats
from fieldvisit.domain.fields import Step
from fieldvisit.domain.language import tr
from fieldvisit.reports.answers import Answer, Answers
from fieldvisit.reports.columns import Column
from fieldvisit.reports.flow import Block
from fieldvisit.reports.sections import general
from fieldvisit.reports.spans import Span
from fieldvisit.reports.tables import Table
from fieldvisit.reports.theme import BODY
from fieldvisit.reports.visit_content import VisitContent
from fieldvisit.reports.words import subheading


def section(content: VisitContent, step: Step) -> list[Block]:
    """As declared, but the checklist of tools in two lines."""
    keys = [field.key for field in step.fields if field.key not in ("objectives", "tools")]
    return [*general.parts(content, step, keys), *_objectives(content, step), *_tools(content, step)]


def _objectives(content: VisitContent, step: Step) -> list[Block]:
    """What was proposed and why; results, and what was accepted without a reason, stand on page one."""
    rows = [
        row
        for row in content.record("preparation").rows("objectives")
        if row.values.get("measure") and (row.values.get("reason") or row.values.get("state") != "accepted")
    ]
    state = step.table("objectives").column("state")
    columns = (Column(tr("Objective"), stretch=1), Column(tr("Reason"), stretch=1.4), Column(tr("Decision")))
    cells = [
        [str(row.values["measure"]), str(row.values.get("reason", "")), content.shown(state, row.values.get("state"))]
        for row in rows
    ]
    return [subheading(tr(step.table("objectives").label)), Table(columns, cells)] if rows else []


def _tools(content: VisitContent, step: Step) -> list[Block]:
    rows = [row for row in content.record("preparation").rows("tools") if "packed" in row.values]
    answers = tuple(
        Answer(label, (Span(formats.listed(names), BODY),))
        for label, packed in ((tr("Packed"), True), (tr("Not packed"), False))
        if (names := [str(row.values.get("tool", "")) for row in rows if row.values["packed"] is packed])
    )
    return [subheading(tr(step.table("tools").label)), Answers(answers)] if answers else []
