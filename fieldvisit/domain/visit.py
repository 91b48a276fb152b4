"""A visit as it is being written: steps, rows, cells, and where each value came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from fieldvisit.domain.fields import Value


class Origin(StrEnum):
    """Where a value came from. Only `entered`, `confirmed`, `same` and `imported` were observed or stated by
    somebody.
    """

    ENTERED = "entered"
    PREFILLED = "prefilled"
    """Put in by the program and not yet confirmed by the rep."""
    CONFIRMED = "confirmed"
    RECORDS = "records"
    """From the company's own shipments; counts at once."""
    SAME = "same"
    """The last value, copied by the rep on purpose: "same as last"."""
    IMPORTED = "imported"


GIVEN = frozenset({Origin.PREFILLED, Origin.RECORDS})
"""Origins of values that nobody observed or stated."""


class VisitState(StrEnum):
    """A closed visit never changes; a correction is a new revision."""

    OPEN = "open"
    CLOSED = "closed"


class StepState(StrEnum):
    """The state the rep gave a step; "problem" is shown over it from the flags and is not a state of its own."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Mark:
    """What is known about a cell besides its value: its origin and, where it differs, what was typed (`41c+8`)."""

    origin: Origin = Origin.ENTERED
    typed: str = ""


@dataclass(frozen=True)
class Address:
    """Where a cell is: a field of a step, or a column in a row (by row id) of a table of a step."""

    step: str
    field: str
    table: str = ""
    row: str = ""

    def text(self) -> str:
        """A form for storage and links: `prices/products/<row id>/retail` or `reflection/plan`."""
        parts = (self.step, self.table, self.row, self.field) if self.table else (self.step, self.field)
        return "/".join(parts)

    @classmethod
    def parse(cls, text: str) -> Address:
        """The inverse of `text`; ValueError for anything else."""
        parts = text.split("/")
        if len(parts) == 2:
            return cls(parts[0], parts[1])
        if len(parts) == 4:
            return cls(parts[0], parts[3], parts[1], parts[2])
        raise ValueError(text)


@dataclass
class Row:
    """A row of a table. A column without a value is missing from `values`."""

    id: str
    values: dict[str, Value] = field(default_factory=dict)
    marks: dict[str, Mark] = field(default_factory=dict)


@dataclass
class StepRecord:
    """What was written in one step."""

    state: StepState = StepState.NOT_STARTED
    skip_reason: str = ""
    values: dict[str, Value] = field(default_factory=dict)
    marks: dict[str, Mark] = field(default_factory=dict)
    tables: dict[str, list[Row]] = field(default_factory=dict)

    def rows(self, table: str) -> list[Row]:
        """The rows of a table; an empty list when it has none yet."""
        return self.tables.get(table, [])

    def has_content(self) -> bool:
        """Whether a person put anything here; what the program or the records gave does not count."""
        if any(self.marks.get(key, Mark()).origin not in GIVEN for key in self.values):
            return True
        rows = [row for rows in self.tables.values() for row in rows]
        return any(row.marks.get(key, Mark()).origin not in GIVEN for row in rows for key in row.values)


@dataclass
class Visit:
    """One call on one dealer. `day` is the "today" of every calculation in it. Audit times carry their UTC offset."""

    id: str
    dealer: str
    day: date
    rep: str
    rep_title: str = ""
    state: VisitState = VisitState.OPEN
    number: str = ""
    revision: int = 1
    revises: str = ""
    revision_reason: str = ""
    started_at: datetime | None = None
    closed_at: datetime | None = None
    steps: dict[str, StepRecord] = field(default_factory=dict)

    def step(self, key: str) -> StepRecord:
        """The record of a step, made empty when there is none yet."""
        return self.steps.setdefault(key, StepRecord())

    def row(self, step: str, table: str, row_id: str) -> Row:
        """A row by its id; KeyError when there is none."""
        for row in self.step(step).rows(table):
            if row.id == row_id:
                return row
        raise KeyError(row_id)

    def value(self, address: Address) -> Value | None:
        """The value of a cell, None for no value."""
        return self._holder(address).values.get(address.field)

    def mark(self, address: Address) -> Mark:
        """The mark of a cell; that of an entered value when nothing else is known."""
        return self._holder(address).marks.get(address.field, Mark())

    def put(self, address: Address, value: Value | None, mark: Mark | None = None) -> None:
        """Writes a cell in memory; None, an empty text or an empty list take the value away."""
        holder = self._holder(address)
        if value is None or value in ("", []):
            holder.values.pop(address.field, None)
            holder.marks.pop(address.field, None)
            return
        holder.values[address.field] = value
        if mark is None or mark == Mark():
            holder.marks.pop(address.field, None)
        else:
            holder.marks[address.field] = mark

    def _holder(self, address: Address) -> Row | StepRecord:
        if address.table:
            return self.row(address.step, address.table, address.row)
        return self.step(address.step)
