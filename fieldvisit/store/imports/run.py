"""One run of an import: the tables it touches, the codes it knows, and the moment it counts as today."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Table
from sqlalchemy.orm import Session

from fieldvisit.domain.language import Message
from fieldvisit.store.imports.buffers import Buffer, Kept, Trace
from fieldvisit.store.imports.lines import Lines
from fieldvisit.store.models.base import Base

_TICK = 500
Row = TypeVar("Row")


@dataclass
class Run:
    """Everything that the files of one run share; later files see what earlier ones brought."""

    session: Session
    today: date
    orders_touched: set[int] = field(default_factory=set)
    """Ids of the orders of which this run brought anything."""
    tick: Callable[[int], None] | None = None
    """Told the number of rows done since it was told last; it may raise to stop the run."""
    _buffers: dict[str, Buffer] = field(default_factory=dict)
    _lines: dict[str, Lines] = field(default_factory=dict)

    def buffer(self, name: str, *key: str, load_all: bool = False) -> Buffer:
        """The buffer of a table, made at first use; with `load_all` it then holds all rows of the table."""
        if name not in self._buffers:
            table = Base.metadata.tables[name]
            assert isinstance(table, Table)  # noqa: S101 - narrows FromClause
            self._buffers[name] = made = Buffer(self.session.connection(), table, key)
            if load_all:
                made.load()
        return self._buffers[name]

    def watched(self, rows: Sequence[Row]) -> Iterator[Row]:
        """The rows one by one, telling `tick` now and then."""
        for start in range(0, len(rows), _TICK):
            some = rows[start : start + _TICK]
            yield from some
            if self.tick is not None:
                self.tick(len(some))

    @property
    def dealers(self) -> Buffer:
        return self.buffer("dealers", "code", load_all=True)

    @property
    def products(self) -> Buffer:
        return self.buffer("products", "code", load_all=True)

    @property
    def orders(self) -> Buffer:
        return self.buffer("sales_orders", "number")

    @property
    def shipments(self) -> Buffer:
        return self.buffer("shipments", "document")

    @property
    def order_lines(self) -> Lines:
        return self._lines_of("order_lines", "order_id")

    @property
    def shipment_lines(self) -> Lines:
        return self._lines_of("shipment_lines", "shipment_id")

    def _lines_of(self, table: str, parent: str) -> Lines:
        if table not in self._lines:
            self._lines[table] = Lines(self.buffer(table, parent, "product_id", "line"), parent)
        return self._lines[table]

    def dealer(self, code: str | None) -> Kept | None:
        """The dealer with this code, of the store or of this run."""
        return self.dealers.find((code,))

    def product_id(self, code: str | None) -> int | None:
        """The id of the product with this code, of the store or of this run."""
        found = self.products.find((code,))
        return None if found is None else found.id

    def flush(self) -> list[Trace]:
        """Writes everything, tables that are referred to first, and gives what takes it back."""
        traces: list[Trace] = []
        for table in Base.metadata.sorted_tables:
            if table.name in self._buffers:
                traces += self._buffers[table.name].flush()
        return traces


def unknown_dealer(code: str) -> Message:
    """Why a row that names a dealer who is not there is refused."""
    return Message("unknown dealer code {code}; import that dealer first or correct the code", code=code)


def unknown_product(code: str) -> Message:
    """Why a row that names a product that is not there is refused."""
    return Message("unknown product code {code}; import that product first or correct the code", code=code)


def given(values: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """The part of a row's values that goes by these names."""
    return {name: values[name] for name in names if name in values}
