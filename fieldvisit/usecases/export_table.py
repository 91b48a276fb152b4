"""Gives any table of the store out as Excel, CSV or JSON, with headings under which it can come in again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from fieldvisit.domain import fields
from fieldvisit.domain.errors import NotFound
from fieldvisit.domain.language import Message, mark, tr
from fieldvisit.domain.steps import step_of
from fieldvisit.exchange import workbooks
from fieldvisit.exchange.kinds import KINDS, Holds, Kind
from fieldvisit.exchange.workbooks import Sheet, SheetColumn
from fieldvisit.store import exports
from fieldvisit.store.store import Store

_FORMATS: Final = {
    Holds.PRICE: workbooks.PRICE,
    Holds.MONEY: workbooks.MONEY,
    Holds.QUANTITY: workbooks.QUANTITY,
    Holds.PERCENT: workbooks.PERCENT,
}
_FIELD_FORMATS: Final = {
    fields.Money: workbooks.MONEY,
    fields.UnitPrice: workbooks.PRICE,
    fields.Quantity: workbooks.QUANTITY,
    fields.Number: workbooks.PRICE,
}
_KINDS: Final = {kind.key: kind for kind in KINDS}
_VISIT_LABELS: Final = {
    "visit": mark("Visit"),
    "revision": mark("Revision"),
    "day": mark("Day"),
    "dealer": mark("Dealer code"),
    "dealer_name": mark("Dealer name"),
    "rep": mark("Rep"),
    "state": mark("State"),
    "started_at": mark("Started"),
    "closed_at": mark("Closed"),
    "revision_reason": mark("Reason of the revision"),
    "id": mark("Identifier"),
}
_OTHER_LABELS: Final = {
    "minor_units": mark("Decimals of amounts"),
    "class_label": mark("Class"),
    "class_reason": mark("Reason of the class"),
    "occurrence": mark("Occurrence"),
}


def exportable() -> tuple[tuple[str, str], ...]:
    """Keys and labels (to be translated) of all kinds that can be exported."""
    steps = tuple((key, step_of(step).table(table).label) for key, (step, table) in exports.STEP_TABLES.items())
    return (*((kind.key, kind.label) for kind in KINDS), ("visits", mark("Visits")), *steps)


def export_table(store: Store, kind: str, path: Path, only: Collection[str] | None = None) -> int:
    """Writes the rows of a kind, of visits `only` those with some ids, to .xlsx, .csv or .json; returns their number.

    Raises `NotFound` for a kind that is none, `CannotWrite` for a file that cannot be written.
    """
    key = kind.strip().lower().replace("-", "_")
    if key not in dict(exportable()):
        raise NotFound(
            Message("{kind} is no kind of data; there are: {known}.", kind=kind, known=", ".join(dict(exportable())))
        )
    with store.read() as session:
        found = _with_ids(exports.export_rows(session, key), only)
    sheet = _sheet(key, found, as_data=path.suffix.lower() == ".json")
    workbooks.write_table(path, sheet)
    return len(found.rows)


def _with_ids(found: exports.Exported, only: Collection[str] | None) -> exports.Exported:
    if only is None:
        return found
    at, wanted = found.keys.index("id"), frozenset(only)
    return replace(found, rows=[row for row in found.rows if row[at] in wanted])


def _sheet(kind: str, found: exports.Exported, *, as_data: bool) -> Sheet:
    columns = tuple(_column(kind, key) for key in found.keys)
    ways = [_answers(kind, key) if not as_data else {} for key in found.keys]
    rows = [[_cell(value, way) for value, way in zip(row, ways, strict=True)] for row in found.rows]
    return Sheet(tr(dict(exportable())[kind]), columns, rows)


def _cell(value: Any, answers: dict[str, str]) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, list):
        return ", ".join(tr(answers.get(str(each), str(each))) for each in value)
    label = answers.get(value) if isinstance(value, str) else None
    return value if label is None else tr(label)


def _column(kind: str, key: str) -> SheetColumn:
    if kind in exports.STEP_TABLES and key not in _VISIT_LABELS:
        field = _field(kind, key)
        return SheetColumn(tr(field.label), key, _FIELD_FORMATS.get(type(field)))
    if kind in _KINDS:
        return _kind_column(_KINDS[kind], key)
    return SheetColumn(tr(_VISIT_LABELS[key]), key)


def _kind_column(kind: Kind, key: str) -> SheetColumn:
    declared = {column.key: column for column in kind.columns}
    if key not in declared:
        return SheetColumn(tr(_OTHER_LABELS[key]), key)
    return SheetColumn(tr(declared[key].label), key, _FORMATS.get(declared[key].holds))


def _field(kind: str, key: str) -> fields.Field:
    step, table = exports.STEP_TABLES[kind]
    return step_of(step).table(table).column(key)


def _answers(kind: str, key: str) -> dict[str, str]:
    """Labels of the answers of a choice, by their keys in the data."""
    if kind not in exports.STEP_TABLES or key in _VISIT_LABELS:
        return {}
    field = _field(kind, key)
    return {option.key: option.label for option in field.options} if isinstance(field, fields.Choice) else {}
