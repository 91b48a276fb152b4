"""Makes a plan for a file, and makes it anew with what a person decides."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Final

from fieldvisit.domain.language import Message
from fieldvisit.exchange.answers import Answer
from fieldvisit.exchange.header import (
    Headings,
    Recognition,
    heading_texts,
    likely_headings,
    matched,
    no_headings,
    recognise,
)
from fieldvisit.exchange.kinds import Kind
from fieldvisit.exchange.mapping import ColumnName, mapped
from fieldvisit.exchange.plans import FilePlan, letter
from fieldvisit.exchange.reading import Reader, read_table
from fieldvisit.exchange.reading.parsing import Order
from fieldvisit.exchange.reading.reader import PATIENCE, Watch
from fieldvisit.exchange.shapes import Remembered, Writing, shapes_by_row, shapes_of
from fieldvisit.exchange.tables import NotATable, RawTable

NO_HEADINGS: Final = 0


@dataclass(frozen=True)
class Wish:
    """What a person asks for beforehand. `header_row` counts from 1, 0 says that there are no headings."""

    kind: Kind | None = None
    sheet: str | None = None
    header_row: int | None = None
    mapping: Mapping[str, ColumnName] = field(default_factory=dict)
    answers: Mapping[str, Answer] = field(default_factory=dict)
    encoding: str | None = None
    delimiter: str | None = None
    complete: bool = False

    @property
    def decides(self) -> bool:
        """Whether anything is asked for that holds for other files of the same shape too."""
        return bool(self.kind or self.mapping or self.answers or self.header_row is not None)


NO_WISH: Final = Wish()


@dataclass(frozen=True)
class Surroundings:
    """What every file of a run is read with: the process that reads, what is remembered, and who watches."""

    today: date
    reader: Reader
    memory: Mapping[str, Remembered] = field(default_factory=dict)
    writings: Mapping[str, Writing] = field(default_factory=dict)
    watch: Watch | None = None


def plan_file(path: Path, at: Surroundings, wish: Wish = NO_WISH, until: float | None = None) -> FilePlan:
    """Reads a file and recognises it. A file that cannot be read gives a plan with its problem, never an exception.

    Raises `UnknownColumn` where the wish names a column that is not there. `until` as in `Reader.read`.
    """
    try:
        table = at.reader.read(Order(path, wish.sheet, wish.encoding, wish.delimiter), at.watch, until)
    except NotATable as error:
        return FilePlan(path, at.today, problem=error.sentence)
    unaided: Mapping[int, str] = {}
    if at.writings and table.encoding is not None and not (wish.encoding or wish.delimiter):
        table, unaided = _read_as_known(table, at)
    plan = FilePlan(
        path,
        at.today,
        table,
        answers=wish.answers,
        place=table.sheet or "",
        by_hand=wish.decides,
        unaided=unaided,
        recalled=bool(unaided),
        complete=wish.complete,
    )
    if wish.header_row is not None:
        return _planned(plan, _recognised_at(table, wish.kind, wish.header_row), wish.mapping)
    if wish.kind is None and not wish.mapping and (known := _recalled(plan, at.memory)):
        return known
    return _planned(plan, recognise(table, wish.kind), wish.mapping)


def _read_as_known(table: RawTable, at: Surroundings) -> tuple[RawTable, Mapping[int, str]]:
    """The text as a person once said that its like is written, if anyone did, and its shapes as it was found."""
    shapes = shapes_by_row(table)
    known = next((at.writings[digest] for digest in shapes.values() if digest in at.writings), None)
    if known is None or (known.encoding, known.delimiter) == (table.encoding, table.delimiter):
        return table, {}
    try:
        order = Order(table.path, None, known.encoding, known.delimiter)
        return at.reader.read(order, at.watch), shapes
    except NotATable:
        return table, {}  # this one is written otherwise after all


def _recalled(plan: FilePlan, memory: Mapping[str, Remembered]) -> FilePlan | None:
    """The plan as it was decided for a file of the same shape; None where no shape of the table is known."""
    if not memory or plan.table is None:
        return None
    for digest, headings in shapes_of(plan.table):
        if (known := memory.get(digest)) is not None:
            answers = {**known.answers, **plan.answers}
            sure = dict.fromkeys(known.columns, 1.0)
            found = Recognition(headings, known.kind, known.columns, sure, score=1.0)
            return _planned(replace(plan, answers=answers, recalled=True), found, {})
    return None


def plan_files(path: Path, at: Surroundings, wish: Wish = NO_WISH) -> tuple[FilePlan, ...]:
    """One plan for each sheet of the file that is recognised, or the one plan that says what is wrong."""
    until = time.monotonic() + PATIENCE
    first = plan_file(path, at, wish, until)
    others = () if first.table is None else tuple(name for name in first.table.sheets if name != first.table.sheet)
    if not others or wish.sheet is not None or wish.kind is not None:
        return (replace(first, unread=others),)
    plans = [
        plan
        for plan in (first, *(plan_file(path, at, replace(wish, sheet=name), until) for name in others))
        if plan.problem is None
    ]
    if not plans:
        return (replace(first, unread=others),)
    read = {plan.table.sheet for plan in plans if plan.table is not None}
    unread = tuple(name for name in first.table.sheets if name not in read) if first.table else ()
    return (replace(plans[0], unread=unread), *plans[1:])


def _planned(plan: FilePlan, found: Recognition, mapping: Mapping[str, ColumnName]) -> FilePlan:
    wanted = replace(plan, headings=found.headings, columns=found.columns, confidence=found.confidence, kind=found.kind)
    if mapping and found.kind is not None:
        wanted = mapped(wanted, mapping)
    missing = wanted.kind.missing(frozenset(wanted.columns)) if wanted.kind else ()
    problem = _problem(wanted, missing, recognised=found.score > 0)
    return replace(wanted, problem=problem)


def _problem(plan: FilePlan, missing: tuple[str, ...], *, recognised: bool) -> Message | None:
    if plan.table is not None and plan.header_row == NO_HEADINGS and not plan.columns:
        return Message(
            "{file} seems to have no row of headings: say what it holds, and which column is what.", file=plan.name
        )
    if plan.kind is None or not (recognised or plan.columns):
        return Message(
            "{file}: none of the kinds of data was recognised in its columns ({columns}); "
            "name the kind and the columns, or leave the file out.",
            file=plan.name,
            columns=_listed(plan),
        )
    if missing:
        return Message(
            "{file}: taken for {kind}, but no column was recognised as {missing} among {columns}; "
            "name the column, or leave the file out.",
            file=plan.name,
            kind=Message(plan.kind.label),
            missing=_labels(missing),
            columns=_listed(plan),
        )
    if plan.table is not None and len(plan.table.rows) <= plan.headings.data_start:
        return Message("{file}: there is no row below the headings, so there is nothing to import.", file=plan.name)
    return None


def _listed(plan: FilePlan) -> str:
    width = plan.table.width if plan.table else 0
    names = [text for text in plan.headings.texts if text] or [letter(at) for at in range(width)]
    return ", ".join(names[:12]) + (" …" if len(names) > 12 else "")


def _labels(labels: tuple[str, ...]) -> Message:
    joined = Message(labels[0])
    for label in labels[1:]:
        joined = Message("{one}, {other}", one=joined, other=Message(label))
    return joined


@dataclass(frozen=True)
class Change:
    """What a person decides otherwise. None leaves a point as it is; in `mapping` an empty text takes a column away."""

    kind: Kind | None = None
    sheet: str | None = None
    header_row: int | None = None
    encoding: str | None = None
    delimiter: str | None = None
    mapping: Mapping[str, ColumnName] = field(default_factory=dict)
    answers: Mapping[str, Answer] = field(default_factory=dict)
    complete: bool | None = None

    @property
    def rereads(self) -> bool:
        """Whether the cells themselves will be others."""
        return not (self.sheet is None and self.encoding is None and self.delimiter is None)


def replan(plan: FilePlan, change: Change) -> FilePlan:
    """The plan with the person's decisions. Raises `NotATable` or `UnknownColumn`; the plan given stays as it was."""
    table = plan.table
    if table is None or change.rereads:
        table = _read_anew(plan, change)
    unaided = plan.unaided
    if not unaided and plan.table is not None and (change.encoding or change.delimiter):
        unaided = shapes_by_row(plan.table)
    kept = replace(
        plan,
        table=table,
        unaided=unaided,
        answers={**plan.answers, **change.answers},
        problem=None,
        by_hand=True,
        complete=plan.complete if change.complete is None else change.complete,
    )
    return _planned(kept, _decided(kept, table, change), change.mapping)


def _read_anew(plan: FilePlan, change: Change) -> RawTable:
    """The cells with another sheet, encoding or delimiter; of the latter two the one not named stays as it was."""
    table = plan.table
    if table is None:
        return read_table(plan.path, change.sheet, change.encoding, change.delimiter)
    encoding = change.encoding or table.encoding
    delimiter = change.delimiter or (table.delimiter if change.encoding is None else None)
    return read_table(plan.path, change.sheet or table.sheet, encoding, delimiter)


def _decided(plan: FilePlan, table: RawTable, change: Change) -> Recognition:
    kind = change.kind or plan.kind
    if change.header_row is not None:
        return _recognised_at(table, kind, change.header_row)
    if change.rereads or not plan.headings.texts:
        return recognise(table, change.kind)
    if change.kind is not None and change.kind != plan.kind:
        return (
            _recognised_at(table, kind, plan.header_row) if plan.header_row == NO_HEADINGS else recognise(table, kind)
        )
    return Recognition(plan.headings, kind, plan.columns, plan.confidence, score=1.0)


def _recognised_at(table: RawTable, kind: Kind | None, row: int) -> Recognition:
    """The table with its headings in a row that a person named."""
    if row == NO_HEADINGS:
        return Recognition(no_headings(table), kind, score=1.0)
    headings = (
        Headings(row - 1, row - 1, heading_texts(table.rows[row - 1]))
        if row <= len(table.rows)
        else likely_headings(table)
    )
    if kind is None:
        return Recognition(headings, None)
    columns, confidence = matched(kind, headings.texts)
    return Recognition(headings, kind, columns, confidence, score=float(len(columns)))
