"""What is incomplete or odd in a visit: the list shown before closing, each point a link to its cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fieldvisit.domain.fields import Field, Step, Table
from fieldvisit.domain.figures import VisitFigures
from fieldvisit.domain.flags import Flag, Severity
from fieldvisit.domain.language import Message
from fieldvisit.domain.steps import STEPS, number_of
from fieldvisit.domain.visit import Address, Mark, Origin, Row, StepRecord, StepState, Visit


@dataclass(frozen=True)
class Problem:
    """One point. `blocks` says that the visit cannot be closed before it is completed or its step skipped with a reason."""

    address: Address
    severity: Severity
    sentence: Message | str
    blocks: bool

    @property
    def step(self) -> str:
        """The key of its step."""
        return self.address.step


def problems(visit: Visit, found: VisitFigures) -> list[Problem]:
    """Everything incomplete, then everything flagged, in the order of the steps."""
    points = [*(point for step in STEPS for point in incomplete(step, visit)), *map(_odd, found.flags)]
    return sorted(points, key=lambda point: (number_of(point.step), not point.blocks, -point.severity))


def incomplete(step: Step, visit: Visit) -> Iterator[Problem]:
    """What a step still lacks; nothing for a skipped step."""
    record = visit.step(step.key)
    if record.state is StepState.SKIPPED:
        return
    if record.state is not StepState.DONE:
        yield Problem(
            Address(step.key, ""),
            Severity.INFO,
            Message("{step}: mark it as done, or skip it with a reason.", step=Message(step.title)),
            blocks=True,
        )
    yield from _missing_values(step, record)
    for table in step.tables:
        for row in record.rows(table.key):
            yield from _missing_in_row(step, table, row)
    if step.key == "account":
        yield from _signature(visit)


def _missing_values(step: Step, record: StepRecord) -> Iterator[Problem]:
    for each in step.simple_fields:
        if each.needed and each.key not in record.values:
            yield _missing(Address(step.key, each.key), each)


def _missing_in_row(step: Step, table: Table, row: Row) -> Iterator[Problem]:
    for column in table.columns:
        if column.needed and column.key not in row.values:
            yield _missing(Address(step.key, column.key, table.key, row.id), column, _row_name(table, row))


def _missing(address: Address, each: Field, row: Message | str = "") -> Problem:
    label = Message(each.label)
    sentence = (
        Message("{row}: {field} is missing.", row=row, field=label) if row else Message("{field} is missing.", field=label)
    )
    return Problem(address, Severity.INFO, sentence, blocks=True)


def _row_name(table: Table, row: Row) -> Message | str:
    for column in table.columns:
        value = row.values.get(column.key)
        if isinstance(value, str) and value and not hasattr(column, "options"):
            return value
    return Message(table.label)


def _signature(visit: Visit) -> Iterator[Problem]:
    record = visit.step("account")
    compared = any(row.values for row in record.rows("dealer_book"))
    answered = "dealer_signature" in record.values or "refused_because" in record.values
    if compared and not answered:
        yield Problem(
            Address("account", "dealer_signature"),
            Severity.INFO,
            Message("The statement is neither signed by the dealer nor refused with a reason."),
            blocks=True,
        )


def _odd(flag: Flag) -> Problem:
    return Problem(flag.address, flag.severity, flag.sentence(), blocks=False)


def unconfirmed(visit: Visit, address: Address) -> bool:
    """Whether the cell holds a value the program put in and nobody confirmed."""
    mark: Mark = visit.mark(address)
    return mark.origin is Origin.PREFILLED
