"""The whole store as plain values, table by table, in a form that every other program can read."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import Boolean, Column, ColumnDefault, Integer, LargeBinary, Table, delete, func, insert, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import Message
from fieldvisit.store import derived
from fieldvisit.store.models import Base, DealerPast, FinishedOrder, ImportUndo, Setting
from fieldvisit.store.settings import OWN_KEY
from fieldvisit.store.types import Day, Degree, Identifier, Json, LocalMoment, Moment, Money, Number, Quantity, Ratio

Plain = dict[str, Any]
_LEFT_OUT: Final = frozenset({ImportUndo.__tablename__, DealerPast.__tablename__, FinishedOrder.__tablename__})
_MAY_BE_FILLED: Final = frozenset({"settings"})
_PORTION: Final = 2000


class CannotTakeIn(KnownError):
    """The rows of a whole store do not fit; nothing of them was kept."""


def tables() -> tuple[Table, ...]:
    """All tables that belong to a whole store; those that are referred to come first."""
    return tuple(table for table in Base.metadata.sorted_tables if table.name not in _LEFT_OUT)


def rows_of(session: Session, table: Table) -> Iterator[Plain]:
    """The rows of one table as plain values; what has no value is left out."""
    ways = [(column.name, _outward(column)) for column in table.columns]
    found = session.connection().execute(select(table).order_by(*table.primary_key.columns))
    for row in found:
        if table.name == Setting.__tablename__ and row.key == OWN_KEY:
            continue
        yield {name: way(value) for (name, way), value in zip(ways, row, strict=True) if value is not None}


Way = Callable[[Any], Any]


def _outward(column: Column[Any]) -> Way:
    kind = column.type
    if isinstance(kind, Money | Quantity | Number | Ratio | Degree):
        return lambda value: f"{value.normalize():f}"
    if isinstance(kind, Day):
        return date.isoformat
    if isinstance(kind, LocalMoment):
        return datetime.isoformat
    if isinstance(kind, Moment):
        return lambda value: value.replace(tzinfo=UTC).isoformat() if value.tzinfo is None else value.isoformat()
    if isinstance(kind, LargeBinary):
        return lambda value: b64encode(value).decode("ascii")
    return lambda value: value


def refuse_filled(session: Session) -> None:
    """Raises `CannotTakeIn` where the store holds anything but settings."""
    if is_filled(session):
        raise CannotTakeIn(
            Message("A whole store is imported into an empty one only; name a new file for it (--store NEW.store).")
        )


def is_filled(session: Session) -> bool:
    """Whether a table other than that of the settings holds a row."""
    return any(
        session.connection().scalar(select(func.count()).select_from(table))
        for table in tables()
        if table.name not in _MAY_BE_FILLED
    )


def take_in(session: Session, portions: Iterable[tuple[str, list[Any]]]) -> dict[str, int]:
    """Writes rows that came table by table, in any order, and counts them. Raises `CannotTakeIn`.

    The caller's transaction must be given up when it raises.
    """
    known = {table.name: table for table in tables()}
    connection = session.connection()
    connection.execute(text("PRAGMA defer_foreign_keys = ON"))
    connection.execute(delete(Setting).where(Setting.key != OWN_KEY))
    counts = dict.fromkeys(known, 0)
    for name, rows in portions:
        if name not in known:
            raise CannotTakeIn(Message("{table} is no table of a store.", table=name))
        _insert(session, known[name], rows, counts[name])
        counts[name] += len(rows)
    if session.connection().execute(text("PRAGMA foreign_key_check")).first() is not None:
        raise CannotTakeIn(Message("A row of the file refers to another that is not in it; nothing was imported."))
    derived.renew_all(connection)
    return counts


def _insert(session: Session, table: Table, rows: list[Any], before: int) -> None:
    ways = {column.name: _inward(column) for column in table.columns}
    values = [_row(table, ways, row, before + number) for number, row in enumerate(rows, 1)]
    for start in range(0, len(values), _PORTION):
        try:
            session.connection().execute(insert(table), values[start : start + _PORTION])
        except IntegrityError as error:
            raise CannotTakeIn(
                Message(
                    "Rows of {table} contradict each other or lack a value; nothing was imported.", table=table.name
                )
            ) from error


def _row(table: Table, ways: Mapping[str, Way], row: Any, number: int) -> Plain:
    """A row with a value for every column, because rows that go in together must name the same ones."""
    if not isinstance(row, dict) or not row.keys() <= ways.keys():
        raise _unfit(table, number, ", ".join(sorted(row.keys() - ways.keys())) if isinstance(row, dict) else "")
    values = {}
    for column in table.columns:
        given = row.get(column.name)
        try:
            values[column.name] = _default(column) if given is None else ways[column.name](given)
        except (ValueError, TypeError, ArithmeticError, AttributeError) as error:
            raise _unfit(table, number, column.name) from error
    return values


def _default(column: Column[Any]) -> Any:
    default = column.default
    return default.arg if isinstance(default, ColumnDefault) and default.is_scalar else None


def _unfit(table: Table, number: int, column: str) -> CannotTakeIn:
    return CannotTakeIn(
        Message(
            "Row {row} of {table} cannot be read ({column}); nothing was imported.",
            row=number,
            table=table.name,
            column=column,
        )
    )


def _a(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise TypeError(type(value).__name__)
    return value


def _whole(value: Any) -> int:
    number = int(_a(int, value))
    if abs(number) >= 2**63:
        raise ValueError(number)
    return number


def _decimal(value: str) -> Decimal:
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError(value)
    return number


def _with_zone(value: str) -> datetime:
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError(moment)
    return moment


_INWARD: Final[dict[type, Way]] = {
    **dict.fromkeys((Money, Quantity, Number, Ratio, Degree), lambda value: _decimal(_a(str, value))),
    **dict.fromkeys((Moment, LocalMoment), lambda value: _with_zone(_a(str, value))),
    Day: lambda value: date.fromisoformat(_a(str, value)),
    LargeBinary: lambda value: b64decode(_a(str, value), validate=True),
    Boolean: lambda value: _a(bool, value),
    Integer: _whole,
    Json: lambda value: value,
}


def _inward(column: Column[Any]) -> Way:
    return _INWARD.get(type(column.type), lambda value: _a(str, value))


def schema() -> dict[str, Any]:
    """JSON Schema of the `tables` of a whole store."""
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {table.name: {"type": "array", "items": _table_schema(table)} for table in tables()},
    }


def _table_schema(table: Table) -> dict[str, Any]:
    words = {mapper.local_table.name: mapper.class_.__doc__ or "" for mapper in Base.registry.mappers}  # type: ignore[attr-defined]
    needed = [column.name for column in table.columns if not column.nullable and column.default is None]
    return {
        "description": " ".join(words.get(table.name, "").split()),
        "type": "object",
        "additionalProperties": False,
        "required": needed,
        "properties": {column.name: _column_schema(column) for column in table.columns},
    }


def _column_schema(column: Column[Any]) -> dict[str, Any]:
    found: dict[str, Any] = dict(_SCHEMAS.get(type(column.type), {"type": "string"}))
    for key in column.foreign_keys:
        found["description"] = f"Refers to {key.column.name} of {key.column.table.name}."
    return found


_NUMBER: Final = {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}
_SCHEMAS: Final[dict[type, dict[str, Any]]] = {
    Money: {**_NUMBER, "title": "Amount or price, at most 4 decimals"},
    Quantity: {**_NUMBER, "title": "Units, at most 3 decimals"},
    Number: {**_NUMBER, "title": "Number, at most 4 decimals"},
    Ratio: {**_NUMBER, "title": "Share: 0.05 is 5 %, at most 6 decimals"},
    Degree: {**_NUMBER, "title": "Degrees, at most 7 decimals"},
    Day: {"type": "string", "format": "date"},
    Moment: {"type": "string", "format": "date-time"},
    LocalMoment: {"type": "string", "format": "date-time"},
    Identifier: {"type": "string", "format": "uuid"},
    LargeBinary: {"type": "string", "contentEncoding": "base64"},
    Json: {},
    Boolean: {"type": "boolean"},
    Integer: {"type": "integer"},
}
