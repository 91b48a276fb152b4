"""What is intended with one file: what it is taken for, which column is what, and what is still to be asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import Message
from fieldvisit.exchange.answers import Answer, Question
from fieldvisit.exchange.header import Headings, Recognition, heading_texts, likely_headings, matched, recognise
from fieldvisit.exchange.kinds import Kind
from fieldvisit.exchange.rows import Rows, read_rows
from fieldvisit.exchange.tables import NotATable, RawTable, read_table
from fieldvisit.exchange.values import shown

PREVIEW_ROWS: Final = 20
NO_HEADINGS: Final = 0
NOWHERE: Final = Headings(-1, -1, ())


class UnknownColumn(KnownError):
    """A mapping names a column or field that is not there."""


@dataclass(frozen=True)
class FilePlan:
    """One file and how it is to be read. Made by `plan_file`, changed by `replan`; nothing here touches a store.

    `columns` maps the keys of the kind's columns to indexes in the table, `confidence` says how sure each is (0 to 1).
    `problem` is why the file cannot be imported as it stands (None: it can).
    """

    path: Path
    today: date
    table: RawTable | None = None
    kind: Kind | None = None
    headings: Headings = NOWHERE
    columns: Mapping[str, int] = field(default_factory=dict)
    confidence: Mapping[str, float] = field(default_factory=dict)
    answers: Mapping[str, Answer] = field(default_factory=dict)
    problem: Message | None = None
    place: str = ""
    """Tells the sheets of one workbook apart: the sheet first chosen, kept when a person chooses another."""
    unread: tuple[str, ...] = ()
    """Sheets of the workbook that are not imported."""

    @property
    def name(self) -> str:
        """The file's name without its folder."""
        return self.path.name

    @property
    def key(self) -> tuple[Path, str]:
        """What this plan is known by in its run, whatever is decided about it."""
        return self.path, self.place

    @property
    def header_row(self) -> int:
        """The row of the headings as a spreadsheet counts, from 1; 0 for a table without headings."""
        return self.headings.last + 1

    @cached_property
    def rows(self) -> Rows:
        """The rows as values; empty as long as there is a problem."""
        if self.table is None or self.kind is None or self.problem is not None:
            return Rows([], [])
        return read_rows(self.table, self.kind, self.headings, self.columns, self.answers, self.today)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What only a person knows; rows that depend on it are refused until it is answered."""
        return self.rows.questions

    @property
    def notes(self) -> tuple[Message, ...]:
        """What was noticed and done without asking."""
        sheets = (
            (Message("Sheets that were not read: {sheets}.", sheets=", ".join(self.unread)),) if self.unread else ()
        )
        return (*(self.table.notes if self.table else ()), *sheets, *self.rows.notes)

    @property
    def preview(self) -> list[list[str]]:
        """The first rows below the headings, as a person would type them."""
        if self.table is None:
            return []
        start = self.headings.data_start
        return [[shown(cell) for cell in row] for row in self.table.rows[start : start + PREVIEW_ROWS]]

    def heading_of(self, key: str) -> str:
        """The heading over the column that a key is read from."""
        return column_name(self.headings, self.columns[key])


def column_name(headings: Headings, index: int) -> str:
    """A column by its heading, or by its letter where it has none."""
    text = headings.texts[index] if index < len(headings.texts) else ""
    return text or letter(index)


def letter(index: int) -> str:
    """A column's letter as a spreadsheet names it: 0 -> A, 26 -> AA."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


ColumnName = str | int
"""A column by its heading, its letter, its number from 1 as text, or its index from 0 as a number."""


@dataclass(frozen=True)
class Wish:
    """What a person asks for beforehand. `header_row` counts from 1, 0 says that there are no headings."""

    kind: Kind | None = None
    sheet: str | None = None
    header_row: int | None = None
    mapping: Mapping[str, ColumnName] = field(default_factory=dict)
    answers: Mapping[str, Answer] = field(default_factory=dict)


NO_WISH: Final = Wish()


def plan_file(path: Path, today: date, wish: Wish = NO_WISH) -> FilePlan:
    """Reads a file and recognises it. A file that cannot be read gives a plan with its problem, never an exception.

    Raises `UnknownColumn` where the wish names a column that is not there.
    """
    try:
        table = read_table(path, wish.sheet)
    except NotATable as error:
        return FilePlan(path, today, problem=error.sentence)
    if wish.header_row is None:
        found = recognise(table, wish.kind)
    else:
        found = _recognised_at(table, wish.kind, wish.header_row)
    return _planned(FilePlan(path, today, table, answers=wish.answers, place=table.sheet or ""), found, wish.mapping)


def plan_files(path: Path, today: date, wish: Wish = NO_WISH) -> tuple[FilePlan, ...]:
    """One plan for each sheet of the file that is recognised, or the one plan that says what is wrong."""
    first = plan_file(path, today, wish)
    others = () if first.table is None else tuple(name for name in first.table.sheets if name != first.table.sheet)
    if not others or wish.sheet is not None or wish.kind is not None:
        return (replace(first, unread=others),)
    plans = [
        plan
        for plan in (first, *(plan_file(path, today, replace(wish, sheet=name)) for name in others))
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
        wanted = _mapped(wanted, mapping)
    missing = wanted.kind.missing(frozenset(wanted.columns)) if wanted.kind else ()
    problem = _problem(wanted, missing, recognised=found.score > 0)
    return replace(wanted, problem=problem)


def _mapped(plan: FilePlan, mapping: Mapping[str, ColumnName]) -> FilePlan:
    assert plan.kind is not None  # noqa: S101 - the caller looked
    columns, confidence = dict(plan.columns), dict(plan.confidence)
    for key, name in mapping.items():
        if key not in {column.key for column in plan.kind.columns}:
            raise UnknownColumn(
                Message(
                    "{kind} have no field {field}; there are: {known}.",
                    kind=Message(plan.kind.label),
                    field=key,
                    known=", ".join(column.key for column in plan.kind.columns),
                )
            )
        columns.pop(key, None)
        if name != "":
            index = _index_of(plan, name)
            columns = {other: at for other, at in columns.items() if at != index}
            columns[key], confidence[key] = index, 1.0
    return replace(plan, columns=columns, confidence=confidence)


def _index_of(plan: FilePlan, name: ColumnName) -> int:
    assert plan.table is not None  # noqa: S101 - a mapped plan has a table
    if isinstance(name, int):
        return name
    texts = [text.casefold() for text in plan.headings.texts]
    if name.strip().casefold() in texts:
        return texts.index(name.strip().casefold())
    by_letter = next((at for at in range(plan.table.width) if name.strip().upper() in (letter(at), str(at + 1))), None)
    if by_letter is None:
        raise UnknownColumn(
            Message(
                "{file} has no column {column}; its columns are: {known}.",
                file=plan.name,
                column=name,
                known=", ".join(column_name(plan.headings, at) for at in range(plan.table.width)),
            )
        )
    return by_letter


def _problem(plan: FilePlan, missing: tuple[str, ...], *, recognised: bool) -> Message | None:
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

    @property
    def rereads(self) -> bool:
        """Whether the cells themselves will be others."""
        return not (self.sheet is None and self.encoding is None and self.delimiter is None)


def replan(plan: FilePlan, change: Change) -> FilePlan:
    """The plan with the person's decisions. Raises `NotATable` or `UnknownColumn`; the plan given stays as it was."""
    table = plan.table
    if table is None or change.rereads:
        sheet = change.sheet or (table.sheet if table else None)
        table = read_table(plan.path, sheet, change.encoding, change.delimiter)
    kept = replace(plan, table=table, answers={**plan.answers, **change.answers}, problem=None)
    return _planned(kept, _decided(kept, table, change), change.mapping)


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
        return Recognition(Headings(-1, -1, ("",) * table.width), kind, score=1.0)
    headings = (
        Headings(row - 1, row - 1, heading_texts(table.rows[row - 1]))
        if row <= len(table.rows)
        else likely_headings(table)
    )
    if kind is None:
        return Recognition(headings, None)
    columns, confidence = matched(kind, headings.texts)
    return Recognition(headings, kind, columns, confidence, score=float(len(columns)))
