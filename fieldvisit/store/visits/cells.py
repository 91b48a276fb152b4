"""How the values and marks of a row stand in the store: in typed columns, or in a step's JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from fieldvisit.domain.errors import NotAllowed
from fieldvisit.domain.fields import Field, Money, Number, Percent, Quantity, Step, Table, UnitPrice, Value
from fieldvisit.domain.language import Message
from fieldvisit.domain.visit import Mark, Origin, Row, StepRecord
from fieldvisit.store.types import Money as MoneyColumn
from fieldvisit.store.types import Quantity as QuantityColumn
from fieldvisit.store.types import scaled

_PLACES: Final[dict[type[Field], int]] = {
    Money: MoneyColumn.places,
    UnitPrice: MoneyColumn.places,
    Quantity: QuantityColumn.places,
    Number: MoneyColumn.places,
    Percent: MoneyColumn.places,
}


def checked(field: Field, value: Value) -> Value:
    """`value` itself; NotAllowed when it is a number too large or too fine, or no whole text, to be kept exactly."""
    if isinstance(value, str) and whole_text(value) != value:
        raise NotAllowed(
            Message(
                "{field}: the text holds half a character. Take it out and enter it again.", field=Message(field.label)
            )
        )
    if isinstance(value, Decimal):
        try:
            scaled(value, _PLACES.get(type(field), MoneyColumn.places))
        except ValueError as error:
            raise NotAllowed(
                Message(
                    "{field}: {value} has too many digits to be kept. Round it and enter it again.",
                    field=Message(field.label),
                    value=str(value)[:40],
                )
            ) from error
    return value


def whole_text(text: str) -> str:
    """`text` with a question mark for each half of a character (a lone surrogate), which no file can hold."""
    return text.encode(errors="replace").decode()


def to_json(value: Value) -> Any:
    """A value as JSON keeps it: numbers as text without needless zeros, days as ISO text."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else value


def from_json(field: Field | None, held: Any) -> Value:
    """The inverse of `to_json`; a field of another version (None) is taken as it stands."""
    if field is not None and isinstance(held, str):
        if field.value_type is Decimal:
            return Decimal(held)
        if field.value_type is date:
            return date.fromisoformat(held)
    kept: Value = held
    return kept


def mark_json(mark: Mark) -> str | list[str]:
    """A mark, as short as it can be: its origin, with what was typed where that is kept."""
    return [mark.origin.value, mark.typed] if mark.typed else mark.origin.value


def marks_json(marks: Mapping[str, Mark]) -> dict[str, Any] | None:
    """All marks of a row; None for a row that was plainly entered."""
    return {key: mark_json(mark) for key, mark in marks.items()} or None


def marks_from(held: Mapping[str, Any] | None) -> dict[str, Mark]:
    """The inverse of `marks_json`."""
    return {key: _mark(each) for key, each in held.items()} if held else {}


def _mark(held: str | list[str]) -> Mark:
    return Mark(Origin(held)) if isinstance(held, str) else Mark(Origin(held[0]), held[1])


def row_json(table: Table, row: Row, position: int) -> dict[str, Any]:
    """A row of a table that has no typed one."""
    return {"position": position, **holder_json({each.key: each for each in table.columns}, row)}


def row_from(table: Table, row_id: str, held: Mapping[str, Any]) -> Row:
    """The inverse of `row_json`."""
    columns = {each.key: each for each in table.columns}
    return Row(row_id, values_from(columns, held["values"]), marks_from(held["marks"]))


def values_from(fields: Mapping[str, Field], held: Mapping[str, Any]) -> dict[str, Value]:
    """Values out of JSON, by their fields."""
    return {key: from_json(fields.get(key), each) for key, each in held.items()}


def holder_json(fields: Mapping[str, Field], holder: Row | StepRecord) -> dict[str, Any]:
    """The values and marks of a row, or of a step's simple fields."""
    values = {key: to_json(checked(fields[key], value)) for key, value in holder.values.items()}
    return {"values": values, "marks": marks_json(holder.marks) or {}}


def payload_of(step: Step, record: StepRecord, typed: frozenset[str]) -> dict[str, Any]:
    """The JSON of a step: simple fields, and the tables that are not in `typed`."""
    fields = {each.key: each for each in step.simple_fields}
    tables = {
        table.key: {row.id: row_json(table, row, index) for index, row in enumerate(record.rows(table.key))}
        for table in step.tables
        if table.key not in typed
    }
    return {**holder_json(fields, record), "tables": tables}
