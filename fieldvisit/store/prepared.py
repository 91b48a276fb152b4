"""Statements for the hot paths: compiled once, then handed to the driver with nothing in between."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from sqlalchemy import Column, Connection, Select, Table, Update, insert
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from fieldvisit.store.engine import driver_of

_DIALECT: Final = SQLiteDialect_pysqlite(paramstyle="qmark")


class Prepared:
    """A changing statement with its parameters' types. Keep it; making one costs more than running it ten times."""

    def __init__(self, statement: Update) -> None:
        compiled = statement.compile(dialect=_DIALECT)
        self.sql = str(compiled)
        self._fixed = compiled.params
        self._places = [(name, _binder(compiled.binds[name].type)) for name in compiled.positiontup or ()]

    def changed(self, connection: Connection, given: Mapping[str, Any]) -> int:
        """Runs the statement inside the connection's transaction; how many rows it changed."""
        fixed = self._fixed
        values = [bind(given[name] if name in given else fixed[name]) for name, bind in self._places]
        rows: int = driver_of(connection).execute(self.sql, values).rowcount
        return rows


class PreparedRows:
    """A question with one parameter for all its places; the rows come back with exact values."""

    def __init__(self, statement: Select[*tuple[Any, ...]]) -> None:
        compiled = statement.compile(dialect=_DIALECT)
        self.sql = str(compiled)
        self.columns = [str(column.key) for column in statement.selected_columns]
        self._places = [_binder(compiled.binds[name].type) for name in compiled.positiontup or ()]
        self.readers = [_reader(column.type) for column in statement.selected_columns]
        self._reading = [(place, read) for place, read in enumerate(self.readers) if read is not None]

    def all(self, connection: Connection, given: Any) -> list[list[Any]]:
        """All rows, inside the connection's transaction."""
        rows = [*map(list, self.kept(connection, given))]
        for place, read in self._reading:
            for row in rows:
                if row[place] is not None:
                    row[place] = read(row[place])
        return rows

    def kept(self, connection: Connection, given: Any) -> list[tuple[Any, ...]]:
        """All rows as the store keeps them, for those who read their values themselves with `readers`."""
        values = [bind(given) for bind in self._places]
        found: list[tuple[Any, ...]] = driver_of(connection).execute(self.sql, values).fetchall()
        return found


class PreparedInsert:
    """New rows of a table, given with all of its columns or with their defaults left out."""

    def __init__(self, table: Table) -> None:
        compiled = insert(table).compile(dialect=_DIALECT)
        self.sql = str(compiled)
        self._places = [
            (name, _binder(table.c[name].type), _default(table.c[name])) for name in compiled.positiontup or ()
        ]

    def add(self, connection: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
        """Puts the rows in, inside the connection's transaction."""
        places = self._places
        given = [[bind(row.get(name, default)) for name, bind, default in places] for row in rows]
        driver_of(connection).executemany(self.sql, given)


def _default(column: Column[Any]) -> Any:
    """What stands in a column that is not given; no default here is made anew for each row."""
    return column.default.arg if isinstance(column.default, ScalarElementColumnDefault) else None


def _reader(kind: Any) -> Callable[[Any], Any] | None:
    found: Callable[[Any], Any] | None = kind.dialect_impl(_DIALECT).result_processor(_DIALECT, None)
    return found


def _binder(kind: Any) -> Callable[[Any], Any]:
    return kind.dialect_impl(_DIALECT).bind_processor(_DIALECT) or _unchanged


def _unchanged(value: Any) -> Any:
    return value
