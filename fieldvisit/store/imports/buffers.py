"""Rows of one table in the form they are stored in: what is there, what comes in, what has to be written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sqlalchemy import ColumnDefault, Connection, Table

from fieldvisit.store.imports.rows import State

Key = tuple[Any, ...]
Encode = Callable[[Any], Any]
_PARAMETERS = 500
_ALL_FROM = 5_000


@dataclass(slots=True)
class Kept:
    """One row of the table: `values` by position as stored. `fresh` ones are not in the store yet."""

    id: int
    values: list[Any]
    fresh: bool = False
    touched: bool = False


@dataclass(slots=True)
class Put:
    """What became of one row that was put in."""

    id: int
    state: State
    changed: tuple[str, ...] = ()


@dataclass
class Buffer:
    """The table's rows by natural key. Nothing is written before `flush`, so a dry run just leaves that out."""

    connection: Connection
    table: Table
    key: tuple[str, ...]
    kept: dict[Key, Kept] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.columns = [column.name for column in self.table.columns if column.name != "id"]
        self.position = {name: index for index, name in enumerate(self.columns)}
        self._encode = {
            column.name: _encoder(column.type.bind_processor(self.connection.dialect)) for column in self.table.columns
        }
        self._defaults = [self._default(name) for name in self.columns]
        self._key_positions = tuple(self.position[name] for name in self.key)
        self._next: int | None = None
        self._dirty: list[Kept] = []

    def _default(self, name: str) -> Any:
        default = self.table.columns[name].default
        return self._encode[name](default.arg) if isinstance(default, ColumnDefault) and default.is_scalar else None

    def stored(self, name: str, value: Any) -> Any:
        """A value in the form in which the column stores it."""
        return self._encode[name](value)

    def key_of(self, values: Mapping[str, Any]) -> Key:
        """The natural key, as stored, of a row given by column names; a missing column counts with its default."""
        return tuple(
            self._encode[name](values[name]) if name in values else self._defaults[self.position[name]]
            for name in self.key
        )

    def load(
        self, where: str | None = None, values: Iterable[Any] = (), *, by: Callable[[Kept], Key] | None = None
    ) -> None:
        """Fetches the rows whose column `where` is among `values` (as stored), or all. `by` gives another key."""
        key = by or self._natural_key
        for found in self._select(where, list(values)):
            row = Kept(found[0], list(found[1:]))
            self.kept[key(row)] = row

    def _natural_key(self, row: Kept) -> Key:
        return tuple(row.values[position] for position in self._key_positions)

    def _select(self, where: str | None, values: list[Any]) -> Iterator[Sequence[Any]]:
        names = ", ".join(f'"{name}"' for name in ("id", *self.columns))
        plain = f'SELECT {names} FROM "{self.table.name}"'  # noqa: S608 - names of our own tables only
        if where is None or len(values) > _ALL_FROM:
            wanted = None if where is None else set(values)
            at = 0 if where is None else self.position[where] + 1
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
        encode = self._encode
        return self.put_stored(key, {name: encode[name](value) for name, value in values.items() if value is not None})

    def put_stored(self, key: Key, values: Mapping[str, Any]) -> Put:
        """The same for values that are in their stored form already."""
        row = self.kept.get(key)
        if row is None:
            return self._add(key, values)
        changed = []
        for name, stored in values.items():
            position = self.position[name]
            if stored is not None and row.values[position] != stored:
                row.values[position] = stored
                changed.append(name)
        if not changed:
            return Put(row.id, State.UNCHANGED)
        if not row.touched:
            row.touched = True
            self._dirty.append(row)
        return Put(row.id, State.CHANGED, tuple(changed))

    def _add(self, key: Key, values: Mapping[str, Any]) -> Put:
        stored = self._defaults.copy()
        for name, value in values.items():
            stored[self.position[name]] = value
        row = Kept(self._new_id(), stored, fresh=True, touched=True)
        self.kept[key] = row
        self._dirty.append(row)
        return Put(row.id, State.NEW)

    def _new_id(self) -> int:
        if self._next is None:
            highest = self.connection.exec_driver_sql(f'SELECT max(id) FROM "{self.table.name}"').scalar()  # noqa: S608
            self._next = (highest or 0) + 1
        self._next += 1
        return self._next - 1

    def flush(self) -> None:
        """Writes what is new and what changed."""
        names = ("id", *self.columns)
        fresh = [(row.id, *row.values) for row in self._dirty if row.fresh]
        changed = [(*row.values, row.id) for row in self._dirty if not row.fresh]
        if fresh:
            columns, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
            self.connection.exec_driver_sql(f'INSERT INTO "{self.table.name}" ({columns}) VALUES ({marks})', fresh)  # noqa: S608
        if changed:
            settings = ", ".join(f'"{name}" = ?' for name in self.columns)
            self.connection.exec_driver_sql(f'UPDATE "{self.table.name}" SET {settings} WHERE id = ?', changed)  # noqa: S608
        for row in self._dirty:
            row.fresh = row.touched = False
        self._dirty.clear()


def _encoder(process: Encode | None) -> Encode:
    """The column's own way to its stored form, each different value converted once."""
    if process is None:
        return lambda value: value
    known: dict[Any, Any] = {}

    def encode(value: Any) -> Any:
        try:
            return known[value]
        except KeyError:
            stored = known[value] = process(value)
            return stored

    return encode


def _portions(values: list[Any], size: int) -> Iterator[list[Any]]:
    rest = iter(values)
    while some := list(islice(rest, size)):
        yield some
