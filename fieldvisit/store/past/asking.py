"""Prepared questions: SQL that goes straight to the driver, whose answers come back as exact values."""

from __future__ import annotations

import json
from collections import namedtuple
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from sqlalchemy import Connection
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.types import UserDefinedType

from fieldvisit.store.engine import driver_of

Answer = list[Any]
Reader: TypeAlias = type[UserDefinedType[Any]] | Callable[[Any], Any]
_named: Any = namedtuple  # noqa: PYI024 - the names are known at run time only
_DIALECT = SQLiteDialect_pysqlite()


class Question:
    """SQL with `:names`. Its rows are of a kind of named tuple, or of one with the names of its columns."""

    def __init__(self, sql: str, kind: type[Any] | None, columns: dict[str, Reader]) -> None:
        self._sql = sql
        self._columns = columns
        self._kind = kind
        self._made: Callable[[Iterable[Any]], Any] | None = None
        self._readers: list[tuple[int, Callable[[Any], Any]]] = []

    def named(self, connection: Connection, given: dict[str, Any]) -> Answer:
        """The rows with names and exact values."""
        cursor = driver_of(connection).execute(self._sql, given)
        made = self._made or self._shaped([each[0] for each in cursor.description])
        if not self._readers:
            return [*map(made, cursor)]
        rows = [*map(list, cursor)]
        for place, read in self._readers:
            for row in rows:
                row[place] = read(row[place])
        return [*map(made, rows)]

    def kept(self, connection: Connection, given: dict[str, Any]) -> list[tuple[Any, ...]]:
        """The rows as the store keeps them: whole numbers and ISO days. For those that are read by the thousand."""
        found: list[tuple[Any, ...]] = driver_of(connection).execute(self._sql, given).fetchall()
        return found

    def _shaped(self, names: list[str]) -> Callable[[Iterable[Any]], Any]:
        columns = self._columns
        self._readers = [(place, _reading(columns[name])) for place, name in enumerate(names) if name in columns]
        answer: Any = self._kind or _named("Answer", names)
        made: Callable[[Iterable[Any]], Any] = answer._make
        self._made = made
        return made


def _reading(column: Reader) -> Callable[[Any], Any]:
    read: Any = column
    if isinstance(column, type) and issubclass(column, UserDefinedType):
        read = column().result_processor(_DIALECT, None)
    found: Callable[[Any], Any] = read
    return found


def question(sql: str, kind: type[Any] | None = None, /, **columns: Reader) -> Question:
    """SQL with `:names`; `columns` are those that have to be turned into something: decimals, days, states.

    `kind` is the named tuple its rows become; its fields are the columns in their order.
    """
    return Question(sql, kind, columns)


def ask(connection: Connection, asked: Question, **given: Any) -> Answer:
    """The rows of a question, with names and exact values."""
    return asked.named(connection, given)


def ask_kept(connection: Connection, asked: Question, **given: Any) -> list[tuple[Any, ...]]:
    """The rows of a question as plain tuples of what the store keeps."""
    return asked.kept(connection, given)


def listed(values: Iterable[object]) -> str:
    """Values for a `json_each(:name)`: one parameter for a list of any length keeps the statement the same."""
    return json.dumps(list(values), ensure_ascii=False)
