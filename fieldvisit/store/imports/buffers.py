"""Rows of one table in the form they are stored in: what is there, what comes in, what has to be written."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import ColumnDefault, Connection, Dialect, Table
from sqlalchemy.types import TypeEngine

from fieldvisit.store.imports.rows import State
from fieldvisit.store.types import Money, Quantity, scaled

Key = tuple[Any, ...]
Encode = Callable[[Any], Any]
_PARAMETERS = 500
_ROWS_AT_ONCE = 200
_ALL_FROM = 5_000


@dataclass(slots=True)
class Kept:
    """One row of the table: `values` by column as stored. `fresh` ones are not in the store yet."""

    id: int
    values: dict[str, Any]
    fresh: bool = False
    touched: bool = False
    before: dict[str, Any] | None = None
    """What changed columns held when the run began; None for a fresh row and for one that did not change."""


class Put(NamedTuple):
    """What became of one row that was put in."""

    id: int
    state: State
    changed: tuple[str, ...] = ()


class Trace(NamedTuple):
    """Rows of a table, from the first id to the last, that were new, or one row with columns as [before, after]."""

    table: str
    first: int
    last: int
    was: dict[str, list[Any]] | None


@dataclass
class Buffer:
    """The table's rows by natural key. Nothing is written before `flush`, so a dry run just leaves that out."""

    connection: Connection
    table: Table
    key: tuple[str, ...]
    kept: dict[Key, Kept] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.columns = [column.name for column in self.table.columns if column.name != "id"]
        self.encode = {column.name: _encoder(column.type, self.connection.dialect) for column in self.table.columns}
        self.defaults = {name: self._default(name) for name in self.columns}
        self._next = 0  # the id given last
        self._dirty: list[Kept] = []

    def _default(self, name: str) -> Any:
        default = self.table.columns[name].default
        return self.encode[name](default.arg) if isinstance(default, ColumnDefault) and default.is_scalar else None

    def stored(self, name: str, value: Any) -> Any:
        """A value in the form in which the column stores it."""
        return self.encode[name](value)

    def key_of(self, values: Mapping[str, Any]) -> Key:
        """The natural key, as stored, of a row given by column names; a missing column counts with its default."""
        return tuple(self.encode[name](values[name]) if name in values else self.defaults[name] for name in self.key)

    def load(
        self,
        where: str | None = None,
        values: Iterable[Any] = (),
        *,
        by: Callable[[Kept], Key] | None = None,
        known: Container[Key] = (),
    ) -> None:
        """Fetches the rows whose column `where` is among `values` (as stored), or all. `by` gives another key.

        Rows whose keys are `known` stay as they are here.
        """
        key = by or self._natural_key
        for found in self._select(where, list(values)):
            row = Kept(found[0], dict(zip(self.columns, found[1:], strict=True)))
            place = key(row)
            if place not in known:
                self.kept[place] = row

    def _natural_key(self, row: Kept) -> Key:
        return tuple(row.values[name] for name in self.key)

    def _select(self, where: str | None, values: list[Any]) -> Iterator[Sequence[Any]]:
        names = ", ".join(f'"{name}"' for name in ("id", *self.columns))
        plain = f'SELECT {names} FROM "{self.table.name}"'  # noqa: S608 - names of our own tables only
        if where is None or len(values) > _ALL_FROM:
            wanted = None if where is None else set(values)
            at = 0 if where is None else self.columns.index(where) + 1
            rows = self.connection.exec_driver_sql(f"{plain} ORDER BY id")
            yield from (row for row in rows if wanted is None or row[at] in wanted)
            return
        for some in _portions(values, _PARAMETERS):
            marks = ", ".join("?" * len(some))
            yield from self.connection.exec_driver_sql(f'{plain} WHERE "{where}" IN ({marks}) ORDER BY id', tuple(some))

    def find(self, key: Key) -> Kept | None:
        """The row with this natural key (stored form)."""
        return self.kept.get(key)

    def put(self, key: Key, values: Mapping[str, Any]) -> Put:
        """Takes a row in: a new one, or the given columns of the one with this key. None leaves a value as it is."""
        return self.put_stored(key, self.as_stored(values))

    def as_stored(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Values in the form in which they are stored; None, which changes nothing, is left out."""
        encode = self.encode
        return {name: encode[name](value) for name, value in values.items() if value is not None}

    def put_stored(self, key: Key, values: Mapping[str, Any]) -> Put:
        """The same for values that are in their stored form already."""
        row = self.kept.get(key)
        if row is None:
            return Put(self.add(key, {**self.defaults, **values}), State.NEW)
        changed = []
        for name, stored in values.items():
            if stored is not None and row.values[name] != stored:
                self._set(row, name, stored)
                changed.append(name)
        return Put(row.id, State.CHANGED, tuple(changed)) if changed else Put(row.id, State.UNCHANGED)

    def add(self, key: Key, values: dict[str, Any]) -> int:
        """Takes a new row in, every column in its stored form, and gives its id; it keeps the dict."""
        number = self._next = (self._next or self._last_id()) + 1
        self.kept[key] = row = Kept(number, values, True, True)
        self._dirty.append(row)
        return number

    def clear(self, row: Kept, name: str) -> None:
        """Takes the value of a column away, which `put` never does."""
        if row.values[name] is not None:
            self._set(row, name, None)

    def _set(self, row: Kept, name: str, stored: Any) -> None:
        if not row.fresh:
            row.before = row.before or {}
            row.before.setdefault(name, row.values[name])
        row.values[name] = stored
        if not row.touched:
            row.touched = True
            self._dirty.append(row)

    def _last_id(self) -> int:
        highest = self.connection.exec_driver_sql(f'SELECT max(id) FROM "{self.table.name}"').scalar()  # noqa: S608
        return int(highest or 0)

    def flush(self) -> list[Trace]:
        """Writes what is new and what changed, and gives what takes it back."""
        in_order = itemgetter(*self.columns)
        self._insert([(row.id, *in_order(row.values)) for row in self._dirty if row.fresh])
        self._update([(*in_order(row.values), row.id) for row in self._dirty if not row.fresh])
        traces = [*self._traces_of_new(), *self._traces_of_changed()]
        for row in self._dirty:
            row.fresh = row.touched = False
            row.before = None
        self._dirty.clear()
        return traces

    def _traces_of_new(self) -> Iterator[Trace]:
        """New rows get their ids one after the other, so they are one run."""
        ids = [row.id for row in self._dirty if row.fresh]
        if ids:
            yield Trace(self.table.name, min(ids), max(ids), None)

    def _traces_of_changed(self) -> Iterator[Trace]:
        for row in self._dirty:
            if row.before:
                was = {name: [before, row.values[name]] for name, before in row.before.items()}
                yield Trace(self.table.name, row.id, row.id, was)

    def _insert(self, rows: list[tuple[Any, ...]]) -> None:
        """Many rows in one statement, which takes a third less time than one statement for each."""
        for some in _portions(rows, _ROWS_AT_ONCE):
            self.connection.exec_driver_sql(self._insertion(len(some)), tuple(chain.from_iterable(some)))

    def _insertion(self, rows: int) -> str:
        names = ("id", *self.columns)
        columns, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
        places = ", ".join([f"({marks})"] * rows)
        return f'INSERT INTO "{self.table.name}" ({columns}) VALUES {places}'  # noqa: S608 - our own names

    def _update(self, rows: list[tuple[Any, ...]]) -> None:
        if rows:
            settings = ", ".join(f'"{name}" = ?' for name in self.columns)
            statement = f'UPDATE "{self.table.name}" SET {settings} WHERE id = ?'  # noqa: S608 - our own names
            self.connection.exec_driver_sql(statement, rows)


def _encoder(type_: TypeEngine[Any], dialect: Dialect) -> Encode:
    """The column's own way to its stored form, each different value converted once."""
    if isinstance(type_, Money | Quantity):
        return _Once(lambda value: scaled(value, type_.places)).__getitem__
    process = type_.bind_processor(dialect)
    if process is None:
        return _as_it_is
    return _Once(process).__getitem__


class _Once(dict[Any, Any]):
    """Stored forms by value, each made when it is asked for the first time."""

    def __init__(self, process: Encode) -> None:
        super().__init__()
        self._process = process

    def __missing__(self, value: Any) -> Any:
        stored = self[value] = self._process(value)
        return stored


def _as_it_is(value: Any) -> Any:
    return value


def _portions(values: list[Any], size: int) -> Iterator[list[Any]]:
    rest = iter(values)
    while some := list(islice(rest, size)):
        yield some
