"""What is incomplete or odd in a visit: the list shown before closing, each point a link to its cell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fieldvisit.domain.fields import Field, Product, Step, Table, Text
from fieldvisit.domain.figures import VisitFigures
from fieldvisit.domain.flags import Flag, Severity
from fieldvisit.domain.language import Message
from fieldvisit.domain.points import Problem
from fieldvisit.domain.preparing import accepted_objectives
from fieldvisit.domain.steps import STEPS, number_of
from fieldvisit.domain.unanswered import unanswered
from fieldvisit.domain.visit import Address, Mark, Origin, Row, StepRecord, StepState, Visit

__all__ = ["Problem", "incomplete", "is_settled", "problems", "unconfirmed"]


def problems(visit: Visit, found: VisitFigures) -> list[Problem]:
    """Everything incomplete, then everything flagged, in the order of the steps."""
    points = [
        *(point for step in STEPS for point in incomplete(step, visit)),
        *unanswered(visit, found),
        *map(_odd, found.flags),
    ]
    return sorted(points, key=lambda point: (number_of(point.step), not point.blocks, -point.severity))


def incomplete(step: Step, visit: Visit) -> Iterator[Problem]:
    """What a step still lacks; of a skipped step only the reason."""
    record = visit.step(step.key)
    if record.state is StepState.SKIPPED:
        if not record.skip_reason.strip():
            yield _blocking(Address(step.key, ""), Message("{step}: give a reason for skipping it.", step=_name(step)))
        return
    if record.state is not StepState.DONE:
        yield _blocking(
            Address(step.key, ""), Message("{step}: mark it as done, or skip it with a reason.", step=_name(step))
        )
    yield from _missing_values(step, record)
    for table in step.tables:
        needed = [column for column in table.columns if column.needed]
        for row in record.rows(table.key) if needed else ():
            yield from _missing_in_row(step, table, needed, row)
    if step.key == "account":
        yield from _signature(visit)
    if step.key == "wrap_up":
        yield from _wrap_up(visit)


def is_settled(step: Step, visit: Visit) -> bool:
    """Whether a step stands in nobody's way at closing: marked as done with nothing missing, or skipped."""
    return next(incomplete(step, visit), None) is None


def _name(step: Step) -> Message:
    return Message(step.title)


def _missing_values(step: Step, record: StepRecord) -> Iterator[Problem]:
    for each in step.simple_fields:
        if each.needed and each.key not in record.values:
            yield _missing(Address(step.key, each.key), each)


def _missing_in_row(step: Step, table: Table, needed: list[Field], row: Row) -> Iterator[Problem]:
    for column in needed:
        if column.key not in row.values:
            yield _missing(Address(step.key, column.key, table.key, row.id), column, _row_name(table, row))


def _missing(address: Address, each: Field, row: Message | str = "") -> Problem:
    label = Message(each.label)
    if row:
        return _blocking(address, Message("{row}: {field} is missing.", row=row, field=label))
    return _blocking(address, Message("{field} is missing.", field=label))


def _row_name(table: Table, row: Row) -> Message | str:
    # A brand stands in several rows, a name in one.
    for column in sorted(table.columns, key=lambda each: each.key != "name"):
        value = row.values.get(column.key)
        if isinstance(value, str) and value and isinstance(column, (Text, Product)):
            return value
    return Message(table.label)


def _signature(visit: Visit) -> Iterator[Problem]:
    record = visit.step("account")
    compared = any(row.values for row in record.rows("dealer_book"))
    answered = "dealer_signature" in record.values or "refused_because" in record.values
    if compared and not answered:
        yield _blocking(
            Address("account", "dealer_signature"),
            Message("The statement is neither signed by the dealer nor refused with a reason."),
        )
    if "promise_amount" in record.values and "promise_date" not in record.values:
        yield _blocking(Address("account", "promise_date"), Message("Promise to pay: the date is missing."))


def _wrap_up(visit: Visit) -> Iterator[Problem]:
    record = visit.step("wrap_up")
    told = {row.id for row in record.rows("results")}
    for row in accepted_objectives(visit):
        if row.id not in told:
            measure = row.values.get("measure", "")
            yield _blocking(
                Address("wrap_up", "results"), Message("{objective}: the result is missing.", objective=measure)
            )
    next_visit = record.values.get("next_visit")
    if isinstance(next_visit, date) and next_visit <= visit.day:
        yield _blocking(Address("wrap_up", "next_visit"), Message("Next visit: the date is not after this visit."))


def _blocking(address: Address, sentence: Message) -> Problem:
    return Problem(address, Severity.INFO, sentence, blocks=True)


def _odd(flag: Flag) -> Problem:
    return Problem(flag.address, flag.severity, flag, blocks=False)


def unconfirmed(visit: Visit, address: Address) -> bool:
    """Whether the cell holds a value the program put in and nobody confirmed."""
    mark: Mark = visit.mark(address)
    return mark.origin is Origin.PREFILLED
