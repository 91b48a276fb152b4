"""What contradicts itself in a visit, and no version of the window can have written.

What a file may bring along is no contradiction: a closed visit without a number or with steps that are not done, or a
dealer who was given another code since. Nor is a number beyond the bounds of its field, which an earlier version had
not set.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.fields import Field, Step
from fieldvisit.domain.figures import figures
from fieldvisit.domain.language import Message
from fieldvisit.domain.limits import LARGEST, may_be_negative
from fieldvisit.domain.records import DocumentRefused
from fieldvisit.domain.steps import STEPS
from fieldvisit.domain.visit import Row, StepRecord, Visit, VisitState

UNREADABLE: Final = (ArithmeticError, AttributeError, DocumentRefused, LookupError, TypeError, ValueError)
"""What reading a visit raises when flipped bytes that leave the file's structure whole have made texts and figures
that nothing can have written."""


def contradictions(visit: Visit, facts: VisitFacts | None) -> Iterator[Message]:
    """One sentence each. `facts` are those kept with the visit, None where there are none, as in an open one."""
    name = _named(visit)
    if visit.state is VisitState.CLOSED:
        yield from _of_closing(visit, facts, name)
    for step in STEPS:
        for field, value in _numbers(step, visit.step(step.key)):
            if abs(value) >= LARGEST or (value < 0 and not may_be_negative(field)):
                yield Message(
                    "Visit {visit}, {step}: {field} is {value}, which nobody can have entered.",
                    visit=name,
                    step=Message(step.title),
                    field=Message(field.label),
                    value=value,
                )


def _named(visit: Visit) -> str | Message:
    if visit.revision == 1:
        return visit.number or visit.id
    return Message("{number}, revision {revision}", number=visit.number or visit.id, revision=visit.revision)


def _of_closing(visit: Visit, facts: VisitFacts | None, name: str | Message) -> Iterator[Message]:
    if facts is None:
        yield Message("Visit {visit} is closed, but its facts are missing.", visit=name)
        return
    if facts.day != visit.day:
        yield Message("Visit {visit} was closed with the facts of another day.", visit=name)
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
