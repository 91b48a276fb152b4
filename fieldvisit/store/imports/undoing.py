"""Takes the last import back as one step, unless something that came later stands on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, func, insert, inspect, or_, select
from sqlalchemy.orm import Session

from fieldvisit.domain.errors import NotAllowed
from fieldvisit.domain.language import Message
from fieldvisit.store import finished_orders
from fieldvisit.store.imports.buffers import Trace
from fieldvisit.store.models import ROW_TABLES, ImportRun, ImportUndo, Product
from fieldvisit.store.models.base import Base

UNDONE: Final = "undone"
"""Stands among the counts of an import that was taken back."""


@dataclass(frozen=True)
class LastImport:
    """The import that can be taken back: its files, when it was, and its rows by what became of them."""

    files: tuple[str, ...]
    at: datetime
    counts: dict[str, int]


@dataclass(frozen=True)
class Undone:
    """What taking back did. `kept` are the changed cells that were changed again since, and stay."""

    files: tuple[str, ...]
    removed: int
    restored: int
    kept: int


def keep_traces(session: Session, first_run: int, traces: Sequence[Trace]) -> None:
    """Keeps what takes this import back, in place of the import before; one that changed nothing leaves that be."""
    if not traces:
        return
    connection = session.connection()
    connection.execute(delete(ImportUndo))
    names = ("of_table", "first_row", "last_row", "was")
    connection.execute(
        insert(ImportUndo), [{"first_run": first_run, **dict(zip(names, trace, strict=True))} for trace in traces]
    )


def last_import(session: Session) -> LastImport | None:
    """The import that `undo_last` would take back; None where there is none."""
    runs = _runs(session)
    counts: dict[str, int] = defaultdict(int)
    for run in runs:
        for state, number in run.counts.items():
            counts[state] += number
    return LastImport(tuple(run.file_name for run in runs), runs[-1].at, dict(counts)) if runs else None


def _runs(session: Session) -> Sequence[ImportRun]:
    """The files of the import that can be taken back, which all came at one moment; later ones changed nothing."""
    first = session.get(ImportRun, session.scalar(select(func.min(ImportUndo.first_run))) or 0)
    if first is None:
        return []
    query = select(ImportRun).where(ImportRun.id >= first.id, ImportRun.at == first.at)
    return session.scalars(query.order_by(ImportRun.id)).all()


def undo_last(session: Session) -> Undone:
    """Takes the last import back. Raises `NotAllowed` where there is none, or something stands on its rows."""
    last = last_import(session)
    if last is None:
        raise NotAllowed(Message("There is no import that can be taken back."))
    connection = session.connection()
    traces = _traces(connection)
    new = {trace.table: (trace.first, trace.last) for trace in traces if trace.was is None}
    of_trade = finished_orders.forget(connection, traces)  # they refer to orders, and are found again
    _refuse_used(connection, new)
    restored, kept = _restore(connection, [trace for trace in traces if trace.was is not None])
    removed = sum(_remove(connection, table, new) for table in reversed(Base.metadata.sorted_tables))
    if of_trade:
        finished_orders.renew(connection)
    _mark_undone(session)
    return Undone(last.files, removed, restored, kept)


def _traces(connection: Connection) -> list[Trace]:
    columns = (ImportUndo.of_table, ImportUndo.first_row, ImportUndo.last_row, ImportUndo.was)
    return [Trace(*row) for row in connection.execute(select(*columns).order_by(ImportUndo.id.desc()))]


Runs = dict[str, tuple[int, int]]


def _refuse_used(connection: Connection, new: Runs) -> None:
    """Whatever refers to a new row and came from elsewhere would lose its ground."""
    used = sum(_uses(connection, table, new) for table in Base.metadata.sorted_tables)
    used += _products_in_visits(connection, new)
    if used:
        raise NotAllowed(
            Message(
                "The import cannot be taken back, because {count} later entries (visits, plans, prices, ...) stand on "
                "what it brought; take those away first, or restore a backup.",
                count=used,
            )
        )


def _uses(connection: Connection, table: Table, new: Runs) -> int:
    """Rows of a table, other than new ones, that refer to a new row."""
    uses = [
        _within(key.parent, new[key.column.table.name])
        for key in table.foreign_keys
        if key.column.table.name in new and key.column.name == "id"
    ]
    if not uses:
        return 0
    query = select(func.count()).select_from(table).where(or_(*uses))
    if table.name in new:
        first, last = new[table.name]
        query = query.where(or_(table.c.id < first, table.c.id > last))
    return connection.scalar(query) or 0


def _within(column: ColumnElement[Any], run: tuple[int, int]) -> Any:
    return and_(column >= run[0], column <= run[1])


def _products_in_visits(connection: Connection, new: Runs) -> int:
    """Visits name products by code."""
    if "products" not in new:
        return 0
    codes = select(Product.code).where(_within(Product.__table__.c.id, new["products"]))
    tables = [table for row in ROW_TABLES.values() if "product" in (table := inspect(row).local_table).c]
    return sum(
        connection.scalar(select(func.count()).select_from(table).where(table.c.product.in_(codes))) or 0
        for table in tables
    )


def _restore(connection: Connection, traces: Iterable[Trace]) -> tuple[int, int]:
    """Gives changed rows their values back; a cell that was changed again since stays as it is."""
    restored = kept = 0
    for trace in traces:
        was = trace.was or {}
        # Compared and written as stored, because that is how the traces were taken.
        names = ", ".join(f'"{name}"' for name in was)
        query = f'SELECT {names} FROM "{trace.table}" WHERE id = ?'  # noqa: S608 - names of our own tables only
        found = connection.exec_driver_sql(query, (trace.first,)).first()
        now = dict(zip(was, found, strict=True)) if found is not None else {}
        back = {name: before for name, (before, after) in was.items() if name in now and now[name] == after}
        kept += len(was) - len(back)
        if back:
            _write(connection, trace, back)
            restored += 1
    return restored, kept


def _write(connection: Connection, trace: Trace, values: dict[str, Any]) -> None:
    settings = ", ".join(f'"{name}" = ?' for name in values)
    statement = f'UPDATE "{trace.table}" SET {settings} WHERE id = ?'  # noqa: S608 - names of our own tables only
    connection.exec_driver_sql(statement, (*values.values(), trace.first))


def _remove(connection: Connection, table: Table, new: Runs) -> int:
    if table.name not in new:
        return 0
    return connection.execute(delete(table).where(_within(table.c.id, new[table.name]))).rowcount


def _mark_undone(session: Session) -> None:
    for run in _runs(session):
        run.counts = {**run.counts, UNDONE: 1}
    session.flush()
    session.connection().execute(delete(ImportUndo))
