"""What contradicts itself in a visit, and neither the window nor a file that was brought in can have written."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from fieldvisit.domain import limits
from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.fields import Field, Step
from fieldvisit.domain.figures import figures
from fieldvisit.domain.language import Message
from fieldvisit.domain.steps import STEPS
from fieldvisit.domain.visit import Row, StepRecord, StepState, Visit, VisitState

_SETTLED = (StepState.DONE, StepState.SKIPPED)


def contradictions(visit: Visit, facts: VisitFacts | None) -> Iterator[Message]:
    """One sentence each. `facts` are those kept with the visit, None where there are none, as in an open one."""
    name = visit.number or visit.id
    if visit.state is VisitState.CLOSED:
        yield from _of_closing(visit, facts, name)
    for step in STEPS:
        for field, value in _numbers(step, visit.step(step.key)):
            if reason := limits.refusal(field, value):
                yield Message(
                    "Visit {visit}, {step}: {field} is {value}. {reason}",
                    visit=name,
                    step=Message(step.title),
                    field=Message(field.label),
                    value=value,
                    reason=reason,
                )


def _of_closing(visit: Visit, facts: VisitFacts | None, name: str) -> Iterator[Message]:
    if not visit.number or visit.closed_at is None:
        yield Message("Visit {visit} is closed, but has no number or no time of closing.", visit=name)
    for step in STEPS:
        if visit.step(step.key).state not in _SETTLED:
            yield Message(
                "Visit {visit} is closed, but {step} is neither done nor skipped.",
                visit=name,
                step=Message(step.title),
            )
    if facts is None:
        yield Message("Visit {visit} is closed, but its facts are missing.", visit=name)
        return
    if (facts.dealer.code, facts.day) != (visit.dealer, visit.day):
        yield Message("Visit {visit} was closed with the facts of another dealer or day.", visit=name)
    books = figures(visit, facts).books
    if books is not None and books.unexplained:
        yield Message("Visit {visit}: the reconciliation does not add up.", visit=name)


def _numbers(step: Step, record: StepRecord) -> Iterator[tuple[Field, Decimal]]:
    holders: list[tuple[tuple[Field, ...], StepRecord | Row]] = [(step.simple_fields, record)]
    for table in step.tables:
        holders += [(table.columns, row) for row in record.rows(table.key)]
    for fields, holder in holders:
        for field in fields:
            value = holder.values.get(field.key)
            if isinstance(value, Decimal):
                yield field, value
