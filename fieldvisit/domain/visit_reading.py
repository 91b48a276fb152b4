"""Reads the visit of a document: its head, and the steps with what is written in them.

What reads a step's cells and the columns of its tables is made once from their declaration.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import fields as members
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from fieldvisit.domain.cell_values import reader_of
from fieldvisit.domain.fields import Field
from fieldvisit.domain.language import mark
from fieldvisit.domain.records import (
    DocumentRefused,
    Reader,
    all_read,
    day_of,
    decimal_of,
    inside,
    missing,
    refused,
    unknown,
)
from fieldvisit.domain.steps import STEPS, step_of
from fieldvisit.domain.visit import Mark, Origin, Row, StepRecord, StepState, Visit, VisitState

_ROW = frozenset({"id", "marks"})
_STEP = frozenset({"state", "skip_reason", "marks"})
_HEAD = frozenset(member.name for member in members(Visit)) - {"steps"}
_ALONE = {origin.value: Mark(origin) for origin in Origin}
"""Marks without anything typed."""


def visit_of(head: Any, steps: Any, new_id: Callable[[], str]) -> Visit:
    """The visit with every step there is; `new_id` names what has no id. Raises DocumentRefused."""
    with inside("visit"):
        visit = _visit(_object(head), new_id)
    with inside("steps"):
        visit.steps.update(_steps(_object(steps), new_id))
    for step in STEPS:
        visit.step(step.key)
    return visit


def _visit(data: dict[str, Any], new_id: Callable[[], str]) -> Visit:
    for key in ("dealer", "day"):
        if key not in data:
            raise missing(key)
    for key in data:
        if key not in _HEAD:
            raise unknown(key)
    return Visit(
        id=_text(data, "id") or new_id(),
        dealer=_text(data, "dealer"),
        day=_day(data),
        rep=_text(data, "rep"),
        rep_title=_text(data, "rep_title"),
        state=_member(VisitState, data, "state", "open"),
        number=_text(data, "number"),
        revision=_revision(data),
        revises=_text(data, "revises"),
        revision_reason=_text(data, "revision_reason"),
        started_at=_moment(data, "started_at"),
        closed_at=_moment(data, "closed_at"),
    )


def _steps(data: dict[str, Any], new_id: Callable[[], str]) -> dict[str, StepRecord]:
    known = {step.key for step in STEPS}
    found = {}
    for key, held in data.items():
        if key not in known:
            raise unknown(key)
        with inside(key):
            found[key] = _step(key, _object(held), new_id)
    return found


@cache
def _cell_readers(step: str, table: str = "") -> dict[str, Reader]:
    """By the keys of the fields of a step, or of the columns of a table in it."""
    fields: Iterable[Field] = step_of(step).table(table).columns if table else step_of(step).simple_fields
    return {each.key: reader_of(each) for each in fields}


@cache
def _tables(step: str) -> frozenset[str]:
    return frozenset(table.key for table in step_of(step).tables)


def _step(step: str, data: dict[str, Any], new_id: Callable[[], str]) -> StepRecord:
    readers, tables = _cell_readers(step), _tables(step)
    record = StepRecord(_member(StepState, data, "state", "in_progress"), _text(data, "skip_reason"))
    if "marks" in data:
        record.marks = _marks(data["marks"], readers)
    for key, held in data.items():
        if key in tables:
            with inside(key):
                record.tables[key] = _rows(_cell_readers(step, key), held, new_id)
    record.values = _values(data, readers, _STEP | tables)
    return record


def _rows(columns: dict[str, Reader], data: Any, new_id: Callable[[], str]) -> list[Row]:
    def read(held: Any) -> Row:
        row = Row(_text(_object(held), "id") or new_id())
        if "marks" in held:
            row.marks = _marks(held["marks"], columns)
        row.values = _values(held, columns, _ROW)
        return row

    return all_read(read, data)


def _values(data: dict[str, Any], readers: dict[str, Reader], others: frozenset[str]) -> dict[str, Any]:
    """The cells that have a value; an empty text or list is none."""
    values = {}
    key = ""
    try:
        for key, held in data.items():
            if key in others:
                continue
            if key not in readers:
                break
            if held is not None and ((value := readers[key](held)) or not isinstance(value, (str, list))):
                values[key] = value
        else:
            return values
    except DocumentRefused as refusal:
        refusal.set_inside(key)
        raise
    raise unknown(key)


def _marks(data: Any, known: dict[str, Reader]) -> dict[str, Mark]:
    marks = {}
    key = ""
    try:
        for key, held in _object(data).items():
            if key not in known:
                break
            marks[key] = _mark(_object(held))
        else:
            return marks
    except DocumentRefused as refusal:
        refusal.set_inside(f"marks/{key}" if key else "marks")
        raise
    raise unknown(key, "marks")


def _mark(data: dict[str, Any]) -> Mark:
    origin, typed = data.get("origin", Origin.ENTERED.value), _text(data, "typed")
    if not isinstance(origin, str) or origin not in _ALONE:
        raise refused("origin", _listed(Origin))
    return Mark(Origin(origin), typed) if typed else _ALONE[origin]


def _object(data: Any) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise refused("", mark("an object"))
    return data


def _text(data: dict[str, Any], key: str) -> str:
    held = data.get(key, "")
    if not isinstance(held, str):
        raise refused(key, mark("a text"))
    return held


def _day(data: dict[str, Any]) -> date:
    with inside("day"):
        return day_of(data["day"])


def _revision(data: dict[str, Any]) -> int:
    with inside("revision"):
        revision = decimal_of(data.get("revision", 1))
    if revision != int(revision) or revision < 1:
        raise refused("revision", mark("a whole number from 1"))
    return int(revision)


def _moment(data: dict[str, Any], key: str) -> datetime | None:
    if not (text := _text(data, key)):
        return None
    with suppress(ValueError, OverflowError):  # the latter where UTC has no such day in its calendar
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not None:
            moment.astimezone(UTC)
            return moment
    raise refused(key, mark("a time with its offset like 2026-09-15T14:58:00+08:00"))


def _member(kind: Any, data: dict[str, Any], key: str, usual: str) -> Any:
    try:
        return kind(data.get(key, usual))
    except ValueError as error:
        raise refused(key, _listed(kind)) from error


def _listed(kind: Any) -> str:
    return ", ".join(each.value for each in kind)
