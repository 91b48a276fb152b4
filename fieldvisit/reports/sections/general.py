"""The general form of a section, from the declaration of its step: answers, and tables of rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fieldvisit.domain import fields
from fieldvisit.domain.fields import Field, Step, Value
from fieldvisit.domain.formats import NO_VALUE
from fieldvisit.domain.language import tr
from fieldvisit.domain.visit import Row, StepRecord
from fieldvisit.reports.answers import Answer, Answers
from fieldvisit.reports.columns import Cell, CellLike, Column
from fieldvisit.reports.flow import Block
from fieldvisit.reports.sections.flagged import row_notes
from fieldvisit.reports.spans import Span
from fieldvisit.reports.tables import Table
from fieldvisit.reports.theme import BODY, SUBHEAD, TABLE, Style
from fieldvisit.reports.visit_content import VisitContent, is_unconfirmed
from fieldvisit.reports.words import Heading, subheading

_MOST_COLUMNS = 6
_DRAWN = (fields.Photo, fields.Signature)


def section(content: VisitContent, step: Step) -> list[Block]:
    """Everything in the step, in the order of its declaration."""
    return parts(content, step, [field.key for field in step.fields])


def parts(content: VisitContent, step: Step, keys: Sequence[str]) -> list[Block]:
    """The fields and tables with these keys, under the titles of their groups."""
    blocks: list[Block] = []
    for title, group in step.grouped():
        wanted = [field for field in group if field.key in keys]
        tables = [field for field in wanted if isinstance(field, fields.Table)]
        answers = answers_of(content, content.record(step.key), [field for field in wanted if field not in tables])
        if answers:
            blocks += [subheading(tr(title)), answers] if title else [answers]
        for table in tables:
            blocks += table_of(content, step, table)
    return blocks


def answers_of(content: VisitContent, record: StepRecord, asked: Iterable[Field]) -> Answers | None:
    """The fields that have a value, label and answer; None where none has."""
    answers = [
        Answer(
            tr(field.label), (Span(content.shown(field, record.values[field.key]), _style(record, field.key, BODY)),)
        )
        for field in asked
        if field.key in record.values and not isinstance(field, _DRAWN)
    ]
    return Answers(tuple(answers)) if answers else None


def table_of(content: VisitContent, step: Step, table: fields.Table, title: str = "") -> list[Block]:
    """A table under its name or another `title`, or a list for each row of many columns. Columns that nobody filled
    are left out.
    """
    rows = [row for row in content.record(step.key).rows(table.key) if row.values]
    columns = [column for column in table.columns if any(column.key in row.values for row in rows)]
    if not columns:
        return []
    heading = subheading(title or tr(table.label), str(len(rows)) if len(rows) > 1 else "")
    if len(columns) > _MOST_COLUMNS:
        records = (block for row in rows for block in _record(content, columns, row))
        return [heading, *records, *row_notes(content, step.key, table.key, rows)]
    shown = Table(
        tuple(_column(column) for column in columns),
        [[_cell(content, row, column) for column in columns] for row in rows],
        may_be_narrow=True,
    )
    return [heading, shown, *row_notes(content, step.key, table.key, rows)]


def _column(field: Field) -> Column:
    if field.value_type is not str:
        number = field.value_type.__name__ == "Decimal"
        return Column(tr(field.label), align="right" if number else "left")
    lengthy = isinstance(field, fields.Text | fields.Product)
    return Column(tr(field.label), stretch=1.0 if lengthy else 0.45)


def _cell(content: VisitContent, row: Row, field: Field) -> CellLike:
    words = content.shown(field, row.values.get(field.key)) or NO_VALUE
    return Cell((Span(words, _style(row, field.key, TABLE)),)) if is_unconfirmed(row, field.key) else words


def _record(content: VisitContent, columns: Sequence[Field], row: Row) -> list[Block]:
    first, *others = [column for column in columns if column.key in row.values]
    answers = [Answer(tr(column.label), (_span(content, row, column, BODY),)) for column in others]
    name = f"{tr(first.label)} {_words(content, first, row.values[first.key])}"
    title = Heading(name, style=SUBHEAD, space_before=8, level=4)
    return [title, Answers(tuple(answers), space_before=1)] if answers else [title]


def _span(content: VisitContent, row: Row, field: Field, style: Style) -> Span:
    return Span(_words(content, field, row.values[field.key]), _style(row, field.key, style))


def _words(content: VisitContent, field: Field, value: Value) -> str:
    return content.shown(field, value)


def _style(holder: Row | StepRecord, key: str, style: Style) -> Style:
    return style.unconfirmed() if is_unconfirmed(holder, key) else style
